"""The facts of local tax that the gateway tells: what taxpayers, banks, recorders and tax officers sent in."""

from typing import ClassVar

from pydantic import AwareDatetime, Field

from contracts.envelope import EventData
from contracts.gateway.events import Petugas
from contracts.gateway.tax import (
    HasilIdentitas,
    HasilKeberatan,
    KeputusanPajak,
    KodeBayar,
    LaporanOmzet,
    Nopd,
    Npwpd,
    Ntpd,
    PemegangIzin,
    PendaftaranWajibPajak,
    PerubahanData,
    RekamanPenjualan,
)
from contracts.types import KodeKota, Nik, NomorPermohonan, Teks


class WajibPajakMendaftar(EventData):
    """Someone registers as a taxpayer."""

    type: ClassVar[str] = "gateway.wajib_pajak_mendaftar.v1"

    nomor: NomorPermohonan
    kota: KodeKota
    didaftarkan_pada: AwareDatetime
    pemohon_nik: Nik = Field(description="who acts: the person, or who represents the entity")
    identitas: HasilIdentitas
    pendaftaran: PendaftaranWajibPajak


class PerubahanWajibPajakDiajukan(EventData):
    """A taxpayer asks for a change of data, or to be closed; an empty object asks for the whole taxpayer."""

    type: ClassVar[str] = "gateway.perubahan_wajib_pajak_diajukan.v1"

    nomor: NomorPermohonan
    kota: KodeKota
    diajukan_pada: AwareDatetime
    pemohon_nik: Nik
    npwpd: Npwpd
    jenis: str = Field(pattern=r"^(PERUBAHAN|PENUTUPAN)$")
    nopd: Nopd | None = None
    perubahan: PerubahanData = PerubahanData()


class PutusanPajakDicatat(EventData):
    """A tax officer decided on a taxpayer's request."""

    type: ClassVar[str] = "gateway.putusan_pajak_dicatat.v1"

    nomor: NomorPermohonan
    keputusan: KeputusanPajak
    alasan: str | None = None
    petugas: Petugas
    diputuskan_pada: AwareDatetime


class PendaftaranJabatanDiputuskan(EventData):
    """Two officers register a business ex officio, from a permit that it holds (Perda Surabaya 7/2023 ps. 127(7))."""

    type: ClassVar[str] = "gateway.pendaftaran_jabatan_diputuskan.v1"

    kota: KodeKota
    pemegang: PemegangIzin
    dasar: Teks = Field(description="number of the permit")
    petugas: Petugas
    penyetuju: Petugas
    diputuskan_pada: AwareDatetime


class OmzetDilaporkan(EventData):
    """A taxpayer reported a month's turnover."""

    type: ClassVar[str] = "gateway.omzet_dilaporkan.v1"

    nomor: NomorPermohonan
    kota: KodeKota
    dilaporkan_pada: AwareDatetime
    pelapor_nik: Nik
    laporan: LaporanOmzet


class PembayaranDiterima(EventData):
    """A bank received a payment; what it is worth is for pajak to find, but the money is there."""

    type: ClassVar[str] = "gateway.pembayaran_diterima.v1"

    ntpd: Ntpd
    bank: str = Field(description="client id of the bank")
    referensi_bank: str
    kode_bayar: KodeBayar
    jumlah: int = Field(gt=0, description="rupiah")
    waktu: AwareDatetime = Field(description="when the payer paid, by the bank's clock")
    kanal: str
    diterima_pada: AwareDatetime


class PembayaranDibalik(EventData):
    """A bank took a payment back."""

    type: ClassVar[str] = "gateway.pembayaran_dibalik.v1"

    ntpd: Ntpd
    bank: str
    alasan: str
    dibalik_pada: AwareDatetime


class PemeriksaanPajakDimulai(EventData):
    """An audit of one object's periods began: no correction of them any more."""

    type: ClassVar[str] = "gateway.pemeriksaan_pajak_dimulai.v1"

    nopd: Nopd
    masa_pertama: str
    masa_terakhir: str
    nomor_surat: Teks
    petugas: Petugas
    dimulai_pada: AwareDatetime


class KetetapanPajakDiputuskan(EventData):
    """Two officers assess what a period owes: after an audit, ex officio, or on new data."""

    type: ClassVar[str] = "gateway.ketetapan_pajak_diputuskan.v1"

    nopd: Nopd
    masa: str
    jenis: str = Field(pattern=r"^(SKPDKB|SKPDKB_JABATAN|SKPDKBT)$")
    pajak_terutang: int = Field(ge=0, description="rupiah; all that the period owes")
    dasar: Teks
    petugas: Petugas
    penyetuju: Petugas
    diputuskan_pada: AwareDatetime


class KeberatanPajakDiajukan(EventData):
    """A taxpayer objects to a letter of assessment."""

    type: ClassVar[str] = "gateway.keberatan_pajak_diajukan.v1"

    nomor: NomorPermohonan
    ketetapan: str
    pemohon_nik: Nik
    alasan: Teks
    diajukan_pada: AwareDatetime


class KeberatanPajakDiputuskan(EventData):
    """An objection was decided."""

    type: ClassVar[str] = "gateway.keberatan_pajak_diputuskan.v1"

    ketetapan: str
    hasil: HasilKeberatan
    jumlah: int | None = Field(default=None, ge=0, description="rupiah; what remains owed when granted in part")
    petugas: Petugas
    diputuskan_pada: AwareDatetime


class AngsuranPajakDisetujui(EventData):
    """A bill may be paid in monthly parts."""

    type: ClassVar[str] = "gateway.angsuran_pajak_disetujui.v1"

    kode_bayar: KodeBayar
    bulan: int = Field(ge=2, le=24)
    petugas: Petugas
    disetujui_pada: AwareDatetime


class RekamanTransaksiDikirim(EventData):
    """A recorder sent a batch; an empty batch is a heartbeat."""

    type: ClassVar[str] = "gateway.rekaman_transaksi_dikirim.v1"

    perekam: str
    nopd: Nopd
    urutan: int = Field(ge=1, description="grows by one with each batch of the recorder")
    dikirim_pada: AwareDatetime
    rekaman: tuple[RekamanPenjualan, ...] = ()


EVENTS = (
    WajibPajakMendaftar,
    PerubahanWajibPajakDiajukan,
    PutusanPajakDicatat,
    PendaftaranJabatanDiputuskan,
    OmzetDilaporkan,
    PembayaranDiterima,
    PembayaranDibalik,
    PemeriksaanPajakDimulai,
    KetetapanPajakDiputuskan,
    KeberatanPajakDiajukan,
    KeberatanPajakDiputuskan,
    AngsuranPajakDisetujui,
    RekamanTransaksiDikirim,
)
