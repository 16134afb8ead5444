"""Open the file of a reported birth, unless the same delivery has one already."""

from datetime import datetime

from contracts.gateway.events import KelahiranDilaporkan
from contracts.types import Pelaku
from services.perizinan.domain.birth_file import DIAJUKAN, BirthFile
from services.perizinan.domain.report import late_children
from services.perizinan.domain.rules import BirthRules
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark
from services.perizinan.use_cases.send_to_verification import send_to_verification
from services.perizinan.use_cases.take_step import write_down


def open_birth_file(registry: Registry, reported: KelahiranDilaporkan, rules: BirthRules, now: datetime) -> None:
    """Enter the file, look for faults and duplicates, and send it on to be compared with the register.

    The same number again, told by another event, changes nothing.
    """
    file = _new_file(reported, rules, now)
    if not registry.files.add(file, registry.correlation_id):
        return
    by = Pelaku.FASKES if reported.atas_nama_faskes else Pelaku.PEMOHON
    write_down(registry, file, now, Remark(by=by))
    send_to_verification(registry, file, rules, now)


def _new_file(reported: KelahiranDilaporkan, rules: BirthRules, now: datetime) -> BirthFile:
    on = rules.day(reported.dilaporkan_pada)
    return BirthFile(
        nomor=reported.nomor,
        kota=reported.kota,
        status=DIAJUKAN,
        status_sejak=now,
        versi=1,
        dilaporkan_pada=reported.dilaporkan_pada,
        terlambat=any(late_children(reported.laporan, rules, on)),
        atas_nama_faskes=reported.atas_nama_faskes,
        laporan=reported.laporan,
    )
