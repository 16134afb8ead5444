"""Finds RabbitMQ and Erlang: an installed package, or Debian's packages unpacked into a private cache without root.

The cache may be shared by several copies of the suite: it is filled under another name and renamed when it is whole.
Nothing is installed into the system, and its package lists are left as they are.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local.custody import Command, Custody
from local.errors import LaunchError

_INSTALLED = (
    "/usr/lib/rabbitmq/bin/rabbitmq-server",
    "/opt/homebrew/opt/rabbitmq/sbin/rabbitmq-server",
    "/usr/local/opt/rabbitmq/sbin/rabbitmq-server",
)
_ERLANG = "base asn1 crypto eldap inets mnesia os-mon parsetools public-key runtime-tools ssl syntax-tools tools xmerl"
_PACKAGES = ("rabbitmq-server", *(f"erlang-{part}" for part in _ERLANG.split()))
_INSTALL_IT = (
    "install it (Debian, Ubuntu: apt-get install rabbitmq-server; macOS: brew install rabbitmq) "
    "or set AMQP_URL to a broker"
)
_RELOCATED_ERL = """#!/bin/sh
ROOTDIR=$(cd "$(dirname "$0")/.." && pwd -P)
BINDIR=$(echo "$ROOTDIR"/erts-*/bin)
EMU=beam
PROGNAME=erl
export ROOTDIR BINDIR EMU PROGNAME
exec "$BINDIR/erlexec" "$@"
"""


@dataclass(frozen=True)
class RabbitMQPrograms:
    """`server` is the start script; `erlang` is the folder that holds `bin/erl` and `erts-*/bin`."""

    server: Path
    erlang: Path

    @property
    def plugins(self) -> Path:
        return self.server.resolve().parent.parent / "plugins"

    def runtime(self, name: str) -> str:
        """A program of Erlang's runtime system, such as `epmd`."""
        found = sorted(self.erlang.glob(f"erts-*/bin/{name}"))
        if not found:
            raise LaunchError(f"RabbitMQ: Erlang in {self.erlang} has no {name}; {_INSTALL_IT}")
        return str(found[-1])


def find_programs(custody: Custody, log: Path, cache: Path | None = None) -> RabbitMQPrograms:
    """The installed programs, else those in `cache`, which is filled first when it is empty (about 33 MB to fetch)."""
    return _installed() or _unpacked(cache or cache_folder(), custody, log)


def cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "terpadu"


def _installed() -> RabbitMQPrograms | None:
    erl = shutil.which("erl")
    server = next((Path(place) for place in _INSTALLED if os.access(place, os.X_OK)), None)
    if erl is None or server is None:
        return None
    erlang = Path(erl).resolve().parent.parent
    return RabbitMQPrograms(server, erlang) if any(erlang.glob("erts-*/bin/epmd")) else None


def _unpacked(cache: Path, custody: Custody, log: Path) -> RabbitMQPrograms:
    found = _newest(cache)
    if found is None:
        _fill(cache, custody, log)
        found = _newest(cache)
    if found is None:
        raise LaunchError(f"RabbitMQ: the unpacked packages in {cache} are incomplete: delete that folder")
    return found


def _newest(cache: Path) -> RabbitMQPrograms | None:
    for root in sorted(cache.glob("rabbitmq-*"), key=lambda folder: folder.stat().st_mtime, reverse=True):
        server = root / "usr/lib/rabbitmq/bin/rabbitmq-server"
        if server.exists():
            return RabbitMQPrograms(server, root / "usr/lib/erlang")
    return None


def _fill(cache: Path, custody: Custody, log: Path) -> None:
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise LaunchError(f"RabbitMQ was not found: {_INSTALL_IT}")
    with _draft_folder(cache) as draft:

        def run(*argv: str) -> bool:
            return custody.run(Command("rabbitmq-packages", argv, log, folder=draft)) == 0

        packages = _download(draft, run, log)
        root = draft / "root"
        unpacked = all(run("dpkg-deb", "--extract", str(package), str(root)) for package in packages)
        erl = root / "usr/lib/erlang/bin/erl"
        erl.write_text(_RELOCATED_ERL)
        if not (unpacked and run(str(erl), "-noshell", "-eval", "halt().")):
            raise LaunchError(f"RabbitMQ: the unpacked packages do not run here, see {log}; {_INSTALL_IT}")
        version = next(package.name.split("_")[1] for package in packages if package.name.startswith("rabbitmq-"))
        _publish(root, cache / f"rabbitmq-{version}")


def _publish(root: Path, destination: Path) -> None:
    """Rename into place; when another copy was quicker, its result is as good."""
    try:
        os.rename(root, destination)
    except OSError:
        if not destination.is_dir():
            raise


@contextmanager
def _draft_folder(cache: Path) -> Iterator[Path]:
    try:
        cache.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix="draft-", dir=cache))
    except OSError as error:
        raise LaunchError(f"RabbitMQ: cannot write to {cache} ({error.strerror}): set XDG_CACHE_HOME") from error
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _download(draft: Path, run: Callable[..., bool], log: Path) -> list[Path]:
    """Fetch the packages with the system's package lists or, where those are old or missing, with lists of our own."""
    apt = ("apt-get", "-q", "-o", "APT::Sandbox::User=root")
    if not run(*apt, "download", *_PACKAGES):
        for folder in ("lists", "archives"):
            (draft / folder / "partial").mkdir(parents=True)
        own = (*apt, "-o", f"Dir::State::Lists={draft}/lists", "-o", f"Dir::Cache={draft}", "-o", "Debug::NoLocking=1")
        if not (run(*own, "update") and run(*own, "download", *_PACKAGES)):
            raise LaunchError(f"RabbitMQ could not be fetched from the package archive, see {log}; {_INSTALL_IT}")
    return sorted(draft.glob("*.deb"))
