"""Fixtures for tests that need the real PostgreSQL and RabbitMQ; what uses them is marked `integration` by itself."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from local.databases import ServiceDatabase
from local.running import RunningSuite, running_suite
from local.testing import Bench, IsolatedBroker, IsolatedDatabases

# A property is right or wrong, not fast or slow: on a busy machine the time limit of one example only lies.
settings.register_profile("terpadu", deadline=None)
settings.load_profile("terpadu")

_REAL_SERVERS = {"databases", "broker"}

# One worker does all of such folders in their order, because their tests share a running copy of what they try; other
# tests are handed out file by file. The longest come first, so that no worker is left with one when all others have
# finished; those that wait most (faults) stand beside those that compute most (pages).
_SHARED_OUT_WHOLE = (
    ("tests/faults/",),
    ("tests/portal/",),
    ("tests/k8s/",),
    ("tests/journeys/", "tests/fuzz/"),  # what is fuzzed is no good for journeys
    ("tests/gateway/integration/",),
    ("tests/gateway/attacks/",),
    ("tests/local/",),
)
_ORDER = tuple(folder for together in _SHARED_OUT_WHOLE for folder in together)

UrlOf = Callable[[str], str]
DatabaseOf = Callable[[str], ServiceDatabase]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _REAL_SERVERS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.integration)
    items.sort(key=lambda item: _place(item.nodeid))


def _place(nodeid: str) -> int:
    return next((place for place, folder in enumerate(_ORDER) if nodeid.startswith(folder)), len(_ORDER))


def _shared_out_whole(nodeid: str) -> str | None:
    return next((" ".join(together) for together in _SHARED_OUT_WHOLE if nodeid.startswith(together)), None)


class SharingOut(LoadScopeScheduling):
    """What one worker does without another: whole folders, or a file."""

    def _split_scope(self, nodeid: str) -> str:
        return _shared_out_whole(nodeid) or nodeid.split("::", 1)[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> SharingOut:
    return SharingOut(config, log)


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


@pytest.fixture(scope="session")
def suite(bench: Bench) -> Iterator[RunningSuite]:
    """One running copy of everything, for all who use it as people do: each brings a family of its own."""
    with running_suite(bench.folder / "suite") as suite:
        yield suite


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
