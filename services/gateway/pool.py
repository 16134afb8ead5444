"""The web process's way to its database: asyncio connections, mostly one statement and one round trip a request."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool

Connection = psycopg.AsyncConnection[DictRow]
Values = tuple[Any, ...] | Mapping[str, Any]

# Longer than this no request waits for a connection.
WAIT_SECONDS = 3.0

_LIMITS = "-c statement_timeout=5000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000"


class Pool:
    """A pool of connections in autocommit: a statement by itself is a transaction."""

    def __init__(self, url: str, *, size: int = 10) -> None:
        self.url = url
        self._pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
            url,
            min_size=2,
            max_size=size,
            max_waiting=500,
            timeout=WAIT_SECONDS,
            open=False,
            reconnect_timeout=2.0,
            kwargs={
                "autocommit": True,
                "row_factory": dict_row,
                "prepare_threshold": 1,
                "options": _LIMITS,
                "application_name": "gateway-web",
                "connect_timeout": 3,
            },
        )

    async def open(self) -> None:
        """Start to connect; does not wait, so that the process starts while its database is still away."""
        await self._pool.open(wait=False)

    async def close(self) -> None:
        """Give every connection back."""
        await self._pool.close(timeout=2.0)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """A connection in autocommit."""
        async with self._pool.connection() as connection:
            yield connection

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """A connection inside a transaction: committed when the block ends, rolled back when it raises."""
        async with self._pool.connection() as connection, connection.transaction():
            yield connection

    async def row(self, query: str, *values: Any) -> DictRow | None:
        """The first row of a statement, or None."""
        return next(iter(await self.rows(query, *values)), None)

    async def rows(self, query: str, *values: Any) -> list[DictRow]:
        """All rows of a statement."""
        return await self._reliably(query, values)

    async def row_named(self, query: str, values: Mapping[str, Any]) -> DictRow | None:
        """The first row of a statement with named values, or None."""
        return next(iter(await self.rows_named(query, values)), None)

    async def rows_named(self, query: str, values: Mapping[str, Any]) -> list[DictRow]:
        """All rows of a statement with named values."""
        return await self._reliably(query, values)

    async def _reliably(self, query: str, values: Values) -> list[DictRow]:
        """Run a statement; on a connection that the database had left meanwhile, once more on another.

        Every statement that comes through here either reads, or is claimed by a key, and so has its effect once.
        """
        try:
            return await self._run(query, values)
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            if not _connection_was_lost(error):
                raise
        await self._pool.check()
        return await self._run(query, values)

    async def _run(self, query: str, values: Values) -> list[DictRow]:
        async with self._pool.connection() as connection:
            return await (await connection.execute(query, values)).fetchall()


def _connection_was_lost(error: psycopg.Error) -> bool:
    """Whether the server ended the session; a refused statement (a time limit, a lock) has a state of another class."""
    state = error.sqlstate
    return state is None or state.startswith(("57P", "08"))
