"""How much each client has asked today: counted here at once, and every second in the database, for all processes."""

import asyncio
from datetime import date

import structlog

from services.gateway.pool import Pool

log = structlog.get_logger(__name__)

SECONDS = 1.0

_WRITE = """
    INSERT INTO client_usage (client_id, day, used) SELECT * FROM unnest(%s::text[], %s::date[], %s::bigint[])
    ON CONFLICT (client_id, day) DO UPDATE SET used = client_usage.used + excluded.used RETURNING client_id, day, used
"""


class Usage:
    """What is not written down yet counts too; what other processes counted is known a second later."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._known: dict[tuple[str, date], int] = {}
        self._pending: dict[tuple[str, date], int] = {}
        self._written: dict[tuple[str, date], int] = {}

    def used(self, client_id: str, day: date) -> int:
        """How much was asked on this day, as far as this process knows."""
        key = (client_id, day)
        return self._known.get(key, 0) + self._pending.get(key, 0) + self._written.get(key, 0)

    def add(self, client_id: str, day: date, cost: int) -> None:
        """Count something."""
        key = (client_id, day)
        self._pending[key] = self._pending.get(key, 0) + cost

    async def run(self) -> None:
        """Write down what was counted, every second until the task is cancelled; once more then."""
        try:
            while True:
                await asyncio.sleep(SECONDS)
                await self.write()
        finally:
            await self.write()

    async def write(self) -> None:
        """Write down what was counted; when the database is away, it is counted on and written later."""
        if not self._pending:
            return
        self._written, self._pending = self._pending, {}
        keys = sorted(self._written)
        try:
            rows = await self._pool.rows(
                _WRITE, [key[0] for key in keys], [key[1] for key in keys], [self._written[key] for key in keys]
            )
        except Exception as error:  # counting must not end with a database that is away
            log.warning("usage_not_written", error=type(error).__name__)
            for key, cost in self._written.items():
                self._pending[key] = self._pending.get(key, 0) + cost
        else:
            newest = max(key[1] for key in keys)
            self._known = {key: used for key, used in self._known.items() if key[1] >= newest}
            self._known |= {(row["client_id"], row["day"]): row["used"] for row in rows}
        self._written = {}
