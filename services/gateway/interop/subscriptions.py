"""Subscriptions as their clients see and change them: whose they are is decided in the SQL."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg.rows import DictRow

from chassis.database import uuid7
from contracts.envelope import EventData
from contracts.gateway import subscriptions as told
from contracts.gateway.agency_events import UjiCoba
from services.gateway.access.caller import Caller
from services.gateway.interop import placing
from services.gateway.interop.placing import Past
from services.gateway.interop.publication import CHANNEL
from services.gateway.pool import Connection, Pool
from services.gateway.web.problems import Problem, fault, not_found

MOST_SUBSCRIPTIONS = 100
TEST_SENTENCE = "Ini acara uji. Bila Anda membacanya, webhook Anda bekerja."
MAY_BE_READ = "(status <> 'BERAKHIR' OR ended_why <> 'DIHAPUS')"

_COUNT = "SELECT count(*) AS n FROM subscription WHERE client_id = %s AND status <> 'BERAKHIR'"
_ADD = """
    INSERT INTO subscription (id, client_id, types, cities, url) VALUES (%s, %s, %s, %s, %s) RETURNING *
"""
_MINE = f"SELECT * FROM subscription WHERE client_id = %s AND {MAY_BE_READ}"  # noqa: S608  our own text
_ONE = f"{_MINE} AND id = %s"
_LIST = f"{_MINE} ORDER BY created_at, id"
# Time that was spent in a pause is not held against what waited.
_RESUME = """
    UPDATE delivery SET enqueued_at = now(), due_at = now() WHERE subscription_id = %s AND status = 'MENUNGGU'
"""
_END = "UPDATE subscription SET status = 'BERAKHIR', ended_why = 'DIHAPUS' WHERE id = %s"
_CANCEL = (
    "UPDATE delivery SET status = 'DIBATALKAN', done_at = now() WHERE subscription_id = %s AND status = 'MENUNGGU'"
)
_TEST = """
    INSERT INTO agency_event (id, type, subject, only_client, only_subscription, happened_at, source_event, data)
    VALUES (%s, %s, %s, %s, %s, now(), %s, %s::json)
"""


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Reads and changes subscriptions; each change belongs into the transaction of a claimed write."""

    pool: Pool

    async def of(self, caller: Caller) -> list[DictRow]:
        """All that a client has, the oldest first."""
        return await self.pool.rows(_LIST, caller.client_id)

    async def get(self, caller: Caller, text: str) -> DictRow:
        """One of the client's own. Raises Problem 404."""
        row = await self.pool.row(_ONE, caller.client_id, uuid_of(text))
        if row is None:
            raise not_found()
        return row

    def shown(self, row: DictRow) -> told.Langganan:
        """A subscription as its owner sees it, without its secret."""
        return told.Langganan(
            id=str(row["id"]),
            jenis=tuple(row["types"]),
            kota=tuple(row["cities"]),
            url=row["url"],
            status=told.StatusLangganan(row["status"]),
            alasan=row["ended_why"],
            gagal_berturut=row["failures"],
            dicoba_lagi_pada=row["wait_until"] if row["failures"] else None,
            terkirim_terakhir=row["delivered_at"],
            dibuat_pada=row["created_at"],
        )


async def add(connection: Connection, caller: Caller, wanted: told.LanggananBaru, *, synthetic: bool) -> DictRow:
    """A new subscription, from now on or from a cursor on. Raises Problem 409 when the client has too many."""
    # No event is placed meanwhile: each is either among the past ones, or meets the new subscription.
    await placing.hold_places(connection)
    if (await _row(connection, _COUNT, caller.client_id))["n"] >= MOST_SUBSCRIPTIONS:
        raise Problem(
            409, "terlalu_banyak_langganan", f"Satu klien paling banyak punya {MOST_SUBSCRIPTIONS} langganan."
        )
    values = (uuid7(), caller.client_id, sorted(set(wanted.jenis)), sorted(set(wanted.kota)), wanted.url)
    row = await _row(connection, _ADD, *values)
    if wanted.setelah is not None:
        past = Past(cursor_of(wanted.setelah))
        _, more = await placing.put_in_line_again(connection, row["id"], past, synthetic=synthetic)
        if more is not None:
            pesan = f"Lebih dari {past.most} acara sesudah penunjuk ini; berlangganan tanpanya, lalu putar ulang."
            raise fault("/setelah", "terlalu_banyak_acara", pesan)
    return row


async def change_status(connection: Connection, caller: Caller, text: str, status: str) -> DictRow:
    """Pause or resume. Raises Problem 404, or 409 for a subscription that has ended."""
    row = await _locked(connection, caller, text)
    changed = await _row(
        connection,
        "UPDATE subscription SET status = %s, failures = 0, wait_until = NULL WHERE id = %s RETURNING *",
        status,
        row["id"],
    )
    if status == told.StatusLangganan.AKTIF and row["status"] != status:
        await connection.execute(_RESUME, (row["id"],))
    return changed


async def rotate(connection: Connection, caller: Caller, text: str, overlap: timedelta) -> DictRow:
    """A new secret; the old one signs along for a while."""
    row = await _locked(connection, caller, text)
    return await _row(
        connection,
        "UPDATE subscription SET secret_version = secret_version + 1, old_secret_until = %s WHERE id = %s RETURNING *",
        datetime.now(UTC) + overlap,
        row["id"],
    )


async def replay(
    connection: Connection, caller: Caller, text: str, past: Past, *, synthetic: bool
) -> told.DiputarUlang:
    """Put past events in line again."""
    row = await _locked(connection, caller, text)
    count, more = await placing.put_in_line_again(connection, row["id"], past, synthetic=synthetic)
    return told.DiputarUlang(jumlah=count, berikutnya=str(more) if more is not None else None)


async def test(connection: Connection, caller: Caller, text: str, sample: EventData | None) -> UUID:
    """Write an event for this subscription alone, a sample or one that says that it is a test; its id."""
    row = await _locked(connection, caller, text)
    event_id, source = uuid7(), uuid7()
    data = sample or UjiCoba(langganan=str(row["id"]), pesan=TEST_SENTENCE)
    subject = f"uji/{row['id']}"
    content = data.model_dump_json(exclude_none=True)
    await connection.execute(_TEST, (event_id, data.type, subject, caller.client_id, row["id"], source, content))
    return event_id


async def end(pool: Pool, caller: Caller, text: str) -> None:
    """End a subscription; what still waits is not sent. One that was ended before may be ended again."""
    async with pool.transaction() as connection:
        row = await _found(connection, caller, text)
        await connection.execute(_END, (row["id"],))
        await connection.execute(_CANCEL, (row["id"],))


async def wake_sender(pool: Pool) -> None:
    """Tell the sender that something may be due."""
    await pool.rows("SELECT pg_notify(%s, '')", CHANNEL)


def uuid_of(text: str) -> UUID:
    """The id in an address. Raises Problem 404 for what can be no id of ours."""
    try:
        return UUID(text)
    except ValueError:
        raise not_found() from None


def cursor_of(text: str) -> int:
    """The place that a cursor names; one beyond all that there can be is the last."""
    return min(int(text), 2**63 - 1)


async def _locked(connection: Connection, caller: Caller, text: str) -> DictRow:
    row = await _found(connection, caller, text)
    if row["status"] == told.StatusLangganan.BERAKHIR:
        raise Problem(409, "langganan_berakhir", "Langganan ini sudah berakhir; buat yang baru.")
    return row


async def _found(connection: Connection, caller: Caller, text: str) -> DictRow:
    found = await (await connection.execute(f"{_ONE} FOR NO KEY UPDATE", (caller.client_id, uuid_of(text)))).fetchone()
    if found is None:
        raise not_found()
    return found


async def _row(connection: Connection, query: str, *values: Any) -> DictRow:
    found = await (await connection.execute(query, values)).fetchone()
    if found is None:
        raise LookupError("a statement that always gives a row gave none")
    return found
