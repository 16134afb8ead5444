"""Take the register's answer to a report: go on, send it back, or refuse it."""

from dataclasses import replace
from datetime import datetime

from contracts.dukcapil.events import DataKelahiranDitolak, DataKelahiranPerluPerbaikan, DataKelahiranTerverifikasi
from contracts.types import Galat
from services.perizinan.domain.birth_file import DITOLAK, VERIFIKASI, BirthFile
from services.perizinan.domain.deed_kind import deed_kind
from services.perizinan.domain.deed_page import can_be_written
from services.perizinan.domain.errors import FileNotOpenedYet, ParentsMissing
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark
from services.perizinan.terms import Terms
from services.perizinan.use_cases.decide_birth_file import decide_birth_file
from services.perizinan.use_cases.send_to_verification import send_back
from services.perizinan.use_cases.take_step import take_step

Answer = DataKelahiranTerverifikasi | DataKelahiranPerluPerbaikan | DataKelahiranDitolak


def assess_verification(registry: Registry, answer: Answer, terms: Terms, now: datetime) -> None:
    """Act on an answer; one to a version that was corrected since, or to a file that has ended, changes nothing."""
    file = registry.files.lock(answer.nomor)
    if file is None:
        raise FileNotOpenedYet
    if file.status is not VERIFIKASI or answer.versi != file.versi:
        return
    if isinstance(answer, DataKelahiranDitolak):
        take_step(registry, file, DITOLAK, now, Remark(note=answer.alasan, code=answer.kode))
    elif isinstance(answer, DataKelahiranPerluPerbaikan):
        send_back(registry, file, answer.galat, now)
    else:
        _verified(registry, file, answer, terms, now)


def _verified(
    registry: Registry, file: BirthFile, answer: DataKelahiranTerverifikasi, terms: Terms, now: datetime
) -> None:
    registry.files.save_verification(answer)
    kind = deed_kind(file.laporan, couple_on_card=answer.suami_istri_di_kk)
    if isinstance(kind, Galat):
        send_back(registry, file, (kind,), now)
        return
    if not can_be_written(kind, answer):
        raise ParentsMissing
    # The parents' domicile registers, wherever the child was born and the report came in (UU 24/2013 ps. 27).
    at_home = replace(file, kota=answer.kota, jenis_akta=kind)
    decide_birth_file(registry, at_home, terms.birth_rules(answer.kota, now), now)
