"""When a period is to be paid and reported: the table of handbook 3.4, holidays and joint leave included."""

from datetime import UTC, date, datetime

import pytest

from services.pajak.domain.months import MonthCount, add_months, months_late
from services.pajak.domain.period import TaxPeriod
from services.pajak.terms import Terms

TABLE = {
    "2026-01": ("2026-02-13", "2026-02-24"),
    "2026-02": ("2026-03-13", "2026-03-27"),
    "2026-03": ("2026-04-15", "2026-04-22"),
    "2026-04": ("2026-05-19", "2026-05-26"),
    "2026-05": ("2026-06-15", "2026-06-23"),
    "2026-10": ("2026-11-13", "2026-11-20"),
    "2026-11": ("2026-12-14", "2026-12-21"),
    "2026-12": ("2027-01-18", "2027-01-25"),
    "2027-02": ("2027-03-22", "2027-03-31"),
}


@pytest.mark.parametrize("masa", TABLE)
@pytest.mark.parametrize("kota", ["3274", "3276", "3277"])
def test_the_tenth_and_fifteenth_working_days_are_those_of_the_handbook(terms: Terms, kota: str, masa: str) -> None:
    period = TaxPeriod.parse(masa)
    law = terms.law(kota, period.last)

    assert (law.pay_by(period).isoformat(), law.file_by(period).isoformat()) == TABLE[masa]


def test_a_city_may_count_calendar_days(terms: Terms) -> None:
    period = TaxPeriod.parse("2026-10")

    assert terms.law("3299", period.last).file_by(period) == date(2026, 11, 10)


def test_the_last_second_of_a_day_is_that_day_wherever_the_server_stands(terms: Terms) -> None:
    assert terms.today("3277", datetime(2026, 11, 13, 16, 59, 59, tzinfo=UTC)) == date(2026, 11, 13)
    assert terms.today("3277", datetime(2026, 11, 13, 17, 0, 0, tzinfo=UTC)) == date(2026, 11, 14)


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "26-10", "2026-1", "2026-10-01", "²026-10", ""])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        TaxPeriod.parse(text)


def test_a_period_may_be_reported_when_it_is_over() -> None:
    assert not TaxPeriod(2026, 10).has_ended(date(2026, 10, 31))
    assert TaxPeriod(2026, 10).has_ended(date(2026, 11, 1))
    assert TaxPeriod(2026, 12).plus(1) == TaxPeriod(2027, 1)
    assert TaxPeriod(2026, 1).plus(-1) == TaxPeriod(2025, 12)


def test_a_month_from_its_end_ends_with_the_shorter_month() -> None:
    due = date(2026, 1, 31)
    assert add_months(due, 1) == date(2026, 2, 28)
    assert months_late(due, date(2026, 2, 28), MonthCount.ULANG_TANGGAL) == 1
    assert months_late(due, date(2026, 3, 1), MonthCount.ULANG_TANGGAL) == 2


def test_calendar_months_begin_on_the_first() -> None:
    due = date(2026, 11, 13)
    days = [date(2026, 11, 13), date(2026, 11, 14), date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 1)]
    assert [months_late(due, day, MonthCount.BULAN_KALENDER) for day in days] == [0, 1, 1, 2, 3]
