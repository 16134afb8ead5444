"""Registration of a taxpayer: its lifecycle, four eyes, and what stands against closing (handbook 4.3)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from contracts.types import StatusPermohonan
from services.pajak.domain.errors import IllegalStep, NotAllowed
from services.pajak.domain.fines import Person

DIAJUKAN = StatusPermohonan.DIAJUKAN
MENUNGGU_PETUGAS = StatusPermohonan.MENUNGGU_PETUGAS
PERLU_PERBAIKAN = StatusPermohonan.PERLU_PERBAIKAN
DISETUJUI = StatusPermohonan.DISETUJUI
SELESAI = StatusPermohonan.SELESAI
DITOLAK = StatusPermohonan.DITOLAK
DIBATALKAN = StatusPermohonan.DIBATALKAN
KEDALUWARSA = StatusPermohonan.KEDALUWARSA

NEXT: dict[StatusPermohonan, frozenset[StatusPermohonan]] = {
    DIAJUKAN: frozenset({MENUNGGU_PETUGAS, SELESAI, DITOLAK, DIBATALKAN}),
    MENUNGGU_PETUGAS: frozenset({PERLU_PERBAIKAN, DISETUJUI, SELESAI, DITOLAK, DIBATALKAN}),
    # Once one officer has approved, a second one must: DISETUJUI is the first approval.
    DISETUJUI: frozenset({SELESAI, PERLU_PERBAIKAN, DITOLAK}),
    PERLU_PERBAIKAN: frozenset({DIAJUKAN, DIBATALKAN, KEDALUWARSA}),
    SELESAI: frozenset(),
    DITOLAK: frozenset(),
    DIBATALKAN: frozenset(),
    KEDALUWARSA: frozenset(),
}


class RequestKind(StrEnum):
    """What is asked for: all three go the same way."""

    PENDAFTARAN = "PENDAFTARAN"
    PERUBAHAN = "PERUBAHAN"
    PENUTUPAN = "PENUTUPAN"


class Proof(StrEnum):
    """What dukcapil said of a person's NIK and name; an entity's NIB is looked at by an officer."""

    SESUAI = "SESUAI"
    TIDAK_SESUAI = "TIDAK_SESUAI"
    BELUM_DIPERIKSA = "BELUM_DIPERIKSA"


class Checking(StrEnum):
    """How a city checks registrations."""

    OTOMATIS_BILA_COCOK = "OTOMATIS_BILA_COCOK"
    EMPAT_MATA = "EMPAT_MATA"


@dataclass(frozen=True, slots=True)
class Request:
    """One request about a taxpayer."""

    nomor: str
    kota: str
    jenis: RequestKind
    status: StatusPermohonan
    status_sejak: datetime
    penyetuju_pertama: str | None = None
    """The officer who approved first; the second must be another."""

    def moved_to(self, status: StatusPermohonan, at: datetime) -> Self:
        """The request one step further; raises IllegalStep when the table has no such step."""
        if status not in NEXT[self.status]:
            raise IllegalStep("Permohonan", self.status, status)
        return replace(self, status=status, status_sejak=at)

    def approved_by(self, officer: str, at: datetime) -> Self:
        """The request after one more approval; raises NotAllowed when the same officer approves again."""
        if self.penyetuju_pertama is None:
            return replace(self.moved_to(DISETUJUI, at), penyetuju_pertama=officer)
        if self.penyetuju_pertama == officer:
            raise NotAllowed("empat_mata", "Persetujuan kedua harus dari petugas lain.")
        return self.moved_to(SELESAI, at)


def needs_no_officer(who: Person, proof: Proof, checking: Checking) -> bool:
    """Whether a registration is granted by rule: a person whom the register knows by this name, never an entity."""
    return who is Person.ORANG and proof is Proof.SESUAI and checking is Checking.OTOMATIS_BILA_COCOK


def check_may_close(arrears: bool, pending_objection: bool) -> None:
    """Refuse to close with arrears or a pending objection (Perda Surabaya 7/2023 ps. 129)."""
    if arrears:
        raise NotAllowed("masih_ada_tunggakan", "Masih ada kewajiban yang belum diselesaikan.")
    if pending_objection:
        raise NotAllowed("keberatan_berjalan", "Masih ada keberatan yang belum diputus.")
