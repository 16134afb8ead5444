"""Show a birth file: whole to the officer who must decide, and without any person to operators."""

from datetime import datetime

from contracts.perizinan.api import (
    AktaBerkas,
    BerkasPetugas,
    HasilVerifikasiBerkas,
    LangkahBerkas,
    LangkahOperator,
    PemberitahuanBerkas,
    StatusBerkas,
)
from services.perizinan.domain.birth_file import BirthFile
from services.perizinan.domain.duplicates import ONE_DELIVERY, delivery
from services.perizinan.domain.errors import FileNotFound
from services.perizinan.domain.matching import disagreements
from services.perizinan.domain.report import examine
from services.perizinan.registry import Registry
from services.perizinan.terms import Terms


def show_file(registry: Registry, nomor: str, terms: Terms, now: datetime) -> BerkasPetugas:
    """Everything that an officer needs to decide; raises FileNotFound."""
    file = _get(registry, nomor)
    rules = terms.birth_rules(file.kota, now)
    return BerkasPetugas(
        nomor=file.nomor,
        kota=file.kota,
        status=file.status,
        versi=file.versi,
        dilaporkan_pada=file.dilaporkan_pada,
        terlambat=file.terlambat,
        atas_nama_faskes=file.atas_nama_faskes,
        jenis_akta=file.jenis_akta,
        penilaian=file.penilaian,
        laporan=file.laporan,
        peringatan=examine(file.laporan, rules, rules.day(file.dilaporkan_pada)).peringatan,
        verifikasi=_verification(registry, nomor),
        pemberitahuan=_notices(registry, file),
        akta=_deeds(registry, nomor),
        riwayat=tuple(LangkahBerkas(**row) for row in registry.history.of(nomor)),
    )


def show_status(registry: Registry, nomor: str) -> StatusBerkas:
    """Where a file stands; raises FileNotFound."""
    file = _get(registry, nomor)
    return StatusBerkas(
        nomor=file.nomor,
        kota=file.kota,
        status=file.status,
        sejak=file.status_sejak,
        versi=file.versi,
        terlambat=file.terlambat,
        penilaian=file.penilaian,
        akta=_deeds(registry, nomor),
        riwayat=tuple(LangkahOperator(**row) for row in registry.history.of(nomor)),
    )


def _get(registry: Registry, nomor: str) -> BirthFile:
    file = registry.files.find(nomor)
    if file is None:
        raise FileNotFound
    return file


def _verification(registry: Registry, nomor: str) -> HasilVerifikasiBerkas | None:
    answer = registry.files.find_verification(nomor)
    return HasilVerifikasiBerkas(**dict(answer)) if answer else None


def _notices(registry: Registry, file: BirthFile) -> tuple[PemberitahuanBerkas, ...]:
    if file.ibu_nik is None:
        return ()
    told = registry.notices.of_mother(file.ibu_nik, delivery(file.laporan.anak).widened(ONE_DELIVERY))
    return tuple(PemberitahuanBerkas(faskes=one.faskes, beda=disagreements(file.laporan, one)) for one in told)


def _deeds(registry: Registry, nomor: str) -> tuple[AktaBerkas, ...]:
    return tuple(
        AktaBerkas(
            nomor_akta=deed.nomor_akta,
            anak=deed.anak,
            tanggal=deed.tanggal,
            keadaan=deed.keadaan,
            dokumen_id=str(deed.dokumen_id),
        )
        for deed in registry.deeds.of_file(nomor)
    )
