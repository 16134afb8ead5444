"""What waits to be delivered, and what came of it: the sender's side of the tables."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg.rows import DictRow

from contracts.envelope import dataschema, sequence_text
from services.gateway.interop import placing
from services.gateway.interop.outcomes import Attempt, Outcome, Patience
from services.gateway.interop.post import Letter
from services.gateway.interop.secrets import Secrets
from services.gateway.pool import Connection, Pool

AT_ONCE = 4

# For each subscription the first few deliveries whose subject has none before them; just one, the very first, while
# its breaker is open and its rest is over, unless that one alone may be what the receiver cannot take. What is in
# flight is still waiting here and counts as one of the few.
_DUE = """
    SELECT d.*, s.url, s.secret_version, coalesce(s.old_secret_until > now(), false) AS old_secret,
           e.happened_at, e.data::text AS data
    FROM subscription s
    CROSS JOIN LATERAL (
        SELECT d.subscription_id, d.position, d.event_id, d.type, d.subject, d.attempts, d.round, d.enqueued_at
        FROM delivery d
        WHERE d.subscription_id = s.id AND d.status = 'MENUNGGU'
          AND (d.due_at <= now() OR s.failures >= %(breaker)s)
          AND NOT EXISTS (
              SELECT FROM delivery b WHERE b.subscription_id = s.id AND b.subject = d.subject
              AND b.status = 'MENUNGGU' AND b.position < d.position)
        ORDER BY s.failures >= %(breaker)s AND d.attempts >= 2 * %(breaker)s, d.position
        LIMIT CASE WHEN s.failures >= %(breaker)s THEN 1 ELSE %(most)s END
    ) d
    JOIN client c ON c.client_id = s.client_id AND c.active
    JOIN agency_event e ON e.id = d.event_id
    WHERE s.status = 'AKTIF' AND (s.wait_until IS NULL OR s.wait_until <= now()) AND s.id <> ALL(%(full)s)
    ORDER BY d.position LIMIT %(room)s
"""
# Whoever changes a subscription or what waits for it locks the subscription first: two that met in another order would
# each hold what the other one needs.
_LOCK = "SELECT FROM subscription WHERE id = ANY(%(ids)s::uuid[]) ORDER BY id FOR NO KEY UPDATE"
_SETTLE = """
    UPDATE delivery d SET status = r.status, attempts = d.attempts + 1,
        due_at = now() + make_interval(secs => r.pause), done_at = CASE WHEN r.status <> 'MENUNGGU' THEN now() END
    FROM unnest(%(subscriptions)s::uuid[], %(positions)s::bigint[], %(rounds)s::integer[], %(statuses)s::text[],
                %(pauses)s::float8[]) AS r (subscription_id, position, round, status, pause)
    WHERE d.subscription_id = r.subscription_id AND d.position = r.position AND d.round = r.round
      AND d.status = 'MENUNGGU'
"""
_ATTEMPTS = """
    INSERT INTO delivery_attempt (subscription_id, position, at, outcome, status, milliseconds)
    SELECT * FROM unnest(%(subscriptions)s::uuid[], %(positions)s::bigint[], %(ats)s::timestamptz[],
                         %(outcomes)s::text[], %(answers)s::smallint[], %(milliseconds)s::integer[])
"""
_WELL = """
    WITH well AS (
        UPDATE subscription s SET failures = 0, wait_until = NULL, delivered_at = now()
        FROM (SELECT id, failures FROM subscription WHERE id = ANY(%(ids)s::uuid[])) before
        WHERE s.id = before.id RETURNING s.id, before.failures
    )
    UPDATE delivery d SET due_at = now() FROM well
    WHERE well.failures >= %(breaker)s AND d.subscription_id = well.id AND d.status = 'MENUNGGU' AND d.due_at > now()
"""
_ILL = """
    UPDATE subscription s SET failures = n.failures, wait_until = now() + make_interval(secs => greatest(n.asked,
        CASE WHEN n.failures >= %(breaker)s
        THEN (%(rests)s::float8[])[least(n.failures - %(breaker)s + 1, cardinality(%(rests)s::float8[]))] ELSE 0 END))
    FROM (
        SELECT r.id, r.asked, r.failed + CASE WHEN r.fresh THEN 0 ELSE b.failures END AS failures
        FROM unnest(%(ids)s::uuid[], %(failed)s::integer[], %(fresh)s::boolean[], %(asked)s::float8[])
            AS r (id, failed, fresh, asked)
        JOIN subscription b ON b.id = r.id
    ) n WHERE s.id = n.id
"""
_SWEEP = (
    "DELETE FROM delivery_attempt WHERE at < %(before)s",
    "DELETE FROM delivery WHERE enqueued_at < %(before)s AND status <> 'MENUNGGU'",
    "DELETE FROM agency_event e WHERE position IS NOT NULL AND happened_at < %(before)s"
    " AND NOT EXISTS (SELECT FROM delivery d WHERE d.event_id = e.id)",
)
_END = """
    WITH ended AS (
        UPDATE subscription SET status = 'BERAKHIR', ended_why = 'DITOLAK_PENERIMA_410'
        WHERE id = ANY(%(ids)s::uuid[]) AND status <> 'BERAKHIR' RETURNING id
    )
    UPDATE delivery d SET status = 'DIBATALKAN', done_at = now() FROM ended
    WHERE d.subscription_id = ended.id AND d.status = 'MENUNGGU'
"""


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery whose time has come."""

    subscription: UUID
    position: int
    subject: str
    attempts: int
    round: int
    enqueued_at: datetime
    letter: Letter


def envelope(row: DictRow) -> dict[str, Any]:
    """The envelope of an event's row."""
    return {
        "specversion": "1.0",
        "id": str(row.get("event_id") or row["id"]),
        "source": "/terpadu/gateway",
        "type": row["type"],
        "subject": row["subject"],
        "time": row["happened_at"].isoformat(),
        "datacontenttype": "application/json",
        "dataschema": dataschema(row["type"]),
        "sequence": sequence_text(row["position"]),
    }


def message(row: DictRow) -> str:
    """An event as it is sent: the data byte by byte as they were written."""
    return f'{json.dumps(envelope(row))[:-1]}, "data": {row["data"]}}}'


@dataclass(frozen=True, slots=True)
class Rules:
    """How long events are kept, and whether the city is a synthetic one, of which the sandbox may hear."""

    keep: timedelta
    synthetic: bool


class Line:
    """Finds what is due, and writes down what came of it."""

    def __init__(self, pool: Pool, patience: Patience, secrets: Secrets, rules: Rules) -> None:
        self._pool = pool
        self._patience = patience
        self._secrets = secrets
        self._rules = rules

    async def place(self) -> int:
        """Give new events their place, and put them in line; how many there were."""
        async with self._pool.transaction() as connection:
            return await placing.place(connection, synthetic=self._rules.synthetic)

    async def sweep(self, now: datetime) -> None:
        """Forget what has had its time; what still waits stays."""
        async with self._pool.connection() as connection:
            for statement in _SWEEP:
                await connection.execute(statement, {"before": now - self._rules.keep})

    async def due(self, full: Iterable[UUID], room: int) -> list[Due]:
        """What may be sent now, `full` subscriptions left out; what is in flight already is among it."""
        values = {"breaker": self._patience.breaker_failures, "most": AT_ONCE, "full": [*full], "room": room}
        return [self._due_of(row) for row in await self._pool.rows_named(_DUE, values)]

    def _due_of(self, row: DictRow) -> Due:
        subscription, newest = row["subscription_id"], row["secret_version"]
        versions = (newest, newest - 1) if row["old_secret"] else (newest,)
        secrets = [self._secrets.of(subscription, version) for version in versions]
        letter = Letter(row["url"], str(row["event_id"]), message(row), secrets)
        tried = (row["attempts"], row["round"], row["enqueued_at"])
        return Due(subscription, row["position"], row["subject"], *tried, letter)

    async def settle(self, done: Sequence[tuple[Due, Attempt]], now: datetime) -> None:
        """Write down what came of these attempts, all or none."""
        async with self._pool.transaction() as connection:
            await connection.execute(_LOCK, {"ids": [due.subscription for due, _ in done]})
            await connection.execute(_ATTEMPTS, _attempts(done))
            await connection.execute(_SETTLE, self._settled(done, now))
            await self._judge(connection, done)

    def _settled(self, done: Sequence[tuple[Due, Attempt]], now: datetime) -> dict[str, Any]:
        return {
            "subscriptions": [due.subscription for due, _ in done],
            "positions": [due.position for due, _ in done],
            "rounds": [due.round for due, _ in done],
            "statuses": [self._status(due, attempt, now) for due, attempt in done],
            "pauses": [self._patience.pause(due.attempts + 1) for due, _ in done],
        }

    def _status(self, due: Due, attempt: Attempt, now: datetime) -> str:
        if attempt.outcome is Outcome.TERKIRIM:
            return "TERKIRIM"
        over = (now - due.enqueued_at).total_seconds() >= self._patience.give_up
        return "GAGAL" if over else "MENUNGGU"

    async def _judge(self, connection: Connection, done: Sequence[tuple[Due, Attempt]]) -> None:
        """What the attempts say of each subscription: its last one decides."""
        by_subscription: dict[UUID, list[Attempt]] = {}
        for due, attempt in done:
            by_subscription.setdefault(due.subscription, []).append(attempt)
        last = {id_: attempts[-1] for id_, attempts in by_subscription.items()}
        breaker = self._patience.breaker_failures
        if well := [id_ for id_, attempt in last.items() if attempt.outcome is Outcome.TERKIRIM]:
            await connection.execute(_WELL, {"ids": well, "breaker": breaker})
        if gone := [id_ for id_, attempt in last.items() if attempt.outcome is Outcome.BERAKHIR]:
            await connection.execute(_END, {"ids": gone})
        if ill := {id_: by_subscription[id_] for id_, attempt in last.items() if id_ not in gone and attempt.says_ill}:
            rests = [*self._patience.rests]
            await connection.execute(_ILL, {**self._illness(ill), "breaker": breaker, "rests": rests})

    def _illness(self, ill: dict[UUID, list[Attempt]]) -> dict[str, Any]:
        runs = {id_: _failed_at_the_end(attempts) for id_, attempts in ill.items()}
        return {
            "ids": [*ill],
            "failed": [*runs.values()],
            "fresh": [runs[id_] < len(attempts) for id_, attempts in ill.items()],
            "asked": [min(attempts[-1].wait or 0.0, self._patience.most_wait) for attempts in ill.values()],
        }


def _failed_at_the_end(attempts: Sequence[Attempt]) -> int:
    return next((n for n, attempt in enumerate(reversed(attempts)) if not attempt.says_ill), len(attempts))


def _attempts(done: Sequence[tuple[Due, Attempt]]) -> dict[str, Any]:
    return {
        "subscriptions": [due.subscription for due, _ in done],
        "positions": [due.position for due, _ in done],
        "ats": [attempt.at for _, attempt in done],
        "outcomes": [attempt.outcome.value for _, attempt in done],
        "answers": [attempt.status for _, attempt in done],
        "milliseconds": [attempt.milliseconds for _, attempt in done],
    }
