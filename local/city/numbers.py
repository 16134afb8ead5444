"""NIK, family card and marriage deed numbers of the synthetic city, counted the way the real register counts them.

NIK: area, DDMMYY of birth with 40 added to a woman's day, sequence from 0001 (PP 37/2007 ps. 37). Family card: area,
date of entry, sequence. A counter belongs to the first twelve digits, so people born a century apart share it.
"""

from array import array
from collections.abc import Iterator
from datetime import date

_DAYS = 72  # 1..31 for men and cards, 41..71 for women
_SLOTS = 100 * 12 * _DAYS
LAST_SEQUENCE = 9999


class SequenceExhausted(RuntimeError):
    """More than 9,999 numbers for one area, date and sex."""


class DatedSequence:
    """The last number given for each area and date: two bytes a date, however many numbers are given."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        self._last: dict[str, array[int]] = {}

    def take(self, area: str, when: date, *, added_days: int = 0) -> str:
        """The next number: area, DDMMYY, four digits. Raises `SequenceExhausted` after 9,999."""
        day, month, year = when.day + added_days, when.month, when.year % 100
        counters = self._last.get(area)
        if counters is None:
            counters = self._last[area] = array("H", bytes(2 * _SLOTS))
        slot = (year * 12 + month - 1) * _DAYS + day
        counters[slot] += 1
        if counters[slot] > LAST_SEQUENCE:
            raise SequenceExhausted(f"{area}{day:02}{month:02}{year:02}")
        return f"{area}{day:02}{month:02}{year:02}{counters[slot]:04}"

    def last_given(self) -> Iterator[tuple[str, int]]:
        """Every beginning in use with its last sequence, in order of area, year, month and day."""
        for area in sorted(self._last):
            counters = self._last[area]
            for month in range(100 * 12):
                # Most months of a far-away area are empty, and finding that out at once is ten times faster.
                of_month = counters[month * _DAYS : (month + 1) * _DAYS]
                if of_month.count(0) < _DAYS:
                    ending = f"{month % 12 + 1:02}{month // 12:02}"
                    yield from ((f"{area}{day:02}{ending}", last) for day, last in enumerate(of_month) if last)


class Numbers:
    """Every counter of one city."""

    __slots__ = ("cards", "deeds", "residents")

    def __init__(self) -> None:
        self.residents = DatedSequence()
        self.cards = DatedSequence()
        self.deeds = DatedSequence()

    def nik(self, area: str, born: date, sex: str) -> str:
        return self.residents.take(area, born, added_days=40 if sex == "P" else 0)

    def family_card(self, area: str, entered: date) -> str:
        return self.cards.take(area, entered)

    def marriage_deed(self, city: str, registered: date) -> str:
        """A civil marriage deed number, RRRR-KW-DDMMYYYY-NNNN."""
        return f"{city}-KW-{registered:%d%m%Y}-{self.deeds.take(city, registered)[-4:]}"
