"""Receipts: a write is claimed by its idempotency key, has its effect and is told, in one transaction or not at all.

To accept an application takes one statement and one round trip; that is what the number of reports a second hangs on.
"""

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.database import uuid7
from contracts.envelope import EventData
from contracts.types import Pelaku
from services.gateway.intake.bell import Bell
from services.gateway.pool import Connection, Pool
from services.gateway.web.problems import Problem

_CLAIM = """
    INSERT INTO idempotency (caller, route, key, fingerprint, status, answer)
    VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING 1
"""

# Everything else hangs on the claim: without a new row there, nothing is written anywhere.
_IF_CLAIMED = """
    , opened AS (
        INSERT INTO application
            (nomor, jenis, kota, owner_nik, client_id, contact, wanted, correlation_id, submitted_at)
        SELECT %s, %s, %s, %s, %s, %s::json, %s::json, %s, %s FROM claimed
    ), taken AS (
        INSERT INTO application_step (nomor, source, sequence, status, happened_at, by_whom, shown)
        SELECT %s, 'gateway', 0, 'DIAJUKAN', %s, %s, true FROM claimed
    ), told AS (
        INSERT INTO outbox (id, type, subject, correlation_id, traceparent, data)
        SELECT %s, %s, %s, %s, %s, %s::json FROM claimed
    )
    SELECT 1 AS claimed FROM claimed
"""
_OPEN = "".join(("WITH claimed AS (", _CLAIM, ")", _IF_CLAIMED))

_TELL = """
    INSERT INTO outbox (id, type, subject, correlation_id, traceparent, data) VALUES (%s, %s, %s, %s, %s, %s::json)
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """What makes a write the same write: who, through which door, under which key; and its content's digest."""

    caller: str
    route: str
    key: str
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Trace:
    """By what an application is followed through logs and services."""

    correlation_id: UUID
    traceparent: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a write, byte by byte as it was first given."""

    status: int
    body: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class NewApplication:
    """An application as it comes in, with the event that tells of it."""

    number: str
    kind: str
    city: str
    owner_nik: str | None
    client_id: str | None
    contact: Mapping[str, str | None] | None
    wanted: Mapping[str, int]
    submitted_at: datetime
    by: Pelaku
    event: EventData


def fingerprint(*parts: bytes) -> bytes:
    """The digest by which the same content is known again; the length of each part is part of it."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


class Receipts:
    """Writes receipts, and finds those that were written."""

    def __init__(self, pool: Pool, bell: Bell) -> None:
        self._pool = pool
        self._bell = bell

    async def open_application(self, claim: Claim, new: NewApplication, trace: Trace, answer: Answer) -> Answer:
        """Accept an application, or give the answer that was given when it was accepted.

        A second request with the same key waits at the key until the first is decided. Raises Problem 422 when the key
        was used for something else.
        """
        row = await self._pool.row(_OPEN, *_claim_values(claim, answer), *_application_values(new, trace))
        if row is None:
            return await self.earlier(claim)
        self._bell.ring()
        return answer

    @asynccontextmanager
    async def once(self, claim: Claim, trace: Trace) -> AsyncIterator["Write"]:
        """A transaction for a write that needs more than one statement; raises Repeated when it was done before."""
        async with self._pool.transaction() as connection:
            claimed = await connection.execute(_CLAIM, _claim_values(claim, None))
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

    async def tell(self, event: EventData, *, subject: str, correlation_id: UUID | None = None) -> None:
        """Put an event into the outbox."""
        values = _event_values(event, subject, Trace(correlation_id or self._trace.correlation_id))
        await self.connection.execute(_TELL, values)
        self.told = True

    async def answer(self, answer: Answer) -> Answer:
        """Keep the answer with the claim."""
        await self.connection.execute(
            "UPDATE idempotency SET status = %s, answer = %s WHERE caller = %s AND route = %s AND key = %s",
            (answer.status, answer.body, self._claim.caller, self._claim.route, self._claim.key),
        )
        return answer


def _claim_values(claim: Claim, answer: Answer | None) -> tuple[Any, ...]:
    kept = (answer.status, answer.body) if answer else (None, None)
    return (claim.caller, claim.route, claim.key, claim.fingerprint, *kept)


def _application_values(new: NewApplication, trace: Trace) -> tuple[Any, ...]:
    return (
        new.number,
        new.kind,
        new.city,
        new.owner_nik,
        new.client_id,
        json.dumps(new.contact) if new.contact else None,
        json.dumps(new.wanted),
        trace.correlation_id,
        new.submitted_at,
        new.number,
        new.submitted_at,
        new.by.value,
        *_event_values(new.event, new.number, trace),
    )


def _event_values(event: EventData, subject: str, trace: Trace) -> tuple[Any, ...]:
    data = event.model_dump_json()
    return (uuid7(), event.type, subject, trace.correlation_id, trace.traceparent, data)
