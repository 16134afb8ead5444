"""The page of a bill (surat tagihan): what is due, by when, and the codes that pay it."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from chassis.documents.block import SignatureBlock
from chassis.documents.qr import qr_svg
from chassis.documents.render import Template
from chassis.documents.words import long_date, number_words
from services.pajak.documents.sheet import Business, Derivation, amounts, derivation_data, grouped
from services.pajak.domain.money import Rupiah


@dataclass(frozen=True, slots=True)
class BillSheet:
    """What stands on a bill on the day on which it is printed."""

    business: Business
    set_by: str
    """`SPTPD`, `STPD`, `SKPDKB`: by what it was set."""
    payment_code: str
    principal: Rupiah
    sanction: Rupiah
    due: date
    lines: Derivation
    qris: str
    merchant: str
    treasury: str
    block: SignatureBlock


def render_bill(sheet: BillSheet) -> bytes:
    """The unsigned PDF/A of a bill; raises `RenderingFailed`."""
    whole = sheet.principal + sheet.sanction
    data = {
        **sheet.business.as_data(),
        **amounts(pokok=sheet.principal, sanksi=sheet.sanction, jumlah=whole),
        "ditetapkan": sheet.set_by,
        "kode_bayar": grouped(sheet.payment_code),
        "terbilang": f"{number_words(whole.amount)} rupiah",
        "jatuh_tempo": long_date(sheet.due),
        "perhitungan": derivation_data(sheet.lines),
        "qris": qr_svg(sheet.qris),
        "merchant": sheet.merchant,
        "rekening": sheet.treasury,
        "tanggal_terbit": long_date(sheet.block.issued_at.date()),
        "tte": sheet.block.as_data(),
    }
    return _template().render(data, issued_at=sheet.block.issued_at)


@cache
def _template() -> Template:
    return Template(Path(__file__).with_name("tagihan.typ"))
