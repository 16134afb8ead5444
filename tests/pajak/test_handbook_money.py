"""The amounts of handbook 4.4 and 4.5 by the rules of the cities themselves, not by rules that a test makes up."""

from datetime import date

import pytest

from services.pajak.domain.fines import FineRule, Person
from services.pajak.domain.money import ZERO, Rupiah
from services.pajak.terms import Terms

FIVE_MILLION = Rupiah(5_000_000)
DUE = date(2026, 11, 13)
REAL_CITIES = ("3274", "3276", "3277")
LATE_BY_ANNIVERSARY = {
    "2026-11-13": 0,
    "2026-11-14": 50_000,
    "2026-12-13": 50_000,
    "2026-12-14": 100_000,
    "2027-01-13": 100_000,
    "2027-01-14": 150_000,
    "2028-10-13": 1_150_000,
    "2028-10-14": 1_200_000,
    "2028-11-14": 1_200_000,
    "2036-01-01": 1_200_000,
}
LONG_DELAYS = ((91, 225_000), (120, 225_000), (121, 300_000), (150, 300_000), (151, 500_000), (3650, 500_000))
LATE_BY_CALENDAR_MONTH = {"2026-11-13": 0, "2026-11-14": 50_000, "2026-12-01": 100_000, "2028-10-01": 1_200_000}


@pytest.mark.parametrize("kota", REAL_CITIES)
@pytest.mark.parametrize("paid", LATE_BY_ANNIVERSARY)
def test_late_payment_costs_what_the_handbook_says(terms: Terms, kota: str, paid: str) -> None:
    rule = terms.late(kota, "SPTPD", DUE)
    assert rule.on(FIVE_MILLION, DUE, date.fromisoformat(paid)) == Rupiah(LATE_BY_ANNIVERSARY[paid])


@pytest.mark.parametrize("paid", LATE_BY_CALENDAR_MONTH)
def test_a_city_that_counts_calendar_months_charges_from_the_first(terms: Terms, paid: str) -> None:
    rule = terms.late("3299", "SPTPD", DUE)
    assert rule.on(FIVE_MILLION, DUE, date.fromisoformat(paid)) == Rupiah(LATE_BY_CALENDAR_MONTH[paid])


@pytest.mark.parametrize(
    ("paid", "interest"), [("2026-01-31", 0), ("2026-02-28", 50_000), ("2026-03-01", 100_000), ("2026-03-31", 100_000)]
)
def test_a_due_date_at_the_end_of_a_month_ends_with_the_shorter_month(terms: Terms, paid: str, interest: int) -> None:
    due = date(2026, 1, 31)
    assert terms.late("3277", "SPTPD", due).on(FIVE_MILLION, due, date.fromisoformat(paid)) == Rupiah(interest)


def test_what_fell_due_before_the_law_of_2024_bears_two_percent_for_ever(terms: Terms) -> None:
    old, new = date(2024, 1, 4), date(2024, 1, 5)
    assert terms.late("3277", "SPTPD", old).on(FIVE_MILLION, old, date(2024, 2, 4)) == Rupiah(100_000)
    assert terms.late("3277", "SPTPD", old).on(FIVE_MILLION, old, date(2026, 11, 25)) == Rupiah(2_400_000)
    assert terms.late("3277", "SPTPD", new).on(FIVE_MILLION, new, date(2024, 2, 5)) == Rupiah(50_000)


def test_an_unpaid_assessment_bears_six_tenths_of_a_percent(terms: Terms) -> None:
    for kind in ("SKPDKB", "SKPDKBT"):
        rule = terms.late("3277", kind, DUE)
        assert rule.on(FIVE_MILLION, DUE, date(2026, 11, 14)) == Rupiah(30_000)
        assert rule.on(FIVE_MILLION, DUE, date(2036, 1, 1)) == Rupiah(24 * 30_000)


def test_an_assessment_is_to_be_paid_within_a_month_of_its_sending(terms: Terms) -> None:
    law = terms.law("3277", date(2026, 11, 25))
    assert law.until("batas_bayar_ketetapan", date(2026, 11, 25)) == date(2026, 12, 25)
    assert law.until("batas_bayar_ketetapan", date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("days", "fine"),
    [(0, 0), (1, 30_000), (30, 30_000), (31, 75_000), (60, 75_000), (61, 150_000), (90, 150_000), *LONG_DELAYS],
)
def test_a_late_return_is_fined_by_its_delay_as_in_surabaya(terms: Terms, days: int, fine: int) -> None:
    due = date(2026, 11, 10)
    filed = date.fromordinal(due.toordinal() + days)
    assert terms.law("3299", due).fine().on(Person.BADAN, due, filed) == Rupiah(fine)


def test_a_late_return_is_fined_by_person_as_in_blitar_and_jakarta() -> None:
    blitar = FineRule(Rupiah(10_000), Rupiah(20_000), "Perbup Blitar 80/2024")
    jakarta = FineRule(Rupiah(100_000), Rupiah(100_000), "Perda DKI 1/2024 ps. 103")
    in_time, late = date(2026, 11, 20), date(2026, 11, 21)
    assert [blitar.on(who, in_time, late) for who in Person] == [Rupiah(10_000), Rupiah(20_000)]
    assert [jakarta.on(who, in_time, late) for who in Person] == [Rupiah(100_000)] * 2
    assert [blitar.on(who, in_time, in_time) for who in Person] == [ZERO, ZERO]


@pytest.mark.parametrize("kota", REAL_CITIES)
def test_a_city_whose_fine_is_not_known_fines_nothing(terms: Terms, kota: str) -> None:
    fine = terms.law(kota, DUE).fine()
    assert {fine.on(who, DUE, date(2027, 12, 31)) for who in Person} == {ZERO}
