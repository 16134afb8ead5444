"""Why an uploaded file is refused: codes, and what people are told."""

from collections.abc import Mapping


class Fault(Exception):
    """The file must not be taken; its text is a code of `SENTENCES`."""


SENTENCES: Mapping[str, str] = {
    "jenis_berkas_tidak_didukung": "Kirim berkas PDF, JPEG atau PNG.",
    "berkas_ganda": "Berkas ini sekaligus berbentuk lain; simpan ulang sebagai PDF biasa.",
    "berkas_tidak_dapat_diperiksa": "Berkas ini tidak dapat dibaca dengan aman.",
    "pdf_terkunci": "PDF ini terkunci dengan sandi; kirim yang tidak terkunci.",
    "pdf_terlalu_banyak_halaman": "PDF paling banyak 100 halaman.",
    "pdf_terlalu_besar": "Isi PDF ini terlalu besar.",
    "pdf_berisi_program": "PDF ini berisi program, formulir aktif, atau berkas lain; kirim PDF biasa.",
    "pdf_rusak": "PDF ini rusak.",
    "gambar_rusak": "Gambar ini rusak.",
    "kotak_qr_tidak_terbaca": "Kotak QR tidak terbaca pada foto ini.",
    "gambar_terlalu_besar": "Gambar paling besar 40 megapiksel.",
}
