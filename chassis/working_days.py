"""Working days of a city's offices: no weekends, national holidays or joint leave, and what the city decides itself.

National holidays and joint leave (cuti bersama) come from the SKB 3 Menteri of each year as the library `holidays`
carries it; the library stays behind this module. For years that no SKB covers yet, its lunar dates are estimates and
joint leave is missing: a city then adds days in its own file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import lru_cache
from types import MappingProxyType

MONDAY_TO_FRIDAY = frozenset(range(5))
LONGEST_CLOSURE = 60  # days; a calendar that is closed for longer is a mistake in a city's file


class NoWorkingDayError(ValueError):
    """The calendar has no working day for longer than any leave lasts."""


@lru_cache(maxsize=64)
def national_holidays(year: int, joint_leave: bool = True) -> Mapping[date, str]:
    """Return the days of `year` that are no working days nationally, with their Indonesian names."""
    import holidays  # takes a third of a second: only processes that count days pay for it

    categories = ("public", "government") if joint_leave else ("public",)
    found = holidays.country_holidays("ID", years=year, categories=categories, language="id")
    return MappingProxyType(dict(sorted(found.items())))


@dataclass(frozen=True)
class WorkingDays:
    """Which days count.

    `added` are holidays of this city alone, `removed` are national ones on which its offices work, and `half_days`
    gives the hour at which the office closes early. Joint leave counts as free unless `joint_leave` is false.
    """

    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    added: Mapping[date, str] = field(default_factory=dict)
    removed: frozenset[date] = frozenset()
    half_days: Mapping[date, time] = field(default_factory=dict)
    joint_leave: bool = True

    def holiday(self, day: date) -> str | None:
        """Return the name of the holiday on `day`, or None."""
        if day in self.added:
            return self.added[day]
        if day in self.removed:
            return None
        return national_holidays(day.year, self.joint_leave).get(day)

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices work on `day`, if only for half of it."""
        return day.weekday() in self.weekdays and self.holiday(day) is None

    def next_working_day(self, day: date, step: int = 1) -> date:
        """Return the first working day after `day` (before it, with `step` -1)."""
        for distance in range(1, LONGEST_CLOSURE + 1):
            candidate = day + timedelta(days=distance * step)
            if self.is_working_day(candidate):
                return candidate
        raise NoWorkingDayError(f"no working day within {LONGEST_CLOSURE} days of {day.isoformat()}")

    def add(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, not counting `day` itself; before it, when negative."""
        for _ in range(abs(count)):
            day = self.next_working_day(day, 1 if count > 0 else -1)
        return day

    def between(self, first: date, last: date) -> int:
        """Count the working days after `first`, up to and including `last`; 0 when `last` is not later."""
        span = range(1, (last - first).days + 1)
        return sum(self.is_working_day(first + timedelta(days=distance)) for distance in span)
