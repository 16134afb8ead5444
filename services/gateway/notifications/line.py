"""What waits to be told, and what came of it. Several may take from the line at once; each takes what no other has."""

from dataclasses import dataclass
from datetime import datetime

from chassis.database import Database
from contracts.types import StatusPermohonan
from services.gateway.notifications.carriers import Message
from services.gateway.notifications.occasions import Channel

# Longer than a carrier may take: whoever dies while sending leaves the message to the next after so long.
LEASE_SECONDS = 120

_TAKE = """
    WITH due AS (
        SELECT id FROM notification WHERE status = 'MENUNGGU' AND channel = %(channel)s AND due_at <= now()
        ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE notification n SET attempts = n.attempts + 1, due_at = now() + make_interval(secs => %(lease)s)
    FROM due, application a WHERE n.id = due.id AND a.nomor = n.nomor
    RETURNING n.id, n.nomor, n.occasion, n.attempts, n.made_at, a.contact ->> %(key)s AS address
"""
_SETTLE = """
    UPDATE notification SET status = %(status)s, due_at = now() + make_interval(secs => %(pause)s),
        done_at = CASE WHEN %(status)s <> 'MENUNGGU' THEN now() END
    WHERE id = %(id)s AND status = 'MENUNGGU'
"""
_WAITING = """
    SELECT count(*) AS waiting, coalesce(extract(epoch FROM now() - min(made_at)), 0)::float AS oldest
    FROM notification WHERE status = 'MENUNGGU' AND channel = %(channel)s
"""


@dataclass(frozen=True, slots=True)
class Due:
    """A message whose time has come, and how often it was tried with this time."""

    message: Message
    attempts: int
    made_at: datetime


class Line:
    """The messages of one channel."""

    def __init__(self, database: Database, channel: Channel, public_url: str) -> None:
        self._database = database
        self._channel = channel
        self._public_url = public_url

    def take(self) -> Due | None:
        """The next that is due, which is nobody else's for a while."""
        values = {"channel": self._channel.value, "key": self._channel.key, "lease": LEASE_SECONDS}
        with self._database.transaction() as connection:
            row = connection.execute(_TAKE, values).fetchone()
        if row is None:
            return None
        number = row["nomor"]
        link = f"{self._public_url}/permohonan/{number}"
        message = Message(str(row["id"]), row["address"], number, StatusPermohonan(row["occasion"]), link)
        return Due(message, row["attempts"], row["made_at"])

    def settle(self, due: Due, status: str, pause: float = 0.0) -> None:
        """Write down that it was sent, failed, or waits for so many seconds; one that was overtaken stays so."""
        with self._database.transaction() as connection:
            connection.execute(_SETTLE, {"id": due.message.id, "status": status, "pause": pause})

    def waiting(self) -> tuple[int, float]:
        """How many wait, and for how many seconds the oldest has."""
        with self._database.connection() as connection:
            row = connection.execute(_WAITING, {"channel": self._channel.value}).fetchone()
        return (row["waiting"], row["oldest"]) if row else (0, 0.0)
