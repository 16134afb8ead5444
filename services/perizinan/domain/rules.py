"""The rules of birth registration as one city has them on one day; their figures and sources stand in `cities/`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.perizinan.domain.lateness import ReportingLimit
from services.perizinan.domain.names import NameRules


@dataclass(frozen=True, slots=True)
class BirthRules:
    """What the use cases need of the law and of the city."""

    limit: ReportingLimit
    names: NameRules
    twins_gap: timedelta
    """Between the children of one delivery; more is looked at by a person."""
    correction_time: timedelta
    """How long a file waits for its applicant's correction."""
    zone: ZoneInfo
    deed_number: Callable[[str, date, int], str]
    """Series (LU, LT), day and serial as a number; handbook 1.3."""

    def day(self, instant: datetime) -> date:
        """The city's calendar day at an instant."""
        return instant.astimezone(self.zone).date()
