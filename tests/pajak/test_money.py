"""Whole rupiah: exact, readable, and read as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.pajak.domain.money import MOST, Rounding, Rupiah, parse_rupiah, rounded


def test_an_amount_is_written_as_documents_write_it() -> None:
    assert str(Rupiah(1_500_000)) == "Rp1.500.000"
    assert str(Rupiah(-50)) == "-Rp50"


@pytest.mark.parametrize("wrong", [1.0, Decimal(1), True, "1", None])
def test_an_amount_is_a_whole_number_and_nothing_else(wrong: object) -> None:
    with pytest.raises(TypeError):
        Rupiah(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["1500000", "1.500.000", "1,500,000", "Rp1.500.000", "Rp 1.500.000,00", "1,500,000.00", " 1500000 "]
)
def test_an_amount_is_read_with_points_and_with_commas(text: str) -> None:
    assert parse_rupiah(text) == Rupiah(1_500_000)


@pytest.mark.parametrize(
    "text", ["", "-1", "1.5", "1,50", "1.500,5", "12.34.567", "1e9", "١٢٣", "1.500.000,01", "NaN", "9" * 40]
)
def test_what_is_no_amount_of_whole_rupiah_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_rupiah(text)


@given(st.integers(0, MOST))
def test_what_is_written_is_read_again(amount: int) -> None:
    assert parse_rupiah(str(Rupiah(amount))) == Rupiah(amount)


@pytest.mark.parametrize(
    ("exact", "nearest", "floor"), [("1234.5", 1235, 1200), ("1234.4999", 1234, 1200), ("99", 99, 0), ("100", 100, 100)]
)
def test_half_a_rupiah_goes_up_or_the_last_two_digits_fall(exact: str, nearest: int, floor: int) -> None:
    assert rounded(Decimal(exact), Rounding.RUPIAH_TERDEKAT) == Rupiah(nearest)
    assert rounded(Decimal(exact), Rounding.RATUSAN_KE_BAWAH) == Rupiah(floor)
