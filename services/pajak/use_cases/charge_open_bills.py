"""One pass over all open bills: interest as it comes about, reminders, and the collection letter (STPD).

Batches of one transaction each, in the order of the payment codes: memory stays flat however many bills there are, and
a pass that is killed goes on where it was the next time, since what a day makes of a bill is made once. The timer runs
every hour, so that a new day is met wherever its midnight is; a bill that was looked at today is passed over.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from contracts.pajak.events import PengingatDibuat
from services.pajak.desk import Desk
from services.pajak.domain.base import Line
from services.pajak.domain.bills import Bill, BillStatus
from services.pajak.domain.ledger import Journal, JournalKind, claim_changed
from services.pajak.domain.letters import LetterKind, has_lapsed
from services.pajak.domain.period import TaxPeriod
from services.pajak.registry.bills import Charge, bill_of
from services.pajak.registry.letters import Letter
from services.pajak.terms import TaxLaw
from services.pajak.use_cases.impose_fine import letter_numbers, tell_sanction
from services.pajak.use_cases.take_step import refresh_clearances

BATCH = 1000


@dataclass(slots=True)
class _Night:
    """What one batch comes to, written down at its end in a few round trips."""

    law: TaxLaw
    today: date
    letter_after: timedelta
    lapses_after: int
    """Years."""
    charges: list[Charge] = field(default_factory=list)
    journals: list[tuple[Journal, str | None, str | None]] = field(default_factory=list)
    overdue: list[Bill] = field(default_factory=list)
    reminders: list[tuple[Bill, str]] = field(default_factory=list)
    letters: list[Bill] = field(default_factory=list)


def charge_open_bills(desk: Desk, batch: int = BATCH) -> int:
    """Charge and remind in every city; returns how many bills were looked at. Opens its own transactions."""
    return sum(_charge_city(desk, city.code, batch) for city in desk.terms.cities)


def _charge_city(desk: Desk, kota: str, batch: int) -> int:
    law, today = desk.law(kota), desk.today(kota)
    soon = today + timedelta(days=law.integer("pengingat_sebelum_jatuh_tempo"))
    letter_after, lapses_after = timedelta(days=law.integer("jeda_stpd")), law.integer("kedaluwarsa_pajak")
    late = cache(desk.terms.late)  # thousands of bills share one due date
    seen, last = 0, ""
    while True:
        with desk.registry.transaction():
            rows = desk.registry.bills.lock_open(kota, today, soon, last, batch)
            night = _Night(law, today, letter_after, lapses_after)
            for row in rows:
                _look_at(desk, night, bill_of(row, late), row["diingatkan_pada"], row["boleh"])
            _write_down(desk, night, kota)
        if not rows:
            return seen
        seen, last = seen + len(rows), rows[-1]["kode_bayar"]


def _look_at(desk: Desk, night: _Night, bill: Bill, reminded: date | None, may_remind: bool) -> None:
    payments = desk.registry.payments.of_bill(bill.kode_bayar, night.law.city.zone) if bill.settled.received else []
    settled = bill.claim.settle(payments, max(night.today, bill.dinilai_sampai or night.today))
    status = bill.claim.status(settled, night.today)
    if journal := claim_changed(JournalKind.BUNGA, bill.settled, settled):
        night.journals.append((journal, bill.kode_bayar, None))
    if status is BillStatus.LEWAT_JATUH_TEMPO and bill.status is not status:
        night.overdue.append(bill)
    occasion = _occasion(bill, night.today, reminded)
    if occasion and may_remind and not _is_lapsed(night, bill):
        night.reminders.append((bill, occasion))
    if night.today >= bill.claim.due + night.letter_after and settled.interest:
        night.letters.append(bill)
    until = night.today if settled.interest != bill.settled.interest else bill.dinilai_sampai
    told = night.today if occasion else reminded
    night.charges.append(Charge(bill.kode_bayar, status, settled.interest.amount, until, told))


def _occasion(bill: Bill, today: date, reminded: date | None) -> str | None:
    """Why to write: once before the due date, and once after it."""
    if today <= bill.claim.due:
        return "JATUH_TEMPO_BAYAR" if reminded is None else None
    return "LEWAT_JATUH_TEMPO" if reminded is None or reminded <= bill.claim.due else None


def _is_lapsed(night: _Night, bill: Bill) -> bool:
    return has_lapsed(bill.claim.due, night.today, night.lapses_after)


def _write_down(desk: Desk, night: _Night, kota: str) -> None:
    if night.charges:
        desk.registry.bills.save_charges(night.charges, night.today)
    if night.journals:
        desk.registry.ledger.post_many(night.journals, desk.now)
    desk.registry.returns.mark_overdue([bill.sptpd for bill in night.overdue if bill.sptpd], desk.now)
    with desk.registry.connection.pipeline():
        for bill, occasion in night.reminders:
            desk.registry.announce(_reminder(desk, bill, occasion), subject=bill.npwpd)
    _send_letters(desk, night, kota)
    if night.overdue:
        refresh_clearances(desk, kota, sorted({bill.npwpd for bill in night.overdue}))


def _reminder(desk: Desk, bill: Bill, occasion: str) -> PengingatDibuat:
    return PengingatDibuat(
        npwpd=bill.npwpd, nopd=bill.nopd, masa=bill.masa, perihal=occasion, batas=bill.claim.due, pada=desk.now
    )


def _send_letters(desk: Desk, night: _Night, kota: str) -> None:
    """State the interest of unpaid bills, once each; they stay payable under their own codes."""
    known = desk.registry.letters.matters(LetterKind.STPD, [bill.kode_bayar for bill in night.letters])
    due = [bill for bill in night.letters if bill.kode_bayar not in known]
    if not due:
        return
    numbers = letter_numbers(desk, kota, LetterKind.STPD, night.today, len(due))
    letters = [_letter(bill, number, night.today) for bill, number in zip(due, numbers, strict=True)]
    desk.registry.letters.add_many(letters)
    with desk.registry.connection.pipeline():
        for letter in letters:
            tell_sanction(desk, letter)


def _letter(bill: Bill, number: str, today: date) -> Letter:
    interest = bill.claim.settle([], today).interest
    return Letter(
        nomor=number,
        kota=bill.kota,
        jenis=LetterKind.STPD,
        npwpd=bill.npwpd,
        nopd=bill.nopd,
        masa=TaxPeriod.parse(bill.masa),
        perihal=bill.kode_bayar,
        pokok=bill.claim.principal - bill.settled.principal,
        sanksi=interest,
        diterbitkan=today,
        lines=(Line("Bunga terlambat bayar", Decimal(interest.amount), bill.claim.late.source),),
    )
