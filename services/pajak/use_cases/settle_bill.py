"""Bring a bill into line with all its payments, and its return with the bill: the one place where that happens."""

from datetime import date

from contracts.pajak.events import JenisDokumenPajak
from contracts.types import StatusPermohonan
from services.pajak.desk import Desk
from services.pajak.domain.bills import Bill, BillKind, BillStatus, Settlement, check_step
from services.pajak.domain.ledger import JournalKind, claim_changed
from services.pajak.domain.returns import ReturnStatus, TaxReturn
from services.pajak.use_cases.issue_receipt import issue_receipt
from services.pajak.use_cases.revoke_document import revoke_document
from services.pajak.use_cases.take_step import Message, tell_status

_RETURN = {
    BillStatus.TERBIT: ReturnStatus.TAGIHAN_TERBIT,
    BillStatus.DIBAYAR_SEBAGIAN: ReturnStatus.DIBAYAR_SEBAGIAN,
    BillStatus.LEWAT_JATUH_TEMPO: ReturnStatus.LEWAT_JATUH_TEMPO,
    BillStatus.LUNAS: ReturnStatus.LUNAS,
}
TAKEN_BACK = "Pembayaran dibatalkan oleh bank."


def settle_bill(desk: Desk, bill: Bill, kind: JournalKind, ntpd: str | None = None) -> Settlement:
    """Compute the bill anew from its payments and post what changed; returns what it came to.

    The bill must be held. The order in which payments were told does not matter: the same payments, the same bill.
    """
    payments = desk.registry.payments.of_bill(bill.kode_bayar, desk.terms.city(bill.kota).zone)
    settled = bill.claim.settle(payments, bill.dinilai_sampai)
    desk.registry.ledger.post(claim_changed(kind, bill.settled, settled), desk.now, bill=bill.kode_bayar, ntpd=ntpd)
    status = check_step(bill.status, bill.claim.status(settled, desk.today(bill.kota)))
    days = [paid.on for paid in payments] + ([bill.dinilai_sampai] if bill.dinilai_sampai else [])
    desk.registry.bills.save(bill.kode_bayar, status, settled, _latest(days))
    if status is BillStatus.LUNAS:
        desk.registry.bills.suspend(bill.kode_bayar, False)
    if bill.sptpd is not None:
        _bring_return_along(desk, bill, status)
    return settled


def _latest(days: list[date]) -> date | None:
    return max(days) if days else None


def _version_in_force(desk: Desk, nomor: str) -> TaxReturn | None:
    """The return of a bill, or the correction that took its place: what was paid for one is paid for the other."""
    filed = desk.registry.returns.lock(nomor)
    if filed is not None and filed.status is ReturnStatus.DIBETULKAN:
        return desk.registry.returns.lock_active(filed.nopd, filed.masa)
    return filed


def _bring_return_along(desk: Desk, bill: Bill, status: BillStatus) -> None:
    assert bill.sptpd is not None
    filed = _version_in_force(desk, bill.sptpd)
    if filed is None or (status is BillStatus.LUNAS and filed.status is ReturnStatus.DISAMPAIKAN):
        return
    if status is BillStatus.LUNAS and not desk.registry.bills.are_all_paid(filed.nopd, filed.masa):
        return
    waits = bill.claim.kind is BillKind.ANGSURAN and status is not BillStatus.LUNAS
    if waits and filed.status is not ReturnStatus.DISAMPAIKAN:
        return
    wanted = _RETURN[status]
    if wanted is ReturnStatus.TAGIHAN_TERBIT and filed.status is ReturnStatus.LEWAT_JATUH_TEMPO:
        return
    if filed.status is ReturnStatus.DITEGUR and wanted is ReturnStatus.LEWAT_JATUH_TEMPO:
        return
    moved = filed.moved_to(wanted, desk.now)
    desk.registry.returns.save_status(moved)
    if filed.status is ReturnStatus.DISAMPAIKAN:
        revoke_document(desk, JenisDokumenPajak.BUKTI_SPTPD, filed.nomor, TAKEN_BACK)
        tell_status(desk, filed.nomor, StatusPermohonan.DISETUJUI, Message(TAKEN_BACK))
    if status is BillStatus.LUNAS:
        issue_receipt(desk, moved, bill.kota)
