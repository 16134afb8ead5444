"""Issue the signed deeds of one file: the rows, the facts, and the status together."""

from collections.abc import Sequence
from datetime import datetime

from contracts.dukcapil.events import DataKelahiranTerverifikasi
from contracts.perizinan.events import AktaAnak, AktaKelahiranTerbit, DokumenTerbit
from contracts.types import JenisAkta, JenisDokumen
from services.perizinan.domain.areas import local_time
from services.perizinan.domain.birth_file import TERBIT, WAITING_FOR_SIGNATURE, BirthFile
from services.perizinan.domain.deed import Deed, IssuedPaper
from services.perizinan.domain.deed_page import father_named, masked_name, mother_named
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark
from services.perizinan.terms import Terms
from services.perizinan.use_cases.take_step import take_step

ISSUED = Remark(note="Kutipan akta kelahiran terbit.")


def issue_deeds(registry: Registry, nomor: str, papers: Sequence[IssuedPaper], terms: Terms, now: datetime) -> None:
    """Put the deeds into force. A file whose deeds are out already stays as it is."""
    file, answer = registry.files.lock(nomor), registry.files.find_verification(nomor)
    if file is None or answer is None or file.jenis_akta is None or file.status not in WAITING_FOR_SIGNATURE:
        return
    issued = take_step(registry, file, TERBIT, now, ISSUED)
    for paper in papers:
        registry.deeds.save_issue(paper)
        registry.announce(_document(issued, paper, terms), subject=nomor)
    deeds = [paper.deed for paper in papers]
    registry.announce(_deeds(issued, file.jenis_akta, answer, deeds, now), subject=nomor)


def _document(file: BirthFile, paper: IssuedPaper, terms: Terms) -> DokumenTerbit:
    deed, city = paper.deed, terms.city(paper.deed.kota)
    return DokumenTerbit(
        dokumen_id=str(deed.dokumen_id),
        nomor_permohonan=file.nomor,
        jenis=JenisDokumen.AKTA_KELAHIRAN,
        nomor_tersamar=deed.nomor_akta,
        nama_tersamar=masked_name(file.laporan.anak[deed.anak - 1].nama),
        kode_verifikasi=deed.kode_verifikasi,
        sha256=paper.sha256,
        ukuran=paper.ukuran,
        tanggal_terbit=paper.terbit_pada.astimezone(city.zone).date(),
        penanda_tangan=f"{city.signer.title} {city.name}",
    )


def _deeds(
    file: BirthFile, kind: JenisAkta, answer: DataKelahiranTerverifikasi, deeds: Sequence[Deed], now: datetime
) -> AktaKelahiranTerbit:
    father, mother = father_named(kind, answer), mother_named(kind, answer)
    return AktaKelahiranTerbit(
        nomor=file.nomor,
        kota=file.kota,
        paket=file.paket,
        nomor_kk=file.laporan.nomor_kk,
        ibu_nik=mother.nik if mother else None,
        ayah_nik=father.nik if father else None,
        anak=tuple(_child(file, kind, deed) for deed in deeds),
        terbit_pada=now,
    )


def _child(file: BirthFile, kind: JenisAkta, deed: Deed) -> AktaAnak:
    child = file.laporan.anak[deed.anak - 1]
    return AktaAnak(
        urutan=deed.anak,
        nik=deed.nik,
        nama=child.nama,
        jenis_kelamin=child.jenis_kelamin,
        tempat_lahir=child.tempat_lahir,
        waktu_lahir=local_time(child.waktu_lahir, child.tempat_lahir),
        nomor_akta=deed.nomor_akta,
        jenis_akta=kind,
        dokumen_id=str(deed.dokumen_id),
    )
