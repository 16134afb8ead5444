"""One city of 6,000, made once through the command line and read back from its files as a loader would."""

import csv
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from local.city.__main__ import main

Row = dict[str, str]
TODAY = date(2026, 11, 22)
NOW = "2026-11-21T12:00:00+07:00"


def make_city(directory: Path, *, residents: int = 6000, seed: int = 20261122, home: str = "3277") -> Path:
    arguments = ["--penduduk", str(residents), "--benih", str(seed), "--kota", home, "--sekarang", NOW]
    assert main([str(directory), *arguments]) == 0
    return directory


@dataclass
class City:
    """The files of a city; people, cards and marriages by their numbers."""

    directory: Path

    def __post_init__(self) -> None:
        self.people = {row["nik"]: row for row in self.table("penduduk")}
        self.cards = {row["nomor_kk"]: row for row in self.table("kartu_keluarga")}
        self.members = self.table("anggota_keluarga")
        self.marriages = self.table("perkawinan")
        self.relation = {row["nik"]: row["hubungan"] for row in self.members}

    def table(self, name: str) -> list[Row]:
        with (self.directory / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def lines(self, name: str) -> list[dict[str, Any]]:
        with (self.directory / f"{name}.jsonl").open(encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def born(self, nik: str) -> date:
        return date.fromisoformat(self.people[nik]["tanggal_lahir"])

    def age(self, nik: str) -> int:
        born = self.born(nik)
        return TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))


@pytest.fixture(scope="package")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return City(make_city(tmp_path_factory.mktemp("city")))
