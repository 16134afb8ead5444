"""The numbers that tax gives out: taxpayers and objects by their city's pattern, and payment codes."""

import re
from collections.abc import Mapping
from string import Formatter

from contracts.numbers import luhn_digit
from services.pajak.domain.fines import Person
from services.pajak.domain.kinds import DIGITS, Kind
from services.pajak.domain.period import TaxPeriod

PERSON_DIGIT = {Person.ORANG: "1", Person.BADAN: "2"}
MOST_CODES = 9_999_999  # seven digits, for each city, kind and period
_VILLAGE = re.compile(r"\d{2}\.\d{2}\.(\d{2})\.(\d{4})")


class PatternError(ValueError):
    """A city's pattern names a part that does not exist, or lacks the serial that makes a number unique."""


def check_pattern(pattern: str) -> str:
    """The pattern itself; raises PatternError unless it can make numbers."""
    parts = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
    if not {"urut"} <= parts <= {"urut", "jenis", "objek", "kecamatan", "kelurahan"}:
        raise PatternError(f"{pattern!r} must use urut, and besides only jenis, objek, kecamatan and kelurahan")
    return pattern


def taxpayer_number(pattern: str, person: Person, village: str, serial: int) -> str:
    """An NPWPD such as P.1.0000001.02.04 (handbook 4.3: no national form, so each city has its pattern)."""
    return _fill(pattern, {"jenis": PERSON_DIGIT[person]}, village, serial)


def object_number(pattern: str, kind: Kind, village: str, serial: int) -> str:
    """An NOPD such as 01.02.04.00001."""
    return _fill(pattern, {"objek": DIGITS[kind]}, village, serial)


def _fill(pattern: str, known: Mapping[str, str], village: str, serial: int) -> str:
    """Fill a pattern; a village is Kemendagri's code (32.77.02.1004), of which numbers bear the last two digits."""
    found = _VILLAGE.fullmatch(village)
    if found is None:
        raise ValueError("a village code is written as 32.77.02.1004")
    place = {"kecamatan": found[1], "kelurahan": found[2][-2:]}
    return check_pattern(pattern).format(**{"jenis": "", "objek": ""} | dict(known) | place, urut=serial)


def payment_code(city: str, kind: Kind, period: TaxPeriod, serial: int) -> str:
    """Eighteen digits: city, kind, YYMM, serial and Luhn's check digit (handbook 4.7)."""
    if not 1 <= serial <= MOST_CODES:
        raise ValueError(f"a serial lies between 1 and {MOST_CODES}")
    body = f"{city}{DIGITS[kind]}{period.year % 100:02d}{period.month:02d}{serial:07d}"
    return f"{body}{luhn_digit(body)}"
