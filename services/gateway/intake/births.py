"""A birth report, and a facility's notice of a birth, as applications with the facts that tell of them."""

from collections.abc import Mapping
from datetime import datetime

from contracts.gateway.birth import LaporanKelahiran, PemberitahuanFaskes
from contracts.gateway.events import KelahiranDiberitahukan, KelahiranDilaporkan, Laporan, PerbaikanDiajukan
from contracts.types import Galat, JenisDokumen, Paket, Pelaku
from services.gateway.access.caller import Caller, Kind
from services.gateway.intake.openings import NewApplication
from services.gateway.web.problems import Problem, invalid

REPORT = "KL"
NOTICE = "FB"


def refuse_foreign_reporter(report: LaporanKelahiran, caller: Caller) -> None:
    """A citizen reports for themselves; a facility reports on behalf, but of births in its own house only."""
    if caller.kind is Kind.WARGA and report.pelapor.nik != caller.nik:
        raise _foreign("/pelapor/nik", "pelapor_bukan_pemilik_akun", "Pelapor harus pemilik akun yang sedang masuk.")
    letter = report.surat_keterangan_lahir
    if caller.kind is Kind.KLIEN and letter and caller.facility and letter.faskes != caller.facility:
        raise _foreign("/surat_keterangan_lahir/faskes", "faskes_lain", "Surat lahir ini milik fasilitas yang lain.")


def refuse_foreign_facility(notice: PemberitahuanFaskes, caller: Caller) -> None:
    """A facility tells of its own births only."""
    if notice.faskes != caller.facility:
        raise _foreign("/faskes", "faskes_lain", "Pemberitahuan hanya untuk fasilitas Anda sendiri.")


def statement(report: LaporanKelahiran) -> Laporan:
    """The report as the owner of the birth file needs it: telephone and e-mail stay here.

    Every part was checked when the report was read, so it is not checked again.
    """
    return Laporan.model_construct(
        paket=report.paket,
        pelapor_nik=report.pelapor.nik,
        pelapor_hubungan=report.pelapor.hubungan,
        nomor_kk=report.nomor_kk,
        ibu=report.ibu,
        ayah=report.ayah,
        perkawinan=report.perkawinan,
        anak=report.anak,
        saksi=report.saksi,
        surat_keterangan_lahir=report.surat_keterangan_lahir,
        sptjm=report.sptjm,
        lampiran=report.lampiran,
    )


def application_of_report(
    number: str, city: str, report: LaporanKelahiran, caller: Caller, at: datetime
) -> NewApplication:
    """A report as an application of the reporter's, and of the facility's that sent it for them."""
    on_behalf = caller.kind is Kind.KLIEN
    event = KelahiranDilaporkan(
        nomor=number,
        kota=city,
        dilaporkan_pada=at,
        atas_nama_faskes=caller.facility if on_behalf else None,
        laporan=statement(report),
    )
    return NewApplication(
        number=number,
        kind="KELAHIRAN",
        city=city,
        owner_nik=report.pelapor.nik,
        client_id=caller.client_id,
        contact={"telepon": report.pelapor.telepon, "surel": report.pelapor.surel},
        wanted=documents_wanted(report),
        submitted_at=at,
        by=Pelaku.FASKES if on_behalf else Pelaku.PEMOHON,
        event=event,
    )


def application_of_notice(
    number: str, city: str, notice: PemberitahuanFaskes, caller: Caller, at: datetime
) -> NewApplication:
    """A facility's notice, which it may track as its own."""
    event = KelahiranDiberitahukan(
        nomor=number,
        kota=city,
        diberitahukan_pada=at,
        nomor_surat=notice.nomor_surat,
        faskes=notice.faskes,
        ibu_nik=notice.ibu.nik,
        anak=notice.anak,
        penolong=notice.penolong,
    )
    return NewApplication(
        number=number,
        kind="PEMBERITAHUAN_KELAHIRAN",
        city=city,
        owner_nik=None,
        client_id=caller.client_id,
        contact=None,
        wanted={},
        submitted_at=at,
        by=Pelaku.FASKES,
        event=event,
    )


def corrected(number: str, report: LaporanKelahiran, at: datetime) -> PerbaikanDiajukan:
    """The whole report again, for an application that was sent back."""
    return PerbaikanDiajukan(nomor=number, diajukan_pada=at, laporan=statement(report))


def documents_wanted(report: LaporanKelahiran) -> Mapping[str, int]:
    """How many documents of each kind the applicant waits for."""
    children = len(report.anak)
    if report.paket is Paket.AKTA:
        return {JenisDokumen.AKTA_KELAHIRAN.value: children}
    return {
        JenisDokumen.AKTA_KELAHIRAN.value: children,
        JenisDokumen.KARTU_KELUARGA.value: 1,
        JenisDokumen.KIA.value: children,
    }


def _foreign(lokasi: str, kode: str, pesan: str) -> Problem:
    return invalid([Galat(lokasi=lokasi, kode=kode, pesan=pesan)], status=403)
