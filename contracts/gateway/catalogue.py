"""The catalogue of services and events (Satu Data): GET /v1/katalog; its names are mapped to DCAT by `@context`."""

from typing import Any

from pydantic import Field

from contracts.types import Beku


class Kolom(Beku):
    """One field, with its concept, unit and reference code (Perpres 39/2019)."""

    nama: str = Field(description="dengan jalannya, misalnya anak[].berat_gram")
    bentuk: str
    wajib: bool
    definisi: str
    satuan: str | None = None
    kode_referensi: str | None = None


class PintuLayanan(Beku):
    """One operation of a service."""

    metode: str
    alamat: str
    ringkasan: str
    uraian: str
    pemanggil: tuple[str, ...] = Field(description="yang boleh memanggil; kosong: siapa saja")
    masukan: tuple[Kolom, ...] = ()
    keluaran: tuple[Kolom, ...] = ()
    contoh_masukan: Any = None
    contoh_keluaran: Any = None


class LayananKatalog(Beku):
    """A service: a group of operations with one producer, one classification and one promise."""

    nama: str
    versi: tuple[str, ...]
    produsen: str
    walidata: str
    klasifikasi: str = Field(description="TERBUKA, TERBATAS, PRIBADI, atau PRIBADI_SPESIFIK (UU 27/2022 ps. 4)")
    dasar_hukum: tuple[str, ...]
    tingkat_layanan: str
    pintu: tuple[PintuLayanan, ...]


class AcaraKatalog(Beku):
    """An event that agencies may hear."""

    jenis: str
    versi: str
    uraian: str
    cakupan: str | None = Field(default=None, description="cakupan yang diperlukan; kosong: hanya uji coba")
    milik_sendiri: bool = Field(description="hanya tentang yang dikirim klien itu sendiri")
    produsen: str
    walidata: str
    klasifikasi: str
    dasar_hukum: tuple[str, ...]
    tingkat_layanan: str
    kolom: tuple[Kolom, ...]
    skema: str
    contoh: Any = None


class Katalog(Beku):
    """Everything that can be reached or heard here."""

    judul: str
    walidata: str
    lisensi: str
    layanan: tuple[LayananKatalog, ...]
    acara: tuple[AcaraKatalog, ...]
