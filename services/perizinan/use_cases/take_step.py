"""One step of a birth file's life: the row, its history and the fact that tells of it, together or not at all."""

from datetime import datetime

from contracts.perizinan.events import PermohonanBerubahStatus
from contracts.types import STATUS_AKHIR, StatusPermohonan
from services.perizinan.domain.birth_file import BirthFile
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark

BY_SYSTEM = Remark()


def take_step(
    registry: Registry, file: BirthFile, status: StatusPermohonan, now: datetime, remark: Remark = BY_SYSTEM
) -> BirthFile:
    """Move a file one step; raises IllegalStep. A file that ends without a deed lets its delivery be reported again."""
    moved = file.moved_to(status, now)
    registry.files.save_status(moved)
    if status in STATUS_AKHIR:
        registry.deliveries.release(file.nomor)
    write_down(registry, moved, moved.status_sejak, remark)
    tell_status(registry, moved, moved.status_sejak, remark)
    return moved


def write_down(registry: Registry, file: BirthFile, now: datetime, remark: Remark) -> None:
    """Add a remark to the history of a file, where officers see it."""
    registry.history.add(file.nomor, file.status, now, remark)


def tell_status(registry: Registry, file: BirthFile, now: datetime, remark: Remark) -> None:
    """Tell the applicant where the file stands; also that it stands still, when what was asked could not be done."""
    step = PermohonanBerubahStatus(
        nomor=file.nomor,
        status=file.status,
        pada=now,
        oleh=remark.by,
        catatan=remark.note,
        perbaikan=remark.faults,
    )
    registry.announce(step, subject=file.nomor)
