"""One running copy of the suite for all journeys."""

from collections.abc import Iterator

import pytest

from tests.running import RunningSuite, running_suite


@pytest.fixture(scope="session")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSuite]:
    """Started once; every journey brings its own family."""
    with running_suite(tmp_path_factory.mktemp("suite")) as suite:
        yield suite
