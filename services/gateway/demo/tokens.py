"""Writing `demo.json`: identities and examples with which a script can use the API at once."""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg

from services.gateway.access.caller import Kind
from services.gateway.access.tokens import Tokens
from services.gateway.demo.identities import DEMO_TOKEN_SECONDS, ENSURE_ACCOUNT, demo_subject
from services.gateway.demo.loading import DEMO_PURPOSES, Row, rows_of
from services.gateway.settings import DemoSettings

_LINES = ("keluarga.jsonl", "saksi.jsonl")


class NoExample(Exception):
    """The folder holds no city with an example birth."""


def write_demo(settings: DemoSettings, city: Path, target: Path) -> None:
    """Make the demonstration's accounts and write `target`/demo.json, for its owner only."""
    if not settings.terpadu_demo:
        raise SystemExit("demo-tokens works only with TERPADU_DEMO=1")
    tokens = Tokens.load(settings.token_key, address=settings.public_url, demo=True)
    examples = _examples(city)
    reporter = examples["kelahiran"]["pelapor"]["nik"]
    with psycopg.connect(settings.migration_database_url.get_secret_value()) as connection:
        content = {
            "base_url": settings.public_url,
            "warga": _citizen(connection, tokens, city, reporter),
            "wajib_pajak": _citizen(connection, tokens, city, _first_witness(city)),
            "petugas": [_officer(tokens, row) for row in rows_of(city, "petugas")],
            **_clients(city, examples),
            "contoh": examples,
        }
    target.mkdir(parents=True, exist_ok=True)
    _write(target / "demo.json", json.dumps(content, ensure_ascii=False, indent=1))
    for name in _LINES:
        shutil.copyfile(city / name, target / name)


def _examples(city: Path) -> dict[str, Any]:
    path = city / "contoh.json"
    if not path.exists():
        raise NoExample(f"{path} does not exist")
    examples: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    verification = {**DEMO_PURPOSES[0], "nik": examples["kelahiran"]["pelapor"]["nik"]}
    return {**examples, "verifikasi_kependudukan": verification}


def _first_witness(city: Path) -> str:
    with (city / "saksi.jsonl").open(encoding="utf-8") as file:
        return str(json.loads(file.readline())["nik"])


def _citizen(
    connection: psycopg.Connection[tuple[object, ...]], tokens: Tokens, city: Path, nik: str
) -> Mapping[str, str]:
    name = next((row["nama"] for row in rows_of(city, "penduduk") if row["nik"] == nik), "WARGA DEMO")
    connection.execute(ENSURE_ACCOUNT, (demo_subject(nik), nik, name))
    return {"nik": nik, "token": tokens.mint(demo_subject(nik), Kind.WARGA, seconds=DEMO_TOKEN_SECONDS, demo=True)}


def _officer(tokens: Tokens, row: Row) -> Mapping[str, str]:
    token = tokens.mint(row["id"], Kind.PETUGAS, seconds=DEMO_TOKEN_SECONDS, demo=True)
    return {"id": row["id"], "nama": row["nama"], "peran": row["peran"], "kota": row["kode_kota"], "token": token}


def _clients(city: Path, examples: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """One client of each sort; the facility is the one where the example birth happened."""
    facility = examples["kelahiran"]["surat_keterangan_lahir"]["faskes"]
    rows = list(rows_of(city, "klien"))
    opd = next(row for row in rows if row["jenis"] == "OPD" and "kependudukan:verifikasi" in row["cakupan"].split())
    bank = next(row for row in rows if row["jenis"] == "BANK")
    house = next(row for row in rows if row["faskes"] == facility)
    return {
        "opd": {**_secret(opd), "tujuan": DEMO_PURPOSES},
        "faskes": {**_secret(house), "kode": facility},
        "bank": _secret(bank),
    }


def _secret(row: Row) -> dict[str, str]:
    return {"client_id": row["client_id"], "client_secret": row["client_secret"]}


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
