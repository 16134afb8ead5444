"""The numbers that tax gives out, and the QRIS code that pays a bill."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lokal import parse_qris

from contracts.numbers import is_payment_code
from services.pajak.domain.fines import Person
from services.pajak.domain.kinds import Kind
from services.pajak.domain.money import ZERO, Rupiah
from services.pajak.domain.numbers import (
    PatternError,
    check_pattern,
    object_number,
    payment_code,
    taxpayer_number,
)
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.qris import Merchant, qris_payload
from services.pajak.terms import Terms

OCTOBER = TaxPeriod(2026, 10)
CITIES = ["3274", "3276", "3277", "3299"]


@pytest.mark.parametrize(
    ("kota", "npwpd", "nopd"),
    [
        ("3277", "P.1.0000042.02.04", "01.02.04.00042"),
        ("3274", "P100000000042", "01.02.04.00042"),
        ("3299", "1020400000042", "0100000042"),
    ],
)
def test_each_city_has_its_own_patterns(terms: Terms, kota: str, npwpd: str, nopd: str) -> None:
    law, village = terms.law(kota, OCTOBER.last), f"{kota[:2]}.{kota[2:]}.02.1004"
    assert taxpayer_number(law.text("pola_npwpd"), Person.ORANG, village, 42) == npwpd
    assert object_number(law.text("pola_nopd"), Kind.MAKANAN_MINUMAN, village, 42) == nopd


@pytest.mark.parametrize("pattern", ["P.{jenis}", "{urut}{nama}", "{urut.__class__}", "{}", "{urut}{0}"])
def test_a_pattern_that_cannot_make_unique_numbers_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        check_pattern(pattern)


def test_a_payment_code_has_eighteen_digits_that_say_what_it_is_for() -> None:
    code = payment_code("3276", Kind.HOTEL, OCTOBER, 7)
    assert code[:17] == "32760326100000007"
    assert is_payment_code(code)


@given(st.integers(1, 9_999_999), st.integers(0, 17), st.integers(1, 9))
def test_every_single_wrong_digit_of_a_payment_code_is_found(serial: int, place: int, by: int) -> None:
    code = payment_code("3277", Kind.MAKANAN_MINUMAN, OCTOBER, serial)
    wrong = f"{code[:place]}{(int(code[place]) + by) % 10}{code[place + 1 :]}"
    assert not is_payment_code(wrong)


@pytest.mark.parametrize("text", ["", "1" * 17, "1" * 19, "३" * 18, "x" * 18])
def test_what_is_no_payment_code_is_known_at_once(text: str) -> None:
    assert not is_payment_code(text)


@pytest.mark.parametrize("kota", CITIES)
def test_the_qris_code_of_a_bill_is_read_by_an_independent_reader(terms: Terms, kota: str) -> None:
    merchant = terms.law(kota, OCTOBER.last).merchant()
    code = payment_code(kota, Kind.MAKANAN_MINUMAN, OCTOBER, 1)
    read = parse_qris(qris_payload(merchant, Rupiah(12_500_000), code))
    assert (read.valid, read.errors, read.warnings) == (True, [], [])
    assert (read.type, read.amount, read.currency) == ("dynamic", "12500000", "360")
    assert read.additional is not None
    assert read.additional.bill_number == code
    assert (read.nmid, read.merchant_city) == (merchant.nmid, merchant.city)


@given(st.integers(1, 9_999_999_999_999), st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1))
def test_any_amount_and_name_make_a_valid_code(amount: int, name: str) -> None:
    merchant = Merchant("ID1020260000000", "936009990000000000", "ID.CO.BANK.WWW", name, "DEPOK", "16431")
    read = parse_qris(qris_payload(merchant, Rupiah(amount), "327601261000000019"))
    assert read.crc is not None
    assert not [each for each in read.errors if each.code in ("crc", "format", "amount")]


def test_there_is_no_code_for_nothing(terms: Terms) -> None:
    with pytest.raises(ValueError):
        qris_payload(terms.law("3277", OCTOBER.last).merchant(), ZERO, "1")
