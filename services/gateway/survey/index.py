"""From answers to the index of satisfaction: rules without any input or output (PermenPANRB 14/2017).

The value of an element (NRR) is the mean of its answers; the index is the mean of the nine values, each with the weight
1/9, times 25, and lies between 25 and 100. Elements count alike, so the weight is no number to be rounded: with 0.111
the best answers of all would give 99.9.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from chassis.rules import Rules

GRADES: Mapping[str, str] = {"A": "Sangat baik", "B": "Baik", "C": "Kurang baik", "D": "Tidak baik"}
_HUNDREDTH = Decimal("0.01")
_TO_HUNDRED = 25


@dataclass(frozen=True, slots=True)
class Bands:
    """From which index each grade is given, and how many answers there must be before anything is shown."""

    least: Mapping[str, Decimal]
    fewest: int

    @classmethod
    def of(cls, rules: Rules, city: str, on: date) -> "Bands":
        """Those in force on a day. Raises MissingRuleError."""
        least = {grade: rules.get(f"skm_mutu_{grade.lower()}", on=on, city=city).number for grade in GRADES}
        return cls(least, rules.get("skm_paling_sedikit", on=on, city=city).integer)

    def grade(self, index: Decimal) -> str:
        """The grade of an index of two decimals."""
        return next((grade for grade, least in self.least.items() if index >= least), "D")


def values(sums: Sequence[int], count: int) -> tuple[Decimal, ...]:
    """The value of each element from the sum of its answers."""
    return tuple(_rounded(Decimal(total) / count) for total in sums)


def index(sums: Sequence[int], count: int) -> Decimal:
    """The index, from the sums and not from rounded values."""
    return _rounded(Decimal(sum(sums)) / count / len(sums) * _TO_HUNDRED)


def quarter(day: date) -> str:
    """2026-4: the quarter of a day."""
    return f"{day.year}-{(day.month + 2) // 3}"


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_HUNDREDTH, ROUND_HALF_UP)
