"""A synthetic city becomes the register: every row, every key, and what the gateway must know of old cards."""

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from chassis.documents.code import parse_code
from services.dukcapil.load_city import DOCUMENTS_FILE, DOCUMENTS_HEADER, load_city
from services.dukcapil.terms import Terms
from tests.dukcapil.integration.conftest import CITIES

FILES = ("penduduk", "kartu_keluarga", "anggota_keluarga", "perkawinan", "nik_urutan", "kk_urutan")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a small city."""
    folder = tmp_path_factory.mktemp("kota")
    subprocess.run([sys.executable, "-m", "local.city", str(folder), "--penduduk", "1500"], check=True)
    return folder


@pytest.fixture
def register(city: Path, migrator_url_for: Callable[[str], str]) -> str:
    """The URL of a register that the city was loaded into."""
    url = migrator_url_for("dukcapil")
    load_city(url, city, Terms.load(CITIES))
    return url


def rows(url: str, query: str) -> list[Any]:
    """What the register holds."""
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


def written(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a file."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", FILES)
def test_every_row_of_a_file_is_loaded(register: str, city: Path, table: str) -> None:
    assert rows(register, f"SELECT count(*) FROM {table}") == [(len(written(city, f"{table}.csv")),)]


def test_keys_hold_again_after_loading(register: str) -> None:
    keys = rows(
        register, "SELECT convalidated FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace"
    )
    assert len(keys) >= 6
    assert all(valid for (valid,) in keys)


def test_every_active_card_of_the_served_cities_has_a_document_that_the_gateway_learns_of(
    register: str, city: Path
) -> None:
    assert (city / DOCUMENTS_FILE).read_text().splitlines()[0] == DOCUMENTS_HEADER
    documents = written(city, DOCUMENTS_FILE)
    [(cards,)] = rows(
        register, "SELECT count(*) FROM kartu_keluarga WHERE left(kode_kelurahan, 5) IN ('32.77', '32.76', '32.74')"
    )
    assert len(documents) == cards
    assert all(parse_code(one["kode_verifikasi"]) == one["kode_verifikasi"] for one in documents)
    assert all("********" in one["nomor_tersamar"] and "*" in one["nama_tersamar"] for one in documents)
    assert len({one["kode_verifikasi"] for one in documents}) == cards


def test_a_city_is_loaded_once_and_its_documents_stay_the_same(register: str, city: Path) -> None:
    before = (city / DOCUMENTS_FILE).read_text()
    load_city(register, city, Terms.load(CITIES))
    assert (city / DOCUMENTS_FILE).read_text() == before


def test_a_city_that_contradicts_itself_is_not_loaded_at_all(
    city: Path, tmp_path: Path, migrator_url_for: Callable[[str], str]
) -> None:
    for name in FILES:
        (tmp_path / f"{name}.csv").write_bytes((city / f"{name}.csv").read_bytes())
    with (tmp_path / "anggota_keluarga.csv").open("a", encoding="utf-8") as file:
        file.write("3277019999999999,3277019999999999,1,ANAK\n")
    url = migrator_url_for("dukcapil")
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        load_city(url, tmp_path, Terms.load(CITIES))
    assert rows(url, "SELECT count(*) FROM penduduk") == [(0,)]
