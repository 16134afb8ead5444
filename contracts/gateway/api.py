"""The bodies of the public API v1: what callers send besides a birth report, and what they get."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, model_validator
from pydantic_core import PydanticCustomError

from contracts.types import (
    Beku,
    Galat,
    HasilCocok,
    JenisKelamin,
    KodeWilayahKota,
    Masukan,
    Nik,
    NomorKk,
    Pelaku,
    StatusDokumen,
    StatusPermohonan,
    StatusSla,
    Tanggal,
    Teks,
    TeksPanjang,
    jumlah,
)


class Masalah(Beku):
    """A problem document (RFC 9457) with a stable code; for invalid input, every fault with its place."""

    type: str
    title: str
    status: int
    detail: str
    kode: str
    galat: tuple[Galat, ...] = ()
    correlation_id: str


class Diterima(Beku):
    """The receipt of an application; `peringatan` does not stop it."""

    nomor: str
    status: StatusPermohonan
    lacak: str = Field(description="where the application is tracked")
    peringatan: tuple[Galat, ...] = ()


class SlaPermohonan(Beku):
    """The service clock, computed at the moment of the answer."""

    status: StatusSla
    batas: AwareDatetime | None = None
    sisa_menit_kerja: int | None = Field(default=None, description="working minutes until `batas`")


class Langkah(Beku):
    """One step of an application."""

    status: StatusPermohonan
    waktu: AwareDatetime
    oleh: Pelaku
    catatan: str | None = None


class DokumenPermohonan(Beku):
    """A document that an application brought."""

    id: str
    jenis: str = Field(description="AKTA_KELAHIRAN, KARTU_KELUARGA, KIA, TAGIHAN_PAJAK, BUKTI_SPTPD; more may come")
    nomor: str
    status: StatusDokumen
    kode_verifikasi: str
    unduh: str = Field(description="where its owner gets the PDF")
    tanggal_terbit: date | None = None


class TagihanPermohonan(Beku):
    """The bill that an application led to, in rupiah; `jumlah` settles it on the day `per`."""

    kode_bayar: str
    pokok: int
    sanksi: int
    jumlah: int
    jatuh_tempo: date
    status: str
    per: date


class ObjekPermohonan(Beku):
    """A tax object that a registration led to."""

    nopd: str
    jenis: str
    golongan: str
    nama: str


class WajibPajakPermohonan(Beku):
    """The numbers that a registration led to."""

    npwpd: str
    objek: tuple[ObjekPermohonan, ...]


class Permohonan(Beku):
    """An application as its owner sees it."""

    nomor: str
    jenis: str
    status: StatusPermohonan
    diajukan_pada: AwareDatetime
    sla: SlaPermohonan | None = None
    riwayat: tuple[Langkah, ...] = ()
    dokumen: tuple[DokumenPermohonan, ...] = ()
    perbaikan: tuple[Galat, ...] = ()
    tagihan: TagihanPermohonan | None = None
    wajib_pajak: WajibPajakPermohonan | None = None


class RingkasanPermohonan(Beku):
    """One line of a list of applications."""

    nomor: str
    jenis: str
    status: StatusPermohonan
    diajukan_pada: AwareDatetime
    lacak: str


class DaftarPermohonan(Beku):
    """A page of applications, newest first."""

    permohonan: tuple[RingkasanPermohonan, ...]
    berikutnya: str | None = Field(default=None, description="cursor of the next page")


class Penarikan(Masukan):
    """The body of POST /v1/permohonan/{nomor}/pembatalan."""

    pernyataan_benar: Literal[True] = Field(True, description="the applicant means it")


class LampiranTersimpan(Beku):
    """A stored upload; its digest is that of what is kept, which for an image is the re-encoded one."""

    id: str
    jenis: str = Field(description="media type, found by content")
    ukuran: int
    sha256: str


class Verifikasi(Beku):
    """What anyone may know of a document: never a NIK, never a whole name."""

    status: StatusDokumen
    jenis: str | None = Field(default=None, description="as in an application's documents; more may come")
    nomor: str | None = None
    tanggal_terbit: date | None = None
    penanda_tangan: str | None = None
    nama_tersamar: str | None = None
    alasan: str | None = Field(default=None, description="why a file is not recognised")


class DataDicocokkan(Masukan):
    """What somebody believes about a resident; fields that are not given are not compared."""

    nik: Nik
    nama: Teks | None = Field(default=None, description="as the asker knows it; titles are no fault here")
    jenis_kelamin: Annotated[JenisKelamin, Field(strict=False)] | None = None
    tempat_lahir: KodeWilayahKota | None = None
    tanggal_lahir: Tanggal | None = None
    nama_ibu: Teks | None = None
    nomor_kk: NomorKk | None = None


class VerifikasiKependudukan(DataDicocokkan):
    """The body of POST /v1/kependudukan/verifikasi (Permendagri 102/2019): compare, never look up."""

    tujuan: TeksPanjang = Field(description="what the answer is needed for; stands in the client's agreement")
    dasar_hukum: TeksPanjang = Field(description="the legal basis; stands in the client's agreement")


class VerifikasiMassal(Masukan):
    """The body of POST /v1/kependudukan/verifikasi-massal: one purpose, up to a thousand people, each once."""

    tujuan: TeksPanjang = Field(description="what the answer is needed for; stands in the client's agreement")
    dasar_hukum: TeksPanjang = Field(description="the legal basis; stands in the client's agreement")
    data: Annotated[tuple[DataDicocokkan, ...], *jumlah(1, 1000)]


class PertanyaanVerifikasi(Beku):
    """What the gateway asks the register, which knows neither who asks nor why."""

    data: tuple[DataDicocokkan, ...]
    sertakan_status: bool = False


class HasilVerifikasiKependudukan(Beku):
    """For each field that was sent whether it agrees with the register; never the register's value."""

    nik: HasilCocok
    nama: HasilCocok | None = None
    jenis_kelamin: HasilCocok | None = None
    tempat_lahir: HasilCocok | None = None
    tanggal_lahir: HasilCocok | None = None
    nama_ibu: HasilCocok | None = None
    nomor_kk: HasilCocok | None = None


class HasilVerifikasiMassal(Beku):
    """One answer for each that was asked about, in the same order."""

    hasil: tuple[HasilVerifikasiKependudukan, ...]


class ButirKeputusan(Masukan):
    """One item that the applicant is to correct."""

    lokasi: Annotated[str, Field(pattern=r"^(/[a-z0-9_]+)*$", max_length=100, description="JSON pointer")]
    pesan: Teks


class Keputusan(Masukan):
    """The body of POST /v1/petugas/permohonan/{nomor}/keputusan."""

    keputusan: Literal["SETUJU", "TOLAK", "PERBAIKI"]
    alasan: TeksPanjang | None = None
    butir: Annotated[tuple[ButirKeputusan, ...], Field(strict=False, max_length=50)] = ()

    @model_validator(mode="after")
    def _says_why(self) -> "Keputusan":
        if self.keputusan == "TOLAK" and not self.alasan:
            raise PydanticCustomError("alasan_wajib", "Penolakan harus disertai alasan.", {"lokasi": "/alasan"})
        if self.keputusan == "PERBAIKI" and not self.butir:
            raise PydanticCustomError(
                "butir_wajib", "Sebutkan paling sedikit satu butir yang harus diperbaiki.", {"lokasi": "/butir"}
            )
        return self


class PerintahPembatalanAkta(Masukan):
    """The body of POST /v1/petugas/akta/{nomor_akta}/pembatalan (UU 24/2013 ps. 72)."""

    dasar: Teks = Field(description="number of the court's or the agency's decision")


class KeputusanDiterima(Beku):
    """An officer's order was taken down; its effect follows."""

    nomor: str
    status: Literal["DICATAT"] = "DICATAT"
    lacak: str | None = None


class Token(Beku):
    """The answer of POST /oauth2/token (RFC 6749, RFC 9068)."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105  a word, no secret
    expires_in: int = Field(description="seconds")
    scope: str


class TokenDemo(Beku):
    """A synthetic citizen's token, as `demo.json` has them."""

    nik: str
    token: str


class Saya(Beku):
    """Who the bearer of a citizen's token is."""

    nik: str
    nama: str
    peran: Literal["WARGA"] = "WARGA"


class SayaV2(Beku):
    """Who the bearer of a citizen's token is, without the NIK: what `/v2/saya` answers in the place of `/v1/saya`."""

    akun: str = Field(description="the account's own name, which says nothing of its owner")
    nama: str
    nik_tersamar: str = Field(description="first and last four figures")
    peran: Literal["WARGA"] = "WARGA"
