"""Facts as the gateway would tell them, with what a test changes in them."""

from datetime import datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from contracts.gateway.tax_events import (
    AngsuranPajakDisetujui,
    OmzetDilaporkan,
    PembayaranDibalik,
    PembayaranDiterima,
    PendaftaranJabatanDiputuskan,
    PutusanPajakDicatat,
    WajibPajakMendaftar,
)
from contracts.numbers import application_number, transaction_number

WIB = ZoneInfo("Asia/Jakarta")
OWNER = "3277011505900001"
STRANGER = "3277015505920001"
BANK = "bank-3277"
REGISTERED = datetime(2026, 8, 3, 9, tzinfo=WIB)
NOVEMBER = datetime(2026, 11, 5, 10, tzinfo=WIB)
_serials = count(1)

RESTAURANT = {
    "jenis": "MAKANAN_MINUMAN",
    "golongan": "RESTORAN",
    "nama": "RM Sari Rasa 88",
    "kode_kelurahan": "32.77.02.1004",
    "alamat": "Jalan Rekaan 1",
}
KARAOKE = {**RESTAURANT, "jenis": "HIBURAN", "golongan": "KARAOKE", "nama": "Sari Rasa Karaoke"}


def number(kind: str, day: datetime = NOVEMBER, kota: str = "3277") -> str:
    """A tracking number that no test has used before."""
    return application_number(kind, kota, day.date(), next(_serials))


def registration(
    *objects: dict[str, Any], kota: str = "3277", proof: str = "SESUAI", **also: Any
) -> WajibPajakMendaftar:
    """A person registers; `jenis_wp` and `nib` make an entity of it."""
    body = {"jenis_wp": "ORANG", "nik": OWNER, "nama": "AHMAD FAUZI", "objek": list(objects or (RESTAURANT,)), **also}
    return WajibPajakMendaftar.model_validate(
        {
            "nomor": number("PD", REGISTERED, kota),
            "kota": kota,
            "didaftarkan_pada": REGISTERED,
            "pemohon_nik": OWNER,
            "identitas": proof,
            "pendaftaran": body,
        },
        strict=False,
    )


def turnover(nopd: str, omzet: int, masa: str = "2026-10", at: datetime = NOVEMBER, **also: Any) -> OmzetDilaporkan:
    """A month's turnover is reported."""
    kota, reporter = also.pop("kota", "3277"), also.pop("pelapor_nik", OWNER)
    return OmzetDilaporkan.model_validate(
        {
            "nomor": also.pop("nomor", None) or number("OM", at, kota),
            "kota": kota,
            "dilaporkan_pada": at,
            "pelapor_nik": reporter,
            "laporan": {"nopd": nopd, "masa": masa, "omzet": omzet, **also},
        },
        strict=False,
    )


def payment(
    kode: str, jumlah: int, at: datetime = NOVEMBER, reference: str | None = None, bank: str = BANK
) -> PembayaranDiterima:
    """A bank tells of a payment."""
    reference = reference or f"REF-{next(_serials)}"
    return PembayaranDiterima(
        ntpd=transaction_number(bank, reference),
        bank=bank,
        referensi_bank=reference,
        kode_bayar=kode,
        jumlah=jumlah,
        waktu=at,
        kanal="MOBILE",
        diterima_pada=at,
    )


def reversal(paid: PembayaranDiterima, at: datetime = NOVEMBER) -> PembayaranDibalik:
    """The bank takes a payment back."""
    return PembayaranDibalik(ntpd=paid.ntpd, bank=paid.bank, alasan="salah debit", dibalik_pada=at)


def in_instalments(kode: str, bulan: int, at: datetime = NOVEMBER) -> AngsuranPajakDisetujui:
    """A tax officer lets a bill be paid in monthly parts."""
    officer = {"id": "P1", "peran": "PETUGAS_PAJAK", "kota": "3277"}
    granted = {"kode_bayar": kode, "bulan": bulan, "petugas": officer, "disetujui_pada": at}
    return AngsuranPajakDisetujui.model_validate(granted, strict=False)


def decision(nomor: str, officer: str, keputusan: str = "SETUJU", alasan: str | None = None) -> PutusanPajakDicatat:
    """A tax officer decides."""
    return PutusanPajakDicatat.model_validate(
        {
            "nomor": nomor,
            "keputusan": keputusan,
            "alasan": alasan,
            "petugas": {"id": officer, "peran": "PETUGAS_PAJAK", "kota": "3277"},
            "diputuskan_pada": NOVEMBER,
        },
        strict=False,
    )


def ex_officio(*, petugas: str = "P1", penyetuju: str = "P2", **objek: Any) -> PendaftaranJabatanDiputuskan:
    """Two officers register a permit's holder; `objek` changes the business."""
    officers = {
        role: {"id": identity, "peran": "PETUGAS_PAJAK", "kota": "3277"}
        for role, identity in (("petugas", petugas), ("penyetuju", penyetuju))
    }
    holder = {"jenis_wp": "BADAN", "nib": "1234567890123", "nama": "PT Baru", "objek": {**RESTAURANT, **objek}}
    order = {"kota": "3277", "pemegang": holder, "dasar": "IZ/2026/0042", "diputuskan_pada": NOVEMBER, **officers}
    return PendaftaranJabatanDiputuskan.model_validate(order, strict=False)
