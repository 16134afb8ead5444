"""Take the corrected report of a file that was sent back."""

from dataclasses import replace
from datetime import datetime

from contracts.gateway.events import PerbaikanDiajukan
from contracts.types import Pelaku
from services.perizinan.domain.birth_file import DIAJUKAN, PERLU_PERBAIKAN
from services.perizinan.domain.errors import FileNotOpenedYet
from services.perizinan.domain.report import late_children
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark
from services.perizinan.terms import Terms
from services.perizinan.use_cases.send_to_verification import send_to_verification
from services.perizinan.use_cases.take_step import take_step, tell_status, write_down

NOT_AWAITED = Remark(
    by=Pelaku.PEMOHON, code="perbaikan_tidak_ditunggu", note="Perbaikan tidak dipakai: berkas tidak sedang menunggunya."
)


def correct_birth_file(registry: Registry, sent: PerbaikanDiajukan, terms: Terms, now: datetime) -> None:
    """Begin again with the next version. A correction that no one waits for is noted and told, and changes nothing."""
    file = registry.files.lock(sent.nomor)
    if file is None:
        raise FileNotOpenedYet
    if file.status is not PERLU_PERBAIKAN:
        write_down(registry, file, now, NOT_AWAITED)
        tell_status(registry, file, now, NOT_AWAITED)
        return
    rules = terms.birth_rules(file.kota, now)
    late = any(late_children(sent.laporan, rules, rules.day(file.dilaporkan_pada)))
    corrected = replace(file, versi=file.versi + 1, laporan=sent.laporan, terlambat=late, jenis_akta=None, penilaian=())
    registry.files.save_report(corrected, now)
    registry.deliveries.release(file.nomor)  # the mother or the time of birth may be what was corrected
    again = take_step(registry, corrected, DIAJUKAN, now, Remark(by=Pelaku.PEMOHON, code="diperbaiki"))
    send_to_verification(registry, again, rules, now)
