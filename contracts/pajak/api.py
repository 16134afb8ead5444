"""pajak's answers at its internal doors. What other agencies may ask (KSWPD) never has an amount."""

from datetime import date

from pydantic import AwareDatetime, Field

from contracts.gateway.tax import LaporanOmzet
from contracts.pajak.events import AlasanKswpd, StatusKswpd, StatusPembayaran
from contracts.types import Beku, Galat, KodeKota, Nik, StatusPermohonan


class TagihanBank(Beku):
    """A bill as a bank sees it on the day on which it asks; `jumlah` is what settles it that day."""

    kode_bayar: str
    status: str
    nama_tersamar: str
    perihal: str
    masa: str
    pokok: int
    sanksi: int
    jumlah: int
    jatuh_tempo: date
    qris: str | None = Field(default=None, description="EMVCo payload; none when nothing is to be paid")


class BuktiBayar(Beku):
    """A payment as its bank and its payer may see it."""

    ntpd: str
    kode_bayar: str
    jumlah: int
    waktu: AwareDatetime
    status: StatusPembayaran


class PeriksaOmzet(LaporanOmzet):
    """Would you take this return? The same rules are applied again to the event."""

    kota: KodeKota
    pelapor_nik: Nik


class BarisHitung(Beku):
    """One line of how a tax was found, with its source; the amount is a decimal number as text."""

    uraian: str
    jumlah: str
    dasar_hukum: str


class HasilPeriksaOmzet(Beku):
    """Faults, or what the tax would be."""

    galat: tuple[Galat, ...] = ()
    pokok: int | None = None
    perhitungan: tuple[BarisHitung, ...] = ()


class TagihanSptpd(Beku):
    """A bill as its taxpayer sees it."""

    kode_bayar: str
    pokok: int
    sanksi: int
    jumlah: int
    terbayar: int
    jatuh_tempo: date
    status: str


class Sptpd(Beku):
    """A return as its taxpayer and tax officers see it."""

    nomor: str
    nomor_bps: str | None
    npwpd: str
    nopd: str
    masa: str
    pembetulan_ke: int
    status: str
    omzet: int | None
    pokok: int | None
    batas_lapor: date
    perhitungan: tuple[BarisHitung, ...]
    tagihan: tuple[TagihanSptpd, ...]
    dokumen: tuple[str, ...] = Field(description="identifiers of its documents")


class Kswpd(Beku):
    """The tax clearance: never an amount."""

    status: StatusKswpd
    alasan: tuple[AlasanKswpd, ...] = ()
    berlaku_sampai: date | None = None


class PermohonanPajak(Beku):
    """One request of the officers' queue."""

    nomor: str
    jenis: str
    status: StatusPermohonan
    menunggu_sejak: AwareDatetime
    identitas: str


class AntrianPajak(Beku):
    """A page of requests that wait for this officer, the longest waiting first."""

    permohonan: tuple[PermohonanPajak, ...]
    berikutnya: str | None = Field(default=None, description="cursor of the next page")


class TandaRisiko(Beku):
    """One signal with its explanation."""

    kode: str
    bobot: int
    penjelasan: str


class TemuanRisiko(Beku):
    """One return that deserves a look."""

    nopd: str
    masa: str
    skor: int
    tanda: tuple[TandaRisiko, ...]


class DaftarRisiko(Beku):
    """The officers' work list, the highest score first."""

    temuan: tuple[TemuanRisiko, ...]


class MasaRiwayat(Beku):
    """One month of an object's history."""

    masa: str
    omzet: int | None
    pokok: int | None
    dibayar: int
    status: str


class RiwayatObjek(Beku):
    """An object's history, the newest month first."""

    nopd: str
    nama: str
    masa: tuple[MasaRiwayat, ...]


class StatusPermohonanPajak(Beku):
    """Where an application stands, for operators: no personal data and no amount."""

    nomor: str
    jenis: str
    status: str
    sejak: AwareDatetime
