"""The tax period (masa pajak): one calendar month (Perda Surabaya 7/2023 ps. 144)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self

_FORM = re.compile(r"(2\d{3})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True, slots=True)
class TaxPeriod:
    """A month of a year."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-10`; raises ValueError."""
        found = _FORM.fullmatch(text)
        if found is None:
            raise ValueError("a tax period is written as 2026-10")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The period in which a day lies."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day; the law of this day decides on the period."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def plus(self, months: int) -> "TaxPeriod":
        """The period so many months later; earlier, when negative."""
        count = self.year * 12 + self.month - 1 + months
        return TaxPeriod(count // 12, count % 12 + 1)

    def has_ended(self, today: date) -> bool:
        """Whether it may be reported: turnover is known only when the month is over."""
        return today > self.last
