"""Take a payment out again when its bank says so: by a journal of its own, once."""

from contracts.gateway.tax_events import PembayaranDibalik
from contracts.pajak.events import PembayaranDibukukan, StatusPembayaran
from services.pajak.desk import Desk
from services.pajak.domain.errors import NotAllowed, NotKnownYet
from services.pajak.domain.ledger import JournalKind, unknown_money
from services.pajak.use_cases.settle_bill import settle_bill
from services.pajak.use_cases.take_step import refresh_clearance


def reverse_payment(desk: Desk, told: PembayaranDibalik) -> None:
    """Undo a booked payment; the receipt that rested on it is revoked. A reversal before its payment waits for it."""
    payment = desk.registry.payments.find(told.ntpd)
    if payment is None:
        raise NotKnownYet
    if payment.bank != told.bank:
        raise NotAllowed("bukan_bank_ini", "Pembayaran ini dari bank lain.")
    bill = desk.registry.bills.lock(payment.tagihan, desk.terms.late) if payment.tagihan else None
    if not desk.registry.payments.reverse(told.ntpd, told.alasan, told.dibalik_pada):
        return
    left = None
    if bill is None:
        desk.registry.ledger.post(unknown_money(-payment.jumlah), desk.now, ntpd=told.ntpd)
    else:
        settled = settle_bill(desk, bill, JournalKind.PEMBALIKAN, told.ntpd)
        left = bill.claim.outstanding(settled).amount
        refresh_clearance(desk, bill.kota, bill.npwpd)
    booked = PembayaranDibukukan(
        ntpd=told.ntpd,
        kode_bayar=payment.kode_bayar,
        npwpd=bill.npwpd if bill else None,
        jumlah=-payment.jumlah.amount,
        sisa=left,
        status=StatusPembayaran.DIBALIK,
        dibukukan_pada=desk.now,
    )
    desk.registry.announce(booked, subject=payment.kode_bayar)
