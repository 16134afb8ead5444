"""pajak's answers at its internal doors. What other agencies may ask (KSWPD) never has an amount."""

from datetime import date

from pydantic import AwareDatetime, Field

from contracts.gateway.tax import JenisObjekPajak, JenisWp, LaporanOmzet, PendaftaranWajibPajak
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


class BerkasPajak(Beku):
    """A request with all that an officer needs to decide on it; `isi` is what was asked for, as it was sent."""

    nomor: str
    jenis: str
    status: StatusPermohonan
    menunggu_sejak: AwareDatetime
    diajukan_pada: AwareDatetime
    identitas: str
    npwpd: str | None
    pemohon_nik: Nik
    isi: dict[str, object]
    disetujui_oleh: str | None = Field(description="the officer who approved first; the second must be another")


class KeberatanMenunggu(Beku):
    """An objection that waits for a decision, and the letter against which it was raised."""

    ketetapan: str
    nomor: str
    jenis: str
    nopd: str
    masa: str
    pokok: int
    sanksi: int
    alasan: str
    diajukan: date
    batas_putusan: date = Field(description="after this day silence grants it")


class DaftarKeberatan(Beku):
    """The objections of a city that wait, the oldest first."""

    keberatan: tuple[KeberatanMenunggu, ...]


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


class PenerimaanJenis(Beku):
    """What the objects of one kind brought in, in rupiah."""

    jenis: JenisObjekPajak
    diterima: int


class Penerimaan(Beku):
    """What a city's local tax brought in since the first of January: money that banks paid and did not take back."""

    tahun: int
    jenis: tuple[PenerimaanJenis, ...]


class MasaRiwayat(Beku):
    """One month of an object's history."""

    masa: str
    omzet: int | None
    pokok: int | None
    dibayar: int
    status: str
    nomor: str | None = Field(default=None, description="the return's number; none before it is filed")


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


class PetugasTerlibat(Beku):
    """The officers who decided on an application, or tried to: none when a rule decided."""

    nomor: str
    petugas: tuple[str, ...]


class PeriksaPendaftaran(PendaftaranWajibPajak):
    """Would you take this registration? The same rules are applied again to the event."""

    kota: KodeKota
    pemohon_nik: Nik


class Pembaca(Beku):
    """Who wants to read: a taxpayer by NIK, or an officer of a city. Whoever is neither finds nothing."""

    nik: Nik | None = None
    kota: KodeKota | None = None


class MasaTerbuka(Beku):
    """A period whose return is still to come, with its two deadlines."""

    masa: str
    batas_bayar: date
    batas_lapor: date
    status: str


class ObjekWajibPajak(Beku):
    """One object with what is still to be reported of it."""

    nopd: str
    jenis: JenisObjekPajak
    golongan: str
    nama: str
    mulai: date
    ditutup: date | None
    belum_dilaporkan: tuple[MasaTerbuka, ...]


class TagihanTerbuka(TagihanSptpd):
    """A bill that is not settled, of whatever kind, with what it is for."""

    jenis: str
    nopd: str
    masa: str
    dokumen: tuple[str, ...] = Field(description="identifiers of its documents")


class SuratKetetapan(Beku):
    """A letter that the city sent; an objection may be raised until `batas_keberatan`."""

    nomor: str
    jenis: str
    nopd: str
    masa: str
    diterbitkan: date
    kode_bayar: str | None
    keberatan: str | None
    batas_keberatan: date | None


class WajibPajak(Beku):
    """A taxpayer as they see themselves: objects, duties, bills, letters and clearance."""

    npwpd: str
    nama: str
    jenis_wp: JenisWp
    terdaftar_pada: AwareDatetime
    ditutup_pada: AwareDatetime | None
    kswpd: Kswpd
    objek: tuple[ObjekWajibPajak, ...]
    tagihan: tuple[TagihanTerbuka, ...]
    surat: tuple[SuratKetetapan, ...]


class DaftarWajibPajak(Beku):
    """All taxpayers that a person is, or represents."""

    wajib_pajak: tuple[WajibPajak, ...]
