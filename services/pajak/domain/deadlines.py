"""When a period must be paid and reported: working days after its end, or whatever days the city counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.pajak.domain.months import add_months
from services.pajak.domain.period import TaxPeriod

AddWorkingDays = Callable[[date, int], date]


class DayUnit(StrEnum):
    """What a time limit is counted in."""

    HARI_KERJA = "hari_kerja"
    HARI_KALENDER = "hari_kalender"
    BULAN = "bulan"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """So many days or months, and the law that says so."""

    count: int
    unit: DayUnit
    source: str

    def after(self, day: date, add_working_days: AddWorkingDays) -> date:
        """The last day in time when the limit runs from the end of `day`."""
        if self.unit is DayUnit.HARI_KERJA:
            return add_working_days(day, self.count)
        if self.unit is DayUnit.BULAN:
            return add_months(day, self.count)
        return day + timedelta(days=self.count)


def due_date(period: TaxPeriod, limit: TimeLimit, add_working_days: AddWorkingDays) -> date:
    """The last day on which a period is paid, or reported, in time (Perda Surabaya 7/2023 ps. 135(6))."""
    return limit.after(period.last, add_working_days)
