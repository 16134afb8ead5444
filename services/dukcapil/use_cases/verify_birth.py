"""Verify a birth: compare the report with the register, reserve a NIK for each child, start the one-day clock."""

from dataclasses import replace
from datetime import datetime

from chassis.clock import local_date
from chassis.failures import Park
from contracts.dukcapil.events import (
    ButirVerifikasi,
    DataKelahiranDitolak,
    DataKelahiranPerluPerbaikan,
    DataKelahiranTerverifikasi,
    NikDipesan,
    OrangTua,
)
from contracts.perizinan.events import BerkasKelahiranSiapDiverifikasi
from contracts.types import Galat, HasilCocok, StatusPermohonan
from services.dukcapil.domain.birth import BirthReport, RegisterExtract
from services.dukcapil.domain.errors import NikSerialExhausted
from services.dukcapil.domain.faults import Remedy
from services.dukcapil.domain.package import BEFORE_DEED, Package, PackageChild, PackageStatus
from services.dukcapil.domain.service_clock import Mark, Sign
from services.dukcapil.domain.verification import Finding, Verdict
from services.dukcapil.registry import Registry
from services.dukcapil.terms import Terms
from services.dukcapil.use_cases.compare_report import compare_report, report_of, sentence
from services.dukcapil.use_cases.keep_time import tell_status, wound
from services.dukcapil.use_cases.reserve_niks import reserve_niks


def verify_birth(registry: Registry, data: BerkasKelahiranSiapDiverifikasi, terms: Terms, now: datetime) -> None:
    """Answer one version of a report; a version that is answered already, or an ended application, changes nothing."""
    package = registry.packages.open(data.nomor)
    if data.versi <= package.versi or package.status not in BEFORE_DEED:
        return
    report = report_of(data)
    verdict, register = compare_report(registry, report, terms, local_date(now))
    package = replace(package, versi=data.versi, jenis=data.paket, nomor_kk=data.nomor_kk)
    if verdict.needing(Remedy.NONE):
        _refuse(registry, package, verdict)
        return
    package = _timed(package, data, report, verdict, terms)
    if verdict.needing(Remedy.APPLICANT):
        package = _ask(registry, package, verdict)
    else:
        package = _accept(registry, package, report, verdict, register)
    package = wound(package, terms, now)
    registry.packages.save(package)
    tell_status(registry, package, terms, now)


def _timed(
    package: Package, data: BerkasKelahiranSiapDiverifikasi, report: BirthReport, verdict: Verdict, terms: Terms
) -> Package:
    """The clock starts with the first complete file and goes on with a corrected one; it is the home city's."""
    city = verdict.kota or data.kota
    marks = (Mark(Sign.MULAI if not package.tanda_jam else Sign.LANJUT, data.lengkap_pada),)
    days = terms.service_days(city, report.born, local_date(data.lengkap_pada))
    timed = replace(package, kota=city, status_permohonan=StatusPermohonan.VERIFIKASI, status_pada=data.lengkap_pada)
    return timed.marked(*marks) if package.tanda_jam else replace(timed.marked(*marks), hari_layanan=days)


def _refuse(registry: Registry, package: Package, verdict: Verdict) -> None:
    """Nothing that the applicant corrects would help: whatever was reserved is released."""
    finding = verdict.needing(Remedy.NONE)[0]
    assert finding.kode is not None
    registry.numbers.release(package.nomor)
    registry.packages.save(package.moved(PackageStatus.DIHENTIKAN, alasan=finding.kode, periksa_jam_pada=None))
    refused = DataKelahiranDitolak(
        nomor=package.nomor, versi=package.versi, kode=finding.kode, alasan=sentence(finding, verdict)
    )
    registry.announce(refused, subject=package.nomor)


def _ask(registry: Registry, package: Package, verdict: Verdict) -> Package:
    """The applicant must mend something; what was reserved for an earlier version waits for the next one."""
    asked = DataKelahiranPerluPerbaikan(
        nomor=package.nomor, versi=package.versi, galat=faults_to_mend(verdict, Remedy.APPLICANT)
    )
    registry.announce(asked, subject=package.nomor)
    return package.moved(PackageStatus.DIPERIKSA)


def faults_to_mend(verdict: Verdict, *remedies: Remedy) -> tuple[Galat, ...]:
    """What is wrong, as the applicant reads it."""
    found = [finding for remedy in remedies for finding in verdict.needing(remedy)]
    return tuple(
        Galat(lokasi=finding.lokasi, kode=finding.kode or "", pesan=sentence(finding, verdict)) for finding in found
    )


def _accept(
    registry: Registry, package: Package, report: BirthReport, verdict: Verdict, register: RegisterExtract
) -> Package:
    assert register.card is not None  # without a card there is a fault that the applicant must mend
    try:
        children = reserve_niks(registry, package.nomor, register.card.area, report.anak)
    except NikSerialExhausted as error:
        raise Park(error.kode) from error
    registry.announce(_verified(package, report, verdict, register, children), subject=package.nomor)
    return package.moved(PackageStatus.TERVERIFIKASI)


def _verified(
    package: Package,
    report: BirthReport,
    verdict: Verdict,
    register: RegisterExtract,
    children: tuple[PackageChild, ...],
) -> DataKelahiranTerverifikasi:
    assert package.kota is not None
    return DataKelahiranTerverifikasi(
        nomor=package.nomor,
        versi=package.versi,
        kota=package.kota,
        cocok=verdict.agrees,
        hasil=tuple(_answer(finding) for finding in verdict.findings),
        suami_istri_di_kk=verdict.suami_istri_di_kk,
        ibu=_parent(register, report.ibu_nik),
        ayah=_parent(register, report.ayah_nik),
        nik_anak=tuple(NikDipesan(urutan=child.urutan, nik=str(child.nik)) for child in children),
    )


def _answer(finding: Finding) -> ButirVerifikasi:
    result = HasilCocok.TIDAK_SESUAI if finding.kode else HasilCocok.SESUAI
    return ButirVerifikasi(lokasi=finding.lokasi, hasil=result, kode=finding.kode)


def _parent(register: RegisterExtract, nik: str | None) -> OrangTua | None:
    parent = register.resident(nik)
    return OrangTua(nik=str(parent.nik), nama=parent.nama) if parent else None
