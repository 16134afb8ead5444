"""Counting months: part of a month is a whole one, and cities differ on where a month begins."""

from calendar import monthrange
from datetime import date
from enum import StrEnum


class MonthCount(StrEnum):
    """Where the next month of interest begins (handbook 4.4)."""

    ULANG_TANGGAL = "ULANG_TANGGAL"
    """On the day after the due date's day of the month."""
    BULAN_KALENDER = "BULAN_KALENDER"
    """On the first of each calendar month; the due date's own month counts."""


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day when it is shorter: 31 January + 1 = 28 February."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_late(due: date, on: date, way: MonthCount) -> int:
    """Months begun since a due date; 0 up to and including it. Without the limit that the law sets."""
    if on <= due:
        return 0
    apart = (on.year - due.year) * 12 + on.month - due.month
    if way is MonthCount.BULAN_KALENDER:
        return apart + 1
    return apart if on <= add_months(due, apart) else apart + 1
