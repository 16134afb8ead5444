"""Payments that a bank tells of: known again by the bank's own reference, for ever."""

from datetime import datetime, timedelta

from contracts.gateway.tax import PembayaranBank
from contracts.gateway.tax_api import PembalikanBank, PembayaranDicatat
from contracts.gateway.tax_events import PembayaranDibalik, PembayaranDiterima
from contracts.numbers import transaction_number
from services.gateway.access.caller import Caller
from services.gateway.intake.claims import Answer, Claim, Trace, fingerprint
from services.gateway.intake.receipts import Receipts, Repeated
from services.gateway.web.problems import Problem, fault
from services.gateway.web.writes import accepted

# A bank's clock may be ahead of ours by so much.
SKEW = timedelta(minutes=10)
ROUTE = "POST /v1/pajak/pembayaran"


def claim_of(payment: PembayaranBank, caller: Caller) -> Claim:
    """What makes a payment the same payment: its bank and reference; its content, however it was written down."""
    content = payment.model_dump_json().encode()
    return Claim(caller.key, ROUTE, payment.referensi_bank, fingerprint(content))


def refuse_future(payment: PembayaranBank, now: datetime) -> None:
    """Nobody has paid tomorrow. Raises Problem 422."""
    if payment.waktu > now + SKEW:
        raise fault("/waktu", "waktu_di_masa_depan", "Waktu pembayaran lebih dari 10 menit di depan jam kami.")


async def receive(receipts: Receipts, claim: Claim, trace: Trace, told: PembayaranDiterima) -> Answer:
    """Take a payment down. Raises Problem 409 when the reference was told with another content before."""
    try:
        async with receipts.once(claim, trace) as write:
            await write.tell(told, subject=told.kode_bayar)
            return await write.answer(accepted(PembayaranDicatat(ntpd=told.ntpd), status=200))
    except Repeated:
        return await _earlier(receipts, claim)


async def _earlier(receipts: Receipts, claim: Claim) -> Answer:
    try:
        return await receipts.earlier(claim)
    except Problem as refused:
        if refused.kode != "idempotency_key_dipakai_lain":
            raise
        raise Problem(
            409,
            "referensi_bank_dipakai_lain",
            "Referensi bank ini sudah dipakai untuk pembayaran dengan isi yang lain.",
        ) from None


def payment_received(payment: PembayaranBank, bank: str, at: datetime) -> PembayaranDiterima:
    """The fact; its NTPD follows from bank and reference, so that whoever computes it gets the same."""
    return PembayaranDiterima(
        ntpd=transaction_number(bank, payment.referensi_bank),
        bank=bank,
        referensi_bank=payment.referensi_bank,
        kode_bayar=payment.kode_bayar,
        jumlah=payment.jumlah,
        waktu=payment.waktu,
        kanal=payment.kanal,
        diterima_pada=at,
    )


def payment_reversed(ntpd: str, told: PembalikanBank, bank: str, at: datetime) -> PembayaranDibalik:
    """The bank took a payment back."""
    return PembayaranDibalik(ntpd=ntpd, bank=bank, alasan=told.alasan, dibalik_pada=at)
