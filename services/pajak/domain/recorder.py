"""The transaction recorder of a taxpayer's till: batches of sales, and heartbeats whose gaps are noticed."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

Hours = tuple[time, time]
"""When a shop opens and closes."""


def silence_while_open(beats: Iterable[datetime], hours: Hours, zone: ZoneInfo, usual: timedelta) -> timedelta:
    """How long a recorder was silent inside opening hours, beyond its usual interval between two heartbeats.

    Gaps are looked at within one day: nobody sells while the shop is closed.
    """
    silent = timedelta()
    local = sorted(beat.astimezone(zone) for beat in beats)
    for before, after in pairwise(local):
        if before.date() == after.date():
            silent += _gap(before, after, hours, usual)
        else:
            silent += _gap(before, datetime.combine(before.date(), hours[1], zone), hours, usual)
            silent += _gap(datetime.combine(after.date(), hours[0], zone), after, hours, usual)
    return silent


def _gap(start: datetime, end: datetime, hours: Hours, usual: timedelta) -> timedelta:
    zone = start.tzinfo
    start = max(start, datetime.combine(start.date(), hours[0], zone))
    end = min(end, datetime.combine(end.date(), hours[1], zone))
    gap = end - start
    return gap if gap > usual else timedelta()
