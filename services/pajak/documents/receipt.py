"""The page of a return's receipt (bukti penerimaan SPTPD), with its proofs of payment."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from chassis.documents.block import SignatureBlock
from chassis.documents.render import Template
from chassis.documents.words import long_date, number_words
from services.pajak.documents.sheet import Business, Derivation, amounts, derivation_data
from services.pajak.domain.money import Rupiah


@dataclass(frozen=True, slots=True)
class ProofOfPayment:
    """One payment of the period's tax: its number, time in the city, channel and amount."""

    ntpd: str
    paid_at: datetime
    channel: str
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """What stands on a receipt; a nil return has no payment, any other has at least one."""

    business: Business
    number: str
    return_number: str
    correction: int
    turnover: Rupiah
    tax: Rupiah
    lines: Derivation
    payments: tuple[ProofOfPayment, ...]
    filed_on: date
    block: SignatureBlock

    def __post_init__(self) -> None:
        """A receipt without proof of payment is none (Perda Surabaya 7/2023 ps. 143)."""
        if self.tax and not self.payments:
            raise ValueError("a return with tax is received with its proof of payment")


def render_receipt(sheet: ReceiptSheet) -> bytes:
    """The unsigned PDF/A of a receipt; raises `RenderingFailed`."""
    data = {
        **sheet.business.as_data(),
        **amounts(omzet=sheet.turnover, pajak=sheet.tax),
        "nomor_bps": sheet.number,
        "nomor_sptpd": sheet.return_number,
        "pembetulan": "Normal" if sheet.correction == 0 else f"Pembetulan ke-{sheet.correction}",
        "terbilang": f"{number_words(sheet.tax.amount)} rupiah",
        "perhitungan": derivation_data(sheet.lines),
        "pembayaran": [
            {
                "ntpd": paid.ntpd,
                "waktu": f"{long_date(paid.paid_at.date())} {paid.paid_at:%H.%M}",
                "kanal": paid.channel,
                "jumlah": str(paid.amount),
            }
            for paid in sheet.payments
        ],
        "tanggal_terbit": long_date(sheet.filed_on),
        "tte": sheet.block.as_data(),
    }
    return _template().render(data, issued_at=sheet.block.issued_at)


@cache
def _template() -> Template:
    return Template(Path(__file__).with_name("bukti_sptpd.typ"))
