"""Where messages wait that are not done: for their next attempt, or for an operator."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from psycopg.rows import DictRow

from chassis.database import Connection
from chassis.inbox import Delivery


def defer(connection: Connection, delivery: Delivery, delay: timedelta, *, attempt: int) -> None:
    """Have the relay send this delivery back to its one queue after `delay`."""
    connection.execute(
        "INSERT INTO redelivery (queue, body, attempt, available_at) VALUES (%s, %s, %s, now() + %s)",
        (delivery.queue, delivery.body, attempt, delay),
    )


def park(connection: Connection, delivery: Delivery, reason: str) -> None:
    """Keep a delivery with its reason."""
    about = _describe(delivery.body)
    connection.execute(
        "INSERT INTO parked (queue, reason, event_type, event_id, correlation_id, traceparent, attempt, body, sha256)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            delivery.queue,
            reason,
            about.get("type"),
            about.get("id"),
            about.get("correlationid"),
            about.get("traceparent"),
            delivery.attempt,
            delivery.body,
            delivery.sha256,
        ),
    )


def listing(connection: Connection) -> list[DictRow]:
    """What is parked, oldest first, without the bodies: those may hold personal data."""
    return connection.execute(
        "SELECT id, queue, reason, event_type, event_id, correlation_id, attempt, parked_at, length(body) AS bytes,"
        " sha256 FROM parked ORDER BY id"
    ).fetchall()


def replay(connection: Connection, parked_id: int) -> bool:
    """Send a parked message to its queue again, as if it had just arrived; False when there is none."""
    moved = connection.execute(
        "WITH taken AS (DELETE FROM parked WHERE id = %s RETURNING queue, body)"
        " INSERT INTO redelivery (queue, body, attempt, available_at) SELECT queue, body, 0, now() FROM taken",
        (parked_id,),
    )
    return moved.rowcount == 1


def drop(connection: Connection, parked_id: int) -> bool:
    """Give a parked message up for good; False when there is none."""
    return connection.execute("DELETE FROM parked WHERE id = %s", (parked_id,)).rowcount == 1


def _describe(body: bytes) -> dict[str, Any]:
    """What the envelope says of itself, as far as it can be read and is of the right form."""
    try:
        raw = json.loads(body) if len(body) < 10_000_000 else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(raw, dict):
        return {}
    found: dict[str, Any] = {key: _uuid(raw.get(key)) for key in ("id", "correlationid")}
    for key, limit in (("type", 120), ("traceparent", 55)):
        value = raw.get(key)
        plain = isinstance(value, str) and len(value) <= limit and value.isascii() and value.isprintable()
        found[key] = value if plain else None
    return found


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None
