"""Working days and working time, against the handbook's vectors and by their properties."""

import csv
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.clock import JAKARTA, FixedClock, NaiveInstantError, Span, SystemClock, WorkingDays, WorkingTime
from chassis.working_days import NoWorkingDayError, national_holidays

DATA = Path(__file__).parent / "data" / "libur_2026_2027.csv"
OFFICE = WorkingTime()
LUNCH = WorkingTime(hours={day: (Span(time(8), time(12)), Span(time(13), time(16))) for day in range(5)})

DECEMBER_2025 = datetime(2025, 12, 1, tzinfo=JAKARTA)

instants = st.timedeltas(timedelta(0), timedelta(days=800)).map(lambda since: DECEMBER_2025 + since)
minutes = st.integers(0, 5_000)
offices = st.sampled_from([OFFICE, LUNCH])


def wib(text: str) -> datetime:
    """An instant written as the wall clock in Cimahi shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=JAKARTA)


def test_our_calendar_is_the_published_list_of_2026_and_2027() -> None:
    with DATA.open(encoding="utf-8") as file:
        published = {date.fromisoformat(row["tanggal"]): row["jenis"] for row in csv.DictReader(file)}

    for year in (2026, 2027):
        of_year = {day for day in published if day.year == year}
        national = {day for day in of_year if published[day] == "libur_nasional"}
        assert set(national_holidays(year)) == of_year
        assert set(national_holidays(year, joint_leave=False)) == national


@pytest.mark.parametrize(
    ("month_end", "tenth", "fifteenth"),
    [
        ("2026-01-31", "2026-02-13", "2026-02-24"),
        ("2026-02-28", "2026-03-13", "2026-03-27"),
        ("2026-03-31", "2026-04-15", "2026-04-22"),
        ("2026-04-30", "2026-05-19", "2026-05-26"),
        ("2026-05-31", "2026-06-15", "2026-06-23"),
        ("2026-10-31", "2026-11-13", "2026-11-20"),
        ("2026-11-30", "2026-12-14", "2026-12-21"),
        ("2026-12-31", "2027-01-18", "2027-01-25"),
        ("2027-02-28", "2027-03-22", "2027-03-31"),
    ],
)
def test_the_tenth_and_fifteenth_working_day_after_a_tax_period(month_end: str, tenth: str, fifteenth: str) -> None:
    end = date.fromisoformat(month_end)

    assert OFFICE.add_working_days(end, 10) == date.fromisoformat(tenth)
    assert OFFICE.add_working_days(end, 15) == date.fromisoformat(fifteenth)


@given(st.dates(date(2025, 1, 1), date(2028, 12, 31)), st.integers(-60, 60))
def test_working_days_that_were_added_can_be_counted(day: date, count: int) -> None:
    reached = OFFICE.add_working_days(day, count)

    assert count == 0 or OFFICE.is_working_day(reached)
    assert OFFICE.days.between(min(day, reached), max(day, reached)) == (
        abs(count) if count >= 0 else abs(count) - 1 + OFFICE.is_working_day(day)
    )


@pytest.mark.parametrize(
    ("complete_at", "deadline"),
    [
        ("2026-11-23 08:00", "2026-11-23 16:00"),  # Monday morning: the same day
        ("2026-11-23 05:00", "2026-11-23 16:00"),  # before opening
        ("2026-11-23 12:00", "2026-11-23 16:00"),  # at the cut-off
        ("2026-11-23 12:00:01", "2026-11-24 16:00"),  # after it
        ("2026-11-26 20:00", "2026-11-27 16:30"),  # Thursday night: Friday closes later
        ("2026-11-27 13:00", "2026-11-30 16:00"),  # Friday afternoon: Monday
        ("2026-11-28 09:00", "2026-11-30 16:00"),  # Saturday
        ("2026-03-17 13:00", "2026-03-25 16:00"),  # before Nyepi and Lebaran: a week of leave
        ("2026-03-20 09:00", "2026-03-25 16:00"),  # within it
        ("2027-03-05 13:00", "2027-03-16 16:00"),  # Lebaran 2027: ten days
        ("2026-12-31 15:00", "2027-01-04 16:00"),  # over the year's end and New Year's Day
        ("2026-12-23 12:30", "2026-12-28 16:00"),  # Christmas with its joint leave
    ],
)
def test_a_one_day_service_ends_with_the_day_or_the_next_working_day(complete_at: str, deadline: str) -> None:
    assert OFFICE.one_day_deadline(wib(complete_at)) == wib(deadline)


def test_the_wall_clock_of_the_city_decides_not_that_of_the_server() -> None:
    late_on_monday_in_cimahi = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)

    assert OFFICE.one_day_deadline(late_on_monday_in_cimahi) == wib("2026-11-23 16:00")
    assert FixedClock(late_on_monday_in_cimahi).today() == date(2026, 11, 23)


def test_a_service_of_several_days_counts_from_the_day_that_counts() -> None:
    assert OFFICE.one_day_deadline(wib("2026-11-26 09:00"), days=2) == wib("2026-11-27 16:30")
    assert OFFICE.one_day_deadline(wib("2026-11-26 13:00"), days=2) == wib("2026-11-30 16:00")


def test_a_city_adds_and_removes_holidays_and_closes_early() -> None:
    days = WorkingDays(
        added={date(2026, 11, 24): "Hari jadi kota"},
        removed=frozenset({date(2026, 12, 24)}),
        half_days={date(2026, 11, 25): time(13)},
    )
    office = WorkingTime(days)

    assert days.holiday(date(2026, 11, 24)) == "Hari jadi kota"
    assert not office.is_working_day(date(2026, 11, 24))
    assert office.is_working_day(date(2026, 12, 24))
    assert office.one_day_deadline(wib("2026-11-23 13:00")) == wib("2026-11-25 13:00")
    assert office.one_day_deadline(wib("2026-11-25 09:00")) == wib("2026-11-25 13:00")
    assert office.one_day_deadline(wib("2026-11-25 09:01")) == wib("2026-11-26 16:00")
    assert office.working_minutes_between(wib("2026-11-25 00:00"), wib("2026-11-26 00:00")) == 5.5 * 60


def test_a_city_may_work_through_joint_leave() -> None:
    assert not OFFICE.is_working_day(date(2026, 12, 24))
    assert WorkingTime(WorkingDays(joint_leave=False)).is_working_day(date(2026, 12, 24))


def test_nights_weekends_and_lunch_do_not_count() -> None:
    assert OFFICE.working_minutes_between(wib("2026-11-27 16:00"), wib("2026-11-30 08:00")) == 60
    assert LUNCH.working_minutes_between(wib("2026-11-27 11:30"), wib("2026-11-27 13:30")) == 60
    assert LUNCH.add_working_minutes(wib("2026-11-27 11:30"), 60) == wib("2026-11-27 13:30")
    assert LUNCH.add_working_minutes(wib("2026-11-27 11:30"), 30) == wib("2026-11-27 12:00")
    assert not LUNCH.is_open(wib("2026-11-27 12:30"))


def test_working_time_looks_back_as_well() -> None:
    assert OFFICE.add_working_minutes(wib("2026-11-30 08:00"), -60) == wib("2026-11-27 16:00")
    assert OFFICE.add_working_minutes(wib("2026-11-28 12:00"), -30) == wib("2026-11-27 16:00")


@given(offices, instants, minutes)
def test_what_was_added_is_what_lies_between(office: WorkingTime, start: datetime, count: int) -> None:
    assert office.working_minutes_between(start, office.add_working_minutes(start, count)) == count


@given(offices, instants, minutes)
def test_what_was_taken_off_is_what_lies_between(office: WorkingTime, end: datetime, count: int) -> None:
    assert office.working_minutes_between(office.add_working_minutes(end, -count), end) == count


@given(offices, instants, minutes, minutes)
def test_adding_in_two_steps_is_adding_at_once(office: WorkingTime, start: datetime, one: int, two: int) -> None:
    in_steps = office.add_working_minutes(office.add_working_minutes(start, one), two)

    if two:
        assert in_steps == office.add_working_minutes(start, one + two)


@given(offices, st.lists(instants, min_size=3, max_size=3).map(sorted))
def test_stretches_of_time_add_up(office: WorkingTime, points: list[datetime]) -> None:
    first, middle, last = points

    assert office.between(first, middle) + office.between(middle, last) == office.between(first, last)


@given(offices, st.tuples(instants, instants).map(sorted))
def test_who_is_complete_earlier_is_never_due_later(office: WorkingTime, points: list[datetime]) -> None:
    first, second = points

    assert office.one_day_deadline(first) <= office.one_day_deadline(second)
    assert office.one_day_deadline(second) > second


@given(instants)
def test_a_deadline_is_a_closing_hour_and_gives_working_time(complete_at: datetime) -> None:
    deadline = OFFICE.one_day_deadline(complete_at)

    assert deadline.tzinfo is UTC
    assert deadline == OFFICE.closing(deadline.astimezone(JAKARTA).date())
    assert OFFICE.working_minutes_between(complete_at, deadline) >= 4 * 60


def test_an_instant_without_offset_is_refused() -> None:
    aware = wib("2026-11-22 09:00")
    naive = aware.replace(tzinfo=None)

    for use in (
        lambda: OFFICE.add_working_minutes(naive, 1),
        lambda: OFFICE.working_minutes_between(naive, aware),
        lambda: OFFICE.working_minutes_between(aware, naive),
        lambda: OFFICE.one_day_deadline(naive),
        lambda: FixedClock(naive),
    ):
        with pytest.raises(NaiveInstantError):
            use()


def test_impossible_office_hours_are_refused() -> None:
    with pytest.raises(ValueError, match="without office hours"):
        WorkingTime(hours={0: (Span(time(8), time(16)),)})
    with pytest.raises(ValueError, match="half day 2026-11-25"):
        WorkingTime(WorkingDays(half_days={date(2026, 11, 25): time(7)}))
    with pytest.raises(ValueError, match="half day 2026-11-22"):
        WorkingTime(WorkingDays(half_days={date(2026, 11, 22): time(12)}))


def test_a_calendar_without_working_days_ends_in_an_error_and_not_in_a_loop() -> None:
    closed = WorkingDays(added={date(2026, 1, 1) + timedelta(days=n): "tutup" for n in range(365)})

    with pytest.raises(NoWorkingDayError):
        closed.add(date(2026, 2, 1), 1)


def test_a_fixed_clock_moves_only_when_told() -> None:
    clock = FixedClock(wib("2026-11-22 23:59"))
    assert clock.now() == wib("2026-11-22 23:59")

    clock.advance(timedelta(minutes=1))
    assert clock.today() == date(2026, 11, 23)
    clock.set(wib("2026-01-01 00:00"))
    assert clock.now().tzinfo is UTC
    assert clock.today() == date(2026, 1, 1)


def test_the_system_clock_tells_this_instant_in_utc() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now()

    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC
