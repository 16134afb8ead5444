"""Print a bill or a receipt: read, then render and sign outside any transaction, then issue in one."""

from collections.abc import Callable
from dataclasses import dataclass

from chassis.database import uuid7
from chassis.documents.block import SignatureBlock
from chassis.documents.render import RenderingFailed
from chassis.documents.sign import SignerRefused, SignerUnavailable
from chassis.documents.store import StorageUnavailable
from chassis.failures import Park, Unavailable
from chassis.inbox import Event
from contracts.pajak.events import DokumenPajakDisusun, DokumenTerbit, JenisDokumenPajak
from services.pajak.desk import Desk
from services.pajak.documents import Derivation, render_bill, render_receipt
from services.pajak.documents.receipt import ProofOfPayment
from services.pajak.domain.bills import BillStatus
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.returns import ReturnStatus, is_draft_number
from services.pajak.domain.taxpayer import masked_name
from services.pajak.press import Press, PrintedFile
from services.pajak.registry.documents import Paper
from services.pajak.sheets import bill_sheet, business_of, derivation_of, receipt_sheet

REASONS = {
    JenisDokumenPajak.TAGIHAN_PAJAK: "Penerbitan tagihan pajak daerah",
    JenisDokumenPajak.BUKTI_SPTPD: "Bukti penerimaan SPTPD",
}


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be printed, as it stood when it was read."""

    jenis: JenisDokumenPajak
    kunci: str
    kota: str
    taxpayer: str
    nomor: str | None
    render: Callable[[SignatureBlock], bytes]


def render_document(desk: Desk, event: Event[DokumenPajakDisusun], press: Press) -> None:
    """Print and issue; what was cancelled meanwhile, or is out already, is left as it is.

    Raises Unavailable while signer or storage are away, and Park when a person must act first.
    """
    with desk.registry.transaction():
        job = _read(desk, event.data.jenis, event.data.kunci)
    made = None
    if job is not None:
        try:
            made = press.make(job.render, job.kota, desk.now, REASONS[job.jenis])
        except (SignerUnavailable, StorageUnavailable) as error:
            raise Unavailable(error.kode) from error
        except (SignerRefused, RenderingFailed) as error:
            raise Park(error.kode) from error
    with desk.registry.effect(event):
        if job is not None and made is not None and _read(desk, job.jenis, job.kunci) is not None:
            _issue(desk, job, made)


def _read(desk: Desk, jenis: JenisDokumenPajak, kunci: str) -> Job | None:
    if desk.registry.documents.has_active(jenis, kunci):
        return None
    return _bill(desk, kunci) if jenis is JenisDokumenPajak.TAGIHAN_PAJAK else _receipt(desk, kunci)


def _bill(desk: Desk, kode: str) -> Job | None:
    bill = desk.registry.bills.find(kode, desk.terms.late)
    if bill is None or bill.status is BillStatus.DIBATALKAN:
        return None
    item, taxpayer = desk.registry.taxpayers.find_object(bill.nopd), desk.registry.taxpayers.find(bill.npwpd)
    assert item is not None
    assert taxpayer is not None
    business = business_of(desk, item, taxpayer, TaxPeriod.parse(bill.masa))
    lines = _derivation(desk, bill.sptpd, bill.ketetapan)
    return Job(
        jenis=JenisDokumenPajak.TAGIHAN_PAJAK,
        kunci=kode,
        kota=bill.kota,
        taxpayer=taxpayer.nama,
        nomor=bill.sptpd,
        render=lambda block: render_bill(bill_sheet(desk, bill, business, lines, block)),
    )


def _derivation(desk: Desk, sptpd: str | None, ketetapan: str | None) -> Derivation:
    row = desk.registry.returns.find(sptpd) if sptpd else None
    row = row or (desk.registry.letters.find(ketetapan) if ketetapan else None)
    return derivation_of(row["perhitungan"]) if row else ()


def _receipt(desk: Desk, nomor: str) -> Job | None:
    row = desk.registry.returns.find(nomor)
    if row is None or row["status"] != ReturnStatus.DISAMPAIKAN:
        return None
    item, taxpayer = desk.registry.taxpayers.find_object(row["nopd"]), desk.registry.taxpayers.find(row["npwpd"])
    assert item is not None
    assert taxpayer is not None
    zone = desk.terms.city(row["kota"]).zone
    period = TaxPeriod.of(row["masa"])
    business = business_of(desk, item, taxpayer, period)
    payments = _payments(desk, row["nopd"], period)
    return Job(
        jenis=JenisDokumenPajak.BUKTI_SPTPD,
        kunci=nomor,
        kota=row["kota"],
        taxpayer=taxpayer.nama,
        nomor=nomor,
        render=lambda block: render_receipt(receipt_sheet(row, payments, business, zone, block)),
    )


def _payments(desk: Desk, nopd: str, period: TaxPeriod) -> tuple[ProofOfPayment, ...]:
    found = []
    for bill in desk.registry.bills.of_period(nopd, period, desk.terms.late):
        zone = desk.terms.city(bill.kota).zone
        for ntpd in desk.registry.payments.numbers_of_bill(bill.kode_bayar):
            paid = desk.registry.payments.find(ntpd)
            assert paid is not None
            found.append(ProofOfPayment(ntpd, paid.waktu.astimezone(zone), paid.kanal, paid.jumlah))
    return tuple(found)


def _issue(desk: Desk, job: Job, made: PrintedFile) -> None:
    paper = Paper(uuid7(), job.jenis, job.kunci, made.kode_verifikasi, made.sha256, made.ukuran, desk.now)
    if not desk.registry.documents.add(paper):
        return
    told = DokumenTerbit(
        dokumen_id=str(paper.key),
        nomor_permohonan=job.nomor if job.nomor and not is_draft_number(job.nomor) else None,
        jenis=job.jenis,
        nomor_tersamar=job.kunci,
        nama_tersamar=masked_name(job.taxpayer),
        kode_verifikasi=made.kode_verifikasi,
        sha256=made.sha256,
        ukuran=made.ukuran,
        tanggal_terbit=desk.today(job.kota),
        penanda_tangan=made.penanda_tangan,
    )
    desk.registry.announce(told, subject=str(paper.key))
