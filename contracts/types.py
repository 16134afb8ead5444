"""The words and shapes that more than one contract uses."""

import re
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError, PydanticKnownError

from contracts.numbers import APPLICATION_PATTERN, DEED_PATTERN, NIK_PATTERN, is_application_number, nik_fault

WIB = timezone(timedelta(hours=7), "WIB")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NAME_PATTERN = r"^[A-Za-z]+( [A-Za-z]+)*$"

_NIK_FAULTS = {
    "nik_bukan_16_angka": "NIK harus tepat 16 angka.",
    "nik_provinsi_tidak_dikenal": "Dua angka pertama NIK bukan kode provinsi.",
    "nik_wilayah_tidak_sah": "Kode kabupaten/kota atau kecamatan pada NIK tidak sah.",
    "nik_urutan_nol": "Empat angka terakhir NIK tidak boleh 0000.",
    "nik_tanggal_tidak_sah": "Tanggal lahir di dalam NIK tidak ada di kalender.",
}


def _nik(value: str) -> str:
    fault = nik_fault(value, today=datetime.now(WIB).date())
    if fault:
        raise PydanticCustomError("nik_tidak_sah", "{pesan}", {"pesan": _NIK_FAULTS[fault], "rincian": fault})
    return value


def _application(value: str) -> str:
    if not is_application_number(value):
        raise PydanticCustomError("nomor_permohonan_tidak_sah", "Nomor permohonan tidak sah; periksa kembali angkanya.")
    return value


def _name(value: str) -> str:
    if len(value) > 60:
        raise PydanticCustomError("nama_terlalu_panjang", "Nama paling panjang 60 huruf termasuk spasi.")
    if not all(part.isascii() and part.isalpha() for part in value.split(" ") if part) or not value.strip():
        raise PydanticCustomError(
            "nama_bukan_huruf_latin",
            "Nama hanya boleh berisi huruf Latin dan spasi, tanpa angka, tanda baca, singkatan bertitik atau gelar.",
        )
    return " ".join(value.upper().split())


def _written(value: Any) -> Any:
    if isinstance(value, int | float):  # would be taken for seconds since 1970
        raise PydanticCustomError(
            "waktu_tidak_sah", "Isi dengan tanggal dan jam sebagai teks, berbentuk TTTT-BB-HHTjj:mm:dd+07:00."
        )
    return value


def _day(value: Any) -> Any:
    """A number would be taken for seconds since 1970, and a day with an hour for the day."""
    if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise PydanticKnownError("date_type")


Saat = Annotated[AwareDatetime, Field(strict=False), BeforeValidator(_written)]
Tanggal = Annotated[date, Field(strict=False), BeforeValidator(_day)]
Nik = Annotated[str, StringConstraints(strict=True), Field(pattern=NIK_PATTERN), AfterValidator(_nik)]
NomorKk = Annotated[str, StringConstraints(strict=True), Field(pattern=NIK_PATTERN, description="16 angka")]
NomorPermohonan = Annotated[
    str, StringConstraints(strict=True), Field(pattern=APPLICATION_PATTERN), AfterValidator(_application)
]
NomorAkta = Annotated[str, Field(pattern=DEED_PATTERN)]
KodeKota = Annotated[str, Field(pattern=r"^[0-9]{4}$", description="kode Kemendagri tanpa titik, misalnya 3277")]
KodeWilayahKota = Annotated[str, Field(pattern=r"^[0-9]{2}\.[0-9]{2}$", description="kode Kemendagri, misalnya 32.77")]
KodeFaskes = Annotated[str, Field(pattern=r"^F[0-9]{7}$")]
Nama = Annotated[
    str,
    StringConstraints(strict=True, min_length=1, max_length=120),
    AfterValidator(_name),
    Field(description="paling panjang 60 huruf (Permendagri 73/2022 ps. 4(2)); disimpan dengan huruf besar"),
]
Teks = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=200)]
TeksPanjang = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=2000)]


def jumlah(least: int, most: int) -> tuple[Any, ...]:
    """How many parts a tuple has, as the rest of an `Annotated`.

    pydantic's own lower bound counts the parts that are valid: one wrong part of one would also be "too few", and the
    sender would be told of a fault that is none.
    """

    def enough(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(parts) < least:
            found = {"field_type": "Tuple", "min_length": least, "actual_length": len(parts)}
            raise PydanticKnownError("too_short", found)
        return parts

    bounds = Field(strict=False, max_length=most, json_schema_extra={"minItems": least})
    return bounds, AfterValidator(enough)


class JenisKelamin(StrEnum):
    """Laki-laki atau perempuan, as the register writes them."""

    L = "L"
    P = "P"


class Paket(StrEnum):
    """What an applicant asks for."""

    TIGA_DALAM_SATU = "TIGA_DALAM_SATU"
    AKTA = "AKTA"


class BuktiPerkawinan(StrEnum):
    """The proof of the parents' marriage."""

    BUKU_NIKAH = "BUKU_NIKAH"
    AKTA_PERKAWINAN = "AKTA_PERKAWINAN"
    TIDAK_ADA = "TIDAK_ADA"


class JenisAkta(StrEnum):
    """The four kinds of birth deed (handbook 2.2)."""

    AYAH_IBU = "AYAH_IBU"
    AYAH_IBU_FRASA = "AYAH_IBU_FRASA"
    ANAK_SEORANG_IBU = "ANAK_SEORANG_IBU"
    TANPA_ASAL_USUL = "TANPA_ASAL_USUL"


class JenisDokumen(StrEnum):
    """The documents that the suite issues."""

    AKTA_KELAHIRAN = "AKTA_KELAHIRAN"
    KARTU_KELUARGA = "KARTU_KELUARGA"
    KIA = "KIA"


class StatusDokumen(StrEnum):
    """What anyone may know of a document (handbook 1.5)."""

    AKTIF = "AKTIF"
    DIGANTIKAN = "DIGANTIKAN"
    DICABUT = "DICABUT"
    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"


class StatusPermohonan(StrEnum):
    """Where an application stands; the last four are final."""

    DIAJUKAN = "DIAJUKAN"
    VERIFIKASI = "VERIFIKASI"
    PERLU_PERBAIKAN = "PERLU_PERBAIKAN"
    MENUNGGU_PETUGAS = "MENUNGGU_PETUGAS"
    MENUNGGU_PERSETUJUAN_KADIS = "MENUNGGU_PERSETUJUAN_KADIS"
    DISETUJUI = "DISETUJUI"
    PENANDATANGANAN = "PENANDATANGANAN"
    MENUNGGU_TTE = "MENUNGGU_TTE"
    TERBIT = "TERBIT"
    SELESAI = "SELESAI"
    DITOLAK = "DITOLAK"
    DIBATALKAN = "DIBATALKAN"
    KEDALUWARSA = "KEDALUWARSA"


STATUS_AKHIR = frozenset(
    {StatusPermohonan.SELESAI, StatusPermohonan.DITOLAK, StatusPermohonan.DIBATALKAN, StatusPermohonan.KEDALUWARSA}
)


class StatusSla(StrEnum):
    """The state of the service clock."""

    BERJALAN = "BERJALAN"
    JEDA = "JEDA"
    TERPENUHI = "TERPENUHI"
    TERLAMBAT = "TERLAMBAT"


class Pelaku(StrEnum):
    """Who made a step happen, as a citizen may know it."""

    PEMOHON = "PEMOHON"
    SISTEM = "SISTEM"
    PETUGAS = "PETUGAS"
    FASKES = "FASKES"


class Beku(BaseModel):
    """A part of a fact or an answer: frozen, deaf to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Masukan(BaseModel):
    """A part of what a caller sends: frozen, strict, refusing what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Galat(Beku):
    """One fault: where it is (JSON pointer), its stable code, and how to mend it."""

    lokasi: str
    kode: str
    pesan: str


class Sla(Beku):
    """The service clock as an applicant sees it; time left is in working minutes."""

    status: StatusSla
    batas: AwareDatetime | None = None
    sisa_menit_kerja: int | None = None


class HasilCocok(StrEnum):
    """The answer to a comparison with the register: never the stored value."""

    SESUAI = "SESUAI"
    TIDAK_SESUAI = "TIDAK_SESUAI"
