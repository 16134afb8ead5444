"""Fixtures for tests that need the real PostgreSQL and RabbitMQ; what uses them is marked `integration` by itself."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from local.databases import ServiceDatabase
from local.testing import Bench, IsolatedBroker, IsolatedDatabases

# A property is right or wrong, not fast or slow: on a busy machine the time limit of one example only lies.
settings.register_profile("terpadu", deadline=None)
settings.load_profile("terpadu")

_REAL_SERVERS = {"databases", "broker"}

UrlOf = Callable[[str], str]
DatabaseOf = Callable[[str], ServiceDatabase]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _REAL_SERVERS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.integration)


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    """The folder, ports and processes of this run."""
    with Bench.open() as bench:
        yield bench


@pytest.fixture(scope="session")
def databases(bench: Bench) -> Iterator[IsolatedDatabases]:
    """Makes databases at will: `create("dukcapil")` is migrated and empty, `create_empty()` has no tables."""
    databases = IsolatedDatabases(bench.start_postgres())
    yield databases
    databases.close()


@pytest.fixture
def database_for(databases: IsolatedDatabases) -> Iterator[DatabaseOf]:
    """The migrated database of a service, fresh for this test; the same one at every call within it."""
    made: dict[str, ServiceDatabase] = {}

    def database_of(service: str) -> ServiceDatabase:
        if service not in made:
            made[service] = databases.create(service)
        return made[service]

    yield database_of
    for database in made.values():
        databases.drop(database)


@pytest.fixture
def database_url_for(database_for: DatabaseOf) -> UrlOf:
    """`database_url_for("dukcapil")`: URL of the application role."""
    return lambda service: database_for(service).app_url


@pytest.fixture
def migrator_url_for(database_for: DatabaseOf) -> UrlOf:
    """`migrator_url_for("dukcapil")`: URL of the owner of the tables, same database as `database_url_for`."""
    return lambda service: database_for(service).migrator_url


@pytest.fixture
def empty_database(databases: IsolatedDatabases) -> Iterator[ServiceDatabase]:
    """A database without tables: `.app_url`, `.migrator_url`."""
    database = databases.create_empty()
    yield database
    databases.drop(database)


@pytest.fixture(scope="session")
def broker(bench: Bench) -> IsolatedBroker:
    """The RabbitMQ of this run: `.vhost()` gives a virtual host, `.node` can be asked to misbehave."""
    return bench.start_broker()


@pytest.fixture
def amqp_url(broker: IsolatedBroker) -> Iterator[str]:
    """URL of a virtual host of this test alone, with nothing declared in it."""
    with broker.vhost() as url:
        yield url
