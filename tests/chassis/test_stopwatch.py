"""The clock of one application: what is paused is not lost, what is late stays late."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.clock import JAKARTA, NaiveInstantError, StatusSla, Stopwatch, StopwatchError, WorkingTime

OFFICE = WorkingTime()
MONDAY_9 = datetime(2026, 11, 23, 9, tzinfo=JAKARTA)


def monday(hour: int, minute: int = 0) -> datetime:
    return MONDAY_9.replace(hour=hour, minute=minute)


@dataclass
class Run:
    """A stopwatch after pauses, and the working time it ran, counted piece by piece."""

    stopwatch: Stopwatch
    ran: timedelta
    now: datetime


NEW_YEAR_2026 = datetime(2026, 1, 1, tzinfo=JAKARTA)
starts = st.timedeltas(timedelta(0), timedelta(days=700)).map(lambda since: NEW_YEAR_2026 + since)
gaps = st.timedeltas(timedelta(0), timedelta(days=3))


@st.composite
def runs(draw: st.DrawFn) -> Run:
    now = draw(starts)
    run = Run(Stopwatch.start(now, OFFICE), timedelta(0), now)
    for running, paused in draw(st.lists(st.tuples(gaps, gaps), max_size=4)):
        pause_at = run.now + running
        resume_at = pause_at + paused
        watch = run.stopwatch.pause(pause_at).resume(resume_at, OFFICE)
        run = Run(watch, run.ran + OFFICE.between(run.now, pause_at), resume_at)
    return run


def test_it_starts_with_the_deadline_of_a_one_day_service() -> None:
    watch = Stopwatch.start(MONDAY_9, OFFICE)

    assert watch.deadline == monday(16)
    assert watch.remaining_minutes(MONDAY_9, OFFICE) == 7 * 60
    assert watch.status(MONDAY_9) is StatusSla.BERJALAN
    assert watch.deadline.tzinfo is UTC


def test_a_pause_moves_the_deadline_by_the_working_time_it_took() -> None:
    paused = Stopwatch.start(MONDAY_9, OFFICE).pause(monday(10))

    assert paused.status(monday(15)) is StatusSla.JEDA
    assert paused.remaining_minutes(monday(15), OFFICE) == 6 * 60
    resumed = paused.resume(monday(12), OFFICE)
    assert resumed.deadline == monday(9, 30) + timedelta(days=1)
    assert resumed.remaining_minutes(monday(12), OFFICE) == 6 * 60


def test_a_pause_over_night_costs_only_office_hours() -> None:
    tuesday_7 = monday(7) + timedelta(days=1)
    watch = Stopwatch.start(MONDAY_9, OFFICE).pause(monday(15)).resume(tuesday_7, OFFICE)

    assert watch.deadline == tuesday_7.replace(hour=8, minute=30)
    assert watch.remaining_minutes(tuesday_7, OFFICE) == 60


def test_done_in_time_is_met_and_later_is_late() -> None:
    watch = Stopwatch.start(MONDAY_9, OFFICE)

    assert watch.stop(monday(16)).status(monday(18)) is StatusSla.TERPENUHI
    assert watch.stop(monday(16, 1)).status(monday(18)) is StatusSla.TERLAMBAT
    assert watch.status(monday(16, 1)) is StatusSla.TERLAMBAT


def test_late_is_late_for_good() -> None:
    late = Stopwatch.start(MONDAY_9, OFFICE).pause(monday(16, 1))

    assert late.status(monday(17)) is StatusSla.TERLAMBAT
    assert late.resume(monday(18), OFFICE).deadline == monday(16)
    assert late.resume(monday(18), OFFICE).stop(monday(19)).status(monday(20)) is StatusSla.TERLAMBAT


def test_what_is_stopped_during_a_pause_is_judged_by_the_pause() -> None:
    watch = Stopwatch.start(MONDAY_9, OFFICE).pause(monday(10)).stop(MONDAY_9 + timedelta(days=30))

    assert watch.status(MONDAY_9 + timedelta(days=60)) is StatusSla.TERPENUHI
    assert watch.remaining_minutes(MONDAY_9 + timedelta(days=60), OFFICE) == 6 * 60


def test_lateness_is_counted_in_working_time_below_zero() -> None:
    watch = Stopwatch.start(MONDAY_9, OFFICE)

    assert watch.remaining(monday(8) + timedelta(days=1), OFFICE) == -timedelta(minutes=30)
    assert watch.remaining_minutes(monday(8) + timedelta(days=1), OFFICE) == 0


def test_a_warning_comes_ahead_of_the_deadline_but_not_before_the_start() -> None:
    watch = Stopwatch.start(MONDAY_9, OFFICE)

    assert watch.warn_at(60, OFFICE) == monday(15)
    assert watch.warn_at(6_000, OFFICE) == MONDAY_9


def test_a_clock_that_ran_back_a_little_takes_nothing_away() -> None:
    watch = Stopwatch.start(MONDAY_9, OFFICE)

    paused = watch.pause(monday(8, 55))
    assert paused.paused_at == MONDAY_9
    resumed = paused.resume(monday(8, 50), OFFICE)
    assert resumed.deadline == watch.deadline
    assert resumed.stop(monday(8)).stopped_at == MONDAY_9


@pytest.mark.parametrize("step", ["resume", "pause_twice", "pause_stopped", "resume_stopped", "stop_stopped"])
def test_an_illegal_step_is_refused(step: str) -> None:
    watch = Stopwatch.start(MONDAY_9, OFFICE)
    stopped = watch.stop(monday(10))
    steps = {
        "resume": lambda: watch.resume(monday(10), OFFICE),
        "pause_twice": lambda: watch.pause(monday(10)).pause(monday(11)),
        "pause_stopped": lambda: stopped.pause(monday(11)),
        "resume_stopped": lambda: watch.pause(monday(10)).stop(monday(11)).resume(monday(12), OFFICE),
        "stop_stopped": lambda: stopped.stop(monday(11)),
    }

    with pytest.raises(StopwatchError):
        steps[step]()


def test_an_instant_without_offset_is_refused() -> None:
    naive = MONDAY_9.replace(tzinfo=None)

    with pytest.raises(NaiveInstantError):
        Stopwatch.start(naive, OFFICE)
    with pytest.raises(NaiveInstantError):
        Stopwatch.start(MONDAY_9, OFFICE).pause(naive)
    with pytest.raises(NaiveInstantError):
        Stopwatch.start(MONDAY_9, OFFICE).status(naive)


@given(runs(), gaps)
def test_no_pause_loses_or_gains_working_time(run: Run, gap: timedelta) -> None:
    now = run.now + gap
    ran = run.ran + OFFICE.between(run.now, now)

    assert run.stopwatch.elapsed(now, OFFICE) + run.stopwatch.remaining(now, OFFICE) == run.stopwatch.allowance
    if run.stopwatch.status(run.now) is StatusSla.BERJALAN:
        assert run.stopwatch.elapsed(now, OFFICE) == ran


@given(runs(), gaps, gaps)
def test_a_pause_never_brings_the_deadline_forward(run: Run, gap: timedelta, paused: timedelta) -> None:
    later = run.stopwatch.pause(run.now + gap).resume(run.now + gap + paused, OFFICE)

    assert later.deadline >= run.stopwatch.deadline


@given(runs(), gaps)
def test_late_never_becomes_less_late(run: Run, gap: timedelta) -> None:
    if run.stopwatch.status(run.now) is StatusSla.TERLAMBAT:
        assert run.stopwatch.stop(run.now + gap).status(run.now) is StatusSla.TERLAMBAT


@given(runs(), st.sampled_from(["running", "paused", "stopped"]))
def test_it_survives_a_row_and_json(run: Run, state: str) -> None:
    watch = run.stopwatch
    if state != "running":
        watch = watch.pause(run.now)
    if state == "stopped":
        watch = watch.stop(run.now)

    assert Stopwatch.from_row(watch.as_row()) == watch
    assert Stopwatch.from_row(json.loads(json.dumps(watch.as_row(), default=str)) | {"nomor": "x"}) == watch
