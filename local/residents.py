"""The synthetic city's tables, for those who choose people from them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from local.layout import Layout


@dataclass(frozen=True)
class Adult:
    """A resident with an identity card who pays no local tax yet."""

    nik: str
    name: str


def rows(layout: Layout, table: str) -> Iterator[dict[str, str]]:
    """One table of the city, by the name of its file."""
    path = next(layout.city.glob(f"*/{table}.csv"))
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def adults(layout: Layout, niks: list[str]) -> Iterator[Adult]:
    """Those of `niks` who are no taxpayers, with their names as the register has them."""
    taxpayers = {row["nik"] for row in rows(layout, "wajib_pajak")}
    names = {row["nik"]: row["nama"] for row in rows(layout, "penduduk")}
    return (Adult(nik, names[nik]) for nik in niks if nik not in taxpayers)


def village(layout: Layout) -> str:
    """The code of a village of the home city."""
    return next(rows(layout, "objek_pajak"))["kode_kelurahan"]
