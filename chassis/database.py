"""PostgreSQL as the services use it: a pool, one transaction at a time, and the unit of work that a registry is."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

import psycopg
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool

from chassis import outbox
from chassis.inbox import Event
from contracts.envelope import EventData

Connection = psycopg.Connection[DictRow]

CLAIM = "INSERT INTO inbox (handler, event_id) VALUES (%s, %s) ON CONFLICT DO NOTHING"

# Classes of SQLSTATE by which a server says that it cannot work now, whatever it is asked: connection exception,
# insufficient resources (connections, disk, memory), operator intervention, read-only.
_AWAY_STATES = ("08", "53", "57P", "25006")


def is_away(error: BaseException) -> bool:
    """Whether an error means that the database is not there, and says nothing about the work that was tried."""
    if isinstance(error, psycopg.InterfaceError):
        return True
    if not isinstance(error, psycopg.Error):
        return False
    state = error.sqlstate
    return state.startswith(_AWAY_STATES) if state else isinstance(error, psycopg.OperationalError)


def uuid7() -> UUID:
    """A UUID that grows with time (RFC 9562), so that indexes on it stay compact."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & ((1 << 48) - 1)) << 80 | (random & ((1 << 80) - 1))
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


@dataclass(frozen=True, slots=True)
class Cause:
    """What a new fact follows from: by these a whole application can be followed across services."""

    correlation_id: UUID
    event_id: UUID | None = None
    traceparent: str | None = None

    @classmethod
    def of(cls, event: Event[EventData]) -> "Cause":
        """The cause that an event is for whatever its handler announces."""
        return cls(event.envelope.correlationid, event.id, event.traceparent or event.envelope.traceparent)


# A server that vanished without a word is noticed by the kernel, not by us.
_PATIENCE = {"connect_timeout": 3, "keepalives_idle": 10, "tcp_user_timeout": 15_000}
_RESTED_SECONDS = 1.0


class Database:
    """A pool of connections to one service's database."""

    def __init__(self, url: str, *, max_size: int = 10, timeout: float = 5.0, name: str = "terpadu") -> None:
        self._used: WeakKeyDictionary[Connection, float] = WeakKeyDictionary()
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            url,
            min_size=1,
            max_size=max_size,
            timeout=timeout,
            open=False,
            check=self._check_rested,
            reconnect_timeout=2.0,
            kwargs={"row_factory": dict_row, "application_name": name, **_PATIENCE},
        )

    def open(self) -> None:
        """Start to connect; does not wait, so that a service starts while its database is still away."""
        self._pool.open(wait=False)

    def close(self) -> None:
        """Give every connection back."""
        self._pool.close(timeout=2.0)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection in autocommit, for a single statement."""
        with self._pool.connection() as connection:
            connection.autocommit = True
            try:
                yield connection
            finally:
                if not connection.closed:
                    connection.autocommit = False

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection inside a transaction: committed when the block ends, rolled back when it raises."""
        with self._pool.connection() as connection:
            yield connection
            connection.commit()
            self._used[connection] = time.monotonic()

    def _check_rested(self, connection: Connection) -> None:
        """Ask whether a connection lives when it has not been used for a while: each time would cost a round trip."""
        if time.monotonic() - self._used.get(connection, 0.0) > _RESTED_SECONDS:
            ConnectionPool.check_connection(connection)

    def ping(self) -> None:
        """Raise when the database does not answer; for readiness."""
        with self.connection() as connection:
            connection.execute("SELECT 1")


class Registry:
    """The unit of work of one door: what it changes and what it announces are committed together or not at all."""

    def __init__(self, database: Database, service: str) -> None:
        self._database = database
        self._service = service
        self._connection: Connection | None = None
        self._cause: Cause | None = None
        self._announced = False

    @property
    def connection(self) -> Connection:
        """The connection of the transaction that is open now."""
        if self._connection is None:
            raise RuntimeError("no transaction is open")
        return self._connection

    @property
    def cause_id(self) -> UUID | None:
        """The event that the open transaction is the effect of."""
        return self._cause.event_id if self._cause else None

    @contextmanager
    def transaction(self, cause: Cause | None = None) -> Iterator[None]:
        """One transaction; whatever is announced in it follows from `cause`."""
        if self._connection is not None:
            raise RuntimeError("a transaction is open already")
        with self._database.transaction() as connection:
            self._connection, self._cause, self._announced = connection, cause, False
            try:
                yield
                connection.commit()
                self._wake_relay(connection)
            finally:
                self._connection = self._cause = None

    @contextmanager
    def effect(self, event: Event[EventData]) -> Iterator[None]:
        """The transaction of an event's one effect.

        Raises AlreadyHandled when this handler has had its effect already. A second copy that runs at the same time
        waits at the inbox's key until the first has committed, and then sees that it is late.
        """
        with self.transaction(Cause.of(event)):
            claimed = self.connection.execute(
                "INSERT INTO inbox (handler, event_id) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                (event.handler, event.id),
            )
            if claimed.rowcount == 0:
                raise AlreadyHandled
            yield

    def announce(self, data: EventData, *, subject: str, correlation_id: UUID | None = None) -> UUID:
        """Tell a fact: it is committed with the change that it reports and sent by the relay afterwards.

        `subject` is the aggregate that the fact is about; order is kept within it.
        """
        cause = self._cause or Cause(correlation_id or uuid7())
        event_id = uuid7()
        outbox.add(self.connection, event_id, data, subject=subject, cause=cause)
        self._announced = True
        return event_id

    def row(self, query: str, *values: Any) -> DictRow | None:
        """The first row of a query, or None."""
        return self.connection.execute(query, values).fetchone()

    def rows(self, query: str, *values: Any) -> list[DictRow]:
        """All rows of a query."""
        return self.connection.execute(query, values).fetchall()

    def _wake_relay(self, connection: Connection) -> None:
        # After the commit and not inside it: a transaction that notifies holds a lock of the whole server while it
        # waits for the disk, and so no two could share one flush.
        if self._announced:
            connection.autocommit = True
            try:
                outbox.wake(connection)
            finally:
                if not connection.closed:
                    connection.autocommit = False


class AlreadyHandled(Exception):
    """This handler has had its effect for this event; there is nothing left to do."""
