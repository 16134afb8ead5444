"""A tax office on a database of its own: facts go in as the doors would take them, and what it told comes out."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.database import Database
from services.pajak.desk import Desk
from services.pajak.domain.ledger import Account
from services.pajak.registry import Registry
from services.pajak.terms import Terms
from services.pajak.use_cases.receive_payment import receive_payment
from services.pajak.use_cases.register_taxpayer import register_taxpayer
from services.pajak.use_cases.report_turnover import report_turnover
from tests.conftest import UrlOf
from tests.pajak import facts
from tests.pajak.integration.books import CHECKS

Case = Callable[..., Any]


class Office:
    """pajak with a clock that stands still; `do` runs one use case in a transaction, as a door does."""

    def __init__(self, database: Database, terms: Terms) -> None:
        self.database = database
        self.terms = terms
        self.clock = FixedClock(facts.NOVEMBER)

    def desk(self) -> Desk:
        """A desk with a unit of work of its own, as each worker has one."""
        return Desk(Registry(self.database, "pajak"), self.terms, self.clock.now())

    def do(self, case: Case, *given: Any) -> Any:
        """Run a use case inside a transaction."""
        desk = self.desk()
        with desk.registry.transaction():
            return case(desk, *given)

    def register(self, *objects: dict[str, Any], **also: Any) -> list[str]:
        """Register a taxpayer and return the numbers of its objects."""
        now = self.clock.now()
        self.clock.set(facts.REGISTERED)
        told = facts.registration(*objects, **also)
        self.do(register_taxpayer, told)
        self.clock.set(now)
        [registered] = [each for each in self.told("wajib_pajak_terdaftar") if each["nomor"] == told.nomor]
        return [item["nopd"] for item in registered["objek"]]

    def report(self, nopd: str, omzet: int, masa: str = "2026-10", **also: Any) -> str:
        """Report a turnover now; returns the number of the report."""
        told = facts.turnover(nopd, omzet, masa, at=self.clock.now(), **also)
        self.do(report_turnover, told)
        return told.nomor

    def pay(self, kode: str, jumlah: int, at: datetime | None = None, **also: Any) -> Any:
        """Pay now, or have paid at another time; returns the fact."""
        told = facts.payment(kode, jumlah, at or self.clock.now(), **also)
        self.do(receive_payment, told)
        return told

    def told(self, name: str) -> list[dict[str, Any]]:
        """The data of what was announced under a name, in order."""
        return self.rows("SELECT data FROM outbox WHERE type = %s ORDER BY position", f"pajak.{name}.v1", only="data")

    def statuses(self, nomor: str) -> list[str]:
        """The steps of an application that the public was told, in order."""
        return [step["status"] for step in self.told("permohonan_berubah_status") if step["nomor"] == nomor]

    def faults(self, nomor: str) -> list[str]:
        """The codes of what stood against an application."""
        steps = [step for step in self.told("permohonan_berubah_status") if step["nomor"] == nomor]
        return [fault["kode"] for step in steps for fault in step["perbaikan"]]

    def bill(self, kode: str) -> dict[str, Any]:
        """A bill's row."""
        found: list[dict[str, Any]] = self.rows("SELECT * FROM tagihan WHERE kode_bayar = %s", kode)
        return found[0]

    def codes(self) -> list[str]:
        """The payment codes that were told, in order."""
        return [each["kode_bayar"] for each in self.told("tagihan_terbit")]

    def balances(self) -> dict[Account, int]:
        """Every account's balance."""
        desk = self.desk()
        with desk.registry.transaction():
            return desk.registry.ledger.balances()

    def rows(self, query: str, *values: Any, only: str | None = None) -> list[Any]:
        """Look into the database."""
        with self.database.connection() as connection:
            found = connection.execute(query, values).fetchall()
        return [row[only] for row in found] if only else found

    def check_books(self) -> None:
        """What must hold of the books at every moment."""
        for check in CHECKS:
            check(self.rows)


@pytest.fixture
def office(database_url_for: UrlOf, terms: Terms) -> Iterator[Office]:
    """pajak on a fresh database."""
    database = Database(database_url_for("pajak"), max_size=20)
    database.open()
    office = Office(database, terms)
    yield office
    office.check_books()
    database.close()
