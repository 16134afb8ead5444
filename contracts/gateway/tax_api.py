"""The bodies of the public API of local tax that are not facts themselves: what is sent in, and what is answered."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, model_validator
from pydantic_core import PydanticCustomError

from contracts.gateway.tax import (
    HasilKeberatan,
    KeputusanPajak,
    Masa,
    NamaUsaha,
    Nopd,
    Npwpd,
    PemegangIzin,
    UangMasuk,
)
from contracts.pajak.api import WajibPajak
from contracts.types import Beku, Masukan, Saat, Teks, TeksPanjang


class PerubahanDiminta(Masukan):
    """The body of POST /v1/pajak/perubahan: another name of the taxpayer, or name or address of one object."""

    npwpd: Npwpd
    nopd: Nopd | None = None
    nama: NamaUsaha | None = None
    alamat: Teks | None = None

    @model_validator(mode="after")
    def _asks_for_something(self) -> "PerubahanDiminta":
        if self.nama is None and (self.alamat is None or self.nopd is None):
            raise PydanticCustomError("perubahan_wajib", "Sebutkan nama baru, atau alamat baru sebuah objek.")
        return self


class PenutupanDiminta(Masukan):
    """The body of POST /v1/pajak/penutupan: one object, or the taxpayer with all of them."""

    npwpd: Npwpd
    nopd: Nopd | None = None


class KeberatanDiminta(Masukan):
    """The body of POST /v1/pajak/keberatan."""

    ketetapan: Annotated[str, Field(pattern=r"^[0-9A-Z_-]{5,60}$")]
    alasan: Teks


class PembayaranDicatat(Beku):
    """A bank's payment was received; what it came to shows its number."""

    ntpd: str
    status: Literal["DITERIMA"] = "DITERIMA"


class PembalikanBank(Masukan):
    """The body of POST /v1/pajak/pembayaran/{ntpd}/pembalikan."""

    alasan: Teks


class RekamanMasuk(Masukan):
    """What a recorder saw in one interval: how many sales, and their sum without tax, in rupiah."""

    dari: Saat
    sampai: Saat
    transaksi: Annotated[int, Field(ge=0, le=1_000_000)]
    penjualan: UangMasuk

    @model_validator(mode="after")
    def _goes_forward(self) -> "RekamanMasuk":
        if self.sampai < self.dari:
            raise PydanticCustomError("selang_terbalik", "Selang berakhir sebelum dimulai.", {"lokasi": "/sampai"})
        return self


class KirimanRekaman(Masukan):
    """The body of POST /v1/pajak/rekaman; without `rekaman` it says that the recorder lives."""

    perekam: Annotated[str, Field(pattern=r"^[0-9a-z-]{3,64}$")]
    nopd: Nopd
    urutan: Annotated[int, Field(ge=1, le=2**62, description="grows by one with each batch of the recorder")]
    rekaman: Annotated[tuple[RekamanMasuk, ...], Field(strict=False, max_length=1000)] = ()


class RekamanDicatat(Beku):
    """A recorder's batch was received."""

    perekam: str
    urutan: int
    status: Literal["DITERIMA"] = "DITERIMA"


class PutusanPajak(Masukan):
    """The body of POST /v1/petugas/pajak/permohonan/{nomor}/keputusan: two officers approve, one sends back."""

    keputusan: Annotated[KeputusanPajak, Field(strict=False)]
    alasan: TeksPanjang | None = None

    @model_validator(mode="after")
    def _says_why(self) -> "PutusanPajak":
        if self.keputusan is not KeputusanPajak.SETUJU and not self.alasan:
            raise PydanticCustomError("alasan_wajib", "Penolakan harus disertai alasan.", {"lokasi": "/alasan"})
        return self


class PerintahPemeriksaan(Masukan):
    """The body of POST /v1/petugas/pajak/pemeriksaan: an audit begins, and corrections end."""

    nopd: Nopd
    masa_pertama: Masa
    masa_terakhir: Masa
    nomor_surat: Teks

    @model_validator(mode="after")
    def _goes_forward(self) -> "PerintahPemeriksaan":
        if self.masa_terakhir < self.masa_pertama:
            raise PydanticCustomError(
                "masa_terbalik", "Masa terakhir mendahului masa pertama.", {"lokasi": "/masa_terakhir"}
            )
        return self


class UsulanKetetapan(Masukan):
    """The body of POST /v1/petugas/pajak/ketetapan: what one officer proposes and another approves."""

    nopd: Nopd
    masa: Masa
    jenis: Literal["SKPDKB", "SKPDKB_JABATAN", "SKPDKBT"]
    pajak_terutang: Annotated[UangMasuk, Field(description="rupiah; all that the period owes")]
    dasar: Teks


class UsulanPendaftaranJabatan(PemegangIzin):
    """The body of POST /v1/petugas/pajak/pendaftaran-jabatan: a permit shows a business that nobody registered."""

    dasar: Teks = Field(description="number of the permit")


class PutusanKeberatan(Masukan):
    """The body of POST /v1/petugas/pajak/keberatan/{ketetapan}/keputusan; granted in part, `jumlah` stays owed."""

    hasil: Annotated[HasilKeberatan, Field(strict=False)]
    jumlah: UangMasuk | None = None

    @model_validator(mode="after")
    def _says_how_much(self) -> "PutusanKeberatan":
        if (self.hasil is HasilKeberatan.DIKABULKAN_SEBAGIAN) != (self.jumlah is not None):
            raise PydanticCustomError(
                "jumlah_wajib", "Jumlah disebut hanya, dan selalu, bila dikabulkan sebagian.", {"lokasi": "/jumlah"}
            )
        return self


class PersetujuanAngsuran(Masukan):
    """The body of POST /v1/petugas/pajak/tagihan/{kode_bayar}/angsuran."""

    bulan: Annotated[int, Field(ge=2, le=24)]


class PutusanUsulan(Masukan):
    """The body of POST /v1/petugas/pajak/usulan/{id}/keputusan, by another officer than who proposed."""

    keputusan: Literal["SETUJU", "TOLAK"]


class UsulanDicatat(Beku):
    """A proposal that waits for a second officer, or what became of it."""

    id: str
    status: Literal["MENUNGGU_PERSETUJUAN", "DISETUJUI", "DITOLAK"]


class Usulan(Beku):
    """A proposal as other officers see it before they decide."""

    id: str
    jenis: Literal["KETETAPAN", "PENDAFTARAN_JABATAN"]
    isi: dict[str, object]
    diusulkan_oleh: str
    diusulkan_pada: AwareDatetime


class DaftarUsulan(Beku):
    """The proposals of a city that wait for a second officer, the oldest first."""

    usulan: tuple[Usulan, ...]


class PemberitahuanPajak(Beku):
    """Something that a taxpayer should know: a day that comes, a letter, a changed clearance."""

    npwpd: str
    nopd: str | None
    masa: str | None
    perihal: str
    keterangan: str | None
    batas: date | None
    pada: AwareDatetime


class PajakSaya(Beku):
    """Everything of local tax that concerns a person: taxpayers, duties, and what they were told lately."""

    wajib_pajak: tuple[WajibPajak, ...]
    pemberitahuan: tuple[PemberitahuanPajak, ...]
