"""The NIK as a type that cannot be wrong: `PPKKCC DDMMYY SSSS` (PP 37/2007 ps. 37; women's day of birth + 40).

A NIK never changes, neither after moving nor after a corrected date of birth (PP 40/2019 ps. 30(2)): what it says of
its bearer is what was known when it was given. Whether anybody bears it only the register knows.
"""

import re
from datetime import date
from typing import Self

from contracts.numbers import WOMAN_DAY_OFFSET, nik_fault
from contracts.types import JenisKelamin
from services.dukcapil.domain.errors import InvalidNik, NikSerialExhausted

LAST_SERIAL = 9999
# The form of a NIK does not depend on the day on which it is read: of all years only 1900 and 2000 differ in leap days.
_ANY_DAY = date(2099, 12, 31)


class Nik(str):
    """Sixteen digits that can be a NIK; raises `InvalidNik` for anything else."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Check the text as it stands; `parse` also takes it as people write it."""
        if fault := nik_fault(text, today=_ANY_DAY):
            raise InvalidNik(fault)
        return super().__new__(cls, text)

    @classmethod
    def kept(cls, text: str) -> Self:
        """One that the register keeps: it was checked when it was entered."""
        return super().__new__(cls, text)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a NIK as people write it, with blanks, dots or dashes between the digits."""
        return cls(re.sub(r"[\s.\-]", "", text))

    @classmethod
    def compose(cls, area: str, born: date, sex: JenisKelamin, serial: int) -> Self:
        """The NIK of a person born on `born` whose number is given in `area` (six digits of a kecamatan).

        Raises `NikSerialExhausted` after 9,999 numbers of one area, day and sex.
        """
        if serial > LAST_SERIAL:
            raise NikSerialExhausted("no serial is left for this area, day and sex")
        return cls(f"{nik_prefix(area, born, sex)}{serial:04d}")

    @property
    def area(self) -> str:
        """Province, kabupaten/kota and kecamatan where it was first given, six digits."""
        return self[:6]

    @property
    def prefix(self) -> str:
        """The twelve digits that one serial counter belongs to."""
        return self[:12]

    @property
    def serial(self) -> int:
        """The place in the order of giving, from 1."""
        return int(self[12:])

    @property
    def sex(self) -> JenisKelamin:
        """The sex that the number was given for."""
        return JenisKelamin.P if int(self[6:8]) > WOMAN_DAY_OFFSET else JenisKelamin.L

    def born(self, on: date) -> date:
        """The date of birth that the number was given for, as read on the day `on`.

        The year has two digits: it is of this century unless the birth would then lie in the future, so that people
        of a hundred and more are read a century too young.
        """
        day = int(self[6:8]) - (WOMAN_DAY_OFFSET if self.sex == JenisKelamin.P else 0)
        month, short_year = int(self[8:10]), int(self[10:12])
        born = date(on.year // 100 * 100 + short_year, month, day)
        return born if born <= on else born.replace(year=born.year - 100)


def nik_prefix(area: str, born: date, sex: JenisKelamin) -> str:
    """The first twelve digits of the NIKs of one area (six digits), day and sex."""
    day = born.day + (WOMAN_DAY_OFFSET if sex == JenisKelamin.P else 0)
    return f"{area}{day:02d}{born:%m%y}"
