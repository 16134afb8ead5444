"""The clock of one package: marks as they became known, read in the order in which they happened.

Marks reach dukcapil by several queues, so a pause may become known after the resumption that ended it. They are kept as
they are and read by their instants: whatever order they came in, the reading is the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chassis.clock import Stopwatch, WorkingTime
from contracts.types import Sla, StatusPermohonan, StatusSla

AFTER_DEADLINE = timedelta(seconds=1)


class Sign(StrEnum):
    """What a mark does to the clock."""

    MULAI = "MULAI"
    JEDA = "JEDA"
    LANJUT = "LANJUT"
    BERHENTI = "BERHENTI"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that happened to the clock, at an aware instant."""

    sign: Sign
    at: datetime


# What a status of the application, told by perizinan, means for the clock; others mean nothing.
SIGN_OF = {
    StatusPermohonan.PERLU_PERBAIKAN: Sign.JEDA,
    StatusPermohonan.MENUNGGU_TTE: Sign.JEDA,
    StatusPermohonan.VERIFIKASI: Sign.LANJUT,
    StatusPermohonan.MENUNGGU_PETUGAS: Sign.LANJUT,
    StatusPermohonan.MENUNGGU_PERSETUJUAN_KADIS: Sign.LANJUT,
    StatusPermohonan.DISETUJUI: Sign.LANJUT,
    StatusPermohonan.PENANDATANGANAN: Sign.LANJUT,
    StatusPermohonan.TERBIT: Sign.LANJUT,
    StatusPermohonan.DITOLAK: Sign.BERHENTI,
    StatusPermohonan.DIBATALKAN: Sign.BERHENTI,
    StatusPermohonan.KEDALUWARSA: Sign.BERHENTI,
}


def read_clock(marks: Iterable[Mark], working_time: WorkingTime, days: int) -> Stopwatch | None:
    """The clock that the marks make, for a service of `days` working days; None before it was started."""
    clock: Stopwatch | None = None
    for mark in sorted(marks, key=lambda mark: mark.at):
        if clock is None:
            clock = Stopwatch.start(mark.at, working_time, days) if mark.sign == Sign.MULAI else None
        elif clock.stopped_at is None:
            clock = _after(clock, mark, working_time)
    return clock


def _after(clock: Stopwatch, mark: Mark, working_time: WorkingTime) -> Stopwatch:
    """What is already so stays so: pausing a paused clock, resuming a running one, starting one again."""
    if mark.sign == Sign.JEDA and clock.paused_at is None:
        return clock.pause(mark.at)
    if mark.sign == Sign.LANJUT and clock.paused_at is not None:
        return clock.resume(mark.at, working_time)
    return clock.stop(mark.at) if mark.sign == Sign.BERHENTI else clock


def sla_of(clock: Stopwatch | None, now: datetime, working_time: WorkingTime) -> Sla | None:
    """What the applicant sees of the clock at `now`."""
    if clock is None:
        return None
    return Sla(
        status=StatusSla(clock.status(now).value),
        batas=clock.deadline,
        sisa_menit_kerja=clock.remaining_minutes(now, working_time),
    )


def next_look(clock: Stopwatch | None, working_time: WorkingTime, *, warn: int, warned: bool) -> datetime | None:
    """When a running clock must be looked at again: `warn` working minutes before its deadline, and after it."""
    if clock is None or clock.paused_at is not None or clock.stopped_at is not None:
        return None
    return clock.deadline + AFTER_DEADLINE if warned else clock.warn_at(warn, working_time)
