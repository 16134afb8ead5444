"""Fine a return that is late or missing, once, by a collection letter (STPD) with a bill of its own."""

from datetime import date
from decimal import Decimal

from contracts.pajak.events import SanksiDijatuhkan
from services.pajak.desk import Desk
from services.pajak.domain.base import Line
from services.pajak.domain.bills import BillKind
from services.pajak.domain.letters import LetterKind
from services.pajak.domain.money import ZERO
from services.pajak.domain.months import add_months
from services.pajak.domain.returns import TaxReturn
from services.pajak.registry.letters import Letter
from services.pajak.use_cases.issue_bill import NewBill, issue_bill

MATTER = "DENDA_SPTPD"


def impose_fine(desk: Desk, late: TaxReturn, kota: str) -> None:
    """Send the letter and the bill of the fine; nothing in time, where the city has no fine, or when it is out."""
    item, taxpayer = desk.registry.taxpayers.find_object(late.nopd), desk.registry.taxpayers.find(late.npwpd)
    assert item is not None
    assert taxpayer is not None
    today = desk.today(kota)
    law = desk.terms.law(kota, today)
    fine = law.fine().on(taxpayer.jenis, late.batas_lapor, today)
    if not fine or desk.registry.letters.has(LetterKind.STPD, late.nopd, late.masa, MATTER):
        return
    line = Line("Denda SPTPD terlambat", Decimal(fine.amount), law.fine().source)
    letter = Letter(
        nomor=letter_number(desk, kota, LetterKind.STPD, today),
        kota=kota,
        jenis=LetterKind.STPD,
        npwpd=late.npwpd,
        nopd=late.nopd,
        masa=late.masa,
        perihal=MATTER,
        pokok=ZERO,
        sanksi=fine,
        diterbitkan=today,
        lines=(line,),
    )
    desk.registry.letters.add(letter)
    due = add_months(today, law.integer("batas_bayar_ketetapan"))
    issue_bill(desk, NewBill(item, late.masa, BillKind.STPD, ZERO, fine, due, ketetapan=letter.nomor))
    tell_sanction(desk, letter)


def letter_number(desk: Desk, kota: str, kind: LetterKind, on: date) -> str:
    """The next number of a kind of letter in a city and year: STPD-3277-2026-000001."""
    return letter_numbers(desk, kota, kind, on, 1)[0]


def letter_numbers(desk: Desk, kota: str, kind: LetterKind, on: date, count: int) -> list[str]:
    """So many of them at once."""
    serials = desk.registry.taxpayers.next_serials(kota, f"{kind}-{on:%Y}", count)
    return [f"{kind.replace('_', '-')}-{kota}-{on:%Y}-{serial:06d}" for serial in serials]


def tell_sanction(desk: Desk, letter: Letter) -> None:
    """Tell that a sanction was set; never how much."""
    told = SanksiDijatuhkan(
        npwpd=letter.npwpd,
        nopd=letter.nopd,
        masa=str(letter.masa),
        jenis=letter.jenis,
        nomor_surat=letter.nomor,
        pada=desk.now,
    )
    desk.registry.announce(told, subject=letter.npwpd)
