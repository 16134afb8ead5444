"""Annul a deed by order, with what follows from it (UU 24/2013 ps. 72)."""

from datetime import datetime

from contracts.gateway.events import PembatalanAktaDiputuskan
from contracts.types import Pelaku
from services.perizinan.domain.birth_file import DIBATALKAN, TERBIT
from services.perizinan.domain.decision import REFUSALS, Role
from services.perizinan.domain.deed import DeedState
from services.perizinan.domain.errors import DeedNotIssuedYet
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark
from services.perizinan.use_cases.revoke_deeds import revoke_deeds
from services.perizinan.use_cases.take_step import take_step, write_down


def annul_deed(registry: Registry, order: PembatalanAktaDiputuskan, now: datetime) -> None:
    """Revoke one deed; its file ends when no deed of it is left, and the birth may be reported again.

    An order that may not count, or that was carried out before, is noted in the history of the file.
    """
    found = registry.deeds.find(order.nomor_akta)
    file = registry.files.lock(found.nomor) if found else None
    deed = registry.deeds.find(order.nomor_akta)
    if file is None or deed is None or deed.keadaan is DeedState.DISETUJUI:
        raise DeedNotIssuedYet
    remark = Remark(
        by=Pelaku.PETUGAS, code="akta_dibatalkan", note=f"Akta {deed.nomor_akta} dibatalkan.", officer=order.petugas.id
    )
    refused = _refusal(order, deed.kota)
    if refused is not None or deed.keadaan is DeedState.DICABUT:
        code = refused or "sudah_dibatalkan"
        note = REFUSALS.get(code, "Akta sudah dibatalkan sebelumnya.")
        write_down(registry, file, now, Remark(by=Pelaku.PETUGAS, code=code, note=note, officer=order.petugas.id))
        return
    revoke_deeds(registry, file, [deed], order.dasar, now)
    left = [other for other in registry.deeds.of_file(file.nomor) if other.keadaan is DeedState.TERBIT]
    if left or file.status is not TERBIT:
        write_down(registry, file, now, remark)
        registry.deliveries.release(file.nomor)
    else:
        take_step(registry, file, DIBATALKAN, now, remark)


def _refusal(order: PembatalanAktaDiputuskan, kota: str) -> str | None:
    if order.petugas.peran != Role.KEPALA_DINAS:
        return "peran_tidak_berwenang"
    return None if order.petugas.kota == kota else "kota_lain"
