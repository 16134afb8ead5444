"""Working time: what counts against a service's clock, in minutes of office hours.

Instants go in and come out aware; results are in UTC. What is decided is decided in the city's zone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from chassis.instants import JAKARTA, as_utc, local_date
from chassis.working_days import MONDAY_TO_FRIDAY, WorkingDays

ZERO = timedelta(0)


class Span(NamedTuple):
    """A stretch of office hours within one day; a day with a lunch break has two."""

    opens: time
    closes: time


# Handbook 3.3: Monday to Thursday 07:30-16:00, Friday 07:30-16:30, noon as the last hour of a one-day service. None of
# it is confirmed for a particular city, so each city's file says its own.
DEFAULT_HOURS: Mapping[int, tuple[Span, ...]] = {
    weekday: (Span(time(7, 30), time(16, 30) if weekday == 4 else time(16)),) for weekday in MONDAY_TO_FRIDAY
}
DEFAULT_CUT_OFF = time(12)


@dataclass(frozen=True)
class WorkingTime:
    """Office hours by weekday (Monday is 0) on the working days of a city."""

    days: WorkingDays = field(default_factory=WorkingDays)
    hours: Mapping[int, tuple[Span, ...]] = field(default_factory=lambda: DEFAULT_HOURS)
    cut_off: time = DEFAULT_CUT_OFF
    zone: ZoneInfo = JAKARTA

    def __post_init__(self) -> None:
        if missing := [weekday for weekday in self.days.weekdays if not self.hours.get(weekday)]:
            raise ValueError(f"working weekdays without office hours: {missing}")
        for day, closes in self.days.half_days.items():
            if not self.is_working_day(day) or closes <= self.hours[day.weekday()][0].opens:
                raise ValueError(f"half day {day.isoformat()} has no office hours")

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices work on `day`, if only for half of it."""
        return self.days.is_working_day(day)

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, not counting `day` itself."""
        return self.days.add(day, count)

    def opening(self, day: date) -> datetime:
        """Return when the office opens on `day`, which must be a working day."""
        return self._spans(day)[0][0]

    def closing(self, day: date) -> datetime:
        """Return when the office closes on `day`, which must be a working day."""
        return self._spans(day)[-1][1]

    def is_open(self, instant: datetime) -> bool:
        """Tell whether the office works at `instant`."""
        moment = as_utc(instant)
        return any(start <= moment < end for start, end in self._spans(local_date(moment, self.zone)))

    def add_working_minutes(self, instant: datetime, minutes: int) -> datetime:
        """Return the instant at which `minutes` of working time have passed; negative minutes look back."""
        return self.add(instant, timedelta(minutes=minutes))

    def working_minutes_between(self, start: datetime, end: datetime) -> int:
        """Count whole working minutes from `start` to `end`; 0 when `end` is not later."""
        return self.between(start, end) // timedelta(minutes=1)

    def add(self, instant: datetime, duration: timedelta) -> datetime:
        """Return the instant at which `duration` of working time has passed since (or, negative, before) `instant`.

        What ends exactly with a day ends at its closing, not at the next opening.
        """
        moment, left, step = as_utc(instant), abs(duration), 1 if duration > ZERO else -1
        if left == ZERO:
            return moment
        for start, end in self._spans_from(moment, step):
            if end - start >= left:
                return start + left if step > 0 else end - left
            left -= end - start
        raise AssertionError("unreachable: spans of working time have no end")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time from `start` to `end`, exact; zero when `end` is not later."""
        first, last = as_utc(start), as_utc(end)
        total, day = ZERO, local_date(first, self.zone)
        while day <= local_date(last, self.zone):
            for opens, closes in self._spans(day):
                total += max(min(closes, last) - max(opens, first), ZERO)
            day += timedelta(days=1)
        return total

    def one_day_deadline(self, complete_at: datetime, days: int = 1) -> datetime:
        """Return when a service of `days` working days must be done for a file that is complete at `complete_at`.

        Complete on a working day by the cut-off: the closing of that day. Later, or on a free day: the closing of the
        next working day. On a half day the cut-off is earlier by as much as the closing is.
        """
        local = as_utc(complete_at).astimezone(self.zone)
        day = local.date()
        if not self.is_working_day(day) or local > self._cut_off(day):
            day = self.days.next_working_day(day)
        return self.closing(self.days.add(day, days - 1))

    def _cut_off(self, day: date) -> datetime:
        usual = datetime.combine(day, self.hours[day.weekday()][-1].closes, self.zone)
        return datetime.combine(day, self.cut_off, self.zone) - (usual - self.closing(day))

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """Return the stretches of office hours on `day` in UTC; none on a free day."""
        if not self.is_working_day(day):
            return []
        last = self.days.half_days.get(day, time.max)
        return [
            (self._at(day, span.opens), self._at(day, min(span.closes, last)))
            for span in self.hours[day.weekday()]
            if span.opens < last
        ]

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone).astimezone(UTC)

    def _spans_from(self, moment: datetime, step: int) -> Iterator[tuple[datetime, datetime]]:
        """Yield what is left of this day's working time after (before) `moment`, then all later (earlier) time."""
        day = local_date(moment, self.zone)
        while True:
            for start, end in self._spans(day)[::step]:
                from_moment = (max(start, moment), end) if step > 0 else (start, min(end, moment))
                if from_moment[0] < from_moment[1]:
                    yield from_moment
            day = self.days.next_working_day(day, step)
