"""A perizinan on a database of its own: facts go in as the doors would take them, and what it told comes out."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.database import Database, uuid7
from chassis.documents.authority import Official, ensure_signer
from chassis.documents.signers import LocalSigners
from chassis.documents.store import DocumentStore
from chassis.inbox import Event
from contracts.envelope import Envelope, EventData, dataschema, sequence_text
from contracts.perizinan.events import AktaKelahiranDisetujui
from contracts.types import StatusPermohonan
from services.perizinan.press import Press
from services.perizinan.registry import Registry
from services.perizinan.terms import Terms
from services.perizinan.use_cases.annul_deed import annul_deed
from services.perizinan.use_cases.apply_officer_decision import apply_officer_decision
from services.perizinan.use_cases.assess_verification import assess_verification
from services.perizinan.use_cases.compensate_package import compensate_package
from services.perizinan.use_cases.correct_birth_file import correct_birth_file
from services.perizinan.use_cases.match_facility_notice import match_facility_notice
from services.perizinan.use_cases.open_birth_file import open_birth_file
from services.perizinan.use_cases.render_deed import render_deed
from services.perizinan.use_cases.withdraw_birth_file import withdraw_birth_file
from tests.conftest import UrlOf
from tests.perizinan.births import REPORTED, number


class Office:
    """perizinan with a clock that stands still; `take` does what the worker's door does with a fact."""

    def __init__(self, database: Database, terms: Terms, press: Press) -> None:
        self.database = database
        self.terms = terms
        self.press = press
        self.clock = FixedClock(REPORTED + timedelta(minutes=1))

    @property
    def registry(self) -> Registry:
        """A unit of work, as each worker has one."""
        return Registry(self.database, "perizinan")

    def take(self, data: EventData, event: Event[EventData] | None = None) -> Event[EventData]:
        """Handle a fact; raises what the handler raises."""
        event = event or event_of(data)
        registry = self.registry
        if isinstance(data, AktaKelahiranDisetujui):
            render_deed(registry, event, self.press, self.clock.now())  # type: ignore[arg-type]
            return event
        with registry.effect(event):
            self._doors[event.data.type](registry, event.data)
        return event

    def take_all(self, *facts: EventData) -> None:
        """Handle facts one after the other."""
        for fact in facts:
            self.take(fact)

    def sign_all(self) -> None:
        """Let the document worker do what waits for it."""
        for told in self.told("perizinan.akta_kelahiran_disetujui.v1"):
            self.take(AktaKelahiranDisetujui(**told))

    def told(self, event_type: str = "%", subject: str = "%") -> list[dict[str, Any]]:
        """The data of what was announced, in order."""
        with self.database.connection() as connection:
            rows = connection.execute(
                "SELECT data FROM outbox WHERE type LIKE %s AND subject LIKE %s ORDER BY position",
                (event_type, subject),
            ).fetchall()
        return [row["data"] for row in rows]

    def statuses(self, serial: int = 1, kind: str = "KL") -> list[str]:
        """The steps of an application that the public was told, in order."""
        steps = self.told("perizinan.permohonan_berubah_status.v1", number(serial, kind))
        return [step["status"] for step in steps]

    def status(self, serial: int = 1) -> StatusPermohonan:
        """Where a file stands."""
        return self.file(serial).status

    def file(self, serial: int = 1) -> Any:
        """A birth file."""
        registry = self.registry
        with registry.transaction():
            found = registry.files.find(number(serial))
        assert found is not None
        return found

    def deeds(self, serial: int = 1) -> list[Any]:
        """The deeds of a file."""
        registry = self.registry
        with registry.transaction():
            return registry.deeds.of_file(number(serial))

    def remarks(self, serial: int = 1) -> list[str | None]:
        """The codes in the history of a file."""
        registry = self.registry
        with registry.transaction():
            return [line["kode"] for line in registry.history.of(number(serial))]

    @property
    def _doors(self) -> dict[str, Callable[[Registry, Any], None]]:
        now = self.clock.now()
        return {
            "gateway.kelahiran_dilaporkan.v1": lambda registry, data: open_birth_file(
                registry, data, self.terms.birth_rules(data.kota, now), now
            ),
            "gateway.kelahiran_diberitahukan.v1": lambda registry, data: match_facility_notice(
                registry, data, self.terms, now
            ),
            "gateway.perbaikan_diajukan.v1": lambda registry, data: correct_birth_file(registry, data, self.terms, now),
            "gateway.permohonan_ditarik.v1": lambda registry, data: withdraw_birth_file(registry, data, now),
            "gateway.putusan_petugas_dicatat.v1": lambda registry, data: apply_officer_decision(
                registry, data, self.terms, now
            ),
            "gateway.pembatalan_akta_diputuskan.v1": lambda registry, data: annul_deed(registry, data, now),
            "dukcapil.paket_3in1_gagal.v1": lambda registry, data: compensate_package(registry, data, now),
            **dict.fromkeys(
                (f"dukcapil.data_kelahiran_{answer}.v1" for answer in ("terverifikasi", "perlu_perbaikan", "ditolak")),
                lambda registry, data: assess_verification(registry, data, self.terms, now),
            ),
        }


def at_once(office: Office, *facts: EventData) -> None:
    """Handle facts at the same moment, each by a worker of its own."""
    start = Barrier(len(facts))

    def take(fact: EventData) -> None:
        start.wait()
        office.take(fact)

    with ThreadPoolExecutor(len(facts)) as pool:
        list(pool.map(take, facts))


def event_of(data: EventData) -> Event[EventData]:
    """A fact in an envelope of its own, as a subscription would hand it over."""
    nomor = str(getattr(data, "nomor", None) or getattr(data, "nomor_akta", "?"))
    envelope = Envelope(
        id=uuid7(),
        source=f"/terpadu/{data.type.partition('.')[0]}",
        type=data.type,
        subject=nomor,
        time=datetime.now(REPORTED.tzinfo),
        dataschema=dataschema(data.type),
        correlationid=uuid7(),
        sequence=sequence_text(1),
        data={},
    )
    return Event(envelope, data, "test")


@pytest.fixture
def office(database_url_for: UrlOf, terms: Terms, tmp_path: Path) -> Iterator[Office]:
    """perizinan on a fresh database, with a signer and a store of its own."""
    database = Database(database_url_for("perizinan"), max_size=20)
    database.open()
    for city in terms.cities:
        official = Official(city.code, city.signer.name, city.signer.nip, city.name)
        ensure_signer(tmp_path / "signing", official, now=REPORTED)
    store = DocumentStore(f"file://{tmp_path}/documents")
    yield Office(database, terms, Press(LocalSigners(tmp_path / "signing"), store, terms, "https://terpadu.example"))
    database.close()
