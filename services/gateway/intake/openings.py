"""Applications on their way into the database: those that come in at the same moment share one statement.

Claim, application, first step and event hang on each other inside it: without a new claim nothing is written. One
statement, one round trip and one flush to disk for all who wait is what the number of reports a second comes from.
"""

import asyncio
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg

from chassis.database import uuid7
from contracts.envelope import EventData
from contracts.types import Pelaku
from services.gateway.intake.claims import Answer, Claim, Trace
from services.gateway.pool import Pool

MOST_TOGETHER = 32
MOST_AT_ONCE = 2

_OPEN = """
WITH asked AS (
    SELECT * FROM json_to_recordset(%s::json) AS asked (
        caller text, route text, key text, fingerprint text, http_status smallint, answer text,
        nomor text, jenis text, kota text, owner_nik text, client_id text, contact json, wanted json,
        submitted_at timestamptz, by_whom text,
        event_id uuid, event_type text, correlation_id uuid, traceparent text, event text)
), claimed AS (
    INSERT INTO idempotency (caller, route, key, fingerprint, status, answer)
    SELECT caller, route, key, decode(fingerprint, 'hex'), http_status, answer FROM asked ORDER BY caller, route, key
    ON CONFLICT DO NOTHING RETURNING caller, route, key
), fresh AS (
    SELECT asked.* FROM asked JOIN claimed USING (caller, route, key)
), opened AS (
    INSERT INTO application (nomor, jenis, kota, owner_nik, client_id, contact, wanted, correlation_id, submitted_at)
    SELECT nomor, jenis, kota, owner_nik, client_id, contact, wanted, correlation_id, submitted_at FROM fresh
), taken AS (
    INSERT INTO application_step (nomor, source, sequence, status, happened_at, by_whom, shown)
    SELECT nomor, 'gateway', 0, 'DIAJUKAN', submitted_at, by_whom, true FROM fresh
), told AS (
    INSERT INTO outbox (id, type, subject, correlation_id, traceparent, data)
    SELECT event_id, event_type, nomor, correlation_id, traceparent, event::json FROM fresh
)
SELECT nomor FROM fresh
"""


# One of several was refused, or waits for a lock: then each goes by itself, so that nobody fails for another's fault.
_ONES_FAULT = (psycopg.IntegrityError, psycopg.DataError, psycopg.errors.LockNotAvailable)


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


@dataclass(frozen=True, slots=True)
class _Waiting:
    """One application that waits to be written, and who waits for it."""

    claim: Claim
    row: Mapping[str, Any]
    opened: asyncio.Future[bool]


class Openings:
    """Writes applications; whoever comes while a statement is under way goes with the next one."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._waiting: deque[_Waiting] = deque()
        self._writers: set[asyncio.Task[None]] = set()

    async def open(self, claim: Claim, new: NewApplication, trace: Trace, answer: Answer) -> bool:
        """Write an application with its receipt; False when this write was claimed before."""
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(claim, _row(claim, new, trace, answer), future))
        if len(self._writers) < MOST_AT_ONCE:
            writer = asyncio.create_task(self._write_all())
            self._writers.add(writer)
            writer.add_done_callback(self._writers.discard)
        return await future

    async def _write_all(self) -> None:
        while self._waiting:
            await self._write(self._next())

    def _next(self) -> list[_Waiting]:
        """Who goes together; a key that is among them already waits, for it must see what becomes of the first."""
        together: dict[tuple[str, str, str], _Waiting] = {}
        later: list[_Waiting] = []
        while self._waiting and len(together) < MOST_TOGETHER:
            one = self._waiting.popleft()
            key = (one.claim.caller, one.claim.route, one.claim.key)
            if key in together:
                later.append(one)
            else:
                together[key] = one
        self._waiting.extendleft(reversed(later))
        return list(together.values())

    async def _write(self, together: list[_Waiting]) -> None:
        try:
            opened = {row["nomor"] for row in await self._pool.rows(_OPEN, json.dumps([one.row for one in together]))}
        except _ONES_FAULT as error:
            if len(together) == 1:
                _fail(together, error)
            else:
                await asyncio.gather(*(self._write([one]) for one in together))
        except Exception as error:  # whatever it is, those who wait must hear of it
            _fail(together, error)
        else:
            for one in together:
                if not one.opened.done():
                    one.opened.set_result(one.row["nomor"] in opened)


def _fail(together: list[_Waiting], error: Exception) -> None:
    for one in together:
        if not one.opened.done():
            one.opened.set_exception(error)


def _row(claim: Claim, new: NewApplication, trace: Trace, answer: Answer) -> Mapping[str, Any]:
    return {
        "caller": claim.caller,
        "route": claim.route,
        "key": claim.key,
        "fingerprint": claim.fingerprint.hex(),
        "http_status": answer.status,
        "answer": answer.body,
        "nomor": new.number,
        "jenis": new.kind,
        "kota": new.city,
        "owner_nik": new.owner_nik,
        "client_id": new.client_id,
        "contact": new.contact,
        "wanted": new.wanted,
        "submitted_at": new.submitted_at.isoformat(),
        "by_whom": new.by.value,
        "event_id": str(uuid7()),
        "event_type": new.event.type,
        "correlation_id": str(trace.correlation_id),
        "traceparent": trace.traceparent,
        "event": new.event.model_dump_json(),
    }
