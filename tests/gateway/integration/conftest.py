"""A running gateway: one for all tests that leave it well, one of its own for those that do it harm."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from local.testing import Bench, IsolatedDatabases
from tests.gateway.double import listening
from tests.gateway.integration.town import Neighbours, Town, running

_PORTS = itertools.count(1)


@pytest.fixture(scope="package")
def shared_town(bench: Bench, databases: IsolatedDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with _alone(bench, databases, tmp_path_factory.mktemp("gateway")) as town:
        yield town


@pytest.fixture
def town(shared_town: Town) -> Town:
    """A gateway whose neighbours are well; other tests use it too, so count only what is yours."""
    shared_town.perizinan.reset()
    shared_town.dukcapil.reset()
    shared_town.pajak.reset()
    return shared_town


@pytest.fixture(scope="module")
def module_town(bench: Bench, databases: IsolatedDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with _alone(bench, databases, tmp_path_factory.mktemp("gateway")) as town:
        yield town


@pytest.fixture
def quiet_town(module_town: Town) -> Town:
    """A gateway where nobody applied, complained or subscribed yet, for tests that count all that there is."""
    with psycopg.connect(module_town.database_url) as connection:
        connection.execute("TRUNCATE application, complaint, notification, subscription CASCADE")
    return module_town


@pytest.fixture
def own_town(bench: Bench, databases: IsolatedDatabases, tmp_path: Path) -> Iterator[Town]:
    """A gateway of this test alone."""
    with _alone(bench, databases, tmp_path) as town:
        yield town


@contextmanager
def _alone(bench: Bench, databases: IsolatedDatabases, folder: Path) -> Iterator[Town]:
    port = bench.ports.get(f"gateway-{next(_PORTS)}")
    with (
        listening() as perizinan,
        listening() as dukcapil,
        listening() as pajak,
        running(databases.create("gateway"), folder, port, Neighbours(perizinan, dukcapil, pajak)) as town,
    ):
        yield town
