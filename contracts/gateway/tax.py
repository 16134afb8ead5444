"""What the public door takes for local tax, and the parts of its facts."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints
from pydantic_core import PydanticCustomError

from contracts.numbers import is_payment_code
from contracts.types import Beku, Masukan, Nik, Saat, Tanggal, Teks

MOST_RUPIAH = 999_999_999_999_999


def _payment_code(value: str) -> str:
    if not is_payment_code(value):
        raise PydanticCustomError("kode_bayar_tidak_sah", "Kode bayar tidak sah; periksa kembali angkanya.")
    return value


def _label(value: str) -> str:
    if not re.search(r"\w", value):
        raise PydanticCustomError("nama_kosong", "Nama harus memuat huruf atau angka.")
    return value


Masa = Annotated[str, Field(pattern=r"^2[0-9]{3}-(0[1-9]|1[0-2])$", description="masa pajak, misalnya 2026-10")]
UangMasuk = Annotated[int, Field(ge=0, le=MOST_RUPIAH, description="rupiah utuh")]
KodeBayar = Annotated[str, StringConstraints(strict=True), Field(pattern=r"^[0-9]{18}$"), AfterValidator(_payment_code)]
Nib = Annotated[str, Field(pattern=r"^[0-9]{13}$")]
Nopd = Annotated[str, Field(pattern=r"^[0-9A-Z.]{5,30}$")]
Npwpd = Annotated[str, Field(pattern=r"^[0-9A-Z.]{5,30}$")]
Ntpd = Annotated[str, Field(pattern=r"^[0-9A-HJKMNP-TV-Z]{16}$")]
KodeKelurahan = Annotated[str, Field(pattern=r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$")]
NamaUsaha = Annotated[
    str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=100), AfterValidator(_label)
]


class JenisWp(StrEnum):
    """Whether a person or a legal entity is taxed."""

    ORANG = "ORANG"
    BADAN = "BADAN"


class JenisObjekPajak(StrEnum):
    """What is taxed (UU 1/2022 ps. 50)."""

    MAKANAN_MINUMAN = "MAKANAN_MINUMAN"
    TENAGA_LISTRIK = "TENAGA_LISTRIK"
    HOTEL = "HOTEL"
    PARKIR = "PARKIR"
    HIBURAN = "HIBURAN"


class ObjekDidaftarkan(Masukan):
    """One tax object: karaoke inside a restaurant is two."""

    jenis: Annotated[JenisObjekPajak, Field(strict=False)]
    golongan: Annotated[str, Field(pattern=r"^[A-Z_]{3,40}$")] = "UMUM"
    nama: NamaUsaha
    kode_kelurahan: KodeKelurahan
    alamat: Teks
    mulai_usaha: Tanggal | None = Field(
        default=None, description="the day on which it opened; today unless given. Periods since then are owed"
    )


class PendaftaranWajibPajak(Masukan):
    """The body of POST /v1/pajak/pendaftaran; a person has a NIK, an entity a NIB."""

    jenis_wp: Annotated[JenisWp, Field(strict=False)]
    nik: Nik | None = None
    nib: Nib | None = None
    nama: NamaUsaha
    objek: Annotated[tuple[ObjekDidaftarkan, ...], Field(strict=False, min_length=1, max_length=20)]


class JenisRincian(StrEnum):
    """Takings, or what was taken off, that stand apart from plain sales."""

    SERVICE_CHARGE = "SERVICE_CHARGE"
    VOUCHER = "VOUCHER"
    CUMA_CUMA = "CUMA_CUMA"
    POTONGAN = "POTONGAN"


class RincianOmzet(Masukan):
    """One of them; `jumlah` of CUMA_CUMA is the price of its like, of VOUCHER the face value."""

    jenis: Annotated[JenisRincian, Field(strict=False)]
    jumlah: UangMasuk


class LaporanOmzet(Masukan):
    """The body of POST /v1/pajak/omzet; `termasuk_pajak` says that bills did not show the tax."""

    nopd: Nopd
    masa: Masa
    omzet: UangMasuk
    rincian: Annotated[tuple[RincianOmzet, ...], Field(strict=False, max_length=50)] = ()
    pembetulan_ke: Annotated[int, Field(ge=0, le=99)] = 0
    termasuk_pajak: bool = False
    pengecualian: Annotated[str, Field(pattern=r"^[A-Z_]{3,40}$")] | None = None


class PembayaranBank(Masukan):
    """The body of POST /v1/pajak/pembayaran, from a bank."""

    kode_bayar: KodeBayar
    jumlah: Annotated[int, Field(gt=0, le=MOST_RUPIAH)]
    waktu: Saat
    referensi_bank: Annotated[str, Field(pattern=r"^[0-9A-Za-z./-]{4,60}$")]
    kanal: Annotated[str, Field(pattern=r"^[A-Z_]{2,30}$")]


class KeputusanPajak(StrEnum):
    """What an officer may decide on a request."""

    SETUJU = "SETUJU"
    TOLAK = "TOLAK"
    PERBAIKI = "PERBAIKI"


class HasilKeberatan(StrEnum):
    """How an objection is decided."""

    DIKABULKAN = "DIKABULKAN"
    DIKABULKAN_SEBAGIAN = "DIKABULKAN_SEBAGIAN"
    DITOLAK = "DITOLAK"


class HasilIdentitas(StrEnum):
    """What dukcapil said of the person whom a registration names."""

    SESUAI = "SESUAI"
    TIDAK_SESUAI = "TIDAK_SESUAI"
    BELUM_DIPERIKSA = "BELUM_DIPERIKSA"


class RekamanPenjualan(Beku):
    """What a recorder saw in one interval: how many sales, and their sum without tax, in rupiah."""

    dari: AwareDatetime
    sampai: AwareDatetime
    transaksi: int = Field(ge=0)
    penjualan: int = Field(ge=0)


class PerubahanData(Beku):
    """What is to be another; what is not given stays."""

    nama: NamaUsaha | None = None
    alamat: Teks | None = None


class PemegangIzin(Masukan):
    """Who holds a permit for a business that local tax taxes, and nobody has registered: a person or an entity."""

    jenis_wp: Annotated[JenisWp, Field(strict=False)]
    nik: Nik | None = None
    nib: Nib | None = None
    nama: NamaUsaha
    objek: ObjekDidaftarkan
