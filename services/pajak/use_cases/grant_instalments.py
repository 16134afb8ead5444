"""Let a bill be paid in monthly parts: it gives way to one bill a month (Perda DKI 1/2024 ps. 100 as reference)."""

from contracts.gateway.tax_events import AngsuranPajakDisetujui
from services.pajak.desk import Desk
from services.pajak.domain.bills import BillKind, BillStatus
from services.pajak.domain.errors import BillNotFound, NotAllowed
from services.pajak.domain.letters import instalments
from services.pajak.domain.money import ZERO
from services.pajak.domain.months import add_months
from services.pajak.domain.period import TaxPeriod
from services.pajak.use_cases.issue_bill import NewBill, cancel_bill, issue_bill
from services.pajak.use_cases.take_step import refresh_clearance


def grant_instalments(desk: Desk, told: AngsuranPajakDisetujui) -> None:
    """Take the bill back and issue its parts; what had come to it in sanctions falls due with the first.

    Raises BillNotFound, and NotAllowed for a cancelled bill, one with payments, or more months than the law gives.
    """
    bill = desk.registry.bills.lock(told.kode_bayar, desk.terms.late)
    item = desk.registry.taxpayers.find_object(bill.nopd) if bill else None
    if bill is None or item is None:
        raise BillNotFound
    law = desk.law(bill.kota)
    if told.bulan > law.integer("angsuran_maks"):
        raise NotAllowed("angsuran_terlalu_lama", f"Angsuran paling lama {law.integer('angsuran_maks')} bulan.")
    if bill.status is BillStatus.DIBATALKAN:
        raise NotAllowed("tagihan_dibatalkan", "Tagihan yang dibatalkan tidak dapat diangsur.")
    if bill.settled.received:
        raise NotAllowed("sudah_dibayar_sebagian", "Tagihan yang sudah dibayar sebagian tidak dapat diangsur.")
    cancel_bill(desk, bill, "Diganti oleh angsuran.")
    monthly = law.rule("bunga_angsuran").number
    plan = instalments(bill.claim.principal, told.bulan, add_months(law.on, 1), monthly)
    had_come = bill.claim.fixed_sanction + bill.settled.interest
    for due, part, interest in plan:
        sanction, had_come = interest + had_come, ZERO
        period = TaxPeriod.parse(bill.masa)
        new = NewBill(item, period, BillKind.ANGSURAN, part, sanction, due, bill.sptpd, bill.ketetapan)
        issue_bill(desk, new, nomor=bill.sptpd)
    refresh_clearance(desk, bill.kota, bill.npwpd)
