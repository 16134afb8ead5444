"""The one-day clock: read from its marks, in whatever order they became known."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chassis.clock import WorkingTime
from contracts.types import STATUS_AKHIR, StatusPermohonan, StatusSla
from services.dukcapil.domain.service_clock import SIGN_OF, Mark, Sign, next_look, read_clock, sla_of

WORKING_TIME = WorkingTime()
MORNING = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)  # Friday 08:30; the office closes at 16:30
CLOSING = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
STARTED = Mark(Sign.MULAI, MORNING)


def at(hours: float) -> datetime:
    """Some hours after the file was complete."""
    return MORNING + timedelta(hours=hours)


def test_a_file_that_is_complete_in_the_morning_is_due_at_closing() -> None:
    sla = sla_of(read_clock([STARTED], WORKING_TIME, 1), at(1), WORKING_TIME)
    assert sla is not None
    assert (sla.status, sla.batas, sla.sisa_menit_kerja) == (StatusSla.BERJALAN, CLOSING, 7 * 60)


def test_the_clock_stands_still_while_the_applicant_must_act() -> None:
    marks = [STARTED, Mark(Sign.JEDA, at(1)), Mark(Sign.LANJUT, at(3))]
    paused = sla_of(read_clock(marks[:2], WORKING_TIME, 1), at(2), WORKING_TIME)
    resumed = sla_of(read_clock(marks, WORKING_TIME, 1), at(3), WORKING_TIME)
    assert paused is not None
    assert resumed is not None
    assert (paused.status, paused.sisa_menit_kerja) == (StatusSla.JEDA, 7 * 60)
    assert (resumed.status, resumed.sisa_menit_kerja) == (StatusSla.BERJALAN, 7 * 60)
    monday = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
    assert resumed.batas == monday + timedelta(hours=2)


def test_late_is_late_for_good() -> None:
    stopped = read_clock([STARTED, Mark(Sign.BERHENTI, CLOSING + timedelta(minutes=1))], WORKING_TIME, 1)
    assert stopped is not None
    assert stopped.status(at(100)).value == "TERLAMBAT"


def test_without_a_complete_file_there_is_no_clock() -> None:
    assert read_clock([Mark(Sign.JEDA, MORNING)], WORKING_TIME, 1) is None
    assert sla_of(None, MORNING, WORKING_TIME) is None


@given(st.permutations([(Sign.JEDA, 1), (Sign.LANJUT, 2), (Sign.JEDA, 3), (Sign.LANJUT, 3.5), (Sign.BERHENTI, 5)]))
def test_marks_read_the_same_in_whatever_order_they_became_known(shuffled: list[tuple[Sign, float]]) -> None:
    marks = [Mark(sign, at(hours)) for sign, hours in shuffled]
    known = sorted(marks, key=lambda mark: mark.at)
    assert read_clock([*marks, STARTED], WORKING_TIME, 1) == read_clock([STARTED, *known], WORKING_TIME, 1)


def test_a_mark_that_says_what_is_so_already_changes_nothing() -> None:
    once = [STARTED, Mark(Sign.JEDA, at(1))]
    assert read_clock([*once, Mark(Sign.JEDA, at(2)), Mark(Sign.MULAI, at(2))], WORKING_TIME, 1) == read_clock(
        once, WORKING_TIME, 1
    )


def test_a_running_clock_is_looked_at_an_hour_before_its_deadline_and_after_it() -> None:
    clock = read_clock([STARTED], WORKING_TIME, 1)
    assert next_look(clock, WORKING_TIME, warn=60, warned=False) == CLOSING - timedelta(hours=1)
    assert next_look(clock, WORKING_TIME, warn=60, warned=True) == CLOSING + timedelta(seconds=1)


def test_a_clock_that_stands_still_is_not_looked_at() -> None:
    paused = read_clock([STARTED, Mark(Sign.JEDA, at(1))], WORKING_TIME, 1)
    assert next_look(paused, WORKING_TIME, warn=60, warned=False) is None


def test_an_application_that_ends_without_documents_stops_its_clock() -> None:
    assert {status for status, sign in SIGN_OF.items() if sign == Sign.BERHENTI} == STATUS_AKHIR - {
        StatusPermohonan.SELESAI
    }
