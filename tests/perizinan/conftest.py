"""What perizinan's tests share: the rules of the cities as the repository has them."""

from pathlib import Path

import pytest

from services.perizinan.terms import Terms


@pytest.fixture(scope="session")
def terms() -> Terms:
    """The cities and rules of this repository."""
    return Terms.load(Path("cities"))
