"""The facts that pajak tells. Amounts go to the taxpayer's own view only; what other agencies take has none."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime, Field

from contracts.envelope import EventData
from contracts.gateway.tax import JenisObjekPajak, JenisWp, KodeBayar, Masa, Nopd, Npwpd, Ntpd
from contracts.tracking import DokumenDicabutData, DokumenTerbitData, PermohonanBerubahStatusData
from contracts.types import Beku, KodeKota, NomorPermohonan


class JenisDokumenPajak(StrEnum):
    """The documents that pajak issues."""

    TAGIHAN_PAJAK = "TAGIHAN_PAJAK"
    BUKTI_SPTPD = "BUKTI_SPTPD"


class StatusKswpd(StrEnum):
    """Whether a taxpayer is clear (handbook 5)."""

    VALID = "VALID"
    TIDAK_VALID = "TIDAK_VALID"
    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"


class AlasanKswpd(StrEnum):
    """Why a taxpayer is not clear."""

    BELUM_TERDAFTAR = "BELUM_TERDAFTAR"
    TUNGGAKAN = "TUNGGAKAN"
    SPTPD_BELUM_LAPOR = "SPTPD_BELUM_LAPOR"


class StatusPembayaran(StrEnum):
    """What a payment came to."""

    LUNAS = "LUNAS"
    SEBAGIAN = "SEBAGIAN"
    LEBIH_BAYAR = "LEBIH_BAYAR"
    KODE_TIDAK_DIKENAL = "KODE_TIDAK_DIKENAL"
    DIBALIK = "DIBALIK"


class ObjekTerdaftar(Beku):
    """One object of a taxpayer."""

    nopd: Nopd
    jenis: JenisObjekPajak
    golongan: str
    nama: str


class WajibPajakTerdaftar(EventData):
    """A taxpayer has a number, by registration or ex officio."""

    type: ClassVar[str] = "pajak.wajib_pajak_terdaftar.v1"

    nomor: NomorPermohonan | None
    npwpd: Npwpd
    kota: KodeKota
    jenis_wp: JenisWp
    secara_jabatan: bool
    objek: tuple[ObjekTerdaftar, ...]
    terdaftar_pada: AwareDatetime


class WajibPajakDitutup(EventData):
    """A taxpayer, or one of its objects, is closed."""

    type: ClassVar[str] = "pajak.wajib_pajak_ditutup.v1"

    npwpd: Npwpd
    nopd: Nopd | None
    ditutup_pada: AwareDatetime


class TagihanTerbit(EventData):
    """A bill can be paid under a code; `nomor` is the application that brought it, if one did."""

    type: ClassVar[str] = "pajak.tagihan_terbit.v1"

    nomor: NomorPermohonan | None
    kode_bayar: KodeBayar
    jenis: str
    npwpd: Npwpd
    nopd: Nopd
    masa: Masa
    pokok: int
    sanksi: int
    jumlah: int
    jatuh_tempo: date
    terbit_pada: AwareDatetime


class TagihanDibatalkan(EventData):
    """A bill without payments was taken back."""

    type: ClassVar[str] = "pajak.tagihan_dibatalkan.v1"

    kode_bayar: KodeBayar
    alasan: str
    pada: AwareDatetime


class PembayaranDibukukan(EventData):
    """A payment, or its reversal, is in the ledger."""

    type: ClassVar[str] = "pajak.pembayaran_dibukukan.v1"

    ntpd: Ntpd
    kode_bayar: str
    npwpd: Npwpd | None
    jumlah: int
    sisa: int | None = Field(description="what is still to be paid; none for an unknown code")
    status: StatusPembayaran
    dibukukan_pada: AwareDatetime


class SptpdDiterima(EventData):
    """A return is filed with its proof of payment."""

    type: ClassVar[str] = "pajak.sptpd_diterima.v1"

    nomor: NomorPermohonan
    nomor_bps: str
    npwpd: Npwpd
    nopd: Nopd
    masa: Masa
    pembetulan_ke: int
    diterima_pada: AwareDatetime


class SptpdTerlambat(EventData):
    """A return was not filed in time."""

    type: ClassVar[str] = "pajak.sptpd_terlambat.v1"

    npwpd: Npwpd
    nopd: Nopd
    masa: Masa
    batas_lapor: date
    pada: AwareDatetime


class PengingatDibuat(EventData):
    """A taxpayer is to be reminded of a day that comes or has passed."""

    type: ClassVar[str] = "pajak.pengingat_dibuat.v1"

    npwpd: Npwpd
    nopd: Nopd
    masa: Masa
    perihal: str = Field(pattern=r"^(JATUH_TEMPO_BAYAR|LEWAT_JATUH_TEMPO|TEGURAN_SPTPD|IMBAUAN)$")
    batas: date
    pada: AwareDatetime


class KswpdBerubah(EventData):
    """A taxpayer's clearance changed; never an amount."""

    type: ClassVar[str] = "pajak.kswpd_berubah.v1"

    npwpd: Npwpd
    kota: KodeKota
    status: StatusKswpd
    alasan: tuple[AlasanKswpd, ...]
    berlaku_sampai: date | None
    pada: AwareDatetime


class AnomaliTerdeteksi(EventData):
    """A return deserves a look; a score is no assessment."""

    type: ClassVar[str] = "pajak.anomali_terdeteksi.v1"

    nopd: Nopd
    masa: Masa
    skor: int = Field(ge=0, le=100)
    tanda: tuple[str, ...]
    pada: AwareDatetime


class SanksiDijatuhkan(EventData):
    """A sanction was set by letter; never an amount."""

    type: ClassVar[str] = "pajak.sanksi_dijatuhkan.v1"

    npwpd: Npwpd
    nopd: Nopd
    masa: Masa
    jenis: str
    nomor_surat: str
    pada: AwareDatetime


class DokumenPajakDisusun(EventData):
    """A document is to be made; pajak's own document worker goes on."""

    type: ClassVar[str] = "pajak.dokumen_disusun.v1"

    jenis: JenisDokumenPajak
    kunci: str = Field(description="payment code of a bill, or number of a return")


class PermohonanBerubahStatus(PermohonanBerubahStatusData):
    """A taxpayer's application took a step in pajak."""

    type: ClassVar[str] = "pajak.permohonan_berubah_status.v1"


class DokumenTerbit(DokumenTerbitData):
    """pajak issued a document."""

    type: ClassVar[str] = "pajak.dokumen_terbit.v1"

    jenis: JenisDokumenPajak  # type: ignore[assignment]


class DokumenDicabut(DokumenDicabutData):
    """pajak revoked a document."""

    type: ClassVar[str] = "pajak.dokumen_dicabut.v1"


EVENTS = (
    WajibPajakTerdaftar,
    WajibPajakDitutup,
    TagihanTerbit,
    TagihanDibatalkan,
    PembayaranDibukukan,
    SptpdDiterima,
    SptpdTerlambat,
    PengingatDibuat,
    KswpdBerubah,
    AnomaliTerdeteksi,
    SanksiDijatuhkan,
    DokumenPajakDisusun,
    PermohonanBerubahStatus,
    DokumenTerbit,
    DokumenDicabut,
)
