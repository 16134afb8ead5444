"""Small steps that most use cases share: tell an application's status, and a taxpayer's clearance when it changed."""

from dataclasses import dataclass
from datetime import timedelta

from contracts.pajak.events import AlasanKswpd, KswpdBerubah, PermohonanBerubahStatus, StatusKswpd
from contracts.types import Galat, Pelaku, StatusPermohonan
from services.pajak.desk import Desk
from services.pajak.domain.clearance import clearance
from services.pajak.domain.returns import is_draft_number
from services.pajak.registry.history import Remark


@dataclass(frozen=True, slots=True)
class Message:
    """What an applicant is told with a step: a note or faults to mend, both without personal data."""

    note: str | None = None
    faults: tuple[Galat, ...] = ()
    by: Pelaku = Pelaku.SISTEM


SILENT = Message()


def tell_status(desk: Desk, nomor: str, status: StatusPermohonan, message: Message = SILENT) -> None:
    """Tell the applicant where an application stands; a return that was never reported has none."""
    if is_draft_number(nomor):
        return
    code = message.faults[0].kode if message.faults else None
    desk.registry.history.add(nomor, status, desk.now, Remark(message.by, code))
    step = PermohonanBerubahStatus(
        nomor=nomor, status=status, pada=desk.now, oleh=message.by, catatan=message.note, perbaikan=message.faults
    )
    desk.registry.announce(step, subject=nomor)


def refuse_application(desk: Desk, nomor: str, *faults: Galat) -> None:
    """End an application with what stands against it."""
    tell_status(desk, nomor, StatusPermohonan.DITOLAK, Message(faults=faults))


def refresh_clearance(desk: Desk, kota: str, npwpd: str) -> None:
    """Compute a taxpayer's clearance anew and tell it when it is another than the one last told."""
    today = desk.today(kota)
    before = desk.registry.taxpayers.lock_clearance(npwpd)
    keep_for = timedelta(days=desk.law(kota).integer("masa_berlaku_kswpd"))
    found = clearance(desk.registry.taxpayers.duties(npwpd), today, today + keep_for)
    if (found.status, found.reasons) == before:
        return
    desk.registry.taxpayers.save_clearance(npwpd, found)
    told = KswpdBerubah(
        npwpd=npwpd,
        kota=kota,
        status=StatusKswpd(found.status),
        alasan=tuple(AlasanKswpd(reason) for reason in found.reasons),
        berlaku_sampai=found.valid_until,
        pada=desk.now,
    )
    desk.registry.announce(told, subject=npwpd)
