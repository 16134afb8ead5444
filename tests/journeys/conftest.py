"""One running copy of the suite for all journeys."""

from collections.abc import Iterator

import pytest

from local.running import RunningSuite, running_suite
from local.testing import Bench


@pytest.fixture(scope="package")
def suite(bench: Bench) -> Iterator[RunningSuite]:
    """Started once; every journey brings its own family."""
    with running_suite(bench.folder / "suite") as suite:
        yield suite
