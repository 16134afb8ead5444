"""A running gateway: one for all tests that leave it well, one of its own for those that do it harm."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.testing import Bench, IsolatedDatabases
from tests.gateway.double import listening
from tests.gateway.integration.town import Neighbours, Town, running

_PORTS = itertools.count(1)


@pytest.fixture(scope="package")
def shared_town(bench: Bench, databases: IsolatedDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("gateway")
    port = bench.ports.get(f"gateway-{next(_PORTS)}")
    database = databases.create("gateway")
    with (
        listening() as perizinan,
        listening() as dukcapil,
        listening() as pajak,
        running(database, folder, port, Neighbours(perizinan, dukcapil, pajak)) as town,
    ):
        yield town


@pytest.fixture
def town(shared_town: Town) -> Town:
    """A gateway whose neighbours are well; other tests use it too, so count only what is yours."""
    shared_town.perizinan.reset()
    shared_town.dukcapil.reset()
    shared_town.pajak.reset()
    return shared_town


@pytest.fixture
def own_town(bench: Bench, databases: IsolatedDatabases, tmp_path: Path) -> Iterator[Town]:
    """A gateway of this test alone."""
    port = bench.ports.get(f"gateway-{next(_PORTS)}")
    database = databases.create("gateway")
    with (
        listening() as perizinan,
        listening() as dukcapil,
        listening() as pajak,
        running(database, tmp_path, port, Neighbours(perizinan, dukcapil, pajak)) as town,
    ):
        yield town
