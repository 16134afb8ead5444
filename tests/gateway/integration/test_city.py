"""A synthetic city is loaded, and its demonstration's tokens open the doors that they should."""

import csv
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from chassis.documents.code import new_code
from local.city.generate import CityPlan, generate_city
from local.custody import PROJECT
from services.gateway.access.keys import (
    AUDIT,
    AUDIT_PUBLIC,
    INTERNAL,
    INTERNAL_PUBLIC,
    PSEUDONYM,
    TOKENS,
    WEBHOOKS,
    make_keys,
)
from services.gateway.demo.loading import load_city
from tests.gateway.integration.town import Town
from tests.gateway.reports import Json

COLUMNS = ("dokumen_id", "nomor_tersamar", "nama_tersamar", "kode_verifikasi", "tanggal_terbit", "penanda_tangan")


def city(folder: Path) -> Path:
    """A small city, with the documents that dukcapil would write down beside it."""
    now = datetime.now(UTC) - timedelta(days=1)
    generate_city(CityPlan(400, "3277", 7, now.date(), now), folder)
    with (folder / "dokumen_kk.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for place in range(3):
            writer.writerow([f"kk-{place}", "3277********0001", "B***", new_code(), "2020-01-02", "Kepala Dinas"])
    return folder


def demo(town: Town, folder: Path) -> Json:
    """What `demo-tokens` writes for this gateway."""
    environment = {
        "MIGRATION_DATABASE_URL": town.database_url,
        "PUBLIC_URL": town.url,
        "TOKEN_KEY": str(town.folder / "keys" / TOKENS),
        "TERPADU_DEMO": "1",
    }
    command = [sys.executable, "-m", "services.gateway", "demo-tokens", str(folder), str(folder.parent)]
    subprocess.run(command, cwd=PROJECT, env={**os.environ, **environment}, check=True)
    found: Json = json.loads((folder.parent / "demo.json").read_text())
    return found


def test_a_city_is_loaded_once_however_often(own_town: Town, tmp_path: Path) -> None:
    folder = city(tmp_path / "kota")

    for _ in range(2):
        load_city(own_town.database_url, folder)
        counts = [own_town.count(table) for table in ("facility", "officer", "client", "document")]
        assert counts == [*(_rows(folder, name) for name in ("faskes", "petugas", "klien")), 3]

    code = own_town.rows("SELECT kode_verifikasi FROM document LIMIT 1")[0]["kode_verifikasi"]
    assert own_town.http.get(f"/v1/verifikasi/{code}").json()["status"] == "AKTIF"


def test_the_identities_of_the_demonstration_open_the_api(own_town: Town, tmp_path: Path) -> None:
    folder = city(tmp_path / "kota")
    load_city(own_town.database_url, folder)

    found = demo(own_town, folder)

    assert (tmp_path / "demo.json").stat().st_mode & 0o077 == 0
    assert found["base_url"] == own_town.url
    assert (tmp_path / "keluarga.jsonl").exists()
    assert (tmp_path / "saksi.jsonl").exists()
    me = {"Authorization": f"Bearer {found['warga']['token']}"}
    assert own_town.http.get("/v1/saya", headers=me).json()["nik"] == found["warga"]["nik"]
    assert own_town.post("/v1/kelahiran", found["contoh"]["kelahiran"], me).status_code == 202
    form = {"grant_type": "client_credentials"} | {
        name: found["faskes"][name] for name in ("client_id", "client_secret")
    }
    token = own_town.http.post("/oauth2/token", data=form).json()["access_token"]
    notice = own_town.post(
        "/v1/faskes/kelahiran", found["contoh"]["faskes_kelahiran"], {"Authorization": f"Bearer {token}"}
    )
    assert notice.status_code == 202
    assert {"OPD", "BANK"} == {kind for kind in ("OPD", "BANK") if found[kind.lower()]["client_secret"]}


def test_any_synthetic_citizen_gets_a_token_and_keeps_one_account(town: Town) -> None:
    nik = "3277014506990003"

    tokens = [town.http.post("/demo/token", json={"nik": nik}).json()["token"] for _ in range(2)]

    for token in tokens:
        assert town.http.get("/v1/saya", headers={"Authorization": f"Bearer {token}"}).json()["nik"] == nik
    assert town.count("account", "nik = %s", nik) == 1
    assert town.http.post("/demo/token", json={"nik": "1"}).status_code == 422


def test_keys_are_made_once_and_for_the_owners_eyes_only(tmp_path: Path) -> None:
    make_keys(tmp_path / "keys")
    before = {path.name: path.read_text() for path in (tmp_path / "keys").iterdir()}
    make_keys(tmp_path / "keys")

    assert {path.name: path.read_text() for path in (tmp_path / "keys").iterdir()} == before
    assert set(before) == {TOKENS, INTERNAL, INTERNAL_PUBLIC, AUDIT, AUDIT_PUBLIC, PSEUDONYM, WEBHOOKS}
    for name in (INTERNAL_PUBLIC, AUDIT_PUBLIC):
        assert "d" not in json.loads(before[name])
    for path in (tmp_path / "keys").iterdir():
        assert path.stat().st_mode & 0o077 == 0


def _rows(folder: Path, table: str) -> int:
    with (folder / f"{table}.csv").open() as file:
        return sum(1 for _ in csv.DictReader(file))
