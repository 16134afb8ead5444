"""Receipts: a write is claimed by its idempotency key, has its effect and is told, in one transaction or not at all."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from chassis.database import uuid7
from contracts.envelope import EventData
from contracts.gateway.audit import Catatan
from services.gateway.audit import entries
from services.gateway.intake.bell import Bell
from services.gateway.intake.claims import Answer, Claim, Trace
from services.gateway.intake.openings import NewApplication, Openings
from services.gateway.pool import Connection, Pool
from services.gateway.web.problems import Problem

_CLAIM = """
    INSERT INTO idempotency (caller, route, key, fingerprint) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING 1
"""
_TELL = """
    INSERT INTO outbox (id, type, subject, correlation_id, traceparent, data) VALUES (%s, %s, %s, %s, %s, %s::json)
"""


class Receipts:
    """Writes receipts, and finds those that were written."""

    def __init__(self, pool: Pool, bell: Bell) -> None:
        self._pool = pool
        self._bell = bell
        self._openings = Openings(pool)

    async def open_application(self, claim: Claim, new: NewApplication, trace: Trace, answer: Answer) -> Answer:
        """Accept an application, or give the answer that was given when it was accepted.

        A second request with the same key waits at the key until the first is decided. Raises Problem 422 when the key
        was used for something else.
        """
        if not await self._openings.open(claim, new, trace, answer):
            return await self.earlier(claim)
        self._bell.ring()
        return answer

    @asynccontextmanager
    async def once(self, claim: Claim, trace: Trace) -> AsyncIterator["Write"]:
        """A transaction for a write that needs more than one statement; raises Repeated when it was done before."""
        async with self._pool.transaction() as connection:
            claimed = await connection.execute(_CLAIM, (claim.caller, claim.route, claim.key, claim.fingerprint))
            if await claimed.fetchone() is None:
                raise Repeated
            write = Write(connection, claim, trace)
            yield write
        if write.told:
            self._bell.ring()

    async def find(self, claim: Claim) -> Answer | None:
        """The answer that was given to this write before, or None."""
        row = await self._pool.row(
            "SELECT fingerprint, status, answer FROM idempotency WHERE caller = %s AND route = %s AND key = %s",
            claim.caller,
            claim.route,
            claim.key,
        )
        if row is None:
            return None
        if bytes(row["fingerprint"]) != claim.fingerprint:
            raise Problem(
                422, "idempotency_key_dipakai_lain", "Idempotency-Key ini sudah dipakai untuk permintaan yang lain."
            )
        return Answer(row["status"], row["answer"], again=True)

    async def earlier(self, claim: Claim) -> Answer:
        """The answer that was given to this write before."""
        found = await self.find(claim)
        if found is None:  # swept away by the retention job at this very moment
            raise Problem(409, "sedang_diproses", "Permintaan yang sama sedang diproses.", headers={"Retry-After": "1"})
        return found


class Repeated(Exception):
    """This write was done before: its answer is kept."""


class Write:
    """A claimed write in its transaction."""

    def __init__(self, connection: Connection, claim: Claim, trace: Trace) -> None:
        self.connection = connection
        self.told = False
        self._claim = claim
        self._trace = trace

    async def tell(self, event: EventData, *, subject: str, correlation_id: UUID | None = None) -> UUID:
        """Put an event into the outbox; its id."""
        values = _event_values(event, subject, Trace(correlation_id or self._trace.correlation_id))
        await self.connection.execute(_TELL, values)
        self.told = True
        event_id: UUID = values[0]
        return event_id

    async def log(self, entry: Catatan) -> None:
        """Record what the log must have of this write."""
        await self.connection.execute(entries.ADD, (entry.id, entries.content(entry)))

    async def answer(self, answer: Answer) -> Answer:
        """Keep the answer with the claim."""
        await self.connection.execute(
            "UPDATE idempotency SET status = %s, answer = %s WHERE caller = %s AND route = %s AND key = %s",
            (answer.status, answer.body, self._claim.caller, self._claim.route, self._claim.key),
        )
        return answer


def _event_values(event: EventData, subject: str, trace: Trace) -> tuple[Any, ...]:
    data = event.model_dump_json()
    return (uuid7(), event.type, subject, trace.correlation_id, trace.traceparent, data)
