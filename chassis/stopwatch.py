"""The clock of one application: working time from complete to done, standing still while the applicant must act."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from chassis.instants import as_utc
from chassis.working_time import ZERO, WorkingTime


class StatusSla(StrEnum):
    """What the public sees of a deadline."""

    BERJALAN = "BERJALAN"
    JEDA = "JEDA"
    TERPENUHI = "TERPENUHI"
    TERLAMBAT = "TERLAMBAT"


class StopwatchError(ValueError):
    """The stopwatch was asked for what its state does not allow."""


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Started once, paused and resumed any number of times, stopped once; each step returns a new one.

    `deadline` is where it stands now: a pause moves it by the working time that the pause took. `allowance` is the
    working time that was given at the start. All instants are UTC.
    """

    started_at: datetime
    running_since: datetime
    deadline: datetime
    allowance: timedelta
    paused_at: datetime | None = None
    stopped_at: datetime | None = None

    @classmethod
    def start(cls, complete_at: datetime, working_time: WorkingTime, days: int = 1) -> Self:
        """Start the clock of a service of `days` working days for a file that is complete at `complete_at`."""
        started, deadline = as_utc(complete_at), working_time.one_day_deadline(complete_at, days)
        return cls(started, started, deadline, working_time.between(started, deadline))

    def pause(self, at: datetime) -> Self:
        """Stand still from `at`; a clock that ran back a little counts as no time."""
        self._require(running=True)
        return replace(self, paused_at=max(as_utc(at), self.running_since))

    def resume(self, at: datetime, working_time: WorkingTime) -> Self:
        """Go on from `at` with the working time that was left. A deadline that was missed stays where it was."""
        self._require(running=False)
        assert self.paused_at is not None
        resumed = max(as_utc(at), self.paused_at)
        left = working_time.between(self.paused_at, self.deadline)
        deadline = working_time.add(resumed, left) if self.paused_at < self.deadline else self.deadline
        return replace(self, running_since=resumed, deadline=deadline, paused_at=None)

    def stop(self, at: datetime) -> Self:
        """End for good, also out of a pause."""
        if self.stopped_at is not None:
            raise StopwatchError("it was stopped before")
        return replace(self, stopped_at=max(as_utc(at), self.paused_at or self.running_since))

    def status(self, now: datetime) -> StatusSla:
        """Return the state to show at `now`. Late is late for good."""
        if self._reading(now) > self.deadline:
            return StatusSla.TERLAMBAT
        if self.stopped_at is not None:
            return StatusSla.TERPENUHI
        return StatusSla.JEDA if self.paused_at is not None else StatusSla.BERJALAN

    def remaining(self, now: datetime, working_time: WorkingTime) -> timedelta:
        """Return the working time left at `now`; below zero by the working time it is late."""
        reading = self._reading(now)
        if reading <= self.deadline:
            return working_time.between(reading, self.deadline)
        return -working_time.between(self.deadline, reading)

    def remaining_minutes(self, now: datetime, working_time: WorkingTime) -> int:
        """Return the whole working minutes left at `now`, 0 when there are none (`sisa_menit_kerja`)."""
        return max(self.remaining(now, working_time), ZERO) // timedelta(minutes=1)

    def elapsed(self, now: datetime, working_time: WorkingTime) -> timedelta:
        """Return the working time used up at `now`, pauses not counted."""
        return self.allowance - self.remaining(now, working_time)

    def warn_at(self, minutes_before: int, working_time: WorkingTime) -> datetime:
        """Return the instant `minutes_before` working minutes ahead of the deadline, not before it was started."""
        return max(self.started_at, working_time.add_working_minutes(self.deadline, -minutes_before))

    def as_row(self) -> dict[str, Any]:
        """Return it as columns: instants, and seconds of working time for `allowance_seconds`."""
        return {
            "started_at": self.started_at,
            "running_since": self.running_since,
            "deadline": self.deadline,
            "allowance_seconds": self.allowance.total_seconds(),
            "paused_at": self.paused_at,
            "stopped_at": self.stopped_at,
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Read what `as_row` wrote; instants may be ISO 8601 text, as in a JSON column. Other columns are ignored."""
        return cls(
            started_at=_instant(row["started_at"]),
            running_since=_instant(row["running_since"]),
            deadline=_instant(row["deadline"]),
            allowance=timedelta(seconds=float(row["allowance_seconds"])),
            paused_at=_instant(row["paused_at"]) if row["paused_at"] else None,
            stopped_at=_instant(row["stopped_at"]) if row["stopped_at"] else None,
        )

    def _reading(self, now: datetime) -> datetime:
        return self.paused_at or self.stopped_at or as_utc(now)

    def _require(self, *, running: bool) -> None:
        if self.stopped_at is not None:
            raise StopwatchError("it was stopped before")
        if (self.paused_at is None) != running:
            raise StopwatchError("it is not running" if running else "it is not paused")


def _instant(value: datetime | str) -> datetime:
    return as_utc(datetime.fromisoformat(value) if isinstance(value, str) else value)
