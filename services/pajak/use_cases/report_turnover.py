"""Take a month's turnover: assess it, and issue the bill or, for a nil return, the receipt at once."""

from collections.abc import Sequence
from dataclasses import replace

from contracts.gateway.tax_events import OmzetDilaporkan
from contracts.types import Galat, StatusPermohonan
from services.pajak.desk import Desk
from services.pajak.domain.bills import FOR_RETURNS, Bill, BillKind, BillStatus
from services.pajak.domain.money import ZERO, Rupiah, total
from services.pajak.domain.returns import ReturnStatus, TaxReturn, new_draft
from services.pajak.registry.history import Remark
from services.pajak.use_cases.check_turnover import Looked, Sender, look_at, version_fault
from services.pajak.use_cases.issue_bill import NewBill, cancel_bill, issue_bill
from services.pajak.use_cases.issue_receipt import issue_receipt
from services.pajak.use_cases.take_step import Message, refresh_clearance, refuse_application, tell_status

TO_PAY = Message("Tagihan terbit. SPTPD diterima setelah tagihan dibayar.")


def report_turnover(desk: Desk, told: OmzetDilaporkan) -> None:
    """File a return or its correction. A report that cannot be taken ends as rejected, with the reason.

    The same number again changes nothing; of two reports of one period at the same moment one is taken.
    """
    if desk.registry.returns.exists(told.nomor):
        return
    looked = look_at(desk, told.laporan, Sender(told.kota, told.pelapor_nik, told.dilaporkan_pada))
    if isinstance(looked, Galat):
        refuse_application(desk, told.nomor, looked)
        return
    active = _active(desk, looked)
    bills = desk.registry.bills.lock_of_period(active.nopd, active.masa, desk.terms.late)
    if fault := version_fault(active, bills, told.laporan.pembetulan_ke):
        refuse_application(desk, told.nomor, fault)
        return
    if active.is_filed:
        active = _open_correction(desk, active, looked)
    filed = _file(desk, told, active, looked)
    _ask_for_the_difference(desk, filed, bills, looked)
    refresh_clearance(desk, told.kota, filed.npwpd)


def _active(desk: Desk, looked: Looked) -> TaxReturn:
    """The return of the period, opened when there is none; another report of it waits here for its turn."""
    item, period = looked.item, looked.period
    found = desk.registry.returns.lock_active(item.nopd, period)
    if found is None:
        limit = desk.terms.law(item.kota, period.last).file_by(period)
        draft = new_draft(item, period, limit, desk.now)
        desk.registry.returns.add(item.kota, draft, desk.registry.correlation_id)
        found = desk.registry.returns.lock_active(item.nopd, period)
    assert found is not None
    return found


def _open_correction(desk: Desk, active: TaxReturn, looked: Looked) -> TaxReturn:
    """End the version that is corrected, and open the next one beside it: what was filed stays as it was."""
    desk.registry.returns.save_status(active.moved_to(ReturnStatus.DIBETULKAN, desk.now))
    version = active.pembetulan_ke + 1
    draft = new_draft(looked.item, active.masa, active.batas_lapor, desk.now, version)
    desk.registry.returns.add(looked.item.kota, draft, desk.registry.correlation_id)
    return draft


def _file(desk: Desk, told: OmzetDilaporkan, draft: TaxReturn, looked: Looked) -> TaxReturn:
    counted = draft.moved_to(ReturnStatus.DIHITUNG, desk.now)
    filed = replace(
        counted,
        nomor=told.nomor,
        pokok=looked.assessment.tax,
        dilaporkan_pada=told.dilaporkan_pada,
        status_sejak=desk.now,
    )
    desk.registry.returns.file(draft.nomor, filed, looked.sales.paid, looked.assessment, desk.registry.correlation_id)
    return filed


def _ask_for_the_difference(desk: Desk, filed: TaxReturn, bills: Sequence[Bill], looked: Looked) -> None:
    """Bill what the period owes beyond its bills. What was paid too much is settled by officers, never by itself."""
    billed = _billed(desk, bills)
    due = (filed.pokok or ZERO) - billed
    if due > ZERO:
        pay_by = desk.terms.law(looked.item.kota, looked.period.last).pay_by(looked.period)
        bill = NewBill(looked.item, filed.masa, BillKind.SPTPD, due, ZERO, pay_by, sptpd=filed.nomor)
        issue_bill(desk, bill, nomor=filed.nomor)
        desk.registry.returns.save_status(filed.moved_to(ReturnStatus.TAGIHAN_TERBIT, desk.now))
        tell_status(desk, filed.nomor, StatusPermohonan.DISETUJUI, TO_PAY)
        return
    if due < ZERO:
        desk.registry.history.add(filed.nomor, filed.status, desk.now, Remark(code="lebih_bayar"))
    issue_receipt(desk, filed, looked.item.kota)


def _billed(desk: Desk, bills: Sequence[Bill]) -> Rupiah:
    """The principal of the period's paid bills for returns; unpaid ones are taken back, a new one takes their place."""
    kept = []
    for bill in bills:
        if bill.claim.kind not in FOR_RETURNS:
            continue
        if bill.status is BillStatus.LUNAS:
            kept.append(bill.claim.principal)
        else:
            cancel_bill(desk, bill, "Diganti oleh pembetulan SPTPD.")
    return total(kept)
