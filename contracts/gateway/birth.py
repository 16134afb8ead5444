"""The birth report and the facility's notice: the same parts in the public API and in the events that carry them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from contracts.types import (
    WIB,
    BuktiPerkawinan,
    JenisKelamin,
    KodeFaskes,
    KodeWilayahKota,
    Masukan,
    Nama,
    Nik,
    NomorKk,
    Paket,
    Saat,
    Teks,
    jumlah,
)


class Hubungan(StrEnum):
    """What the reporter is to the child."""

    AYAH = "AYAH"
    IBU = "IBU"
    KAKEK_NENEK = "KAKEK_NENEK"
    SAUDARA = "SAUDARA"
    WALI = "WALI"
    LAINNYA = "LAINNYA"


class TempatDilahirkan(StrEnum):
    """Where the child was delivered (F-2.01)."""

    RUMAH_SAKIT = "RUMAH_SAKIT"
    PUSKESMAS = "PUSKESMAS"
    POLINDES = "POLINDES"
    RUMAH = "RUMAH"
    LAINNYA = "LAINNYA"


class JenisKelahiran(StrEnum):
    """Single or one of several (F-2.01)."""

    TUNGGAL = "TUNGGAL"
    KEMBAR_2 = "KEMBAR_2"
    KEMBAR_3 = "KEMBAR_3"
    KEMBAR_4 = "KEMBAR_4"
    LAINNYA = "LAINNYA"


class Penolong(StrEnum):
    """Who attended the birth (F-2.01)."""

    DOKTER = "DOKTER"
    BIDAN = "BIDAN"
    PERAWAT = "PERAWAT"
    DUKUN = "DUKUN"
    LAINNYA = "LAINNYA"


JUMLAH_KEMBAR = {
    JenisKelahiran.TUNGGAL: 1,
    JenisKelahiran.KEMBAR_2: 2,
    JenisKelahiran.KEMBAR_3: 3,
    JenisKelahiran.KEMBAR_4: 4,
}

Instant = Annotated[Saat, Field(description="dengan offset, misalnya 2026-11-20T04:15:00+07:00")]
Berat = Annotated[int, Field(ge=200, le=9000, description="gram")]
Panjang = Annotated[int, Field(ge=15, le=80, description="cm")]


def _refuse_unborn(children: tuple["Anak | AnakDiberitahukan", ...]) -> None:
    """Asked of what comes in, not of the facts made from it: a consumer whose clock is behind must not doubt a fact."""
    for place, child in enumerate(children):
        where = {"lokasi": f"/anak/{place}/waktu_lahir"}
        if child.waktu_lahir > datetime.now(WIB):
            raise PydanticCustomError("waktu_lahir_di_masa_depan", "Waktu lahir tidak boleh di masa depan.", where)
        if child.waktu_lahir.year < 1900:
            raise PydanticCustomError("waktu_lahir_tidak_masuk_akal", "Waktu lahir tidak masuk akal.", where)


class Pelapor(Masukan):
    """Who reports, and where an answer reaches them."""

    nik: Nik
    hubungan: Annotated[Hubungan, Field(strict=False)]
    telepon: Annotated[str, Field(pattern=r"^\+62[0-9]{8,13}$")] | None = None
    surel: Annotated[str, Field(pattern=r"^[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s]{2,}$", max_length=254)] | None = None


class Orang(Masukan):
    """A person known to the register."""

    nik: Nik


class Perkawinan(Masukan):
    """The proof of the parents' marriage; a number when there is a proof."""

    bukti: Annotated[BuktiPerkawinan, Field(strict=False)]
    nomor: Teks | None = None

    @model_validator(mode="after")
    def _number_with_proof(self) -> Self:
        if self.bukti != BuktiPerkawinan.TIDAK_ADA and not self.nomor:
            raise PydanticCustomError("nomor_bukti_perkawinan_kosong", "Isi nomor buku nikah atau akta perkawinan.")
        return self


class Anak(Masukan):
    """One child of the birth."""

    nama: Nama
    jenis_kelamin: Annotated[JenisKelamin, Field(strict=False)]
    tempat_lahir: KodeWilayahKota = Field(description="kabupaten/kota tempat anak lahir")
    tempat_dilahirkan: Annotated[TempatDilahirkan, Field(strict=False)]
    waktu_lahir: Instant
    jenis_kelahiran: Annotated[JenisKelahiran, Field(strict=False)] = JenisKelahiran.TUNGGAL
    kelahiran_ke: Annotated[int, Field(ge=1, le=30)]
    penolong: Annotated[Penolong, Field(strict=False)]
    berat_gram: Berat
    panjang_cm: Panjang


class SuratKeteranganLahir(Masukan):
    """The facility's birth letter."""

    nomor: Teks
    faskes: KodeFaskes


class Sptjm(Masukan):
    """The declarations of absolute responsibility that take the place of a missing proof (Permendagri 108/2019)."""

    kelahiran: bool = False
    suami_istri: bool = False


class Lampiran(Masukan):
    """An uploaded file that the report refers to."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]
    jenis: Annotated[
        str,
        Field(pattern=r"^(SURAT_KETERANGAN_LAHIR|BUKU_NIKAH|SPTJM_KELAHIRAN|SPTJM_SUAMI_ISTRI|BAP_POLISI|LAINNYA)$"),
    ] = "LAINNYA"


class LaporanKelahiran(Masukan):
    """The body of POST /v1/kelahiran (F-2.01)."""

    paket: Annotated[Paket, Field(strict=False)] = Paket.TIGA_DALAM_SATU
    pelapor: Pelapor
    nomor_kk: NomorKk
    ibu: Orang | None = None
    ayah: Orang | None = None
    perkawinan: Perkawinan
    anak: Annotated[tuple[Anak, ...], *jumlah(1, 4)]
    saksi: Annotated[tuple[Orang, ...], *jumlah(2, 2)]
    surat_keterangan_lahir: SuratKeteranganLahir | None = None
    sptjm: Sptjm = Sptjm()
    lampiran: Annotated[tuple[Lampiran, ...], Field(strict=False, max_length=10)] = ()
    pernyataan_benar: bool = Field(description="UU 24/2013 ps. 94: data palsu diancam pidana")

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        _refuse_unborn(self.anak)
        if self.ibu and self.ayah and self.ibu.nik == self.ayah.nik:
            raise PydanticCustomError("ayah_sama_dengan_ibu", "NIK ayah sama dengan NIK ibu.", {"lokasi": "/ayah/nik"})
        if self.saksi[0].nik == self.saksi[1].nik:
            raise PydanticCustomError("saksi_sama", "Dua saksi harus orang yang berbeda.", {"lokasi": "/saksi/1/nik"})
        wanted = JUMLAH_KEMBAR.get(self.anak[0].jenis_kelahiran)
        if wanted and wanted != len(self.anak):
            raise PydanticCustomError(
                "jumlah_anak_tidak_sesuai",
                "Jumlah anak tidak sesuai dengan jenis kelahiran.",
                {"lokasi": "/anak/0/jenis_kelahiran"},
            )
        if not self.surat_keterangan_lahir and not self.sptjm.kelahiran:
            raise PydanticCustomError(
                "surat_lahir_atau_sptjm_wajib",
                "Sertakan surat keterangan lahir, atau centang SPTJM kebenaran data kelahiran.",
                {"lokasi": "/surat_keterangan_lahir"},
            )
        if not self.pernyataan_benar:
            raise PydanticCustomError(
                "pernyataan_wajib", "Pernyataan kebenaran data harus disetujui.", {"lokasi": "/pernyataan_benar"}
            )
        return self


class AnakDiberitahukan(Masukan):
    """One child of a facility's notice; it has no name yet."""

    jenis_kelamin: Annotated[JenisKelamin, Field(strict=False)]
    waktu_lahir: Instant
    jenis_kelahiran: Annotated[JenisKelahiran, Field(strict=False)] = JenisKelahiran.TUNGGAL
    urutan: Annotated[int, Field(ge=1, le=4, description="urutan lahir di antara anak kembar")]
    berat_gram: Berat
    panjang_cm: Panjang


class PemberitahuanFaskes(Masukan):
    """The body of POST /v1/faskes/kelahiran."""

    nomor_surat: Teks
    faskes: KodeFaskes
    ibu: Orang
    anak: Annotated[tuple[AnakDiberitahukan, ...], *jumlah(1, 4)]
    penolong: Annotated[Penolong, Field(strict=False)]

    @model_validator(mode="after")
    def _orders_differ(self) -> Self:
        _refuse_unborn(self.anak)
        if len({child.urutan for child in self.anak}) != len(self.anak):
            raise PydanticCustomError("urutan_berulang", "Urutan lahir anak tidak boleh berulang.", {"lokasi": "/anak"})
        return self
