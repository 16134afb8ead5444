"""Undo what was issued when the package that stands on it failed for good: never half a package in silence."""

from datetime import datetime

from contracts.dukcapil.events import Paket3in1Gagal
from services.perizinan.domain.birth_file import DITOLAK, TERBIT, UNDECIDED, WAITING_FOR_SIGNATURE
from services.perizinan.domain.deed import DeedState
from services.perizinan.domain.errors import DeedNotIssuedYet, FileNotOpenedYet
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark
from services.perizinan.use_cases.revoke_deeds import revoke_deeds
from services.perizinan.use_cases.take_step import take_step


def compensate_package(registry: Registry, failed: Paket3in1Gagal, now: datetime) -> None:
    """Revoke the deeds and end the application as rejected, with the reason."""
    file = registry.files.lock(failed.nomor)
    if file is None:
        raise FileNotOpenedYet
    if file.status in UNDECIDED | WAITING_FOR_SIGNATURE:
        raise DeedNotIssuedYet
    if file.status is not TERBIT:
        return
    issued = [deed for deed in registry.deeds.of_file(file.nomor) if deed.keadaan is DeedState.TERBIT]
    revoke_deeds(registry, file, issued, f"paket_gagal:{failed.kode}", now)
    take_step(registry, file, DITOLAK, now, Remark(note=failed.alasan, code=failed.kode))
