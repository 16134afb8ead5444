"""The page behind a document's QR code: what is known of it, in words as well as in colour (handbook 1.5)."""

from contracts.gateway.api import Verifikasi
from contracts.types import JenisDokumen, StatusDokumen
from services.gateway.web.templates import Page

TITLES = {
    StatusDokumen.AKTIF: ("Asli dan berlaku", "Dokumen ini diterbitkan oleh kota dan masih berlaku."),
    StatusDokumen.DIGANTIKAN: ("Asli, sudah diganti", "Dokumen yang lebih baru telah menggantikan dokumen ini."),
    StatusDokumen.DICABUT: ("Tidak berlaku lagi", "Dokumen ini telah dicabut."),
    StatusDokumen.TIDAK_DITEMUKAN: ("Tidak ditemukan", "Tidak ada dokumen dengan kode ini. Periksa kembali kodenya."),
}
KINDS = {
    JenisDokumen.AKTA_KELAHIRAN: "Kutipan Akta Kelahiran",
    JenisDokumen.KARTU_KELUARGA: "Kartu Keluarga",
    JenisDokumen.KIA: "Kartu Identitas Anak",
}


def render(page: Page, found: Verifikasi) -> str:
    """The page that says what a code stands for; it holds no more than the API's own answer."""
    title, sentence = TITLES[found.status]
    facts = (
        ("Jenis", KINDS[found.jenis] if found.jenis else None),
        ("Nomor", found.nomor),
        ("Nama", found.nama_tersamar),
        ("Tanggal terbit", f"{found.tanggal_terbit:%d-%m-%Y}" if found.tanggal_terbit else None),
        ("Ditandatangani oleh", found.penanda_tangan),
    )
    shown = [(name, value) for name, value in facts if value]
    return page.render(status=found.status.value, title=title, sentence=sentence, facts=shown)
