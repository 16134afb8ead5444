"""pajak's doors: every fact that it takes and every question that it answers."""

from werkzeug.wrappers import Response

from chassis.doors import Probes, internal, pdf
from chassis.inbox import Event
from chassis.subscription import Given, RegistryProvider, every, on_event
from contracts.gateway import tax_events as told
from contracts.pajak.api import (
    AntrianPajak,
    BerkasPajak,
    BuktiBayar,
    DaftarKeberatan,
    DaftarRisiko,
    DaftarWajibPajak,
    HasilPeriksaOmzet,
    Kswpd,
    Pembaca,
    Penerimaan,
    PeriksaOmzet,
    PeriksaPendaftaran,
    PetugasTerlibat,
    RiwayatObjek,
    Sptpd,
    StatusPermohonanPajak,
    TagihanBank,
)
from contracts.pajak.events import DokumenPajakDisusun
from contracts.questions import HasilPeriksa
from services.pajak.desk import Desk
from services.pajak.registry import Registry
from services.pajak.use_cases.answer_clearance import answer_clearance
from services.pajak.use_cases.assess_period import assess_period, begin_audit
from services.pajak.use_cases.change_taxpayer import change_taxpayer, grant_unanswered_closings
from services.pajak.use_cases.charge_open_bills import charge_open_bills
from services.pajak.use_cases.chase_missing_returns import chase_missing_returns, open_periods
from services.pajak.use_cases.check_turnover import check_turnover
from services.pajak.use_cases.find_anomalies import find_anomalies_everywhere
from services.pajak.use_cases.grant_instalments import grant_instalments
from services.pajak.use_cases.handle_objection import decide_objection, file_objection, grant_unanswered_objections
from services.pajak.use_cases.inquire_bill import inquire_bill, show_payment
from services.pajak.use_cases.list_work import (
    list_objections,
    list_officers,
    list_requests,
    list_risks,
    show_request,
    show_revenue,
)
from services.pajak.use_cases.read_document import read_document
from services.pajak.use_cases.receive_payment import receive_payment
from services.pajak.use_cases.register_ex_officio import register_ex_officio
from services.pajak.use_cases.register_taxpayer import check_registration, register_taxpayer
from services.pajak.use_cases.render_document import render_document
from services.pajak.use_cases.report_turnover import report_turnover
from services.pajak.use_cases.reverse_payment import reverse_payment
from services.pajak.use_cases.show_return import show_history, show_return, show_status
from services.pajak.use_cases.show_taxpayer import show_taxpayers
from services.pajak.use_cases.take_recordings import take_recordings
from services.pajak.use_cases.verify_registration import verify_registration

HOUR = 3600
Query = dict[str, str]


class Pajak(Probes):
    """The worker: facts in, questions answered."""

    name = "pajak"

    registry = RegistryProvider(Registry)
    terms = Given("terms")
    clock = Given("clock")
    store = Given("store")

    @on_event(told.WajibPajakMendaftar, queue="pajak.register_taxpayer")
    def register_taxpayer(self, event: Event[told.WajibPajakMendaftar]) -> None:
        register_taxpayer(self._desk, event.data)

    @on_event(told.PerubahanWajibPajakDiajukan, queue="pajak.change_taxpayer")
    def change_taxpayer(self, event: Event[told.PerubahanWajibPajakDiajukan]) -> None:
        change_taxpayer(self._desk, event.data)

    @on_event(told.PutusanPajakDicatat, queue="pajak.verify_registration")
    def verify_registration(self, event: Event[told.PutusanPajakDicatat]) -> None:
        verify_registration(self._desk, event.data)

    @on_event(told.PendaftaranJabatanDiputuskan, queue="pajak.register_ex_officio")
    def register_ex_officio(self, event: Event[told.PendaftaranJabatanDiputuskan]) -> None:
        register_ex_officio(self._desk, event.data)

    @on_event(told.OmzetDilaporkan, queue="pajak.report_turnover")
    def report_turnover(self, event: Event[told.OmzetDilaporkan]) -> None:
        report_turnover(self._desk, event.data)

    @on_event(told.PembayaranDiterima, queue="pajak.receive_payment")
    def receive_payment(self, event: Event[told.PembayaranDiterima]) -> None:
        receive_payment(self._desk, event.data)

    @on_event(told.PembayaranDibalik, queue="pajak.reverse_payment")
    def reverse_payment(self, event: Event[told.PembayaranDibalik]) -> None:
        reverse_payment(self._desk, event.data)

    @on_event(told.PemeriksaanPajakDimulai, queue="pajak.begin_audit")
    def begin_audit(self, event: Event[told.PemeriksaanPajakDimulai]) -> None:
        begin_audit(self._desk, event.data)

    @on_event(told.KetetapanPajakDiputuskan, queue="pajak.assess_period")
    def assess_period(self, event: Event[told.KetetapanPajakDiputuskan]) -> None:
        assess_period(self._desk, event.data)

    @on_event(told.KeberatanPajakDiajukan, queue="pajak.file_objection")
    def file_objection(self, event: Event[told.KeberatanPajakDiajukan]) -> None:
        file_objection(self._desk, event.data)

    @on_event(told.KeberatanPajakDiputuskan, queue="pajak.decide_objection")
    def decide_objection(self, event: Event[told.KeberatanPajakDiputuskan]) -> None:
        decide_objection(self._desk, event.data)

    @on_event(told.AngsuranPajakDisetujui, queue="pajak.grant_instalments")
    def grant_instalments(self, event: Event[told.AngsuranPajakDisetujui]) -> None:
        grant_instalments(self._desk, event.data)

    @on_event(told.RekamanTransaksiDikirim, queue="pajak.take_recordings")
    def take_recordings(self, event: Event[told.RekamanTransaksiDikirim]) -> None:
        take_recordings(self._desk, event.data)

    @every(HOUR)
    def charge_open_bills(self) -> None:
        charge_open_bills(self._desk)

    @every(HOUR)
    def chase_missing_returns(self) -> None:
        open_periods(self._desk)
        chase_missing_returns(self._desk)

    @every(HOUR)
    def grant_what_nobody_answered(self) -> None:
        grant_unanswered_closings(self._desk)
        grant_unanswered_objections(self._desk)

    @every(24 * HOUR)
    def find_anomalies(self) -> None:
        find_anomalies_everywhere(self._desk)

    @internal("POST", "/internal/omzet/periksa", question=PeriksaOmzet)
    def check_turnover(self, asked: PeriksaOmzet) -> HasilPeriksaOmzet:
        return check_turnover(self._desk, asked)

    @internal("POST", "/internal/pendaftaran/periksa", question=PeriksaPendaftaran)
    def check_registration(self, asked: PeriksaPendaftaran) -> HasilPeriksa:
        return check_registration(self._desk, asked)

    @internal("POST", "/internal/wajib-pajak", question=Pembaca)
    def show_taxpayers(self, reader: Pembaca) -> DaftarWajibPajak:
        return show_taxpayers(self._desk, reader.nik or "")

    @internal("GET", "/internal/tagihan/<kode_bayar>")
    def inquire_bill(self, _: Query, kode_bayar: str) -> TagihanBank:
        return inquire_bill(self._desk, kode_bayar)

    @internal("GET", "/internal/pembayaran/<ntpd>")
    def show_payment(self, query: Query, ntpd: str) -> BuktiBayar:
        return show_payment(self._desk, ntpd, query.get("bank", ""))

    @internal("GET", "/internal/sptpd/<nomor>")
    def show_return(self, _: Query, nomor: str) -> Sptpd:
        return show_return(self._desk, nomor)

    @internal("GET", "/internal/kswpd/<npwpd>")
    def answer_clearance(self, _: Query, npwpd: str) -> Kswpd:
        return answer_clearance(self._desk, npwpd)

    @internal("GET", "/internal/antrian")
    def list_requests(self, query: Query) -> AntrianPajak:
        return list_requests(self._desk, query.get("kota", ""), query.get("petugas", ""), query.get("setelah"))

    @internal("GET", "/internal/berkas/<nomor>")
    def show_request(self, query: Query, nomor: str) -> BerkasPajak:
        return show_request(self._desk, nomor, query.get("kota", ""))

    @internal("GET", "/internal/permohonan/<nomor>/petugas")
    def list_officers(self, _: Query, nomor: str) -> PetugasTerlibat:
        return list_officers(self._desk, nomor)

    @internal("GET", "/internal/keberatan")
    def list_objections(self, query: Query) -> DaftarKeberatan:
        return list_objections(self._desk, query.get("kota", ""))

    @internal("GET", "/internal/penerimaan")
    def show_revenue(self, query: Query) -> Penerimaan:
        return show_revenue(self._desk, query.get("kota", ""))

    @internal("GET", "/internal/risiko")
    def list_risks(self, query: Query) -> DaftarRisiko:
        return list_risks(self._desk, query.get("kota", ""))

    @internal("POST", "/internal/objek/<nopd>/riwayat", question=Pembaca)
    def show_history(self, reader: Pembaca, nopd: str) -> RiwayatObjek:
        return show_history(self._desk, nopd, reader)

    @internal("GET", "/internal/permohonan/<nomor>")
    def show_status(self, _: Query, nomor: str) -> StatusPermohonanPajak:
        return show_status(self._desk, nomor)

    @internal("POST", "/internal/dokumen/<dokumen_id>", question=Pembaca)
    def read_document(self, reader: Pembaca, dokumen_id: str) -> Response:
        return pdf(read_document(self._desk, self.store, dokumen_id, reader))

    @property
    def _desk(self) -> Desk:
        return Desk(self.registry, self.terms, self.clock.now())


class PajakDocuments(Probes):
    """The document worker: renders and signs, one document after the other, away from doors that must answer fast."""

    name = "pajak"

    registry = RegistryProvider(Registry)
    press = Given("press")
    clock = Given("clock")

    @on_event(DokumenPajakDisusun, queue="pajak.render_document", atomic=False)
    def render_document(self, event: Event[DokumenPajakDisusun]) -> None:
        render_document(Desk(self.registry, self.press.terms, self.clock.now()), event, self.press)
