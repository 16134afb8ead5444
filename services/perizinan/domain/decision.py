"""Which officer may decide on a file, and where the decision leads (handbook 3.3: who entered may not approve)."""

from dataclasses import dataclass
from enum import StrEnum

from contracts.gateway.events import Laporan
from contracts.types import StatusPermohonan
from services.perizinan.domain.birth_file import (
    DISETUJUI,
    DITOLAK,
    MENUNGGU_KADIS,
    MENUNGGU_PETUGAS,
    PERLU_PERBAIKAN,
    BirthFile,
)


class Role(StrEnum):
    """The roles of officers that decide here."""

    PETUGAS_VERIFIKASI = "PETUGAS_VERIFIKASI"
    KEPALA_DINAS = "KEPALA_DINAS"


class Verdict(StrEnum):
    """What an officer can say."""

    SETUJU = "SETUJU"
    TOLAK = "TOLAK"
    PERBAIKI = "PERBAIKI"


DECIDES = {MENUNGGU_PETUGAS: Role.PETUGAS_VERIFIKASI, MENUNGGU_KADIS: Role.KEPALA_DINAS}

REFUSALS = {
    "keputusan_tidak_berlaku_lagi": "Berkas tidak sedang menunggu keputusan.",
    "peran_tidak_berwenang": "Peran petugas tidak berwenang memutus berkas pada tahap ini.",
    "kota_lain": "Berkas dicatat oleh kota lain.",
    "empat_mata": "Yang melaporkan, menjadi pihak, atau sudah memeriksa berkas ini tidak boleh memutusnya.",
}


@dataclass(frozen=True, slots=True)
class Officer:
    """Who decides: the number in the staff register, the NIK when the identity provider gave it, role and city."""

    id: str
    nik: str | None
    peran: str
    kota: str


def refusal(file: BirthFile, officer: Officer, checked_by: frozenset[str]) -> str | None:
    """Why this officer may not decide on this file now, as a code of REFUSALS, or None.

    `checked_by` holds the officers who have approved an earlier stage of it.
    """
    wanted = DECIDES.get(file.status)
    if wanted is None:
        return "keputusan_tidak_berlaku_lagi"
    if officer.peran != wanted:
        return "peran_tidak_berwenang"
    if officer.kota != file.kota:
        return "kota_lain"
    if officer.id in checked_by or {officer.id, officer.nik} & parties(file.laporan):
        return "empat_mata"
    return None


def parties(report: Laporan) -> set[str | None]:
    """Everyone whose own matter this report is: reporter, parents and witnesses."""
    parents = {person.nik for person in (report.ibu, report.ayah) if person is not None}
    return {report.pelapor_nik, *parents, *(witness.nik for witness in report.saksi)}


def outcome(file: BirthFile, verdict: Verdict) -> StatusPermohonan:
    """Where a decision leads: a late file that an officer approves goes on to the head of the agency."""
    if verdict is Verdict.TOLAK:
        return DITOLAK
    if verdict is Verdict.PERBAIKI:
        return PERLU_PERBAIKAN
    return MENUNGGU_KADIS if file.status is MENUNGGU_PETUGAS and file.terlambat else DISETUJUI
