"""A register with a handful of people, real signers and storage, and a clock that stands on a Friday morning."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chassis.clock import FixedClock
from chassis.database import Database
from chassis.documents.authority import Official, ensure_signer
from chassis.documents.signers import LocalSigners
from chassis.documents.store import DocumentStore
from services.dukcapil.press import Press
from services.dukcapil.terms import Terms
from tests.dukcapil.integration.desk import Desk
from tests.dukcapil.integration.people import settle

# 08:30 in Cimahi: what is complete now is to be done by 16:30.
FRIDAY_MORNING = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
CITIES = Path(__file__).resolve().parents[3] / "cities"


@pytest.fixture(scope="session")
def signing_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The keys of a demonstration authority."""
    folder = tmp_path_factory.mktemp("tte")
    official = Official("3277", "Drs. Rekaan Wirasasmita, M.Si.", "197001011995031001", "Kota Cimahi")
    ensure_signer(folder, official, now=datetime.now(UTC))
    return folder


@pytest.fixture
def database(database_url_for: Callable[[str], str]) -> Iterator[Database]:
    """The register, through the application's own role."""
    database = Database(database_url_for("dukcapil"), max_size=12)
    database.open()
    with database.transaction() as connection:
        settle(connection)
    yield database
    database.close()


@pytest.fixture
def desk(database: Database, signing_dir: Path, tmp_path: Path) -> Desk:
    """Use cases as the doors call them."""
    press = Press(LocalSigners(signing_dir), DocumentStore(f"file://{tmp_path}/dokumen"), "https://cimahi.example")
    return Desk(database, Terms.load(CITIES), press, FixedClock(FRIDAY_MORNING))
