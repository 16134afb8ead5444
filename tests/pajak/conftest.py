"""What pajak's tests share: the rules of the cities as the repository has them."""

from pathlib import Path

import pytest

from services.pajak.terms import Terms


@pytest.fixture(scope="session")
def terms() -> Terms:
    """The cities and rules of this repository."""
    return Terms.load(Path("cities"))
