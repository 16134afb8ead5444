"""Withdraw an application, as long as no deed is being written on it."""

from datetime import datetime

from contracts.gateway.events import PermohonanDitarik
from contracts.types import Pelaku
from services.perizinan.domain.birth_file import DIBATALKAN, UNDECIDED
from services.perizinan.domain.errors import FileNotOpenedYet
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark
from services.perizinan.use_cases.take_step import take_step, tell_status, write_down

WITHDRAWN = Remark(by=Pelaku.PEMOHON, code="ditarik", note="Ditarik oleh pemohon.")
TOO_LATE = Remark(
    by=Pelaku.PEMOHON, code="penarikan_terlambat", note="Tidak dapat ditarik lagi: permohonan sudah diputuskan."
)


def withdraw_birth_file(registry: Registry, withdrawn: PermohonanDitarik, now: datetime) -> None:
    """End the file. When it is decided already, that is noted and told, and changes nothing."""
    file = registry.files.lock(withdrawn.nomor)
    if file is None:
        raise FileNotOpenedYet
    if file.status in UNDECIDED:
        take_step(registry, file, DIBATALKAN, now, WITHDRAWN)
        return
    write_down(registry, file, now, TOO_LATE)
    tell_status(registry, file, now, TOO_LATE)
