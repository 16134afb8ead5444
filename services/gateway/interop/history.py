"""Deliveries as their subscriber sees them, and the feed: the same events, fetched instead of sent."""

from uuid import UUID

from psycopg.rows import DictRow

from contracts.gateway import subscriptions as told
from services.gateway.access.caller import Caller
from services.gateway.interop.line import envelope
from services.gateway.pool import Pool

_DELIVERIES = """
    SELECT * FROM delivery
    WHERE subscription_id = %(id)s AND position > %(after)s AND (%(status)s::text IS NULL OR status = %(status)s)
    ORDER BY position LIMIT %(limit)s
"""
_ATTEMPTS = """
    SELECT * FROM delivery_attempt WHERE subscription_id = %s AND position = ANY(%s) ORDER BY at
"""
_FEED = """
    SELECT id, position, type, subject, happened_at, data FROM agency_event
    WHERE position > %(after)s AND type = ANY(%(types)s)
      AND (%(cities)s::text[] IS NULL OR city = ANY(%(cities)s) OR only_subscription IS NOT NULL)
      AND (only_client = %(client)s OR (only_client IS NULL AND NOT %(tests_only)s))
    ORDER BY position LIMIT %(limit)s
"""


class History:
    """Reads; writes nothing."""

    def __init__(self, pool: Pool, *, synthetic: bool) -> None:
        self._pool = pool
        self._synthetic = synthetic

    async def deliveries(self, subscription: UUID, status: str | None, after: int, limit: int) -> told.DaftarKiriman:
        """A page of a subscription's deliveries, in the order of the events."""
        values = {"id": subscription, "status": status, "after": after, "limit": limit + 1}
        found = await self._pool.rows_named(_DELIVERIES, values)
        page = found[:limit]
        attempts = await self._pool.rows(_ATTEMPTS, subscription, [row["position"] for row in page])
        listed = tuple(_delivery(row, attempts) for row in page)
        return told.DaftarKiriman(kiriman=listed, berikutnya=listed[-1].penunjuk if len(found) > limit else None)

    async def feed(
        self, caller: Caller, types: list[str], cities: list[str] | None, after: int, limit: int
    ) -> told.DaftarAcara:
        """A page of events after a cursor; without any new one, the cursor stays."""
        values = {
            "types": types,
            "cities": cities,
            "client": caller.client_id,
            "tests_only": caller.sandbox and not self._synthetic,
            "after": after,
            "limit": limit,
        }
        rows = await self._pool.rows_named(_FEED, values)
        events = tuple(told.Acara(**envelope(row), data=row["data"]) for row in rows)
        return told.DaftarAcara(acara=events, berikutnya=events[-1].sequence if events else str(after))


def _delivery(row: DictRow, attempts: list[DictRow]) -> told.Kiriman:
    waits = row["status"] == told.StatusKiriman.MENUNGGU
    return told.Kiriman(
        penunjuk=f"{row['position']:020d}",
        acara_id=str(row["event_id"]),
        jenis=row["type"],
        status=told.StatusKiriman(row["status"]),
        dicoba=row["attempts"],
        dicoba_lagi_pada=row["due_at"] if waits else None,
        selesai_pada=row["done_at"],
        percobaan=tuple(_attempt(found) for found in attempts if found["position"] == row["position"]),
    )


def _attempt(row: DictRow) -> told.Percobaan:
    return told.Percobaan(pada=row["at"], hasil=row["outcome"], status=row["status"], milidetik=row["milliseconds"])
