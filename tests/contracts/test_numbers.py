"""Numbers that the public sees: the handbook's vectors, and check digits that find a slip of the pen."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.numbers import (
    DEED_PATTERN,
    application_number,
    deed_number,
    is_application_number,
    nik_fault,
    transaction_number,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("nik", "fault"),
    [
        ("3277015508150001", None),
        ("3277011508150001", None),
        ("3277017108150001", None),  # day 31 of a woman
        ("3277012902240001", None),  # leap day
        ("3277012902230001", "nik_tanggal_tidak_sah"),
        ("3277013102150001", "nik_tanggal_tidak_sah"),
        ("3277010008150001", "nik_tanggal_tidak_sah"),
        ("3277014008150001", "nik_tanggal_tidak_sah"),
        ("3277017208150001", "nik_tanggal_tidak_sah"),
        ("3277011513150001", "nik_tanggal_tidak_sah"),
        ("3276006108150001", "nik_wilayah_tidak_sah"),
        ("3200011508150001", "nik_wilayah_tidak_sah"),
        ("9901011508950001", "nik_provinsi_tidak_dikenal"),
        ("3277011508150000", "nik_urutan_nol"),
        ("32770115081500A1", "nik_bukan_16_angka"),
        ("327701150815000", "nik_bukan_16_angka"),
        ("32770115081500011", "nik_bukan_16_angka"),
        ("3277011508150001\n", "nik_bukan_16_angka"),
        ("٣277011508150001", "nik_bukan_16_angka"),
        ("", "nik_bukan_16_angka"),
    ],
)
def test_a_nik_is_judged_by_its_form_alone(nik: str, fault: str | None) -> None:
    assert nik_fault(nik, today=TODAY) == fault


def test_the_century_of_a_nik_is_the_last_one_that_is_not_in_the_future() -> None:
    leap_day_of_2028_or_1928 = "3277012902280001"
    leap_day_of_2000_or_1900 = "3277012902000001"

    assert nik_fault(leap_day_of_2028_or_1928, today=TODAY) is None
    assert nik_fault(leap_day_of_2000_or_1900, today=TODAY) is None


@given(st.dates(date(1927, 1, 1), date(2026, 11, 22)), st.booleans(), st.integers(1, 9999))
def test_every_day_of_the_calendar_makes_a_nik_for_a_man_and_for_a_woman(day: date, woman: bool, serial: int) -> None:
    assert nik_fault(f"327701{day.day + 40 * woman:02d}{day:%m%y}{serial:04d}", today=TODAY) is None


@pytest.mark.parametrize(
    ("number", "made"),
    [
        ("3277-LU-22112026-0001", deed_number("3277", "LU", TODAY, 1)),
        ("3274-LT-22112026-0001", deed_number("3274", "LT", TODAY, 1)),
        ("3277-LU-22112026-12345", deed_number("3277", "LU", TODAY, 12345)),
    ],
)
def test_a_deed_number_has_the_form_of_the_office(number: str, made: str) -> None:
    assert made == number
    assert re.match(DEED_PATTERN, number)


NUMBERS = st.builds(
    application_number,
    st.sampled_from(["KL", "FB", "KM"]),
    st.sampled_from(["3277", "3276", "3274"]),
    st.dates(date(2020, 1, 1), date(2099, 12, 31)),
    st.integers(0, 999_999),
)


@given(NUMBERS)
def test_a_tracking_number_is_one(number: str) -> None:
    assert is_application_number(number)


@given(NUMBERS, st.integers(0, 18), st.integers(1, 9))
def test_a_single_wrong_digit_of_a_tracking_number_is_found(number: str, place: int, shift: int) -> None:
    digits = [at for at, character in enumerate(number) if character.isdigit()]
    at = digits[place]
    wrong = f"{number[:at]}{(int(number[at]) + shift) % 10}{number[at + 1 :]}"

    assert not is_application_number(wrong)


@pytest.mark.parametrize(
    "text", ["", "KL-3277-20261120-000042", "kl-3277-20261120-000042-1", "KL-3277-20261120-000042-1\n"]
)
def test_what_has_not_the_form_of_a_tracking_number_is_none(text: str) -> None:
    assert not is_application_number(text)


def test_the_same_reference_of_the_same_bank_always_has_the_same_transaction_number() -> None:
    number = transaction_number("bank-3277", "REF-1")
    assert number == transaction_number("bank-3277", "REF-1")
    assert len(number) == 16
    assert len({number, transaction_number("bank-3276", "REF-1"), transaction_number("bank-3277", "REF-2")}) == 3
