"""The clock as an argument: domain code is told the time, and a test decides it.

What is measured in office hours stands beside it: `WorkingTime` (office hours on working days) and `Stopwatch`.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from chassis.instants import JAKARTA, NaiveInstantError, as_utc, local_date
from chassis.stopwatch import StatusSla, Stopwatch, StopwatchError
from chassis.working_days import WorkingDays
from chassis.working_time import Span, WorkingTime

__all__ = [
    "JAKARTA",
    "Clock",
    "FixedClock",
    "NaiveInstantError",
    "Span",
    "StatusSla",
    "Stopwatch",
    "StopwatchError",
    "SystemClock",
    "WorkingDays",
    "WorkingTime",
    "as_utc",
    "local_date",
]


class Clock(Protocol):
    """What tells the time."""

    def now(self) -> datetime:
        """Return this instant, in UTC."""
        ...

    def today(self) -> date:
        """Return today's date for the people whom the city serves."""
        ...


class SystemClock:
    """The machine's clock, read in the city's zone."""

    def __init__(self, zone: ZoneInfo = JAKARTA) -> None:
        self._zone = zone

    def now(self) -> datetime:
        """Return this instant, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return today's date in the city's zone."""
        return local_date(self.now(), self._zone)


class FixedClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime, zone: ZoneInfo = JAKARTA) -> None:
        self._now = as_utc(now)
        self._zone = zone

    def now(self) -> datetime:
        """Return the instant it was set to, in UTC."""
        return self._now

    def today(self) -> date:
        """Return the date of that instant in the city's zone."""
        return local_date(self._now, self._zone)

    def set(self, now: datetime) -> None:
        """Move to `now`, also back."""
        self._now = as_utc(now)

    def advance(self, by: timedelta) -> None:
        """Move on by `by`."""
        self._now += by
