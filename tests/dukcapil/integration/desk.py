"""The desk of one test: it hands events to the use cases as the doors do, and reads what was announced."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chassis.clock import FixedClock
from chassis.database import AlreadyHandled, Database, uuid7
from chassis.inbox import Event
from contracts.dukcapil.events import PaketDisusun
from contracts.envelope import Envelope, EventData, dataschema, sequence_text
from contracts.numbers import application_number
from contracts.perizinan.events import (
    AktaKelahiranDibatalkan,
    AktaKelahiranTerbit,
    BerkasKelahiranSiapDiverifikasi,
    PermohonanBerubahStatus,
)
from services.dukcapil.press import Press
from services.dukcapil.registry import Registry
from services.dukcapil.terms import Terms
from services.dukcapil.use_cases.follow_application import follow_application
from services.dukcapil.use_cases.record_birth import record_birth
from services.dukcapil.use_cases.render_package import render_package
from services.dukcapil.use_cases.reverse_birth import reverse_birth
from services.dukcapil.use_cases.verify_birth import verify_birth
from services.dukcapil.use_cases.watch_clocks import watch_clocks
from tests.dukcapil.integration.people import CARD, FATHER, MARRIAGE_BOOK, MOTHER, WITNESSES

Json = dict[str, Any]


def number(serial: int = 1) -> str:
    """A tracking number of this day."""
    return application_number("KL", "3277", datetime(2026, 11, 20).date(), serial)  # noqa: DTZ001


def child(name: str = "SITI NUR AISYAH", **other: Any) -> Json:
    """A child as a report names it."""
    return {
        "nama": name,
        "jenis_kelamin": "P",
        "tempat_lahir": "32.77",
        "tempat_dilahirkan": "RUMAH_SAKIT",
        "waktu_lahir": "2026-11-19T04:15:00+07:00",
        "jenis_kelahiran": "TUNGGAL",
        "kelahiran_ke": 2,
        "penolong": "BIDAN",
        "berat_gram": 3100,
        "panjang_cm": 49,
        **other,
    }


@dataclass
class Desk:
    """Everything that a use case is given, and a clock that the test moves."""

    database: Database
    terms: Terms
    press: Press
    clock: FixedClock

    def report(self, nomor: str, *children: Json, **other: Any) -> Event[Any]:
        """perizinan's word that a file is complete."""
        data = {
            "nomor": nomor,
            "versi": 1,
            "kota": "3277",
            "paket": "TIGA_DALAM_SATU",
            "lengkap_pada": self.clock.now().isoformat(),
            "pelapor_nik": FATHER,
            "pelapor_hubungan": "AYAH",
            "nomor_kk": CARD,
            "ibu_nik": MOTHER,
            "ayah_nik": FATHER,
            "bukti_perkawinan": "BUKU_NIKAH",
            "nomor_bukti_perkawinan": MARRIAGE_BOOK,
            "anak": children or (child(),),
            "saksi_nik": WITNESSES,
            **other,
        }
        return self.event(BerkasKelahiranSiapDiverifikasi, data, "dukcapil.verify_birth")

    def deeds(self, report: Event[Any], **other: Any) -> Event[Any]:
        """perizinan's word that the deeds of a verified report are issued."""
        claims = report.data
        verified = self.told("data_kelahiran_terverifikasi", claims.nomor)[-1]
        niks = {one["urutan"]: one["nik"] for one in verified["nik_anak"]}
        data = {
            "nomor": claims.nomor,
            "kota": verified["kota"],
            "paket": claims.paket,
            "nomor_kk": claims.nomor_kk,
            "ibu_nik": claims.ibu_nik,
            "ayah_nik": claims.ayah_nik,
            "anak": [_deed(place, niks[place], each) for place, each in enumerate(claims.anak, start=1)],
            "terbit_pada": self.clock.now().isoformat(),
            **other,
        }
        return self.event(AktaKelahiranTerbit, data, "dukcapil.record_birth")

    def annulment(self, deeds: Event[Any], *niks: str) -> Event[Any]:
        """perizinan's word that deeds are annulled, all of an application unless named."""
        annulled = [
            {"nik": one.nik, "nomor_akta": one.nomor_akta, "dokumen_id": one.dokumen_id}
            for one in deeds.data.anak
            if not niks or one.nik in niks
        ]
        data = {
            "nomor": deeds.data.nomor,
            "akta": annulled,
            "dasar": "Putusan 1/2026",
            "dibatalkan_pada": self.clock.now().isoformat(),
        }
        return self.event(AktaKelahiranDibatalkan, data, "dukcapil.reverse_birth")

    def step(self, nomor: str, status: str) -> Event[Any]:
        """perizinan's word of a step of an application, now."""
        data = {"nomor": nomor, "status": status, "pada": self.clock.now().isoformat(), "oleh": "SISTEM"}
        return self.event(PermohonanBerubahStatus, data, "dukcapil.follow_application")

    def event(self, model: type[EventData], data: Json, handler: str) -> Event[Any]:
        """A fact as a handler gets it."""
        envelope = Envelope(
            id=uuid7(),
            source=f"/terpadu/{model.type.partition('.')[0]}",
            type=model.type,
            subject=data["nomor"],
            time=self.clock.now(),
            dataschema=dataschema(model.type),
            correlationid=uuid7(),
            sequence=sequence_text(1),
            data={},
        )
        return Event(envelope, model.model_validate(data, strict=False), handler)

    def handle(self, event: Event[Any]) -> bool:
        """Give an event to its use case in the transaction of its effect; False when it has had that already."""
        registry = self.registry()
        try:
            if event.handler == "dukcapil.render_package":
                render_package(registry, event, self.press, self.terms, self.clock)
                return True
            with registry.effect(event):
                self._act(registry, event)
        except AlreadyHandled:
            return False
        return True

    def registry(self) -> Registry:
        """A unit of work of its own, as every worker has."""
        return Registry(self.database, "dukcapil")

    def _act(self, registry: Registry, event: Event[Any]) -> None:
        now = self.clock.now()
        match event.handler:
            case "dukcapil.verify_birth":
                verify_birth(registry, event.data, self.terms, now)
            case "dukcapil.record_birth":
                record_birth(registry, event.data, self.terms, now)
            case "dukcapil.reverse_birth":
                reverse_birth(registry, event.data, now)
            case "dukcapil.follow_application":
                follow_application(registry, event.data, self.terms, now)

    def composed(self, nomor: str) -> Event[Any]:
        """Our own word that a package is ready to be printed."""
        return self.event(PaketDisusun, {"nomor": nomor}, "dukcapil.render_package")

    def complete(self, nomor: str, *children: Json, **other: Any) -> Event[Any]:
        """A birth from its report to its three documents; its deeds are returned."""
        report = self.report(nomor, *children, **other)
        self.handle(report)
        deeds = self.deeds(report)
        self.handle(deeds)
        self.handle(self.composed(nomor))
        return deeds

    def watch(self) -> int:
        """What the timer does."""
        return watch_clocks(self.registry(), self.terms, self.clock.now())

    def pass_by(self, **time: float) -> None:
        """Let time pass."""
        self.clock.advance(timedelta(**time))

    def told(self, fact: str, nomor: str | None = None) -> list[Json]:
        """What was announced of one kind, in order."""
        query = "SELECT data FROM outbox WHERE type = %s AND (%s::text IS NULL OR subject = %s) ORDER BY position"
        return [row["data"] for row in self.rows(query, f"dukcapil.{fact}.v1", nomor, nomor)]

    def kinds(self, nomor: str) -> list[str]:
        """The kinds of all that was announced of one application, in order."""
        rows = self.rows("SELECT type FROM outbox WHERE subject = %s ORDER BY position", nomor)
        return [row["type"].split(".")[1] for row in rows]

    def rows(self, query: str, *values: Any) -> list[Json]:
        """What the database holds."""
        with self.database.transaction() as connection:
            return list(connection.execute(query, values).fetchall())

    def change(self, statement: str, *values: Any) -> None:
        """Something that happens in the register meanwhile."""
        with self.database.transaction() as connection:
            connection.execute(statement, values)


def _deed(place: int, nik: str, claimed: Any) -> Json:
    return {
        "urutan": place,
        "nik": nik,
        "nama": claimed.nama,
        "jenis_kelamin": claimed.jenis_kelamin,
        "tempat_lahir": claimed.tempat_lahir,
        "waktu_lahir": claimed.waktu_lahir,
        "nomor_akta": f"3277-LU-20112026-{place:04d}",
        "jenis_akta": "AYAH_IBU",
        "dokumen_id": str(uuid7()),
    }
