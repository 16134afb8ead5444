"""One database per service, with an owner that migrates and an application role that only reads and writes rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

SERVICES = ("gateway", "perizinan", "dukcapil", "pajak")

# The guards of an application role: no statement, wait for a lock or forgotten transaction may hold up others for long.
_GUARDS = {
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
}


@dataclass(frozen=True)
class Roles:
    """The two roles of a service. Roles belong to the whole server, so several databases may share them."""

    app: str
    migrator: str
    app_password: str
    migrator_password: str


@dataclass(frozen=True)
class ServiceDatabase:
    """One database and the two URLs to it."""

    name: str
    app_url: str
    migrator_url: str


class Databases:
    """Makes databases and roles on one server, through a connection that may do so (`admin_url`)."""

    def __init__(self, admin_url: str) -> None:
        self.admin_url = admin_url

    def ensure_roles(self, roles: Roles) -> None:
        """Create the roles or set their passwords anew. The guards are the application's: migrations may take long."""
        with self._connect() as connection:
            for name, password in ((roles.app, roles.app_password), (roles.migrator, roles.migrator_password)):
                known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
                verb = "ALTER" if known else "CREATE"
                _run(connection, f"{verb} ROLE {{}} LOGIN PASSWORD {{}}", sql.Identifier(name), sql.Literal(password))
            for guard, value in _GUARDS.items():
                _run(connection, f"ALTER ROLE {{}} SET {guard} = {{}}", sql.Identifier(roles.app), sql.Literal(value))
            if not _is_superuser(connection):
                _run(connection, "GRANT {} TO CURRENT_USER", sql.Identifier(roles.migrator))

    def ensure(self, name: str, roles: Roles) -> ServiceDatabase:
        """Create the database when it is not there; its application role may use all that the migrator creates."""
        with self._connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
                _run(connection, "CREATE DATABASE {} OWNER {}", sql.Identifier(name), sql.Identifier(roles.migrator))
        self._grant(name, roles)
        return self._urls(name, roles)

    def copy(self, template: str, name: str, roles: Roles) -> ServiceDatabase:
        """A new database with all that is in `template`, to which nobody may be connected at this moment."""
        with self._connect() as connection:
            statement = "CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy"
            _run(connection, statement, sql.Identifier(name), sql.Identifier(roles.migrator), sql.Identifier(template))
            self._restrict(connection, name, roles)
        return self._urls(name, roles)

    def drop(self, name: str) -> None:
        with self._connect() as connection:
            _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", sql.Identifier(name))

    def drop_roles(self, roles: Roles) -> None:
        with self._connect() as connection:
            for name in (roles.app, roles.migrator):
                _run(connection, "DROP ROLE IF EXISTS {}", sql.Identifier(name))

    def note(self, name: str) -> str | None:
        """What was written on the database with `set_note`."""
        with self._connect() as connection:
            statement = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
            row = connection.execute(statement, (name,)).fetchone()
        return row[0] if row else None

    def set_note(self, name: str, text: str) -> None:
        with self._connect() as connection:
            _run(connection, "COMMENT ON DATABASE {} IS {}", sql.Identifier(name), sql.Literal(text))

    def _grant(self, name: str, roles: Roles) -> None:
        defaults = "ALTER DEFAULT PRIVILEGES FOR ROLE {} GRANT "
        with self._connect(name) as connection:
            self._restrict(connection, name, roles)
            _run(connection, "GRANT USAGE ON SCHEMA public TO {}", sql.Identifier(roles.app))
            for rights in ("SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE, SELECT ON SEQUENCES"):
                _run(
                    connection, f"{defaults}{rights} TO {{}}", sql.Identifier(roles.migrator), sql.Identifier(roles.app)
                )

    def _restrict(self, connection: psycopg.Connection[Any], name: str, roles: Roles) -> None:
        """A service reaches its own database and no other."""
        _run(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", sql.Identifier(name))
        _run(
            connection, "GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}", sql.Identifier(name), sql.Identifier(roles.app)
        )

    def _urls(self, name: str, roles: Roles) -> ServiceDatabase:
        return ServiceDatabase(
            name,
            _with_login(self.admin_url, roles.app, roles.app_password, name),
            _with_login(self.admin_url, roles.migrator, roles.migrator_password, name),
        )

    @contextmanager
    def _connect(self, database: str | None = None) -> Iterator[psycopg.Connection[Any]]:
        url = self.admin_url if database is None else _with_database(self.admin_url, database)
        connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
        try:
            yield connection
        finally:
            connection.close()


def _run(connection: psycopg.Connection[Any], statement: str, *parts: sql.Composable) -> None:
    connection.execute(sql.SQL(statement).format(*parts))


def _is_superuser(connection: psycopg.Connection[Any]) -> bool:
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return bool(row and row[0])


def _with_database(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def _with_login(url: str, user: str, password: str, database: str) -> str:
    address = urlsplit(url).netloc.rpartition("@")[2]
    return _with_database(
        urlunsplit(urlsplit(url)._replace(netloc=f"{user}:{quote(password, safe='')}@{address}")), database
    )
