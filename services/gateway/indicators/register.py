"""Counts the indicators, at most once in five minutes however many look."""

import asyncio
import time
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from psycopg.rows import DictRow

from chassis.rules import Rules
from services.gateway.indicators.measures import INDICATORS, Course, Indicator, course, months_until
from services.gateway.pool import Pool

FRESH_SECONDS = 300.0


class Indicators:
    """A city's indicators."""

    def __init__(self, pool: Pool, rules: Rules, city: str, zone: ZoneInfo) -> None:
        self._pool = pool
        self._rules = rules
        self._city = city
        self._zone = zone
        self._turn = asyncio.Lock()
        self._kept: tuple[float, list[Course]] | None = None

    async def look(self, now: datetime) -> list[Course]:
        """All of them with their last twelve months."""
        async with self._turn:
            if self._kept is None or time.monotonic() > self._kept[0]:
                self._kept = (time.monotonic() + FRESH_SECONDS, await self._count(now))
            return self._kept[1]

    async def _count(self, now: datetime) -> list[Course]:
        today = now.astimezone(self._zone).date()
        counted: dict[str, dict[str, object]] = {}
        for source in dict.fromkeys(indicator.source for indicator in INDICATORS):
            of_source = [indicator for indicator in INDICATORS if indicator.source == source]
            for row in await self._rows(source, of_source, today):
                for indicator in of_source:
                    counted.setdefault(indicator.code, {})[row["month"]] = row[indicator.code]
        return [
            course(each, each.target(self._rules, self._city, today), counted.get(each.code, {}), today)
            for each in INDICATORS
        ]

    async def _rows(self, source: str, indicators: Sequence[Indicator], today: date) -> list[DictRow]:
        """All indicators of one source, month by month, in one walk through it."""
        first = datetime.strptime(months_until(today)[0], "%Y-%m").replace(tzinfo=self._zone)
        query = (
            "SELECT to_char(at AT TIME ZONE %(zone)s, 'YYYY-MM') AS month, "  # noqa: S608  our own text
            f"{', '.join(f'{each.value} AS {each.code}' for each in indicators)} FROM ({source}) AS counted GROUP BY 1"
        )
        values = {"city": self._city, "zone": self._zone.key, "since": first, "today": today}
        return await self._pool.rows_named(query, values)
