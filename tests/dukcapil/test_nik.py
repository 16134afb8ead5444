"""The NIK: the vectors of the handbook (1.1), and what holds for every NIK."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.types import JenisKelamin
from services.dukcapil.domain.errors import InvalidNik, NikSerialExhausted
from services.dukcapil.domain.nik import Nik, nik_prefix

REFERENCE = date(2026, 11, 22)

areas = st.sampled_from(("327701", "327611", "327405", "329901", "110101"))
births = st.dates(date(1930, 1, 1), REFERENCE)
sexes = st.sampled_from(JenisKelamin)
serials = st.integers(1, 9999)


@pytest.mark.parametrize(
    ("text", "sex", "born"),
    [
        ("3277015508150001", "P", date(2015, 8, 15)),
        ("3277011508150001", "L", date(2015, 8, 15)),
        ("3277017108150001", "P", date(2015, 8, 31)),
        ("3277012902240001", "L", date(2024, 2, 29)),
    ],
)
def test_a_nik_tells_area_sex_and_date_of_birth(text: str, sex: str, born: date) -> None:
    nik = Nik(text)
    assert (nik.area, nik.sex, nik.born(REFERENCE)) == ("327701", sex, born)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("3277012902230001", "nik_tanggal_tidak_sah"),
        ("3277013102150001", "nik_tanggal_tidak_sah"),
        ("3277010008150001", "nik_tanggal_tidak_sah"),
        ("3276006108150001", "nik_wilayah_tidak_sah"),
        ("9901011508950001", "nik_provinsi_tidak_dikenal"),
        ("3277011508150000", "nik_urutan_nol"),
        ("32770115081500A1", "nik_bukan_16_angka"),
        ("327701150815000", "nik_bukan_16_angka"),
        ("٣٢٧٧٠١١٥٠٨١٥٠٠٠١", "nik_bukan_16_angka"),
        ("3277011508150001\n", "nik_bukan_16_angka"),
    ],
)
def test_what_cannot_be_a_nik_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidNik) as refused:
        Nik(text)
    assert refused.value.rincian == reason
    assert text.strip() not in str(refused.value)


def test_a_nik_is_read_as_people_write_it() -> None:
    assert Nik.parse(" 327701.550815-0001 ") == Nik("3277015508150001")


def test_the_century_is_the_one_in_which_the_birth_lies_in_the_past() -> None:
    assert Nik("3277012211260001").born(REFERENCE) == date(2026, 11, 22)
    assert Nik("3277012311260001").born(REFERENCE) == date(1926, 11, 23)
    assert Nik("3277011508270001").born(REFERENCE) == date(1927, 8, 15)


def test_the_9999th_number_of_a_day_is_the_last_one() -> None:
    day = date(2026, 11, 20)
    assert Nik.compose("327701", day, JenisKelamin.P, 9999) == "3277016011269999"
    with pytest.raises(NikSerialExhausted):
        Nik.compose("327701", day, JenisKelamin.P, 10_000)


@given(areas, births, sexes, serials)
def test_what_a_nik_was_made_of_can_be_read_from_it(area: str, born: date, sex: JenisKelamin, serial: int) -> None:
    nik = Nik.compose(area, born, sex, serial)
    assert (nik.area, nik.born(REFERENCE), nik.sex, nik.serial) == (area, born, sex, serial)
    assert nik.prefix == nik_prefix(area, born, sex) == nik[:12]
    assert Nik(str(nik)) == nik


@given(st.text())
def test_no_text_makes_a_nik_that_is_not_one(text: str) -> None:
    try:
        nik = Nik.parse(text)
    except InvalidNik:
        return
    assert len(nik) == 16
    assert nik.isascii()
    assert nik.isdigit()
    assert nik.born(REFERENCE) <= REFERENCE
