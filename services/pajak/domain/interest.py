"""Interest for late payment: a percentage a month, part of one counting whole, at most 24 (handbook 4.4)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.pajak.domain.money import Rounding, Rupiah, percent_of, rounded
from services.pajak.domain.months import MonthCount, months_late


@dataclass(frozen=True, slots=True)
class InterestRule:
    """How late payment is charged: percent a month, most months, and how months are counted."""

    percent: Decimal
    most_months: int
    count: MonthCount
    source: str

    def months(self, due: date, on: date) -> int:
        """Months charged from a due date to a day."""
        return min(months_late(due, on, self.count), self.most_months)

    def exact(self, amount: Rupiah, due: date, paid: date) -> Decimal:
        """Interest on an amount due on one day and paid on another, not yet rounded: parts of one bill add up."""
        return percent_of(amount, self.percent, self.months(due, paid))

    def on(self, amount: Rupiah, due: date, paid: date) -> Rupiah:
        """The same as money; 0 when it is in time."""
        return as_money(self.exact(amount, due, paid))


def as_money(interest: Decimal) -> Rupiah:
    """Interest is rounded to the rupiah, whatever a city does with the tax itself."""
    return rounded(interest, Rounding.RUPIAH_TERDEKAT)
