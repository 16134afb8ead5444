"""The database side of the relay: what waits to be sent, and what has been."""

import select
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

import psycopg
from psycopg.rows import DictRow, dict_row

from chassis import outbox, parking
from chassis.inbox import ATTEMPT_HEADER, Delivery
from contracts.topology import EXCHANGE

Kind = Literal["outbox", "redelivery"]

WAITING = """
    SELECT position, id, type, subject, occurred_at, correlation_id, causation_id, traceparent, data::text AS data
    FROM outbox
    WHERE sent_at IS NULL AND available_at <= now() AND NOT position = ANY(%s) AND NOT subject = ANY(%s)
    ORDER BY position LIMIT %s
"""
DUE = """
    SELECT id, queue, body, attempt FROM redelivery
    WHERE available_at <= now() AND NOT id = ANY(%s) ORDER BY available_at LIMIT %s
"""
BACKLOG = """
    SELECT count(*) AS waiting, extract(epoch FROM now() - min(occurred_at))::float AS oldest FROM outbox
    WHERE sent_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message on its way: where it comes from, so that it can be marked, and where it goes."""

    kind: Kind
    key: int
    lane: str
    exchange: str
    routing_key: str
    body: bytes
    message_id: str | None
    attempt: int = 0

    @property
    def headers(self) -> dict[str, Any]:
        """What travels with the delivery and not with the event."""
        return {ATTEMPT_HEADER: self.attempt} if self.attempt else {}


class Source:
    """One service's outbox. Only the holder of the advisory lock sends, so that order within a subject is kept."""

    def __init__(self, url: str, service: str) -> None:
        self._service = service
        self._connection: psycopg.Connection[DictRow] = psycopg.connect(
            url, autocommit=True, row_factory=dict_row, connect_timeout=3, application_name=f"{service}-relay"
        )
        try:
            self._connection.execute("SET statement_timeout = '10s'")
            self._connection.execute(f"LISTEN {outbox.CHANNEL}")
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the connection, and with it give up the lock: a leaked one would keep every other relay waiting."""
        self._connection.close()

    def fileno(self) -> int:
        """The socket that becomes readable when something was announced."""
        return self._connection.fileno()

    def try_lock(self) -> bool:
        """Become the one relay of this service; False while another is."""
        found = self._connection.execute("SELECT pg_try_advisory_lock(hashtext('relay')) AS mine").fetchone()
        return bool(found and found["mine"])

    def drain_notifications(self) -> None:
        """Forget the wake-ups that have arrived; one look at the table answers them all."""
        while select.select([self._connection], [], [], 0)[0]:
            before = len(list(self._connection.notifies(timeout=0)))
            if not before:
                return

    def waiting(self, in_flight: Iterable[Outgoing], limit: int) -> list[Outgoing]:
        """What may be sent now: nothing whose subject has an earlier fact on its way."""
        flying = list(in_flight)
        positions = [message.key for message in flying if message.kind == "outbox"]
        lanes = {message.lane for message in flying}
        rows = self._connection.execute(WAITING, (positions, list(lanes), limit)).fetchall()
        found = []
        for row in rows:
            if row["subject"] not in lanes:
                lanes.add(row["subject"])
                found.append(self._fact(row))
        return found

    def due(self, in_flight: Iterable[Outgoing], limit: int) -> list[Outgoing]:
        """Deliveries whose time for another attempt has come."""
        flying = [message.key for message in in_flight if message.kind == "redelivery"]
        return [_retry(row) for row in self._connection.execute(DUE, (flying, limit)).fetchall()]

    def mark_sent(self, messages: Iterable[Outgoing]) -> None:
        """Remember what the broker has confirmed."""
        keys: dict[Kind, list[int]] = {"outbox": [], "redelivery": []}
        for message in messages:
            keys[message.kind].append(message.key)
        if keys["outbox"]:
            self._connection.execute(
                "UPDATE outbox SET sent_at = now() WHERE sent_at IS NULL AND position = ANY(%s)", (keys["outbox"],)
            )
        if keys["redelivery"]:
            self._connection.execute("DELETE FROM redelivery WHERE id = ANY(%s)", (keys["redelivery"],))

    def postpone(self, event_id: str, seconds: int) -> None:
        """Hold a fact back that no queue takes."""
        self._connection.execute(
            "UPDATE outbox SET available_at = now() + make_interval(secs => %s) WHERE sent_at IS NULL AND id = %s",
            (seconds, UUID(event_id)),
        )

    def park(self, queue: str, body: bytes) -> None:
        """Keep what the broker gave up on because it killed its consumer again and again."""
        parking.park(self._connection, Delivery(queue, body), "penangan_mati_berulang")

    def backlog(self) -> tuple[int, float, int]:
        """How many facts wait, how old the oldest is in seconds, and how many messages are parked."""
        waiting = self._connection.execute(BACKLOG).fetchone()
        parked = self._connection.execute("SELECT count(*) AS parked FROM parked").fetchone()
        if waiting is None or parked is None:
            raise RuntimeError("an aggregate without a row")
        return waiting["waiting"], waiting["oldest"] or 0.0, parked["parked"]

    def maintain(self, keep_days: int) -> None:
        """Make the next days' partitions and drop those that have had their time."""
        self._connection.execute("SELECT outbox_maintain(%s)", (keep_days,))

    def _fact(self, row: DictRow) -> Outgoing:
        return Outgoing(
            kind="outbox",
            key=row["position"],
            lane=row["subject"],
            exchange=EXCHANGE,
            routing_key=row["type"],
            body=outbox.message(row, self._service),
            message_id=str(row["id"]),
        )


def _retry(row: DictRow) -> Outgoing:
    return Outgoing(
        kind="redelivery",
        key=row["id"],
        lane=f"redelivery {row['id']}",
        exchange="",
        routing_key=row["queue"],
        body=bytes(row["body"]),
        message_id=None,
        attempt=row["attempt"],
    )
