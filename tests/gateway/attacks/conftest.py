"""A gateway inside the test's own process, so that one of its checks can be taken away; its database is real."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from local.databases import ServiceDatabase
from local.testing import Bench, IsolatedDatabases
from tests.gateway.attacks.inside import inside
from tests.gateway.double import listening
from tests.gateway.integration.town import Neighbours, Town


@pytest.fixture(scope="session")
def attacked_database(databases: IsolatedDatabases) -> ServiceDatabase:
    return databases.create("gateway")


@pytest.fixture
def town(bench: Bench, attacked_database: ServiceDatabase, tmp_path: Path) -> Iterator[Town]:
    """A gateway that forgets between two tests whom it believed."""
    with listening() as perizinan, listening() as dukcapil, listening() as pajak:
        neighbours = Neighbours(perizinan, dukcapil, pajak)
        with inside(attacked_database, tmp_path, bench.ports.get("attacked-gateway"), neighbours) as town:
            yield town
