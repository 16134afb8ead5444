"""A running copy of its own for the faults, so that no journey suffers from them."""

from collections.abc import Iterator

import pytest

from local.running import RunningSuite, running_suite
from local.testing import Bench


@pytest.fixture(scope="package")
def wounded(bench: Bench) -> Iterator[RunningSuite]:
    """Started once; every test must leave it whole, which the next one checks."""
    with running_suite(bench.folder / "wounded") as suite:
        yield suite
