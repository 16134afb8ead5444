"""Decide on a verified file: by rule when nothing about it needs a person, else in the right person's queue."""

from dataclasses import replace
from datetime import datetime

from services.perizinan.domain import twins
from services.perizinan.domain.birth_file import MENUNGGU_KADIS, MENUNGGU_PETUGAS, BirthFile
from services.perizinan.domain.duplicates import ONE_DELIVERY, TOO_CLOSE, delivery
from services.perizinan.domain.judgement import Case, reasons_to_look
from services.perizinan.domain.matching import Notice, disagreements
from services.perizinan.domain.report import a_name_needs_judgement
from services.perizinan.domain.rules import BirthRules
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark
from services.perizinan.use_cases.approve_birth_file import approve_birth_file
from services.perizinan.use_cases.take_step import take_step

TO_OFFICER = "Berkas diperiksa petugas."
TO_HEAD = "Laporan melewati batas waktu, sehingga menunggu persetujuan kepala dinas (UU 24/2013 ps. 27 dan 32)."


def decide_birth_file(registry: Registry, file: BirthFile, rules: BirthRules, now: datetime) -> None:
    """Find out why a person must look at a file that the register has answered to, and move it where it belongs.

    One that waits for an officer already is decided again when something new is known of it.
    """
    reasons = reasons_to_look(_case(registry, file, rules))
    assessed = replace(file, penilaian=tuple(reasons))
    registry.files.save_assessment(assessed)
    if reasons and file.status is MENUNGGU_PETUGAS:
        return
    if reasons:
        take_step(registry, assessed, MENUNGGU_PETUGAS, now, Remark(note=TO_OFFICER))
    elif file.terlambat:
        take_step(registry, assessed, MENUNGGU_KADIS, now, Remark(note=TO_HEAD))
    else:
        approve_birth_file(registry, assessed, rules, now, Remark(code="disetujui_aturan"))


def _case(registry: Registry, file: BirthFile, rules: BirthRules) -> Case:
    answer = registry.files.find_verification(file.nomor)
    assert answer is not None
    assert file.jenis_akta is not None  # the register's answer gave it its kind
    verdicts = [disagreements(file.laporan, notice) for notice in _notices(registry, file)]
    confirmed = any(not found for found in verdicts) or (not verdicts and _reported_by_its_facility(file))
    return Case(
        kind=file.jenis_akta,
        matches_register=answer.cocok,
        confirmed_by_facility=confirmed,
        contradicted_by_facility=bool(verdicts) and not confirmed,
        name_needs_judgement=a_name_needs_judgement(file.laporan, rules),
        twins_far_apart=twins.gap_is_wide(file.laporan.anak, rules.twins_gap),
        another_birth_close=_another_birth_close(registry, file),
    )


def _notices(registry: Registry, file: BirthFile) -> list[Notice]:
    if file.ibu_nik is None:
        return []
    return registry.notices.of_mother(file.ibu_nik, delivery(file.laporan.anak).widened(ONE_DELIVERY))


def _reported_by_its_facility(file: BirthFile) -> bool:
    """Whether the facility of the birth letter reported itself, for the parents: that is its confirmation."""
    letter = file.laporan.surat_keterangan_lahir
    return letter is not None and letter.faskes == file.atas_nama_faskes


def _another_birth_close(registry: Registry, file: BirthFile) -> bool:
    if file.ibu_nik is None:
        return False
    return registry.files.mother_has_another(file.nomor, file.ibu_nik, delivery(file.laporan.anak).widened(TOO_CLOSE))
