#!/bin/sh
# Makes .venv with exactly what requirements.lock says. Does nothing when it already has it.
set -eu
cd "$(dirname "$0")/.."
project=$(pwd -P)
venv=.venv
stamp=$venv/terpadu-stamp

die() { printf '%s\n' "terpadu: $*" >&2; exit 1; }

# A moved folder breaks the scripts of an environment, so the place is part of the stamp.
wanted() { printf '%s %s\n' "$project" "$(cksum < requirements.lock)"; }

is_current() { [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(wanted)" ] && "$venv/bin/python" -c '' 2>/dev/null; }

works() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14 \
        /usr/bin/python3 /usr/local/bin/python3 /opt/homebrew/bin/python3; do
        if works "$candidate"; then printf '%s\n' "$candidate"; return; fi
    done
    die "CPython 3.11 or newer with venv is needed: install it (Debian: apt-get install python3 python3-venv) or set PYTHON"
}

# The lock's own lines for uv: version and hashes.
uv_requirement() { awk '/^uv==/ { found = 1 } found { print } found && !/\\$/ { exit }' requirements.lock; }

# uv trusts a list of its own unless told otherwise; a certificate of the organisation is in the system's list only.
sync_with_uv() {
    system_certs=
    for list in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt; do
        [ -e "$list" ] && system_certs=--system-certs
    done
    # Compiled once here, not by each of ten processes at their first start.
    "$venv/bin/uv" pip sync --quiet $system_certs --compile-bytecode --require-hashes \
        --python "$venv/bin/python" requirements.lock
}

# Slower, but pip knows the mirrors that a machine is configured for.
install_with_pip() {
    printf '%s\n' "terpadu: uv did not succeed, trying pip (some minutes)" >&2
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
}

is_current && exit 0

# Two makes at once in one folder: the second waits, and then finds the work done.
mkdir -p .run
if command -v flock >/dev/null 2>&1; then
    exec 9> .run/environment.lock
    flock 9
    is_current && exit 0
fi

printf '%s\n' "terpadu: making the Python environment in $venv (about a minute the first time)" >&2
rm -f "$stamp"
if ! works "$venv/bin/python"; then
    rm -rf "$venv"
    python=$(find_python) || exit 1
    "$python" -m venv "$venv" || die "$python -m venv failed, see above"
fi
uv_requirement > "$venv/uv.txt"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r "$venv/uv.txt" ||
    die "uv cannot be installed with pip, see above"
sync_with_uv || install_with_pip || die "the packages of requirements.lock cannot be installed, see above"
wanted > "$stamp"
