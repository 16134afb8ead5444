"""The outbox: facts wait here, in the same transaction as the change that they report, until the broker has them."""

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

from psycopg.rows import DictRow

from contracts.envelope import EventData, dataschema, sequence_text

if TYPE_CHECKING:
    from chassis.database import Cause, Connection

CHANNEL = "outbox"

INSERT = """
    INSERT INTO outbox (id, type, subject, correlation_id, causation_id, traceparent, data)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
"""


def row(event_id: UUID, data: EventData, *, subject: str, cause: "Cause") -> tuple[Any, ...]:
    """The values of INSERT for one fact."""
    return (
        event_id,
        data.type,
        subject,
        cause.correlation_id,
        cause.event_id,
        cause.traceparent,
        data.model_dump_json(),
    )


def add(connection: "Connection", event_id: UUID, data: EventData, *, subject: str, cause: "Cause") -> None:
    """Put one fact into the open transaction."""
    connection.execute(INSERT, row(event_id, data, subject=subject, cause=cause))


def wake(connection: "Connection") -> None:
    """Tell the relay that something waits; it would find it by itself a little later."""
    connection.execute(f"NOTIFY {CHANNEL}")


def message(row: DictRow, service: str) -> bytes:
    """A row of the outbox as the CloudEvents message that is sent.

    The data is put in as it was stored, byte by byte: what was committed is what is told.
    """
    head = {
        "specversion": "1.0",
        "id": str(row["id"]),
        "source": f"/terpadu/{service}",
        "type": row["type"],
        "subject": row["subject"],
        "time": row["occurred_at"].isoformat(),
        "datacontenttype": "application/json",
        "dataschema": dataschema(row["type"]),
        "correlationid": str(row["correlation_id"]),
        "sequence": sequence_text(row["position"]),
    }
    if row["causation_id"]:
        head["causationid"] = str(row["causation_id"])
    if row["traceparent"]:
        head["traceparent"] = row["traceparent"]
    return f'{json.dumps(head)[:-1]}, "data": {row["data"]}}}'.encode()
