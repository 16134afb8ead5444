"""`python -m tests.fuzz.run [CASES] [FOLDER]`: schemathesis over every door of a running suite, as each role.

All checks, until at least CASES (20,000 unless told) requests were made; FOLDER is where the suite keeps `demo.json`
(`.run` unless told). The status at the end is 0 when nothing was found.
"""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from local.custody import PROJECT

CONFIG = Path(__file__).with_name("schemathesis.toml")
CASES = re.compile(r"([\d,]+) generated")


@dataclass(frozen=True)
class Found:
    """What one run of schemathesis came to."""

    role: str
    cases: int
    clean: bool
    report: str


PHASES = "examples,coverage,fuzzing"
# Here a client takes its own secret or key away: only one that was made for it may.
OWN_CREDENTIALS = "^/v1/klien/saya/(rahasia|kunci)$"
NEWCOMER = {
    "nama": "DINAS UJI",
    "penanggung_jawab": "Kepala Bidang Data",
    "surel": "data@uji.example.id",
    "cakupan": ["kependudukan:verifikasi", "acara:dokumen", "pajak:kswpd"],
    "isian": ["nik", "nama"],
    "tujuan": [{"tujuan": "uji", "dasar_hukum": "uji"}],
}


def explore(
    base_url: str, role: str, token: str | None, *, examples: int, phases: str = PHASES, seed: int = 1
) -> Found:
    """Every door as one role, with so many examples each; `coverage` tries each bound of each schema besides."""
    own = ("--exclude-path-regex", OWN_CREDENTIALS) if role in ("opd", "faskes", "bank") else ()
    command = [
        *(str(PROJECT / ".venv/bin/schemathesis"), "--config-file", str(CONFIG), "run", f"{base_url}/openapi.json"),
        *("--max-examples", str(examples), "--seed", str(seed), "--continue-on-failure"),
        *("--generation-database", "none", "--no-color", "--phases", phases),
        *(("-H", f"Authorization: Bearer {token}") if token else ()),
        *own,
    ]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    counted = CASES.search(done.stdout)
    return Found(role, int(counted[1].replace(",", "")) if counted else 0, done.returncode == 0, done.stdout)


def roles(base_url: str, demo: Mapping[str, Any]) -> dict[str, str | None]:
    """A token of each role, from what `demo.json` has; none for whoever has none."""
    tokens: dict[str, str | None] = {"siapa saja": None, "warga": demo["warga"]["token"]}
    for officer in demo["petugas"]:
        tokens.setdefault(officer["peran"].lower(), officer["token"])
    with httpx.Client(base_url=base_url, trust_env=False) as http:
        newcomer = http.post("/v1/klien", json=NEWCOMER).raise_for_status().json()
        for role, client in {**{kind: demo[kind] for kind in ("opd", "faskes", "bank")}, "sandbox": newcomer}.items():
            form = {"grant_type": "client_credentials"}
            credentials = (client["client_id"], client["client_secret"])
            answer = http.post("/oauth2/token", data=form, auth=credentials)
            tokens[role] = answer.raise_for_status().json()["access_token"]
    return tokens


def _clients_first(tokens: Mapping[str, str | None]) -> list[tuple[str, str | None]]:
    """The roles in the order in which their tokens end."""
    clients = ("opd", "faskes", "bank", "sandbox")
    return sorted(tokens.items(), key=lambda item: item[0] not in clients)


def main(arguments: list[str]) -> int:
    """Run until there were enough cases."""
    wanted = int(arguments[0]) if arguments else 20_000
    folder = Path(arguments[1]) if len(arguments) > 1 else PROJECT / ".run"
    demo = json.loads((folder / "demo.json").read_text())
    total, clean, seed = 0, True, 1
    while total < wanted:
        for role, token in _clients_first(roles(demo["base_url"], demo)):
            found = explore(demo["base_url"], role, token, examples=10, seed=seed)
            total, clean = total + found.cases, clean and found.clean
            print(f"{role}: {found.cases} cases, {'nothing found' if found.clean else found.report}", flush=True)
        seed += 1
    print(f"{total} cases in all: {'nothing found' if clean else 'see above'}")
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
