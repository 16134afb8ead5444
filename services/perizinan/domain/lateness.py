"""Whether a birth was reported in time: within 60 days (UU 24/2013 ps. 27(1)), counted as the city's rule says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class DayCount(StrEnum):
    """How the days of a time limit are counted; the statute says only "60 hari" (handbook 2.1)."""

    HARI_KALENDER = "hari_kalender"
    HARI_KERJA = "hari_kerja"


@dataclass(frozen=True, slots=True)
class ReportingLimit:
    """The time limit for reporting a birth."""

    days: int
    count: DayCount = DayCount.HARI_KALENDER
    add_working_days: Callable[[date, int], date] | None = None
    """The day that many working days after another one; needed when working days count."""

    def last_day(self, born: date) -> date:
        """The last day on which a report is in time; the day of birth itself does not count."""
        if self.count is DayCount.HARI_KALENDER:
            return born + timedelta(days=self.days)
        if self.add_working_days is None:
            raise ValueError("working days cannot be counted without a calendar")
        return self.add_working_days(born, self.days)

    def is_late(self, born: date, reported: date) -> bool:
        """Whether a birth was reported after the last day; then the head of the agency must approve."""
        return reported > self.last_day(born)
