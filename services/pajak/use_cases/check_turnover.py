"""Look at a turnover report: what stands against it, and what the tax would be. The same rules at both doors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.gateway.tax import JenisRincian, LaporanOmzet
from contracts.pajak.api import BarisHitung, HasilPeriksaOmzet, PeriksaOmzet
from contracts.types import Galat
from services.pajak.desk import Desk
from services.pajak.domain.assessment import Assessment, assess
from services.pajak.domain.base import Line, Sales
from services.pajak.domain.bills import FOR_RETURNS, Bill, BillKind, BillStatus
from services.pajak.domain.kinds import EXEMPTIONS
from services.pajak.domain.money import Rupiah
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.returns import ReturnStatus, TaxReturn
from services.pajak.domain.taxpayer import TaxObject

NOT_YOURS = Galat(lokasi="/nopd", kode="objek_tidak_ditemukan", pesan="Objek pajak tidak ditemukan.")
_ASSESSMENTS = frozenset({BillKind.SKPDKB, BillKind.SKPDKBT})


@dataclass(frozen=True, slots=True)
class Looked:
    """A report that can be taken: its object and period, and how its tax was found."""

    item: TaxObject
    period: TaxPeriod
    sales: Sales
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Sender:
    """Who reports in which city, and when."""

    kota: str
    nik: str
    at: datetime


def check_turnover(desk: Desk, asked: PeriksaOmzet) -> HasilPeriksaOmzet:
    """Answer before a report is sent; nothing is written down."""
    looked = look_at(desk, asked, Sender(asked.kota, asked.pelapor_nik, desk.now))
    if isinstance(looked, Galat):
        return HasilPeriksaOmzet(galat=(looked,))
    # A question holds nobody up: what it finds is judged again, under locks, when the report comes.
    bills = desk.registry.bills.of_period(asked.nopd, looked.period, desk.terms.late)
    active = desk.registry.returns.find_active(asked.nopd, looked.period)
    if fault := version_fault(active, bills, asked.pembetulan_ke):
        return HasilPeriksaOmzet(galat=(fault,))
    return HasilPeriksaOmzet(pokok=looked.assessment.tax.amount, perhitungan=tuple(derivation(looked.assessment.lines)))


def look_at(desk: Desk, report: LaporanOmzet, sender: Sender) -> Looked | Galat:
    """A report with its tax, or what stands against it. A stranger's object is one that does not exist."""
    item = desk.registry.taxpayers.find_object(report.nopd)
    owner = desk.registry.taxpayers.find(item.npwpd) if item else None
    if item is None or owner is None or owner.nik != sender.nik or item.kota != sender.kota:
        return NOT_YOURS
    period = TaxPeriod.parse(report.masa)
    if fault := _period_fault(desk, item, period, sender):
        return fault
    if report.pengecualian is not None and report.pengecualian not in EXEMPTIONS[item.jenis]:
        return Galat(lokasi="/pengecualian", kode="pengecualian_tidak_dikenal", pesan="Pengecualian tidak dikenal.")
    try:
        sales = _sales(report)
    except ValueError:
        return Galat(lokasi="/rincian", kode="potongan_terlalu_besar", pesan="Potongan melebihi yang ditagihkan.")
    tariff = desk.terms.law(sender.kota, period.last).tariff(item.jenis, item.golongan)
    return Looked(item, period, sales, assess(sales, tariff, report.pengecualian))


def _period_fault(desk: Desk, item: TaxObject, period: TaxPeriod, sender: Sender) -> Galat | None:
    if not period.has_ended(desk.terms.today(sender.kota, sender.at)):
        return Galat(lokasi="/masa", kode="masa_belum_berakhir", pesan="Masa pajak belum berakhir.")
    if not desk.terms.covers(item.kota, period):
        return Galat(lokasi="/masa", kode="masa_sebelum_aturan", pesan="Masa itu sebelum berlakunya pajak ini.")
    if not item.owes(period):
        return Galat(lokasi="/masa", kode="di_luar_masa_usaha", pesan="Objek belum atau tidak lagi buka pada masa itu.")
    return None


def version_fault(active: TaxReturn | None, bills: Sequence[Bill], version: int) -> Galat | None:
    """What stands against a version: the first is 0, a correction follows the one before, none during an audit.

    `bills` are those of the period that are not cancelled.
    """
    if active is None or not active.is_filed:
        if active is not None and active.status is ReturnStatus.SKPDKB_JABATAN:
            return _fault("sudah_ditetapkan", "Pajak masa ini sudah ditetapkan secara jabatan.")
        return None if version == 0 else _fault("belum_dilaporkan", "Masa ini belum pernah dilaporkan.")
    return _correction_fault(active, bills, version)


def _correction_fault(active: TaxReturn, bills: Sequence[Bill], version: int) -> Galat | None:
    if version <= active.pembetulan_ke:
        return _fault("sudah_dilaporkan", "Masa ini sudah dilaporkan; gunakan pembetulan berikutnya.")
    if version != active.pembetulan_ke + 1:
        return _fault("pembetulan_tidak_urut", f"Pembetulan berikutnya adalah ke-{active.pembetulan_ke + 1}.")
    if active.diperiksa or any(bill.claim.kind in _ASSESSMENTS for bill in bills):
        return _fault("sedang_diperiksa", "Pemeriksaan sudah dimulai; pembetulan tidak lagi diterima.")
    unpaid = [bill for bill in bills if bill.claim.kind in FOR_RETURNS and bill.status is not BillStatus.LUNAS]
    if any(bill.settled.received for bill in unpaid):
        return _fault("dibayar_sebagian", "Lunasi dahulu tagihan yang sudah dibayar sebagian.")
    if any(bill.claim.kind is BillKind.ANGSURAN for bill in unpaid):
        return _fault("angsuran_berjalan", "Lunasi dahulu angsuran masa ini.")
    return None


def derivation(lines: Iterable[Line]) -> Iterable[BarisHitung]:
    """How a tax was found, as doors show it."""
    return (BarisHitung(uraian=line.label, jumlah=f"{line.amount:f}", dasar_hukum=line.source) for line in lines)


def _sales(report: LaporanOmzet) -> Sales:
    parts = dict.fromkeys(JenisRincian, 0)
    for item in report.rincian:
        parts[item.jenis] += item.jumlah
    return Sales(
        turnover=Rupiah(report.omzet),
        service_charge=Rupiah(parts[JenisRincian.SERVICE_CHARGE]),
        vouchers=Rupiah(parts[JenisRincian.VOUCHER]),
        complimentary=Rupiah(parts[JenisRincian.CUMA_CUMA]),
        discounts=Rupiah(parts[JenisRincian.POTONGAN]),
        tax_inclusive=report.termasuk_pajak,
    )


def _fault(code: str, sentence: str) -> Galat:
    return Galat(lokasi="/pembetulan_ke", kode=code, pesan=sentence)
