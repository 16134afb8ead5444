"""The facts that dukcapil tells: what the register knows and what it issued."""

from datetime import date
from typing import ClassVar

from pydantic import AwareDatetime, Field

from contracts.envelope import EventData
from contracts.tracking import DokumenDicabutData, DokumenDigantikanData, DokumenTerbitData, PermohonanBerubahStatusData
from contracts.types import Beku, Galat, HasilCocok, KodeKota, Nik, NomorKk, NomorPermohonan


class ButirVerifikasi(Beku):
    """One comparison with the register: a place in the report, the answer, and a code when it does not match."""

    lokasi: str
    hasil: HasilCocok
    kode: str | None = None


class OrangTua(Beku):
    """A parent as the deed names them."""

    nik: Nik
    nama: str


class NikDipesan(Beku):
    """The NIK reserved for one child of the report."""

    urutan: int = Field(ge=1)
    nik: Nik


class DataKelahiranTerverifikasi(EventData):
    """The report was compared with the register and a NIK is reserved for each child."""

    type: ClassVar[str] = "dukcapil.data_kelahiran_terverifikasi.v1"

    nomor: NomorPermohonan
    versi: int
    kota: KodeKota = Field(description="the city of the parents' domicile: it registers the birth (asas domisili)")
    cocok: bool = Field(description="everything matches; else an officer must look")
    hasil: tuple[ButirVerifikasi, ...]
    suami_istri_di_kk: bool = Field(description="the family card shows the parents as husband and wife")
    ibu: OrangTua | None
    ayah: OrangTua | None
    nik_anak: tuple[NikDipesan, ...]


class DataKelahiranPerluPerbaikan(EventData):
    """The report disagrees with the register in a way that the applicant can mend."""

    type: ClassVar[str] = "dukcapil.data_kelahiran_perlu_perbaikan.v1"

    nomor: NomorPermohonan
    versi: int
    galat: tuple[Galat, ...]


class DataKelahiranDitolak(EventData):
    """The birth cannot be registered here."""

    type: ClassVar[str] = "dukcapil.data_kelahiran_ditolak.v1"

    nomor: NomorPermohonan
    versi: int
    kode: str
    alasan: str


class PaketDisusun(EventData):
    """The register holds the child; dukcapil's own document worker goes on."""

    type: ClassVar[str] = "dukcapil.paket_disusun.v1"

    nomor: NomorPermohonan


class KkTerbit(EventData):
    """A family card was issued."""

    type: ClassVar[str] = "dukcapil.kk_terbit.v1"

    nomor: NomorPermohonan | None
    nomor_kk: NomorKk
    versi: int
    dokumen_id: str


class KiaTerbit(EventData):
    """A child's identity card was issued."""

    type: ClassVar[str] = "dukcapil.kia_terbit.v1"

    nomor: NomorPermohonan | None
    nik: Nik
    dokumen_id: str
    berlaku_sampai: date


class Paket3in1Selesai(EventData):
    """Every document of the package is issued."""

    type: ClassVar[str] = "dukcapil.paket_3in1_selesai.v1"

    nomor: NomorPermohonan
    dokumen_id: tuple[str, ...]
    menit_kerja: int = Field(ge=0, description="working minutes that the clock ran")


class Paket3in1MendekatiBatas(EventData):
    """The one-day clock will run out soon."""

    type: ClassVar[str] = "dukcapil.paket_3in1_mendekati_batas.v1"

    nomor: NomorPermohonan
    batas: AwareDatetime


class Paket3in1Terlambat(EventData):
    """The one-day promise was broken."""

    type: ClassVar[str] = "dukcapil.paket_3in1_terlambat.v1"

    nomor: NomorPermohonan
    batas: AwareDatetime


class Paket3in1Gagal(EventData):
    """A step of the package failed for good; the deed it stands on must be annulled."""

    type: ClassVar[str] = "dukcapil.paket_3in1_gagal.v1"

    nomor: NomorPermohonan
    kode: str
    alasan: str


class PermohonanBerubahStatus(PermohonanBerubahStatusData):
    """An application took a step in dukcapil."""

    type: ClassVar[str] = "dukcapil.permohonan_berubah_status.v1"


class DokumenTerbit(DokumenTerbitData):
    """dukcapil issued a document."""

    type: ClassVar[str] = "dukcapil.dokumen_terbit.v1"


class DokumenDigantikan(DokumenDigantikanData):
    """A document of dukcapil's was replaced."""

    type: ClassVar[str] = "dukcapil.dokumen_digantikan.v1"


class DokumenDicabut(DokumenDicabutData):
    """dukcapil revoked a document."""

    type: ClassVar[str] = "dukcapil.dokumen_dicabut.v1"


EVENTS = (
    DataKelahiranTerverifikasi,
    DataKelahiranPerluPerbaikan,
    DataKelahiranDitolak,
    PaketDisusun,
    KkTerbit,
    KiaTerbit,
    Paket3in1Selesai,
    Paket3in1MendekatiBatas,
    Paket3in1Terlambat,
    Paket3in1Gagal,
    PermohonanBerubahStatus,
    DokumenTerbit,
    DokumenDigantikan,
    DokumenDicabut,
)
