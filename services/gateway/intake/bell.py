"""Wakes the relay after commits: at once when all was quiet, a hundred times a second at most when it was not."""

import asyncio

import psycopg
import structlog
from psycopg_pool import PoolTimeout, TooManyRequests

from chassis import outbox
from services.gateway.pool import Pool

log = structlog.get_logger(__name__)

PAUSE_SECONDS = 0.01


class Bell:
    """One task that notifies; whoever committed something only sets a flag."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Something waits in the outbox."""
        self._rung.set()

    async def run(self) -> None:
        """Notify for ever; what cannot be told now, the relay finds by itself."""
        while True:
            await self._rung.wait()
            self._rung.clear()
            try:
                async with self._pool.connection() as connection:
                    await connection.execute(f"NOTIFY {outbox.CHANNEL}")
            except (psycopg.Error, PoolTimeout, TooManyRequests) as error:
                log.info("relay_not_woken", error=type(error).__name__)
            await asyncio.sleep(PAUSE_SECONDS)
