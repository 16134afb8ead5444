"""How the portal says things: statuses, documents, dates and time left, in words that a child of twelve understands."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from chassis.documents.words import long_date, rupiah, short_rupiah  # noqa: F401  pages say them as `kata.rupiah`
from contracts.pajak.events import JenisDokumenPajak
from contracts.types import WIB, JenisAkta, JenisDokumen, Pelaku, StatusDokumen, StatusPermohonan

# What an application's status is called, and what it means for who waits for it.
STATUSES: Mapping[str, tuple[str, str]] = {
    StatusPermohonan.DIAJUKAN: ("Diterima", "Laporan Anda sudah kami terima dan segera diperiksa."),
    StatusPermohonan.VERIFIKASI: ("Sedang dicocokkan", "Data Anda sedang dicocokkan dengan data penduduk."),
    StatusPermohonan.PERLU_PERBAIKAN: ("Perlu Anda perbaiki", "Ada isian yang perlu diperbaiki. Waktu berhenti dulu."),
    StatusPermohonan.MENUNGGU_PETUGAS: ("Menunggu petugas", "Petugas perlu melihat berkas ini sebelum diputuskan."),
    StatusPermohonan.MENUNGGU_PERSETUJUAN_KADIS: (
        "Menunggu kepala dinas",
        "Laporan ini lewat dari 60 hari, jadi kepala dinas perlu menyetujuinya.",
    ),
    StatusPermohonan.DISETUJUI: ("Disetujui", "Laporan disetujui. Dokumen sedang dibuat."),
    StatusPermohonan.PENANDATANGANAN: ("Sedang ditandatangani", "Dokumen sedang ditandatangani secara elektronik."),
    StatusPermohonan.MENUNGGU_TTE: ("Menunggu tanda tangan", "Dokumen menunggu tanda tangan elektronik."),
    StatusPermohonan.TERBIT: ("Akta terbit", "Akta sudah terbit. Dokumen lainnya sedang dibuat."),
    StatusPermohonan.SELESAI: ("Selesai", "Semua dokumen sudah jadi dan dapat diunduh."),
    StatusPermohonan.DITOLAK: ("Ditolak", "Permohonan ini tidak dapat disetujui. Alasannya ada di riwayat."),
    StatusPermohonan.DIBATALKAN: ("Ditarik kembali", "Permohonan ini sudah ditarik kembali."),
    StatusPermohonan.KEDALUWARSA: ("Kedaluwarsa", "Perbaikan tidak dikirim tepat waktu, jadi permohonan ini berakhir."),
}
# The same to somebody with whom the applicant shared it; what is not here is said as to the applicant.
SHARED: Mapping[str, tuple[str, str]] = {
    StatusPermohonan.DIAJUKAN: ("Diterima", "Laporan sudah diterima dan segera diperiksa."),
    StatusPermohonan.VERIFIKASI: ("Sedang dicocokkan", "Isi laporan sedang dicocokkan dengan data penduduk."),
    StatusPermohonan.PERLU_PERBAIKAN: ("Menunggu perbaikan", "Pelapor perlu memperbaiki isian. Waktu berhenti dulu."),
    StatusPermohonan.SELESAI: ("Selesai", "Semua dokumen sudah jadi. Pelapor dapat mengunduhnya."),
    StatusPermohonan.DITOLAK: ("Ditolak", "Permohonan ini tidak dapat disetujui. Pelapor tahu alasannya."),
}
# The colour that goes with the word; the word always stands beside it.
TONES: Mapping[str, str] = {
    StatusPermohonan.PERLU_PERBAIKAN: "awas",
    StatusPermohonan.SELESAI: "baik",
    StatusPermohonan.TERBIT: "baik",
    StatusPermohonan.DISETUJUI: "baik",
    StatusPermohonan.DITOLAK: "buruk",
    StatusPermohonan.DIBATALKAN: "diam",
    StatusPermohonan.KEDALUWARSA: "buruk",
}
# Where an application of local tax stands; what is not here is said as for all.
TAX_MEANINGS: Mapping[str, str] = {
    StatusPermohonan.DISETUJUI: "Tagihan sudah terbit. Laporan selesai setelah dibayar.",
    StatusPermohonan.MENUNGGU_PETUGAS: "Petugas pajak perlu memeriksa permohonan ini.",
    StatusPermohonan.SELESAI: "Selesai. Dokumennya dapat diunduh di bawah ini.",
}
ACTORS: Mapping[str, str] = {
    Pelaku.PEMOHON: "Anda",
    Pelaku.SISTEM: "sistem",
    Pelaku.PETUGAS: "petugas",
    Pelaku.FASKES: "fasilitas kesehatan",
}
DOCUMENTS: Mapping[str, str] = {
    JenisDokumen.AKTA_KELAHIRAN: "Kutipan Akta Kelahiran",
    JenisDokumen.KARTU_KELUARGA: "Kartu Keluarga",
    JenisDokumen.KIA: "Kartu Identitas Anak",
    JenisDokumenPajak.TAGIHAN_PAJAK: "Tagihan Pajak Daerah",
    JenisDokumenPajak.BUKTI_SPTPD: "Bukti Penerimaan SPTPD",
}
DOCUMENT_STATUSES: Mapping[str, tuple[str, str]] = {
    StatusDokumen.AKTIF: ("Berlaku", "baik"),
    StatusDokumen.DIGANTIKAN: ("Sudah diganti", "awas"),
    StatusDokumen.DICABUT: ("Dicabut", "buruk"),
}
APPLICATIONS: Mapping[str, str] = {
    "KELAHIRAN": "Laporan kelahiran",
    "PEMBERITAHUAN_KELAHIRAN": "Pemberitahuan kelahiran",
    "PENDAFTARAN_PAJAK": "Pendaftaran wajib pajak",
    "PERUBAHAN_PAJAK": "Perubahan data atau penutupan usaha",
    "OMZET": "Laporan omzet",
    "KEBERATAN_PAJAK": "Keberatan pajak",
}
RELATIONS: Mapping[str, str] = {
    "KEPALA_KELUARGA": "Kepala keluarga",
    "SUAMI": "Suami",
    "ISTRI": "Istri",
    "ANAK": "Anak",
    "MENANTU": "Menantu",
    "CUCU": "Cucu",
    "ORANG_TUA": "Orang tua",
    "MERTUA": "Mertua",
    "FAMILI_LAIN": "Famili lain",
}
DEEDS: Mapping[str, str] = {
    JenisAkta.AYAH_IBU: "Anak ayah dan ibu",
    JenisAkta.AYAH_IBU_FRASA: "Anak ayah dan ibu, perkawinan belum tercatat",
    JenisAkta.ANAK_SEORANG_IBU: "Anak seorang ibu",
    JenisAkta.TANPA_ASAL_USUL: "Asal-usul tidak diketahui",
}
ROLES: Mapping[str, str] = {
    "PETUGAS_VERIFIKASI": "petugas verifikasi",
    "PETUGAS_DUKCAPIL": "petugas dukcapil",
    "KEPALA_DINAS": "kepala dinas",
    "PETUGAS_PAJAK": "petugas pajak",
    "PETUGAS_OPD": "petugas dinas lain",
}


def status_name(status: str) -> str:
    """What a status is called."""
    return STATUSES[status][0]


def status_meaning(status: str, kind: str = "KELAHIRAN") -> str:
    """What a status means for who waits for an application of this kind."""
    of_tax = kind.endswith("_PAJAK") or kind == "OMZET"
    return TAX_MEANINGS.get(status, STATUSES[status][1]) if of_tax else STATUSES[status][1]


def shared_name(status: str) -> str:
    """What a status is called for somebody who is not the applicant."""
    return SHARED.get(status, STATUSES[status])[0]


def shared_meaning(status: str) -> str:
    """What it means for them."""
    return SHARED.get(status, STATUSES[status])[1]


def tone(status: str) -> str:
    """The colour of a status."""
    return TONES.get(status, "jalan")


def date_of(at: date | datetime) -> str:
    """26 November 2026."""
    day = at.astimezone(WIB).date() if isinstance(at, datetime) else at
    return long_date(day)


def time_of(at: datetime) -> str:
    """26 November 2026, pukul 09.30."""
    local = at.astimezone(WIB)
    return f"{date_of(at)}, pukul {local:%H.%M}"


def working_time(minutes: int) -> str:
    """Working minutes in hours and minutes."""
    hours, rest = divmod(max(0, minutes), 60)
    parts = [f"{hours} jam" if hours else "", f"{rest} menit" if rest or not hours else ""]
    return " ".join(part for part in parts if part)


def decimal(number: Decimal) -> str:
    """82,50."""
    return str(number).replace(".", ",")


def exact(number: str) -> str:
    """A decimal number as text, with the marks that people use: 1.500.000,25."""
    return f"{Decimal(number):,f}".translate(str.maketrans(",.", ".,"))


def size_of(count: int) -> str:
    """A number of bytes as people say it."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")
