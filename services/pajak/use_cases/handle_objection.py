"""Objections: filed in time they suspend the bill; decided, or granted by silence after twelve months."""

from psycopg.rows import DictRow

from contracts.gateway.tax_events import KeberatanPajakDiajukan, KeberatanPajakDiputuskan
from contracts.types import Galat, Pelaku, StatusPermohonan
from services.pajak.desk import Desk
from services.pajak.domain.bills import Bill, BillKind
from services.pajak.domain.errors import IllegalStep, NotAllowed, NotKnownYet
from services.pajak.domain.letters import OBJECTION_NEXT, ObjectionStatus, check_objection_in_time
from services.pajak.domain.money import ZERO, Rounding, Rupiah, percent_of, rounded
from services.pajak.domain.months import add_months
from services.pajak.domain.period import TaxPeriod
from services.pajak.registry.history import Remark
from services.pajak.use_cases.issue_bill import NewBill, cancel_bill, issue_bill
from services.pajak.use_cases.take_step import Message, refresh_clearance, refuse_application, tell_status


def file_objection(desk: Desk, told: KeberatanPajakDiajukan) -> None:
    """Enter an objection; meanwhile its bill is no arrears. One too late, or a stranger's, is refused."""
    letter = desk.registry.letters.find(told.ketetapan)
    owner = desk.registry.taxpayers.find(letter["npwpd"]) if letter else None
    if letter is None or owner is None or owner.nik != told.pemohon_nik:
        unknown = Galat(lokasi="/ketetapan", kode="ketetapan_tidak_ditemukan", pesan="Ketetapan tidak ditemukan.")
        refuse_application(desk, told.nomor, unknown)
        return
    filed = desk.terms.today(letter["kota"], told.diajukan_pada)
    months = desk.terms.law(letter["kota"], letter["diterbitkan"]).integer("batas_keberatan")
    try:
        check_objection_in_time(letter["diterbitkan"], filed, months)
    except NotAllowed as late:
        refuse_application(desk, told.nomor, Galat(lokasi="", kode=late.kode, pesan=late.pesan))
        return
    if not desk.registry.letters.add_objection(told.ketetapan, told.nomor, told.alasan, filed):
        twice = Galat(lokasi="/ketetapan", kode="sudah_diajukan", pesan="Keberatan atas ketetapan ini sudah diajukan.")
        refuse_application(desk, told.nomor, twice)
        return
    if letter["kode_bayar"]:
        desk.registry.bills.suspend(letter["kode_bayar"], True)
    tell_status(desk, told.nomor, StatusPermohonan.MENUNGGU_PETUGAS)
    refresh_clearance(desk, letter["kota"], letter["npwpd"])


def decide_objection(desk: Desk, told: KeberatanPajakDiputuskan) -> None:
    """Carry out a decision; raises NotKnownYet before the objection, IllegalStep when it is decided already."""
    objection = desk.registry.letters.lock_objection(told.ketetapan)
    if objection is None:
        raise NotKnownYet
    amount = Rupiah(told.jumlah) if told.jumlah is not None else None
    _close(desk, objection, ObjectionStatus(told.hasil), amount, told.petugas.id)


def grant_unanswered_objections(desk: Desk) -> int:
    """Grant what nobody decided in time (Perda Surabaya 7/2023 ps. 156-160); returns how many."""
    granted = 0
    for city in desk.terms.cities:
        today = desk.today(city.code)
        before = add_months(today, -desk.law(city.code).integer("batas_putusan_keberatan"))
        while True:
            with desk.registry.transaction():
                objection = desk.registry.letters.lock_unanswered_objection(city.code, before)
                if objection is None:
                    break
                _close(desk, objection, ObjectionStatus.DIANGGAP_DIKABULKAN, None, None)
                granted += 1
    return granted


def _close(desk: Desk, objection: DictRow, result: ObjectionStatus, amount: Rupiah | None, officer: str | None) -> None:
    now = ObjectionStatus(objection["status"])
    if result not in OBJECTION_NEXT[now]:
        raise IllegalStep("Keberatan", now, result)
    letter = desk.registry.letters.find(objection["ketetapan"])
    assert letter is not None
    today = desk.today(letter["kota"])
    desk.registry.letters.decide_objection(objection["ketetapan"], result, today, officer)
    bill = desk.registry.bills.lock(letter["kode_bayar"], desk.terms.late) if letter["kode_bayar"] else None
    if bill is not None:
        desk.registry.bills.suspend(bill.kode_bayar, False)
        _carry_out(desk, bill, result, amount)
    by = Pelaku.PETUGAS if officer else Pelaku.SISTEM
    told = Message(f"Keberatan: {result}.", by=by, officer=officer)
    tell_status(desk, objection["nomor"], StatusPermohonan.SELESAI, told)
    refresh_clearance(desk, letter["kota"], letter["npwpd"])


def _carry_out(desk: Desk, bill: Bill, result: ObjectionStatus, amount: Rupiah | None) -> None:
    item = desk.registry.taxpayers.find_object(bill.nopd)
    assert item is not None
    law, period = desk.law(bill.kota), TaxPeriod.parse(bill.masa)
    due = law.until("batas_bayar_ketetapan", law.on)
    if result is ObjectionStatus.DITOLAK:
        left = bill.claim.principal + bill.claim.fixed_sanction - bill.settled.principal - bill.settled.sanction
        fine = rounded(percent_of(left, law.rule("denda_keberatan_ditolak").number), Rounding.RUPIAH_TERDEKAT)
        if fine > ZERO:
            issue_bill(desk, NewBill(item, period, BillKind.STPD, ZERO, fine, due))
        return
    if bill.settled.received:
        # What was paid on it is given back, or kept in part, by the treasury: people decide on money that moves.
        desk.registry.history.add(bill.kode_bayar, result, desk.now, Remark(code="restitusi"))
        return
    cancel_bill(desk, bill, "Keberatan dikabulkan.")
    if result is ObjectionStatus.DIKABULKAN_SEBAGIAN and amount:
        issue_bill(desk, NewBill(item, period, bill.claim.kind, amount, ZERO, due))
