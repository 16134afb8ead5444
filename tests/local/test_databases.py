"""Each service has its own database, and its two roles can do what they should and no more."""

import psycopg
import pytest

from local.databases import ServiceDatabase
from local.testing import IsolatedDatabases


def test_the_application_role_reads_and_writes_what_the_migrator_creates(empty_database: ServiceDatabase) -> None:
    with psycopg.connect(empty_database.migrator_url) as owner:
        owner.execute("CREATE TABLE note (id bigint GENERATED ALWAYS AS IDENTITY, body text)")
    with psycopg.connect(empty_database.app_url) as app:
        app.execute("INSERT INTO note (body) VALUES ('x')")
        app.execute("UPDATE note SET body = 'y'")
        assert app.execute("SELECT body FROM note").fetchall() == [("y",)]
        app.execute("DELETE FROM note")


def test_the_application_role_cannot_change_the_schema(empty_database: ServiceDatabase) -> None:
    with psycopg.connect(empty_database.app_url) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("CREATE TABLE note (id bigint)")


def test_a_service_cannot_connect_to_the_database_of_another(databases: IsolatedDatabases) -> None:
    mine, theirs = databases.create_empty("mine"), databases.create_empty("theirs")
    stranger = mine.app_url.replace(mine.name, theirs.name)
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(stranger)


def test_an_application_role_waits_only_so_long(empty_database: ServiceDatabase) -> None:
    with psycopg.connect(empty_database.app_url) as app:
        guards = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
        assert [app.execute(f"SHOW {guard}").fetchone() for guard in guards] == [("30s",), ("10s",), ("1min",)]


def test_making_a_database_twice_changes_nothing(databases: IsolatedDatabases, empty_database: ServiceDatabase) -> None:
    with psycopg.connect(empty_database.migrator_url) as owner:
        owner.execute("CREATE TABLE note (id bigint)")
    again = databases._server.ensure(empty_database.name, databases._roles_of("empty"))
    with psycopg.connect(again.app_url) as app:
        assert app.execute("SELECT count(*) FROM note").fetchone() == (0,)
