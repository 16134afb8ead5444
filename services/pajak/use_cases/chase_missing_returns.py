"""Open the returns of a month that has ended, and follow those that do not come: late, fined, warned."""

from datetime import timedelta

from psycopg.rows import DictRow

from contracts.pajak.events import PengingatDibuat, SptpdTerlambat
from services.pajak.desk import Desk
from services.pajak.domain.letters import LetterKind
from services.pajak.domain.money import ZERO
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.returns import ReturnStatus
from services.pajak.registry.letters import Letter
from services.pajak.use_cases.impose_fine import impose_fine, letter_number
from services.pajak.use_cases.take_step import refresh_clearances

BATCH = 500


def open_periods(desk: Desk) -> int:
    """Open a return for each open object of each city for the month before this one; returns how many."""
    opened = 0
    for city in desk.terms.cities:
        period = TaxPeriod.of(desk.today(city.code)).plus(-1)
        limit = desk.terms.law(city.code, period.last).file_by(period)
        with desk.registry.transaction():
            opened += desk.registry.returns.open_drafts(city.code, period, limit, desk.now)
    return opened


def chase_missing_returns(desk: Desk, batch: int = BATCH) -> int:
    """Tell what is late, fine it where the city does so, and warn after a while; returns how many steps were taken."""
    return sum(_chase_city(desk, city.code, batch) for city in desk.terms.cities)


def _chase_city(desk: Desk, kota: str, batch: int) -> int:
    taken, last, today = 0, "", desk.today(kota)
    while True:
        with desk.registry.transaction():
            rows = desk.registry.returns.lock_missing(kota, today, last, batch)
            for row in rows:
                desk.registry.follow(row["correlation_id"])
                taken += _follow(desk, kota, row)
            if late := sorted({row["npwpd"] for row in rows if row["status"] == ReturnStatus.DRAF}):
                refresh_clearances(desk, kota, late)
        if not rows:
            return taken
        last = rows[-1]["nomor"]


def _follow(desk: Desk, kota: str, row: DictRow) -> bool:
    missing = desk.registry.returns.lock(row["nomor"])
    assert missing is not None
    if missing.status is ReturnStatus.DRAF:
        desk.registry.returns.save_status(missing.moved_to(ReturnStatus.LEWAT_JATUH_TEMPO, desk.now))
        late = SptpdTerlambat(
            npwpd=missing.npwpd,
            nopd=missing.nopd,
            masa=str(missing.masa),
            batas_lapor=missing.batas_lapor,
            pada=desk.now,
        )
        desk.registry.announce(late, subject=missing.npwpd)
        return True
    warn_from = missing.batas_lapor + timedelta(days=desk.law(kota).integer("jeda_teguran_sptpd"))
    if desk.today(kota) < warn_from:
        return False
    desk.registry.returns.save_status(missing.moved_to(ReturnStatus.DITEGUR, desk.now))
    desk.registry.returns.save_reminder(missing.nomor, desk.today(kota))
    _warn(desk, kota, row, missing.masa)
    impose_fine(desk, missing, kota)
    return True


def _warn(desk: Desk, kota: str, row: DictRow, period: TaxPeriod) -> None:
    letter = Letter(
        nomor=letter_number(desk, kota, LetterKind.TEGURAN, desk.today(kota)),
        kota=kota,
        jenis=LetterKind.TEGURAN,
        npwpd=row["npwpd"],
        nopd=row["nopd"],
        masa=period,
        perihal="SPTPD",
        pokok=ZERO,
        sanksi=ZERO,
        diterbitkan=desk.today(kota),
    )
    if desk.registry.letters.add(letter) and row["diingatkan"]:
        limit = desk.law(kota).until("jawab_teguran_sptpd", letter.diterbitkan)
        told = PengingatDibuat(
            npwpd=letter.npwpd,
            nopd=letter.nopd,
            masa=str(period),
            perihal="TEGURAN_SPTPD",
            batas=limit,
            pada=desk.now,
        )
        desk.registry.announce(told, subject=letter.npwpd)
