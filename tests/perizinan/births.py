"""Reports, notices, answers and decisions for tests: one plausible family, each part of which a test can change."""

from datetime import datetime, timedelta, timezone
from typing import Any

from contracts.dukcapil.events import DataKelahiranTerverifikasi
from contracts.gateway.events import (
    KelahiranDiberitahukan,
    KelahiranDilaporkan,
    Laporan,
    PembatalanAktaDiputuskan,
    PerbaikanDiajukan,
    PutusanPetugasDicatat,
)
from contracts.numbers import application_number

WIB = timezone(timedelta(hours=7))
MOTHER, FATHER = "3277015505920001", "3277011505900001"
WITNESSES = ("3277010101800001", "3277014101850002")
CARD = "3277010101180001"
FACILITY = "F3277001"
BORN = datetime(2026, 11, 20, 4, 15, tzinfo=WIB)
REPORTED = datetime(2026, 11, 20, 9, 0, tzinfo=WIB)


def number(serial: int, kind: str = "KL", city: str = "3277") -> str:
    """A tracking number."""
    return application_number(kind, city, REPORTED.date(), serial)


def child(**changes: Any) -> dict[str, Any]:
    """One child of a report, as JSON has it."""
    usual = {
        "nama": "SITI NUR AISYAH",
        "jenis_kelamin": "P",
        "tempat_lahir": "32.77",
        "tempat_dilahirkan": "RUMAH_SAKIT",
        "waktu_lahir": BORN,
        "jenis_kelahiran": "TUNGGAL",
        "kelahiran_ke": 2,
        "penolong": "BIDAN",
        "berat_gram": 3100,
        "panjang_cm": 49,
    }
    return usual | changes


def report(**changes: Any) -> Laporan:
    """A report that nothing is wrong with."""
    usual = {
        "paket": "TIGA_DALAM_SATU",
        "pelapor_nik": FATHER,
        "pelapor_hubungan": "AYAH",
        "nomor_kk": CARD,
        "ibu": {"nik": MOTHER},
        "ayah": {"nik": FATHER},
        "perkawinan": {"bukti": "BUKU_NIKAH", "nomor": "123/45/VI/2017"},
        "anak": [child()],
        "saksi": [{"nik": nik} for nik in WITNESSES],
        "surat_keterangan_lahir": {"nomor": "SKL/2026/11/0042", "faskes": FACILITY},
        "sptjm": {},
        "lampiran": [],
    }
    return Laporan.model_validate(usual | changes, strict=False)


def twins(first: datetime = BORN, gap: timedelta = timedelta(minutes=20), **changes: Any) -> list[dict[str, Any]]:
    """Two children of one delivery."""
    return [
        child(waktu_lahir=first, jenis_kelahiran="KEMBAR_2", **changes),
        child(
            **{"nama": "MUHAMMAD RIZKI", "jenis_kelamin": "L", "kelahiran_ke": 3, "jenis_kelahiran": "KEMBAR_2"}
            | {"waktu_lahir": first + gap}
            | changes
        ),
    ]


def reported(
    serial: int = 1, *, at: datetime = REPORTED, facility: str | None = None, **changes: Any
) -> KelahiranDilaporkan:
    """The fact that a report came in."""
    return KelahiranDilaporkan(
        nomor=number(serial), kota="3277", dilaporkan_pada=at, atas_nama_faskes=facility, laporan=report(**changes)
    )


def corrected(serial: int = 1, *, at: datetime = REPORTED, **changes: Any) -> PerbaikanDiajukan:
    """The fact that a corrected report came in."""
    return PerbaikanDiajukan(nomor=number(serial), diajukan_pada=at, laporan=report(**changes))


def told_child(**changes: Any) -> dict[str, Any]:
    """One child of a facility's notice."""
    usual = {
        "jenis_kelamin": "P",
        "waktu_lahir": BORN,
        "jenis_kelahiran": "TUNGGAL",
        "urutan": 1,
        "berat_gram": 3100,
        "panjang_cm": 49,
    }
    return usual | changes


def notice(serial: int = 1, **changes: Any) -> KelahiranDiberitahukan:
    """The fact that a facility told of a birth."""
    usual = {
        "nomor": number(serial, "FB"),
        "kota": "3277",
        "diberitahukan_pada": BORN + timedelta(hours=1),
        "nomor_surat": "SKL/2026/11/0042",
        "faskes": FACILITY,
        "ibu_nik": MOTHER,
        "anak": [told_child()],
        "penolong": "BIDAN",
    }
    return KelahiranDiberitahukan.model_validate(usual | changes, strict=False)


def verified(serial: int = 1, *, children: int = 1, **changes: Any) -> DataKelahiranTerverifikasi:
    """The register's answer that everything matches."""
    usual = {
        "nomor": number(serial),
        "versi": 1,
        "kota": "3277",
        "cocok": True,
        "hasil": [{"lokasi": "/ibu/nik", "hasil": "SESUAI"}],
        "suami_istri_di_kk": True,
        "ibu": {"nik": MOTHER, "nama": "DEWI LESTARI"},
        "ayah": {"nik": FATHER, "nama": "BUDI SANTOSO"},
        "nik_anak": [{"urutan": place, "nik": child_nik(serial, place)} for place in range(1, children + 1)],
    }
    return DataKelahiranTerverifikasi.model_validate(usual | changes, strict=False)


def child_nik(serial: int, place: int = 1) -> str:
    """A NIK for a girl born on 20 November 2026, another one for each file and child."""
    return f"327701601126{serial * 4 + place:04d}"


def decision(
    serial: int = 1,
    verdict: str = "SETUJU",
    *,
    officer: str = "petugas-1",
    role: str = "PETUGAS_VERIFIKASI",
    city: str = "3277",
    **changes: Any,
) -> PutusanPetugasDicatat:
    """The fact that an officer decided."""
    usual = {
        "nomor": number(serial),
        "keputusan": verdict,
        "petugas": {"id": officer, "peran": role, "kota": city},
        "diputuskan_pada": REPORTED + timedelta(hours=2),
    }
    return PutusanPetugasDicatat.model_validate(usual | changes, strict=False)


def annulment(deed: str, *, role: str = "KEPALA_DINAS", city: str = "3277") -> PembatalanAktaDiputuskan:
    """The fact that a deed was ordered to be annulled."""
    usual = {
        "nomor_akta": deed,
        "dasar": "Penetapan PN Bale Bandung 12/Pdt.P/2026",
        "petugas": {"id": "kadis", "peran": role, "kota": city},
        "diputuskan_pada": REPORTED + timedelta(days=1),
    }
    return PembatalanAktaDiputuskan.model_validate(usual, strict=False)
