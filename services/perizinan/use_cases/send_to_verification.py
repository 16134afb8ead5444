"""Send a report on to be compared with the register, when nothing in the report itself stands in its way."""

from datetime import datetime

from contracts.gateway.birth import Anak
from contracts.perizinan.events import BerkasKelahiranSiapDiverifikasi
from contracts.types import Galat
from services.perizinan.domain.areas import local_time
from services.perizinan.domain.birth_file import DITOLAK, PERLU_PERBAIKAN, VERIFIKASI, BirthFile
from services.perizinan.domain.duplicates import claim
from services.perizinan.domain.report import examine
from services.perizinan.domain.rules import BirthRules
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark
from services.perizinan.use_cases.take_step import BY_SYSTEM, take_step, write_down

SAME_BIRTH = "Kelahiran ini sudah dilaporkan. Hanya satu laporan yang diproses untuk setiap kelahiran."


def send_to_verification(registry: Registry, file: BirthFile, rules: BirthRules, now: datetime) -> BirthFile:
    """Refuse a second report of one delivery, send a faulty one back, and tell that a sound one is ready."""
    if not _claim(registry, file, now):
        note = Remark(note=SAME_BIRTH, code="kelahiran_ganda")
        return take_step(registry, file, DITOLAK, now, note)
    findings = examine(file.laporan, rules, rules.day(file.dilaporkan_pada))
    if findings.galat:
        return send_back(registry, file, findings.galat, now)
    checked = take_step(registry, file, VERIFIKASI, now, BY_SYSTEM)
    registry.announce(_ready(checked, now), subject=file.nomor)
    return checked


def send_back(registry: Registry, file: BirthFile, faults: tuple[Galat, ...], now: datetime) -> BirthFile:
    """Let the applicant mend what is wrong; the service clock rests meanwhile."""
    note = Remark(note="Mohon perbaiki data berikut.", code="perlu_perbaikan", faults=faults)
    return take_step(registry, file, PERLU_PERBAIKAN, now, note)


def _claim(registry: Registry, file: BirthFile, now: datetime) -> bool:
    """Hold the delivery for this file. Without a known mother nothing can be compared: an officer looks anyway."""
    if file.ibu_nik is None:
        return True
    span = claim(file.laporan.anak)
    if registry.deliveries.claim(file.nomor, file.ibu_nik, span):
        return True
    other = registry.deliveries.find_holder(file.ibu_nik, span)
    write_down(registry, file, now, Remark(code="sama_dengan", note=other))
    return False


def _ready(file: BirthFile, now: datetime) -> BerkasKelahiranSiapDiverifikasi:
    report = file.laporan
    return BerkasKelahiranSiapDiverifikasi(
        nomor=file.nomor,
        versi=file.versi,
        kota=file.kota,
        paket=report.paket,
        lengkap_pada=now,
        pelapor_nik=report.pelapor_nik,
        pelapor_hubungan=report.pelapor_hubungan,
        nomor_kk=report.nomor_kk,
        ibu_nik=file.ibu_nik,
        ayah_nik=report.ayah.nik if report.ayah else None,
        bukti_perkawinan=report.perkawinan.bukti,
        nomor_bukti_perkawinan=report.perkawinan.nomor,
        anak=tuple(_in_local_time(child) for child in report.anak),
        saksi_nik=tuple(witness.nik for witness in report.saksi),
    )


def _in_local_time(child: Anak) -> Anak:
    """The child with its birth told by the clocks of the place: the date that is read off it is the date there."""
    return child.model_copy(update={"waktu_lahir": local_time(child.waktu_lahir, child.tempat_lahir)})
