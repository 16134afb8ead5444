"""Counts the indicators, at most once in five minutes however many look."""

import asyncio
import time
from datetime import datetime
from zoneinfo import ZoneInfo

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
                found = [await self._course(indicator, now) for indicator in INDICATORS]
                self._kept = (time.monotonic() + FRESH_SECONDS, found)
            return self._kept[1]

    async def _course(self, indicator: Indicator, now: datetime) -> Course:
        today = now.astimezone(self._zone).date()
        first = datetime.strptime(months_until(today)[0], "%Y-%m").replace(tzinfo=self._zone)
        query = (
            "SELECT to_char(at AT TIME ZONE %(zone)s, 'YYYY-MM') AS month, "  # noqa: S608  our own text
            f"{indicator.value} AS value FROM ({indicator.source}) AS counted GROUP BY 1"
        )
        values = {"city": self._city, "zone": self._zone.key, "since": first, "today": today}
        rows = await self._pool.rows_named(query, values)
        target = indicator.target(self._rules, self._city, today)
        return course(indicator, target, {row["month"]: row["value"] for row in rows}, today)
