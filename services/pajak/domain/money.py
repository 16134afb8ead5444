"""Whole rupiah: the law knows no cents, and nothing here is ever a float."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Self

# No restaurant of any city turns over a quadrillion a month: what is larger is a slip of the keyboard.
MOST = 999_999_999_999_999
_PLAIN = re.compile(r"\d+")
_GROUPED = (re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,0{1,2})?"), re.compile(r"(\d{1,3}(?:,\d{3})+)(?:\.0{1,2})?"))


class Rounding(StrEnum):
    """How a city rounds a tax to money that can be paid (handbook 4.6: no law says, so it is a setting)."""

    RUPIAH_TERDEKAT = "RUPIAH_TERDEKAT"
    RATUSAN_KE_BAWAH = "RATUSAN_KE_BAWAH"


@dataclass(frozen=True, order=True, slots=True)
class Rupiah:
    """An amount of money; negative only as a difference."""

    amount: int

    def __post_init__(self) -> None:
        """Refuse whatever is no whole number: True is none, and 1.0 has lost its exactness already."""
        if type(self.amount) is not int:
            raise TypeError(f"an amount is a whole number of rupiah, not {type(self.amount).__name__}")

    def __add__(self, other: Self) -> "Rupiah":
        return Rupiah(self.amount + other.amount)

    def __sub__(self, other: Self) -> "Rupiah":
        return Rupiah(self.amount - other.amount)

    def __neg__(self) -> "Rupiah":
        return Rupiah(-self.amount)

    def __bool__(self) -> bool:
        return self.amount != 0

    def __str__(self) -> str:
        """As documents write it: `Rp1.500.000`."""
        sign = "-" if self.amount < 0 else ""
        return f"{sign}Rp{abs(self.amount):,}".replace(",", ".")

    def or_zero(self) -> "Rupiah":
        """The amount, or nothing when it is negative."""
        return self if self.amount > 0 else ZERO


ZERO = Rupiah(0)


def total(amounts: Iterable[Rupiah]) -> Rupiah:
    """The sum of amounts."""
    return Rupiah(sum(each.amount for each in amounts))


def percent_of(amount: Rupiah, percent: Decimal, times: int = 1) -> Decimal:
    """`percent` of an amount, `times` over, exact: rounding is decided once, at the end."""
    return Decimal(amount.amount) * percent * times / 100


def rounded(exact: Decimal, way: Rounding) -> Rupiah:
    """An exact amount as money: half a rupiah goes up, or what is below a hundred falls away."""
    if way is Rounding.RATUSAN_KE_BAWAH:
        return Rupiah(int((exact / 100).to_integral_value(ROUND_FLOOR)) * 100)
    return Rupiah(int(exact.to_integral_value(ROUND_HALF_UP)))


def parse_rupiah(text: str) -> Rupiah:
    """Read an amount as people write it: 1500000, 1.500.000, 1,500,000, Rp1.500.000,00.

    Raises ValueError for a sign, a fraction of a rupiah, misplaced separators, or more than MOST.
    """
    plain = text.strip().removeprefix("Rp").strip()
    if _PLAIN.fullmatch(plain) and plain.isascii():
        return _bounded(plain)
    for form in _GROUPED:
        if (found := form.fullmatch(plain)) and plain.isascii():
            return _bounded(re.sub(r"\D", "", found[1]))
    raise ValueError("an amount is written as 1500000, 1.500.000 or 1,500,000")


def _bounded(digits: str) -> Rupiah:
    if len(digits.lstrip("0")) > len(str(MOST)):
        raise ValueError(f"an amount is at most {Rupiah(MOST)}")
    return Rupiah(int(digits))
