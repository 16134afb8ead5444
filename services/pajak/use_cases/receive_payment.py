"""Book a payment that a bank tells of: once for each reference, whatever its amount and whenever it comes.

Money that is there is always booked: under a late code, above or below what is due, or under no bill at all. No officer
can do this: the only ways in are a bank's signed call and its settlement file.
"""

from dataclasses import replace

from contracts.gateway.tax_events import PembayaranDiterima
from contracts.pajak.events import PembayaranDibukukan, StatusPembayaran
from services.pajak.desk import Desk
from services.pajak.domain.bills import Bill, BillStatus, Settlement
from services.pajak.domain.ledger import JournalKind, unknown_money
from services.pajak.domain.money import Rupiah
from services.pajak.registry.payments import Payment
from services.pajak.use_cases.settle_bill import settle_bill
from services.pajak.use_cases.take_step import refresh_clearance


def receive_payment(desk: Desk, told: PembayaranDiterima) -> None:
    """Book what a bank's call says."""
    payment = Payment(
        ntpd=told.ntpd,
        bank=told.bank,
        referensi_bank=told.referensi_bank,
        kode_bayar=told.kode_bayar,
        jumlah=Rupiah(told.jumlah),
        waktu=told.waktu,
        kanal=told.kanal,
    )
    book_payment(desk, payment)


def book_payment(desk: Desk, payment: Payment) -> bool:
    """Enter a payment, post it, and settle its bill; False when it is booked already.

    The same reference with another code or amount is kept as a contradiction and moves no money.
    """
    bill = desk.registry.bills.lock(payment.kode_bayar, desk.terms.late)
    if bill is not None and bill.status is BillStatus.DIBATALKAN:
        bill = None
    if not desk.registry.payments.add(_of(payment, bill), desk.now):
        known = desk.registry.payments.find(payment.ntpd)
        if known is None or not payment.is_same_as(known):
            desk.registry.payments.note_conflict(payment, desk.now)
        return False
    if bill is None:
        desk.registry.ledger.post(unknown_money(payment.jumlah), desk.now, ntpd=payment.ntpd)
        _tell(desk, payment, None, None, StatusPembayaran.KODE_TIDAK_DIKENAL)
        return True
    settled = settle_bill(desk, bill, JournalKind.PEMBAYARAN, payment.ntpd)
    _tell(desk, payment, bill, bill.claim.outstanding(settled).amount, _status(bill, settled))
    refresh_clearance(desk, bill.kota, bill.npwpd)
    return True


def _of(payment: Payment, bill: Bill | None) -> Payment:
    return replace(payment, tagihan=bill.kode_bayar if bill else None)


def _status(bill: Bill, settled: Settlement) -> StatusPembayaran:
    if settled.excess > bill.settled.excess:
        return StatusPembayaran.LEBIH_BAYAR
    return StatusPembayaran.SEBAGIAN if bill.claim.outstanding(settled) else StatusPembayaran.LUNAS


def _tell(desk: Desk, payment: Payment, bill: Bill | None, left: int | None, status: StatusPembayaran) -> None:
    told = PembayaranDibukukan(
        ntpd=payment.ntpd,
        kode_bayar=payment.kode_bayar,
        npwpd=bill.npwpd if bill else None,
        jumlah=payment.jumlah.amount,
        sisa=left,
        status=status,
        dibukukan_pada=desk.now,
    )
    desk.registry.announce(told, subject=payment.kode_bayar)
