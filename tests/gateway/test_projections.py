"""An application's status follows from what was told of it, in whatever order it came."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from contracts.types import Pelaku, Sla, StatusSla
from contracts.types import StatusPermohonan as Status
from services.gateway.projections import Step, clock_after, current_status, is_shown, leading_sequence

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
BIRTH = "KELAHIRAN"


def step(source: str, sequence: int, status: Status) -> Step:
    return Step(source, sequence, status, START + timedelta(seconds=sequence), Pelaku.SISTEM)


WHOLE_WAY = [
    step("gateway", 0, Status.DIAJUKAN),
    step("perizinan", 1, Status.VERIFIKASI),
    step("dukcapil", 4, Status.VERIFIKASI),
    step("perizinan", 5, Status.DISETUJUI),
    step("perizinan", 6, Status.PENANDATANGANAN),
    step("perizinan", 8, Status.TERBIT),
    step("dukcapil", 9, Status.SELESAI),
]


@given(st.permutations(WHOLE_WAY))
def test_the_end_is_the_same_in_every_order(steps: list[Step]) -> None:
    assert current_status(BIRTH, steps, answered=-1) is Status.SELESAI


@given(st.permutations(WHOLE_WAY), st.integers(0, len(WHOLE_WAY)))
def test_what_is_known_so_far_gives_one_status_whatever_came_first(steps: list[Step], known: int) -> None:
    so_far = steps[:known]

    assert current_status(BIRTH, so_far, -1) is current_status(BIRTH, sorted(so_far, key=lambda s: s.sequence), -1)


def test_nothing_told_yet_is_a_report_that_came_in() -> None:
    assert current_status(BIRTH, WHOLE_WAY[:1], -1) is Status.DIAJUKAN


def test_an_older_step_that_comes_late_changes_nothing() -> None:
    steps = [step("perizinan", 5, Status.DISETUJUI), step("perizinan", 1, Status.VERIFIKASI)]

    assert current_status(BIRTH, steps, -1) is Status.DISETUJUI


def test_a_report_goes_back_and_forth_by_the_leading_services_own_order() -> None:
    steps = [
        step("perizinan", 1, Status.VERIFIKASI),
        step("perizinan", 3, Status.PERLU_PERBAIKAN),
        step("perizinan", 7, Status.VERIFIKASI),
    ]

    assert current_status(BIRTH, steps[:2], -1) is Status.PERLU_PERBAIKAN
    assert current_status(BIRTH, steps, -1) is Status.VERIFIKASI


def test_what_another_service_repeats_on_the_way_does_not_lead() -> None:
    steps = [step("perizinan", 7, Status.VERIFIKASI), step("dukcapil", 2, Status.PERLU_PERBAIKAN)]

    assert current_status(BIRTH, steps, -1) is Status.VERIFIKASI


def test_a_correction_answers_the_step_that_asked_for_it_and_no_later_one() -> None:
    asked = [step("perizinan", 3, Status.PERLU_PERBAIKAN)]

    assert current_status(BIRTH, asked, answered=3) is Status.DIAJUKAN
    assert current_status(BIRTH, [*asked, step("perizinan", 9, Status.PERLU_PERBAIKAN)], 3) is Status.PERLU_PERBAIKAN


def test_an_end_is_not_undone_by_what_is_told_afterwards() -> None:
    steps = [step("perizinan", 2, Status.DITOLAK), step("perizinan", 9, Status.VERIFIKASI)]

    assert current_status(BIRTH, steps, -1) is Status.DITOLAK


def test_the_history_shows_the_leading_service_the_gateway_and_the_end() -> None:
    shown = [each for each in WHOLE_WAY if is_shown(BIRTH, each)]

    assert [each.source for each in shown] == [
        "gateway",
        "perizinan",
        "perizinan",
        "perizinan",
        "perizinan",
        "dukcapil",
    ]


def test_the_newest_step_of_the_leading_service_is_known_by_its_sequence() -> None:
    assert leading_sequence(BIRTH, reversed(WHOLE_WAY)) == 8
    assert leading_sequence(BIRTH, []) == -1


def test_a_broken_promise_stays_broken() -> None:
    running = Sla(status=StatusSla.BERJALAN, batas=START)

    assert clock_after(StatusSla.TERLAMBAT, running).status is StatusSla.TERLAMBAT
    assert clock_after(StatusSla.JEDA, running) == running
    assert clock_after(None, running) == running
