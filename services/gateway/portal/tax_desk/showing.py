"""What a tax officer sees of a request, an objection or a proposal: pairs of a label and a value."""

from collections.abc import Iterator, Mapping
from typing import Any

from chassis.documents.words import rupiah
from contracts.gateway.tax_api import Usulan
from contracts.pajak.api import BerkasPajak, KeberatanMenunggu
from services.gateway.portal.birth.places import villages
from services.gateway.portal.tax.asked import GROUPS, OBJECTS, month_name
from services.gateway.portal.words import date_of, time_of

Pairs = tuple[tuple[str, str], ...]

KINDS: Mapping[str, str] = {
    "PENDAFTARAN": "Pendaftaran wajib pajak",
    "PERUBAHAN": "Perubahan data",
    "PENUTUPAN": "Penutupan usaha",
}
IDENTITIES: Mapping[str, str] = {
    "SESUAI": "Cocok dengan data penduduk",
    "TIDAK_SESUAI": "Tidak cocok dengan data penduduk",
    "BELUM_DIPERIKSA": "Belum dicocokkan dengan data penduduk",
}
PROPOSALS: Mapping[str, str] = {
    "KETETAPAN": "Usulan ketetapan",
    "PENDAFTARAN_JABATAN": "Usulan pendaftaran secara jabatan",
}
_LABELS: Mapping[str, str] = {
    "jenis_wp": "Wajib pajak",
    "nik": "NIK",
    "nib": "NIB",
    "nama": "Nama",
    "npwpd": "NPWPD",
    "nopd": "NOPD",
    "jenis": "Jenis",
    "golongan": "Golongan",
    "kode_kelurahan": "Kelurahan",
    "alamat": "Alamat",
    "mulai_usaha": "Mulai usaha",
    "masa": "Masa pajak",
    "pajak_terutang": "Pajak terutang",
    "dasar": "Dasar",
}
_NAMES = dict(OBJECTS) | dict(GROUPS) | {"ORANG": "Orang", "BADAN": "Badan usaha"}


def request(file: BerkasPajak) -> Pairs:
    """A request: where it stands, and everything that was sent."""
    return (
        ("Yang diminta", KINDS.get(file.jenis, file.jenis)),
        ("Diajukan", time_of(file.diajukan_pada)),
        ("Identitas", IDENTITIES.get(file.identitas, file.identitas)),
        ("NIK pemohon", file.pemohon_nik),
        *_told(file.isi),
    )


def warning(file: BerkasPajak) -> str:
    """What an officer should know before anything else."""
    if file.disetujui_oleh:
        return "Satu petugas sudah menyetujui. Bila Anda juga setuju, permohonan ini selesai."
    return "" if file.identitas == "SESUAI" else IDENTITIES.get(file.identitas, file.identitas)


def objection(waiting: KeberatanMenunggu) -> Pairs:
    """An objection: the letter, the reason, and the day after which silence grants it."""
    return (
        ("Surat", f"{waiting.jenis}, masa {month_name(waiting.masa)}"),
        ("NOPD", waiting.nopd),
        ("Pokok", rupiah(waiting.pokok)),
        ("Sanksi", rupiah(waiting.sanksi)),
        ("Alasan keberatan", waiting.alasan),
        ("Diajukan", date_of(waiting.diajukan)),
        ("Diputus paling lambat", f"{date_of(waiting.batas_putusan)}; lewat dari itu dianggap dikabulkan"),
    )


def proposal(found: Usulan, proposer: str | None) -> Pairs:
    """A proposal: who proposed it when, and everything that it says."""
    return (
        ("Diusulkan oleh", proposer or "Petugas yang tidak lagi bertugas"),
        ("Diusulkan", time_of(found.diusulkan_pada)),
        *_told(found.isi),
    )


def _told(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What was sent, in the order in which people read it: whole things before their parts."""
    for name, value in content.items():
        if isinstance(value, list | tuple):
            for number, each in enumerate(value, 1):
                which = f"Usaha {number}" if len(value) > 1 else "Usaha"
                yield from ((f"{which}: {label}", text) for label, text in _told(each))
        elif isinstance(value, Mapping):
            which = {"objek": "Usaha", "perubahan": "Menjadi"}.get(name, name)
            yield from ((f"{which}: {label}", text) for label, text in _told(value))
        elif value is not None:
            yield _LABELS.get(name, name.replace("_", " ").capitalize()), _said(name, value)


def _said(name: str, value: object) -> str:
    if name == "pajak_terutang" and isinstance(value, int):
        return rupiah(value)
    if name == "kode_kelurahan":
        return dict(villages(str(value).replace(".", "")[:4])).get(str(value), str(value))
    if name == "masa":
        return month_name(str(value))
    return _NAMES.get(str(value), str(value))
