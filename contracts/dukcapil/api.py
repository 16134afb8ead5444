"""The questions that dukcapil's internal doors answer: to the gateway, and to operators through it.

POST /internal/kelahiran/periksa            PeriksaKelahiran → HasilPeriksaKelahiran
POST /internal/kependudukan/verifikasi      VerifikasiPenduduk → HasilVerifikasi
POST /internal/kependudukan/keluarga        CariKeluarga → KeluargaWarga
POST /internal/kependudukan/kartu-keluarga  CariKeluarga → KartuKeluargaWarga
GET  /internal/dokumen/{id}                 → the signed PDF
GET  /internal/permohonan/{nomor}           → KeadaanPaket
"""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, Field

from contracts.gateway.birth import Anak, Hubungan
from contracts.types import (
    Beku,
    BuktiPerkawinan,
    Galat,
    HasilCocok,
    JenisDokumen,
    JenisKelamin,
    Nik,
    NomorKk,
    NomorPermohonan,
    Sla,
    StatusDokumen,
    StatusPermohonan,
)

TERBANYAK = 1000


class PeriksaKelahiran(Beku):
    """A birth report as far as the register can judge it, asked before it is accepted; names as in the event."""

    pelapor_nik: Nik
    pelapor_hubungan: Hubungan
    nomor_kk: NomorKk
    ibu_nik: Nik | None
    ayah_nik: Nik | None
    bukti_perkawinan: BuktiPerkawinan
    nomor_bukti_perkawinan: str | None
    anak: tuple[Anak, ...] = Field(min_length=1)
    saksi_nik: tuple[Nik, ...]


class HasilPeriksaKelahiran(Beku):
    """What would be sent back or refused later; what an officer must look at is no fault of the report."""

    galat: tuple[Galat, ...]


class DataPenduduk(Beku):
    """What somebody believes about a resident; fields that are not given are not compared."""

    nik: str = Field(max_length=64)
    nama: str | None = Field(default=None, max_length=200)
    jenis_kelamin: JenisKelamin | None = None
    tempat_lahir: str | None = Field(default=None, max_length=100, description="kode kabupaten/kota, misalnya 32.77")
    tanggal_lahir: date | None = None
    nama_ibu: str | None = Field(default=None, max_length=200)
    nomor_kk: str | None = Field(default=None, max_length=64)


class VerifikasiPenduduk(Beku):
    """Up to a thousand residents to compare; the gateway has recorded who asks, why and which fields."""

    data: Annotated[tuple[DataPenduduk, ...], Field(min_length=1, max_length=TERBANYAK)]
    sertakan_status: bool = Field(default=False, description="the asker's scope allows to learn of a death")


class CocokPenduduk(Beku):
    """The answer for one resident, field by field, never a stored value. An unknown NIK agrees in nothing."""

    nik: HasilCocok
    nama: HasilCocok | None = None
    jenis_kelamin: HasilCocok | None = None
    tempat_lahir: HasilCocok | None = None
    tanggal_lahir: HasilCocok | None = None
    nama_ibu: HasilCocok | None = None
    nomor_kk: HasilCocok | None = None
    status: str | None = Field(default=None, description="AKTIF, MENINGGAL or PINDAH; only when it was asked for")


class HasilVerifikasi(Beku):
    """The answers, in the order of the questions."""

    hasil: tuple[CocokPenduduk, ...]


class CariKeluarga(Beku):
    """Whose family card is wanted: that of the resident who asks, and nobody else's."""

    nik: Nik


class KeluargaWarga(Beku):
    """What a resident's own family card says that a birth report asks for; nothing for who stands on no open card."""

    nomor_kk: NomorKk | None = None
    jenis_kelamin: JenisKelamin | None = None
    pasangan_nik: Nik | None = Field(default=None, description="husband or wife, when on the same card")
    bukti_perkawinan: BuktiPerkawinan | None = None
    nomor_bukti_perkawinan: str | None = None


class AnggotaKeluarga(Beku):
    """A line of a family card."""

    nik: Nik
    nama: str
    hubungan: str = Field(description="what they are to the head of the family: KEPALA_KELUARGA, ISTRI, ANAK, …")
    jenis_kelamin: JenisKelamin
    tempat_lahir: str = Field(description="the name of a regency or city")
    tanggal_lahir: date


class KartuKeluargaWarga(Beku):
    """A resident's own family card; nothing for who stands on no open card."""

    nomor_kk: NomorKk | None = None
    tanggal_terbit: date | None = None
    alamat: str = ""
    rt: str = ""
    rw: str = ""
    kelurahan: str = ""
    kecamatan: str = ""
    kota: str = ""
    anggota: tuple[AnggotaKeluarga, ...] = ()


class DokumenPaket(Beku):
    """One document of a package, without anything personal."""

    id: str
    jenis: JenisDokumen
    status: StatusDokumen


class KeadaanPaket(Beku):
    """Where a package stands in dukcapil, for operators: nothing in it is personal."""

    nomor: NomorPermohonan
    paket: str | None
    status: str
    status_permohonan: StatusPermohonan
    versi: int
    sla: Sla | None
    diperiksa_lagi_pada: AwareDatetime | None
    alasan: str | None
    dokumen: tuple[DokumenPaket, ...]
