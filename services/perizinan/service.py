"""perizinan's doors: every fact that it takes and every question that it answers."""

from werkzeug.wrappers import Response

from chassis.doors import Probes, internal, pdf
from chassis.inbox import Event
from chassis.subscription import Given, RegistryProvider, every, on_event
from contracts.dukcapil.events import (
    DataKelahiranDitolak,
    DataKelahiranPerluPerbaikan,
    DataKelahiranTerverifikasi,
    Paket3in1Gagal,
)
from contracts.gateway.events import (
    KelahiranDiberitahukan,
    KelahiranDilaporkan,
    PembatalanAktaDiputuskan,
    PerbaikanDiajukan,
    PermohonanDitarik,
    PutusanPetugasDicatat,
)
from contracts.perizinan.api import Antrian, BerkasPetugas, StatusBerkas
from contracts.perizinan.events import AktaKelahiranDisetujui
from contracts.questions import HasilPeriksa, PeriksaKelahiran
from services.perizinan.registry import Registry
from services.perizinan.use_cases.annul_deed import annul_deed
from services.perizinan.use_cases.apply_officer_decision import apply_officer_decision
from services.perizinan.use_cases.assess_verification import Answer, assess_verification
from services.perizinan.use_cases.check_decision import check_decision
from services.perizinan.use_cases.check_report import check_report
from services.perizinan.use_cases.compensate_package import compensate_package
from services.perizinan.use_cases.correct_birth_file import correct_birth_file
from services.perizinan.use_cases.expire_corrections import expire_corrections
from services.perizinan.use_cases.list_queue import list_queue
from services.perizinan.use_cases.match_facility_notice import match_facility_notice
from services.perizinan.use_cases.open_birth_file import open_birth_file
from services.perizinan.use_cases.read_document import read_document
from services.perizinan.use_cases.render_deed import render_deed
from services.perizinan.use_cases.show_file import show_file, show_status
from services.perizinan.use_cases.withdraw_birth_file import withdraw_birth_file

HOUR = 3600
Query = dict[str, str]


class Perizinan(Probes):
    """The worker: facts in, questions answered."""

    name = "perizinan"

    registry = RegistryProvider(Registry)
    terms = Given("terms")
    clock = Given("clock")
    store = Given("store")

    @on_event(KelahiranDilaporkan, queue="perizinan.open_birth_file")
    def open_birth_file(self, event: Event[KelahiranDilaporkan]) -> None:
        now = self.clock.now()
        open_birth_file(self.registry, event.data, self.terms.birth_rules(event.data.kota, now), now)

    @on_event(KelahiranDiberitahukan, queue="perizinan.match_facility_notice")
    def match_facility_notice(self, event: Event[KelahiranDiberitahukan]) -> None:
        match_facility_notice(self.registry, event.data, self.terms, self.clock.now())

    @on_event(PerbaikanDiajukan, queue="perizinan.correct_birth_file")
    def correct_birth_file(self, event: Event[PerbaikanDiajukan]) -> None:
        correct_birth_file(self.registry, event.data, self.terms, self.clock.now())

    @on_event(PermohonanDitarik, queue="perizinan.withdraw_birth_file")
    def withdraw_birth_file(self, event: Event[PermohonanDitarik]) -> None:
        withdraw_birth_file(self.registry, event.data, self.clock.now())

    @on_event(PutusanPetugasDicatat, queue="perizinan.apply_officer_decision")
    def apply_officer_decision(self, event: Event[PutusanPetugasDicatat]) -> None:
        apply_officer_decision(self.registry, event.data, self.terms, self.clock.now())

    @on_event(PembatalanAktaDiputuskan, queue="perizinan.annul_deed")
    def annul_deed(self, event: Event[PembatalanAktaDiputuskan]) -> None:
        annul_deed(self.registry, event.data, self.clock.now())

    @on_event(
        DataKelahiranTerverifikasi,
        DataKelahiranPerluPerbaikan,
        DataKelahiranDitolak,
        queue="perizinan.assess_verification",
    )
    def assess_verification(self, event: Event[Answer]) -> None:
        assess_verification(self.registry, event.data, self.terms, self.clock.now())

    @on_event(Paket3in1Gagal, queue="perizinan.compensate_package")
    def compensate_package(self, event: Event[Paket3in1Gagal]) -> None:
        compensate_package(self.registry, event.data, self.clock.now())

    @every(HOUR)
    def expire_corrections(self) -> None:
        expire_corrections(self.registry, self.terms, self.clock.now())

    @internal("POST", "/internal/kelahiran/periksa", question=PeriksaKelahiran)
    def check_report(self, asked: PeriksaKelahiran) -> HasilPeriksa:
        now = self.clock.now()
        found = check_report(asked, self.terms.birth_rules(asked.kota, now), now)
        return HasilPeriksa(galat=found.galat, peringatan=found.peringatan)

    @internal("GET", "/internal/antrian")
    def list_queue(self, query: Query) -> Antrian:
        city, role, officer = (query.get(name, "") for name in ("kota", "peran", "petugas"))
        return list_queue(self.registry, city, role, officer, query.get("setelah"))

    @internal("GET", "/internal/berkas/<nomor>")
    def show_file(self, _: Query, nomor: str) -> BerkasPetugas:
        return show_file(self.registry, nomor, self.terms, self.clock.now())

    @internal("POST", "/internal/berkas/<nomor>/periksa-putusan", question=PutusanPetugasDicatat)
    def check_decision(self, asked: PutusanPetugasDicatat, nomor: str) -> StatusBerkas:
        check_decision(self.registry, asked)
        return show_status(self.registry, nomor)

    @internal("GET", "/internal/permohonan/<nomor>")
    def show_status(self, _: Query, nomor: str) -> StatusBerkas:
        return show_status(self.registry, nomor)

    @internal("GET", "/internal/dokumen/<dokumen_id>")
    def read_document(self, _: Query, dokumen_id: str) -> Response:
        return pdf(read_document(self.registry, self.store, dokumen_id))


class PerizinanDocuments(Probes):
    """The document worker: renders and signs, one document after the other, away from doors that must answer fast."""

    name = "perizinan"

    registry = RegistryProvider(Registry)
    press = Given("press")
    clock = Given("clock")

    @on_event(AktaKelahiranDisetujui, queue="perizinan.render_deed", atomic=False)
    def render_deed(self, event: Event[AktaKelahiranDisetujui]) -> None:
        render_deed(self.registry, event, self.press, self.clock.now())
