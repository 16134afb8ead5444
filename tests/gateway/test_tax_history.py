"""The chart of an object's history can be read by a person: short amounts, short months, and nothing but a picture."""

import re
import xml.etree.ElementTree as ET

import pytest

from contracts.pajak.api import MasaRiwayat, RiwayatObjek
from services.gateway.tracking.tax_history import chart


def drawn(*amounts: int, name: str = "RM Sari Rasa") -> ET.Element:
    """The chart of an object that owed these amounts from January 2026 on."""
    months = [
        MasaRiwayat(masa=f"2026-{at:02}", omzet=amount * 10, pokok=amount, dibayar=amount, status="DISAMPAIKAN")
        for at, amount in enumerate(amounts, 1)
    ]
    return ET.fromstring(chart(RiwayatObjek(nopd="P.1", nama=name, masa=tuple(reversed(months)))))


def texts(picture: ET.Element) -> list[str]:
    return [each.text or "" for each in picture.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize(
    ("most", "labels"),
    [
        (0, ["Rp0"]),
        (900, ["Rp0", "Rp450", "Rp900"]),
        (3_000_000, ["Rp0", "Rp1,5 juta", "Rp3 juta"]),
        (1_000_000_000_000, ["Rp0", "Rp500 miliar", "Rp1 triliun"]),
    ],
)
def test_the_axis_tells_amounts_in_few_letters(most: int, labels: list[str]) -> None:
    assert [each for each in texts(drawn(most)) if each.startswith("Rp")] == labels


def test_months_stand_below_their_bars_by_name() -> None:
    assert texts(drawn(*range(1, 13)))[-12:] == [
        *("Jan 26", "Feb 26", "Mar 26", "Apr 26", "Mei 26", "Jun 26"),
        *("Jul 26", "Agu 26", "Sep 26", "Okt 26", "Nov 26", "Des 26"),
    ]


def test_one_month_is_a_bar_and_no_wall() -> None:
    widths = [float(each.get("width", "0")) for each in drawn(5).iter("{http://www.w3.org/2000/svg}rect")]

    assert max(widths) <= 56


def test_a_name_stays_a_name_and_every_month_can_be_read_out() -> None:
    picture = drawn(1_500_000, name="<script>alert(1)</script>")

    assert picture.find(".//{http://www.w3.org/2000/svg}script") is None
    told = picture.findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert re.search(r"2026-01: terutang Rp1\.500\.000, dibayar Rp1\.500\.000", told)
