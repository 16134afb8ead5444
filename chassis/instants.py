"""Instants: always aware, kept in UTC, decided in the city's own zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")


class NaiveInstantError(ValueError):
    """An instant came without an offset, so nobody can say when it was."""


def as_utc(instant: datetime) -> datetime:
    """Return the same instant in UTC; raise `NaiveInstantError` for one without an offset."""
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise NaiveInstantError(f"{instant.isoformat()} has no offset from UTC")
    return instant.astimezone(UTC)


def local_date(instant: datetime, zone: ZoneInfo = JAKARTA) -> date:
    """Return the date on which `instant` falls for people in `zone`."""
    return as_utc(instant).astimezone(zone).date()
