"""Small steps that most use cases share: tell an application's status, and a taxpayer's clearance when it changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from contracts.pajak.events import AlasanKswpd, KswpdBerubah, PermohonanBerubahStatus, StatusKswpd
from contracts.types import Galat, Pelaku, StatusPermohonan
from services.pajak.desk import Desk
from services.pajak.domain.clearance import ClearanceStatus, clearance
from services.pajak.domain.returns import is_draft_number
from services.pajak.registry.history import Remark


@dataclass(frozen=True, slots=True)
class Message:
    """What an applicant is told with a step: a note or faults to mend, both without personal data.

    `officer`, whose step it is, stands in the history alone.
    """

    note: str | None = None
    faults: tuple[Galat, ...] = ()
    by: Pelaku = Pelaku.SISTEM
    officer: str | None = None


SILENT = Message()


def tell_status(desk: Desk, nomor: str, status: StatusPermohonan, message: Message = SILENT) -> None:
    """Tell the applicant where an application stands; a return that was never reported has none."""
    if is_draft_number(nomor):
        return
    code = message.faults[0].kode if message.faults else None
    desk.registry.history.add(nomor, status, desk.now, Remark(message.by, code, message.officer))
    step = PermohonanBerubahStatus(
        nomor=nomor, status=status, pada=desk.now, oleh=message.by, catatan=message.note, perbaikan=message.faults
    )
    desk.registry.announce(step, subject=nomor)


def refuse_application(desk: Desk, nomor: str, *faults: Galat) -> None:
    """End an application with what stands against it."""
    tell_status(desk, nomor, StatusPermohonan.DITOLAK, Message(faults=faults))


def refresh_clearance(desk: Desk, kota: str, npwpd: str) -> None:
    """Compute a taxpayer's clearance anew and tell it when it is another than the one last told."""
    refresh_clearances(desk, kota, [npwpd])


def refresh_clearances(desk: Desk, kota: str, npwpds: Sequence[str]) -> None:
    """The same for many taxpayers of one city, in a handful of round trips."""
    today = desk.today(kota)
    keep_until = today + timedelta(days=desk.law(kota).integer("masa_berlaku_kswpd"))
    before = desk.registry.taxpayers.lock_clearances(npwpds)
    duties = desk.registry.taxpayers.duties_of(npwpds)
    found = [(npwpd, clearance(duties[npwpd], today, keep_until)) for npwpd in npwpds]
    changed = [(npwpd, each) for npwpd, each in found if (each.status, each.reasons) != before[npwpd]]
    if not changed:
        return
    desk.registry.taxpayers.save_clearances(changed)
    with desk.registry.connection.pipeline():
        for npwpd, each in changed:
            desk.registry.announce(_told(desk, kota, npwpd, each), subject=npwpd)


def _told(desk: Desk, kota: str, npwpd: str, found: ClearanceStatus) -> KswpdBerubah:
    return KswpdBerubah(
        npwpd=npwpd,
        kota=kota,
        status=StatusKswpd(found.status),
        alasan=tuple(AlasanKswpd(reason) for reason in found.reasons),
        berlaku_sampai=found.valid_until,
        pada=desk.now,
    )
