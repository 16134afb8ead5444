"""The time limit for reporting a birth (handbook 2.1 and 9.1)."""

from datetime import UTC, date, datetime

import pytest

from chassis.clock import WorkingDays
from services.perizinan.domain.lateness import DayCount, ReportingLimit
from services.perizinan.domain.report import late_children
from services.perizinan.terms import Terms
from tests.perizinan.births import WIB, child, report

SIXTY_DAYS = ReportingLimit(60)
BORN = date(2026, 9, 22)


def test_the_sixtieth_day_after_the_birth_is_the_last_in_time() -> None:
    assert SIXTY_DAYS.last_day(BORN) == date(2026, 11, 21)
    assert not SIXTY_DAYS.is_late(BORN, date(2026, 11, 21))


def test_the_sixty_first_day_is_late() -> None:
    assert SIXTY_DAYS.is_late(BORN, date(2026, 11, 22))


def test_a_city_may_count_working_days() -> None:
    limit = ReportingLimit(60, DayCount.HARI_KERJA, WorkingDays().add)
    assert limit.last_day(BORN) > date(2026, 12, 1)
    assert not limit.is_late(BORN, date(2026, 11, 22))


def test_working_days_cannot_be_counted_without_a_calendar() -> None:
    with pytest.raises(ValueError, match="calendar"):
        ReportingLimit(60, DayCount.HARI_KERJA).last_day(BORN)


def test_the_day_of_birth_is_the_one_at_the_place_of_birth(terms: Terms) -> None:
    """22 September, 23:30 in Jayapura, is told in UTC as 14:30 and would be the same day; 00:30 there is another."""
    rules = terms.birth_rules("3277", datetime(2026, 11, 22, tzinfo=UTC))
    just_after_midnight = datetime(2026, 9, 22, 15, 30, tzinfo=UTC)
    there = report(anak=[child(waktu_lahir=just_after_midnight, tempat_lahir="91.71")])
    in_cimahi = report(anak=[child(waktu_lahir=just_after_midnight)])
    assert late_children(in_cimahi, rules, date(2026, 11, 22)) == (True,)
    assert late_children(there, rules, date(2026, 11, 22)) == (False,)


def test_twins_on_both_sides_of_midnight_can_differ(terms: Terms) -> None:
    rules = terms.birth_rules("3277", datetime(2026, 11, 22, tzinfo=UTC))
    pair = report(
        anak=[
            child(waktu_lahir=datetime(2026, 9, 22, 23, 50, tzinfo=WIB), jenis_kelahiran="KEMBAR_2"),
            child(waktu_lahir=datetime(2026, 9, 23, 0, 5, tzinfo=WIB), jenis_kelahiran="KEMBAR_2"),
        ]
    )
    assert late_children(pair, rules, date(2026, 11, 22)) == (True, False)
