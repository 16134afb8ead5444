"""The doors of dukcapil: what it hears, how often it looks at its clocks, and what it answers."""

from werkzeug.wrappers import Response

from chassis.doors import Probes, internal, pdf
from chassis.inbox import Event
from chassis.subscription import Given, RegistryProvider, every, on_event
from contracts.dukcapil import api
from contracts.dukcapil.events import PaketDisusun
from contracts.perizinan.events import (
    AktaKelahiranDibatalkan,
    AktaKelahiranTerbit,
    BerkasKelahiranSiapDiverifikasi,
    PermohonanBerubahStatus,
)
from services.dukcapil.registry import Registry
from services.dukcapil.use_cases.check_report import check_report
from services.dukcapil.use_cases.find_document import find_document
from services.dukcapil.use_cases.find_family import find_family
from services.dukcapil.use_cases.follow_application import follow_application
from services.dukcapil.use_cases.record_birth import record_birth
from services.dukcapil.use_cases.render_package import render_package
from services.dukcapil.use_cases.reverse_birth import reverse_birth
from services.dukcapil.use_cases.show_application import show_application
from services.dukcapil.use_cases.show_family_card import show_family_card
from services.dukcapil.use_cases.verify_birth import verify_birth
from services.dukcapil.use_cases.verify_resident import verify_resident
from services.dukcapil.use_cases.watch_clocks import watch_clocks


class Dukcapil(Probes):
    """The worker: the register, the packages and their clocks."""

    name = "dukcapil"
    registry = RegistryProvider(Registry)
    terms = Given("terms")
    clock = Given("clock")
    store = Given("store")

    @on_event(BerkasKelahiranSiapDiverifikasi, queue="dukcapil.verify_birth")
    def verify_birth(self, event: Event[BerkasKelahiranSiapDiverifikasi]) -> None:
        """Compare a report with the register and reserve the NIKs."""
        verify_birth(self.registry, event.data, self.terms, self.clock.now())

    @on_event(AktaKelahiranTerbit, queue="dukcapil.record_birth")
    def record_birth(self, event: Event[AktaKelahiranTerbit]) -> None:
        """Enter the children whose deeds are issued."""
        record_birth(self.registry, event.data, self.terms, self.clock.now())

    @on_event(AktaKelahiranDibatalkan, queue="dukcapil.reverse_birth")
    def reverse_birth(self, event: Event[AktaKelahiranDibatalkan]) -> None:
        """Undo what stands on annulled deeds."""
        reverse_birth(self.registry, event.data, self.clock.now())

    @on_event(PermohonanBerubahStatus, queue="dukcapil.follow_application")
    def follow_application(self, event: Event[PermohonanBerubahStatus]) -> None:
        """Let the clock stand still, go on or end with the application."""
        follow_application(self.registry, event.data, self.terms, self.clock.now())

    @every(10)
    def watch_clocks(self) -> None:
        """Warn of deadlines and tell which were missed."""
        watch_clocks(self.registry, self.terms, self.clock.now())

    @internal("POST", "/internal/kelahiran/periksa", question=api.PeriksaKelahiran)
    def check_report(self, asked: api.PeriksaKelahiran) -> api.HasilPeriksaKelahiran:
        """What the register finds wrong with a report that is about to be sent."""
        return check_report(self.registry, asked, self.terms, self.clock.today())

    @internal("POST", "/internal/kependudukan/verifikasi", question=api.VerifikasiPenduduk)
    def verify_resident(self, asked: api.VerifikasiPenduduk) -> api.HasilVerifikasi:
        """Whether what somebody believes about residents agrees with the register."""
        return verify_resident(self.registry, asked)

    @internal("POST", "/internal/kependudukan/keluarga", question=api.CariKeluarga)
    def find_family(self, asked: api.CariKeluarga) -> api.KeluargaWarga:
        """What a resident's own family card says, so that they need not type it."""
        return find_family(self.registry, asked)

    @internal("POST", "/internal/kependudukan/kartu-keluarga", question=api.CariKeluarga)
    def show_family_card(self, asked: api.CariKeluarga) -> api.KartuKeluargaWarga:
        """A resident's own family card."""
        return show_family_card(self.registry, asked)

    @internal("GET", "/internal/dokumen/<document_id>")
    def find_document(self, _: dict[str, str], document_id: str) -> Response:
        """A document that was issued here."""
        return pdf(find_document(self.registry, document_id, self.store))

    @internal("GET", "/internal/permohonan/<nomor>")
    def show_application(self, _: dict[str, str], nomor: str) -> api.KeadaanPaket:
        """Where an application stands, for operators."""
        return show_application(self.registry, nomor, self.terms, self.clock.now())


class DukcapilDocuments(Probes):
    """The document worker: renders and signs, one package at a time."""

    name = "dukcapil"
    registry = RegistryProvider(Registry)
    terms = Given("terms")
    clock = Given("clock")
    press = Given("press")

    @on_event(PaketDisusun, queue="dukcapil.render_package", atomic=False)
    def render_package(self, event: Event[PaketDisusun]) -> None:
        """Make, sign and issue the documents of a package."""
        render_package(self.registry, event, self.press, self.terms, self.clock)
