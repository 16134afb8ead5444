"""Giving events their place and putting them in line for whoever wants them: by one at a time, after their commit.

Events are written by many transactions at once and become visible in any order, so "newer than the last one seen"
would lose some. Here whoever holds the one row of `agency_event_place` gives the next places to what is committed
by then, in one transaction: a place becomes visible only when all before it are.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from psycopg.rows import DictRow

from services.gateway.pool import Connection

MOST_AT_ONCE = 100
THE_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

_HOLD = "SELECT last FROM agency_event_place FOR UPDATE"
_PLACE = """
    WITH unplaced AS (
        SELECT id, row_number() OVER (ORDER BY happened_at, arrival) AS n FROM (
            SELECT id, happened_at, arrival FROM agency_event WHERE position IS NULL
            ORDER BY happened_at, arrival LIMIT %(most)s
        ) oldest
    ), placed AS (
        UPDATE agency_event e SET position = %(last)s + n FROM unplaced u WHERE e.id = u.id RETURNING e.position
    )
    UPDATE agency_event_place SET last = %(last)s + (SELECT count(*) FROM placed)
    WHERE EXISTS (SELECT FROM placed) RETURNING last
"""
# The one place that says who hears what: subscription, area, what is only for one client, and the scope of today. A
# client of the sandbox hears what it asked for as a test and nothing of the city, unless the city is a synthetic one.
_FAN_OUT = """
    INSERT INTO delivery (subscription_id, position, event_id, type, subject)
    SELECT s.id, e.position, e.id, e.type, e.subject
    FROM agency_event e
    JOIN subscription s ON s.status <> 'BERAKHIR' AND (
        e.only_subscription = s.id
        OR (e.only_subscription IS NULL AND e.type = ANY(s.types)
            AND (cardinality(s.cities) = 0 OR e.city = ANY(s.cities))
            AND (e.only_client IS NULL OR e.only_client = s.client_id)))
    JOIN client c ON c.client_id = s.client_id AND c.active AND (e.scope IS NULL OR e.scope = ANY(c.cakupan))
        AND (c.lingkungan <> 'SANDBOX' OR e.only_client = c.client_id OR %(synthetic)s)
    WHERE {which}
    ON CONFLICT (subscription_id, position) DO UPDATE
        SET status = 'MENUNGGU', attempts = 0, round = delivery.round + 1,
            enqueued_at = now(), due_at = now(), done_at = NULL
"""
_NEW = _FAN_OUT.format(which="e.position > %(last)s AND e.position <= %(now)s")
_AGAIN = _FAN_OUT.format(which="s.id = %(id)s AND e.id = ANY(%(events)s)")
_PAST = """
    SELECT id, position FROM agency_event
    WHERE position > %(after)s AND happened_at >= %(since)s
    ORDER BY position LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Past:
    """Which past events: after this place, since this time, and no more than so many."""

    after: int = 0
    since: datetime = THE_BEGINNING
    most: int = 10_000


async def place(connection: Connection, *, synthetic: bool) -> int:
    """Place what waits and put it in line; how many events that were. Runs in the caller's transaction."""
    held: DictRow | None = await (await connection.execute(_HOLD)).fetchone()
    if held is None:
        raise LookupError("agency_event_place has no row")
    last = held["last"]
    placed = await (await connection.execute(_PLACE, {"last": last, "most": MOST_AT_ONCE})).fetchone()
    now = placed["last"] if placed else last
    if now > last:
        await connection.execute(_NEW, {"last": last, "now": now, "synthetic": synthetic})
    return int(now - last)


async def hold_places(connection: Connection) -> int:
    """Let no event be placed until this transaction ends; the last place given."""
    held = await (await connection.execute(_HOLD)).fetchone()
    return int(held["last"]) if held else 0


async def put_in_line_again(
    connection: Connection, subscription: UUID, past: Past, *, synthetic: bool
) -> tuple[int, int | None]:
    """Put past events in line for a subscription, whatever became of them before; how many were, and where the next
    call goes on, or None when there is nothing more."""
    values = {"after": past.after, "since": past.since, "most": past.most + 1}
    found = await (await connection.execute(_PAST, values)).fetchall()
    chosen = found[: past.most]
    again = {"id": subscription, "events": [row["id"] for row in chosen], "synthetic": synthetic}
    done = await connection.execute(_AGAIN, again)
    return done.rowcount, chosen[-1]["position"] if len(found) > past.most else None
