"""The transaction recorder of a taxpayer's till: batches of sales, and heartbeats whose gaps are noticed."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo


def silence_while_open(
    beats: Iterable[datetime], opens: time, closes: time, zone: ZoneInfo, usual: timedelta
) -> timedelta:
    """How long a recorder was silent inside opening hours, beyond its usual interval between two heartbeats.

    Gaps are looked at within one day: nobody sells while the shop is closed.
    """
    silent = timedelta()
    local = sorted(beat.astimezone(zone) for beat in beats)
    for before, after in pairwise(local):
        if before.date() != after.date():
            silent += _overlap(before, datetime.combine(before.date(), closes, zone), opens, closes, usual)
            silent += _overlap(datetime.combine(after.date(), opens, zone), after, opens, closes, usual)
        else:
            silent += _overlap(before, after, opens, closes, usual)
    return silent


def _overlap(start: datetime, end: datetime, opens: time, closes: time, usual: timedelta) -> timedelta:
    zone = start.tzinfo
    start = max(start, datetime.combine(start.date(), opens, zone))
    end = min(end, datetime.combine(end.date(), closes, zone))
    gap = end - start
    return gap if gap > usual else timedelta()
