"""Assess what a period owes, by two officers: after an audit, ex officio after a warning, or on new data."""

from datetime import date, timedelta

from contracts.gateway.tax_events import KetetapanPajakDiputuskan, PemeriksaanPajakDimulai
from services.pajak.desk import Desk
from services.pajak.domain.bills import BillKind, BillStatus
from services.pajak.domain.errors import NotAllowed, ObjectNotFound
from services.pajak.domain.letters import Audited, LetterKind, Ruling, rule_on
from services.pajak.domain.money import Rupiah, total
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.returns import ReturnStatus, TaxReturn
from services.pajak.domain.taxpayer import TaxObject
from services.pajak.registry.letters import Letter
from services.pajak.use_cases.impose_fine import letter_number, tell_sanction
from services.pajak.use_cases.issue_bill import NewBill, cancel_bill, issue_bill
from services.pajak.use_cases.take_step import refresh_clearance

_BILL = {
    LetterKind.SKPDKB: BillKind.SKPDKB,
    LetterKind.SKPDKB_JABATAN: BillKind.SKPDKB,
    LetterKind.SKPDKBT: BillKind.SKPDKBT,
}


def begin_audit(desk: Desk, told: PemeriksaanPajakDimulai) -> None:
    """Let no correction of the audited periods count any more."""
    first, last = TaxPeriod.parse(told.masa_pertama), TaxPeriod.parse(told.masa_terakhir)
    desk.registry.returns.begin_audit(told.nopd, first.first, last.first)


def assess_period(desk: Desk, told: KetetapanPajakDiputuskan) -> None:
    """Send the letter that the comparison of owed and billed leads to, and the bill of what is short.

    Raises NotAllowed with one pair of eyes, without the warning that must come before, or when it has been done.
    """
    kind, period = LetterKind(told.jenis), TaxPeriod.parse(told.masa)
    item = desk.registry.taxpayers.find_object(told.nopd)
    if item is None:
        raise ObjectNotFound
    if told.petugas.id == told.penyetuju.id:
        raise NotAllowed("empat_mata", "Ketetapan harus disetujui petugas lain.")
    _check_what_comes_before(desk, kind, item, period)
    ruling = _rule(desk, kind, item, period, Rupiah(told.pajak_terutang))
    letter = Letter(
        nomor=letter_number(desk, item.kota, ruling.kind, desk.today(item.kota)),
        kota=item.kota,
        jenis=ruling.kind,
        npwpd=item.npwpd,
        nopd=item.nopd,
        masa=period,
        perihal=told.dasar,
        pokok=ruling.principal,
        sanksi=ruling.sanction,
        diterbitkan=desk.today(item.kota),
        lines=ruling.lines,
        petugas=told.petugas.id,
        penyetuju=told.penyetuju.id,
    )
    if not desk.registry.letters.add(letter):
        raise NotAllowed("sudah_ditetapkan", "Ketetapan dengan dasar ini sudah ada.")
    _carry_out(desk, letter, ruling, item)


def _check_what_comes_before(desk: Desk, kind: LetterKind, item: TaxObject, period: TaxPeriod) -> None:
    active = desk.registry.returns.lock_active(item.nopd, period)
    if kind is LetterKind.SKPDKB_JABATAN:
        warned = active is not None and active.status is ReturnStatus.DITEGUR
        wait = timedelta(days=desk.law(item.kota).integer("jawab_teguran_sptpd"))
        if active is None or not warned or desk.today(item.kota) <= _day(desk, item, active) + wait:
            raise NotAllowed("belum_ditegur", "Penetapan secara jabatan didahului teguran yang tidak dijawab.")
        desk.registry.returns.save_status(active.moved_to(ReturnStatus.SKPDKB_JABATAN, desk.now))
    elif kind is LetterKind.SKPDKBT and not any(
        bill.claim.kind is BillKind.SKPDKB
        for bill in desk.registry.bills.lock_of_period(item.nopd, period, desk.terms.late)
    ):
        raise NotAllowed("belum_ada_skpdkb", "SKPDKBT hanya menambah SKPDKB yang sudah ada.")


def _day(desk: Desk, item: TaxObject, warned: TaxReturn) -> date:
    """The day in the city on which a return was warned of."""
    return desk.terms.today(item.kota, warned.status_sejak)


def _rule(desk: Desk, kind: LetterKind, item: TaxObject, period: TaxPeriod, owed: Rupiah) -> Ruling:
    """Compare with the bills in force; unpaid ones of a return give way to the assessment."""
    kept = []
    for bill in desk.registry.bills.lock_of_period(item.nopd, period, desk.terms.late):
        if bill.claim.kind is BillKind.SPTPD and not bill.settled.received and bill.status is not BillStatus.LUNAS:
            cancel_bill(desk, bill, "Diganti oleh ketetapan.")
        else:
            kept.append(bill.claim.principal)
    today = desk.today(item.kota)
    return rule_on(kind, Audited(owed, total(kept), period.last), today, desk.law(item.kota).assessment(kind))


def _carry_out(desk: Desk, letter: Letter, ruling: Ruling, item: TaxObject) -> None:
    if ruling.kind in _BILL:
        due = desk.law(item.kota).until("batas_bayar_ketetapan", letter.diterbitkan)
        kind = _BILL[ruling.kind]
        new = NewBill(item, letter.masa, kind, ruling.principal, ruling.sanction, due, ketetapan=letter.nomor)
        issue_bill(desk, new)
        tell_sanction(desk, letter)
    refresh_clearance(desk, item.kota, item.npwpd)
