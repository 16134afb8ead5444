"""A semester is half a year by the city's clock, and nothing in its report becomes a formula in a spreadsheet."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from contracts.gateway.audit import BarisPemanfaatan, LaporanPemanfaatan
from services.gateway.access.usage import Semester, as_csv

WIB = ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize(
    ("name", "begin", "end"),
    [("2026-1", (2026, 1, 1), (2026, 7, 1)), ("2026-2", (2026, 7, 1), (2027, 1, 1))],
)
def test_a_semester_begins_and_ends_at_midnight_of_the_city(
    name: str, begin: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    semester = Semester.parse(name, WIB)

    assert (semester.begin, semester.end) == (datetime(*begin, tzinfo=WIB), datetime(*end, tzinfo=WIB))


@pytest.mark.parametrize("name", ["", "2026", "2026-3", "2026-12", "26-1", "2026-1 ", "²026-1"])
def test_what_names_no_semester_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="2026-1"):
        Semester.parse(name, WIB)


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@SUM", "\t=1", "\r=1"])
def test_what_an_agency_wrote_is_no_formula(text: str) -> None:
    line = BarisPemanfaatan(
        klien="a",
        nama=text,
        layanan="x",
        tujuan="y",
        dasar_hukum="z",
        isian="nik",
        akses=1,
        orang=1,
        diberikan=1,
        ditolak=0,
    )
    semester = Semester.parse("2026-2", WIB)
    told = LaporanPemanfaatan(semester="2026-2", dari=semester.begin, sampai=semester.end, baris=(line,))

    assert f"'{text[:1]}" in as_csv(told)
