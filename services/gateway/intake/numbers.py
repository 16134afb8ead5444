"""Tracking numbers: the serial comes from PostgreSQL in blocks, so that accepting needs no round trip for it."""

import asyncio
from datetime import date

from contracts.numbers import application_number
from services.gateway.pool import Pool

BLOCK = 50

_SERIALS = "SELECT nextval('application_serial') AS serial FROM generate_series(1, %s)"


class TrackingNumbers:
    """Gives numbers; those that a stopped process had left over are never given, which no one misses."""

    def __init__(self, pool: Pool, city: str) -> None:
        self._pool = pool
        self._city = city
        self._serials: list[int] = []
        self._fetching = asyncio.Lock()

    async def next(self, kind: str, day: date) -> str:
        """A number that no one else gets, such as KL-3277-20261120-000042-7."""
        while not self._serials:
            async with self._fetching:
                if not self._serials:
                    self._serials = await self._block()
        return application_number(kind, self._city, day, self._serials.pop())

    async def _block(self) -> list[int]:
        rows = await self._pool.rows(_SERIALS, BLOCK)
        return [row["serial"] for row in reversed(rows)]
