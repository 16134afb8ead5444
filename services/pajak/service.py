"""pajak's doors: every fact that it takes and every question that it answers."""

from werkzeug.wrappers import Response

from chassis.doors import Probes, internal, pdf
from chassis.subscription import Given, RegistryProvider, every
from contracts.pajak.api import (
    AntrianPajak,
    BuktiBayar,
    DaftarRisiko,
    HasilPeriksaOmzet,
    Kswpd,
    PeriksaOmzet,
    RiwayatObjek,
    Sptpd,
    StatusPermohonanPajak,
    TagihanBank,
)
from services.pajak.desk import Desk
from services.pajak.registry import Registry
from services.pajak.use_cases.answer_clearance import answer_clearance
from services.pajak.use_cases.change_taxpayer import grant_unanswered_closings
from services.pajak.use_cases.charge_open_bills import charge_open_bills
from services.pajak.use_cases.chase_missing_returns import chase_missing_returns, open_periods
from services.pajak.use_cases.check_turnover import check_turnover
from services.pajak.use_cases.find_anomalies import find_anomalies_everywhere
from services.pajak.use_cases.handle_objection import grant_unanswered_objections
from services.pajak.use_cases.inquire_bill import inquire_bill, show_payment
from services.pajak.use_cases.list_work import list_requests, list_risks
from services.pajak.use_cases.read_document import read_document
from services.pajak.use_cases.show_return import show_history, show_return, show_status

HOUR = 3600
Query = dict[str, str]


class Pajak(Probes):
    """The worker: facts in, questions answered."""

    name = "pajak"

    registry = RegistryProvider(Registry)
    terms = Given("terms")
    clock = Given("clock")
    store = Given("store")

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

    @internal("GET", "/internal/tagihan/<kode_bayar>")
    def inquire_bill(self, _: Query, kode_bayar: str) -> TagihanBank:
        return inquire_bill(self._desk, kode_bayar)

    @internal("GET", "/internal/pembayaran/<ntpd>")
    def show_payment(self, _: Query, ntpd: str) -> BuktiBayar:
        return show_payment(self._desk, ntpd)

    @internal("GET", "/internal/sptpd/<nomor>")
    def show_return(self, _: Query, nomor: str) -> Sptpd:
        return show_return(self._desk, nomor)

    @internal("GET", "/internal/kswpd/<npwpd>")
    def answer_clearance(self, _: Query, npwpd: str) -> Kswpd:
        return answer_clearance(self._desk, npwpd)

    @internal("GET", "/internal/antrian")
    def list_requests(self, query: Query) -> AntrianPajak:
        return list_requests(self._desk, query.get("kota", ""), query.get("petugas", ""), query.get("setelah"))

    @internal("GET", "/internal/risiko")
    def list_risks(self, query: Query) -> DaftarRisiko:
        return list_risks(self._desk, query.get("kota", ""))

    @internal("GET", "/internal/objek/<nopd>/riwayat")
    def show_history(self, _: Query, nopd: str) -> RiwayatObjek:
        return show_history(self._desk, nopd)

    @internal("GET", "/internal/permohonan/<nomor>")
    def show_status(self, _: Query, nomor: str) -> StatusPermohonanPajak:
        return show_status(self._desk, nomor)

    @internal("GET", "/internal/dokumen/<dokumen_id>")
    def read_document(self, _: Query, dokumen_id: str) -> Response:
        return pdf(read_document(self._desk, self.store, dokumen_id))

    @property
    def _desk(self) -> Desk:
        return Desk(self.registry, self.terms, self.clock.now())


class PajakDocuments(Probes):
    """The document worker: renders and signs, one document after the other, away from doors that must answer fast."""

    name = "pajak"

    registry = RegistryProvider(Registry)
    press = Given("press")
    clock = Given("clock")
