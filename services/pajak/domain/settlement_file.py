"""A bank's settlement file (CSV): read line by line, whatever its encoding, and known when it was cut off.

Header `referensi_bank,kode_bayar,jumlah,waktu`, one line a payment, and a last line `TOTAL,<lines>,<sum>,` by which
a file that ends too early shows. Semicolons do as well as commas, and a byte order mark is no letter.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from services.pajak.domain.money import parse_rupiah

COLUMNS = ("referensi_bank", "kode_bayar", "jumlah", "waktu")
TOTAL = "TOTAL"
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_REFERENCE = re.compile(r"[0-9A-Za-z./-]{4,60}")
_CODE = re.compile(r"[0-9]{6,30}")

Entry = tuple[str, str, int, datetime]


class NotASettlementFile(ValueError):
    """The first line has not the columns that we have agreed on."""


@dataclass(slots=True)
class Reading:
    """What was met on the way through a file; complete when the iterator is exhausted."""

    lines: int = 0
    amount: int = 0
    unreadable: list[int] = field(default_factory=list)
    """Numbers of lines that are no payment; kept to the first thousand."""
    whole: bool = False

    def note_unreadable(self, line: int) -> None:
        """Remember a line that could not be read."""
        if len(self.unreadable) < 1000:
            self.unreadable.append(line)


def encoding_of(first_bytes: bytes) -> str:
    """The encoding by its mark; without one UTF-8, or what old systems write when it is not UTF-8."""
    for mark, name in _MARKS.items():
        if first_bytes.startswith(mark):
            return name
    try:
        first_bytes[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def entries(lines: Iterable[str], reading: Reading, zone: ZoneInfo) -> Iterator[Entry]:
    """The payments of a file, one by one; a time without offset is the city's. Raises NotASettlementFile."""
    source = iter(lines)
    head = next(source, "").strip()
    mark = ";" if ";" in head else ","
    if tuple(part.strip().lower() for part in head.split(mark)) != COLUMNS:
        raise NotASettlementFile("the first line must name the columns")
    for at, row in enumerate(csv.reader(source, delimiter=mark), start=2):
        if not row:
            continue
        if row[0] == TOTAL:
            reading.whole = _agrees(row, reading)
            continue
        entry = _entry(row, zone)
        if entry is None:
            reading.note_unreadable(at)
            continue
        reading.lines += 1
        reading.amount += entry[2]
        yield entry


def _agrees(row: list[str], reading: Reading) -> bool:
    told = [part.strip() for part in row[1:3]]
    return told == [str(reading.lines + len(reading.unreadable)), str(reading.amount)]


def _entry(row: list[str], zone: ZoneInfo) -> Entry | None:
    if len(row) != len(COLUMNS):
        return None
    reference, code, amount, time = (part.strip() for part in row)
    if not (_REFERENCE.fullmatch(reference) and _CODE.fullmatch(code) and reference.isascii() and code.isascii()):
        return None
    try:
        at, money = datetime.fromisoformat(time), parse_rupiah(amount)
    except ValueError:
        return None
    return (reference, code, money.amount, at if at.tzinfo else at.replace(tzinfo=zone)) if money else None
