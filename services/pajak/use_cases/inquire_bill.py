"""Answer a bank what a code asks for on the day on which it asks."""

from contracts.numbers import is_payment_code
from contracts.pajak.api import BuktiBayar, TagihanBank
from contracts.pajak.events import StatusPembayaran
from services.pajak.desk import Desk
from services.pajak.domain.bills import BillStatus
from services.pajak.domain.errors import BillNotFound
from services.pajak.domain.kinds import WORDS
from services.pajak.domain.money import ZERO
from services.pajak.domain.qris import qris_payload
from services.pajak.domain.taxpayer import masked_name


def inquire_bill(desk: Desk, kode_bayar: str) -> TagihanBank:
    """The bill with what settles it today, interest included; a late code is still payable.

    Raises BillNotFound, for a mistyped code without asking the database.
    """
    bill = desk.registry.bills.find(kode_bayar, desk.terms.late) if is_payment_code(kode_bayar) else None
    taxpayer = desk.registry.taxpayers.find(bill.npwpd) if bill else None
    item = desk.registry.taxpayers.find_object(bill.nopd) if bill else None
    if bill is None or taxpayer is None or item is None:
        raise BillNotFound
    today = desk.today(bill.kota)
    payments = desk.registry.payments.of_bill(kode_bayar, desk.terms.city(bill.kota).zone)
    settled = bill.claim.settle(payments, today)
    payable = bill.status is not BillStatus.DIBATALKAN
    amount = bill.claim.outstanding(settled) if payable else ZERO
    return TagihanBank(
        kode_bayar=kode_bayar,
        status=bill.claim.status(settled, today) if payable else bill.status,
        nama_tersamar=masked_name(taxpayer.nama),
        perihal=f"PBJT {WORDS[item.jenis]}",
        masa=bill.masa,
        pokok=bill.claim.principal.amount,
        sanksi=(bill.claim.fixed_sanction + settled.interest).amount,
        jumlah=amount.amount,
        jatuh_tempo=bill.claim.due,
        qris=qris_payload(desk.law(bill.kota).merchant(), amount, kode_bayar) if amount else None,
    )


def show_payment(desk: Desk, ntpd: str, bank: str) -> BuktiBayar:
    """What became of a bank's payment; raises BillNotFound for a number that none has, or that is another bank's."""
    payment = desk.registry.payments.find(ntpd)
    if payment is None or payment.bank != bank:
        raise BillNotFound
    bill = desk.registry.bills.find(payment.tagihan, desk.terms.late) if payment.tagihan else None
    if desk.registry.payments.is_reversed(ntpd):
        status = StatusPembayaran.DIBALIK
    elif bill is None:
        status = StatusPembayaran.KODE_TIDAK_DIKENAL
    elif bill.settled.excess:
        status = StatusPembayaran.LEBIH_BAYAR
    else:
        status = StatusPembayaran.LUNAS if bill.status is BillStatus.LUNAS else StatusPembayaran.SEBAGIAN
    return BuktiBayar(
        ntpd=ntpd, kode_bayar=payment.kode_bayar, jumlah=payment.jumlah.amount, waktu=payment.waktu, status=status
    )
