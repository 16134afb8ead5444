"""The birth file and its lifecycle: a table, total over its states; a step that is not in it raises."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from contracts.gateway.events import Laporan
from contracts.types import JenisAkta, Paket, StatusPermohonan
from services.perizinan.domain.errors import IllegalStep

DIAJUKAN = StatusPermohonan.DIAJUKAN
VERIFIKASI = StatusPermohonan.VERIFIKASI
PERLU_PERBAIKAN = StatusPermohonan.PERLU_PERBAIKAN
MENUNGGU_PETUGAS = StatusPermohonan.MENUNGGU_PETUGAS
MENUNGGU_KADIS = StatusPermohonan.MENUNGGU_PERSETUJUAN_KADIS
DISETUJUI = StatusPermohonan.DISETUJUI
PENANDATANGANAN = StatusPermohonan.PENANDATANGANAN
MENUNGGU_TTE = StatusPermohonan.MENUNGGU_TTE
TERBIT = StatusPermohonan.TERBIT
SELESAI = StatusPermohonan.SELESAI
DITOLAK = StatusPermohonan.DITOLAK
DIBATALKAN = StatusPermohonan.DIBATALKAN
KEDALUWARSA = StatusPermohonan.KEDALUWARSA

# Handbook 3.3 and 8. Here a file rests at TERBIT: its package is completed (SELESAI) by dukcapil, not by us. A deed
# that is being signed can no longer be withdrawn; once issued it ends by annulment, or with a package that failed.
NEXT: dict[StatusPermohonan, frozenset[StatusPermohonan]] = {
    DIAJUKAN: frozenset({VERIFIKASI, PERLU_PERBAIKAN, DITOLAK, DIBATALKAN}),
    VERIFIKASI: frozenset({PERLU_PERBAIKAN, MENUNGGU_PETUGAS, MENUNGGU_KADIS, DISETUJUI, DITOLAK, DIBATALKAN}),
    PERLU_PERBAIKAN: frozenset({DIAJUKAN, DIBATALKAN, KEDALUWARSA}),
    MENUNGGU_PETUGAS: frozenset({PERLU_PERBAIKAN, MENUNGGU_KADIS, DISETUJUI, DITOLAK, DIBATALKAN}),
    MENUNGGU_KADIS: frozenset({PERLU_PERBAIKAN, DISETUJUI, DITOLAK, DIBATALKAN}),
    DISETUJUI: frozenset({PENANDATANGANAN}),
    PENANDATANGANAN: frozenset({MENUNGGU_TTE, TERBIT}),
    MENUNGGU_TTE: frozenset({TERBIT}),
    TERBIT: frozenset({DITOLAK, DIBATALKAN}),
    SELESAI: frozenset(),
    DITOLAK: frozenset(),
    DIBATALKAN: frozenset(),
    KEDALUWARSA: frozenset(),
}

# PostgreSQL keeps instants to the microsecond.
ONE_TICK = timedelta(microseconds=1)

# While a file is in one of these states, it is someone else's turn to decide and a withdrawal still counts.
UNDECIDED = frozenset({DIAJUKAN, VERIFIKASI, PERLU_PERBAIKAN, MENUNGGU_PETUGAS, MENUNGGU_KADIS})
WAITING_FOR_OFFICER = frozenset({MENUNGGU_PETUGAS, MENUNGGU_KADIS})
WAITING_FOR_SIGNATURE = frozenset({PENANDATANGANAN, MENUNGGU_TTE})


@dataclass(frozen=True, slots=True)
class BirthFile:
    """One application for the deeds of one delivery."""

    nomor: str
    kota: str
    """The city that registers: the gateway's, until the register names that of the parents' domicile."""
    status: StatusPermohonan
    status_sejak: datetime
    versi: int
    """1 for the first report, one more for each correction."""
    dilaporkan_pada: datetime
    """When the first report came in; a correction does not make a report late."""
    terlambat: bool
    atas_nama_faskes: str | None
    laporan: Laporan
    jenis_akta: JenisAkta | None = None
    penilaian: tuple[str, ...] = ()
    """Why a person must look, as codes of `judgement.Reason`; empty when nothing needs judgement."""

    def moved_to(self, status: StatusPermohonan, now: datetime) -> Self:
        """The file one step further; raises IllegalStep when the table has no such step.

        Each step is later than the one before, also when two are taken at once or a clock was set back: those who
        follow the file read its order from these instants.
        """
        if status not in NEXT[self.status]:
            raise IllegalStep(self.status, status)
        return replace(self, status=status, status_sejak=max(now, self.status_sejak + ONE_TICK))

    @property
    def paket(self) -> Paket:
        """What the applicant asked for."""
        return self.laporan.paket

    @property
    def ibu_nik(self) -> str | None:
        """The mother, unless her origin and the child's are unknown."""
        return self.laporan.ibu.nik if self.laporan.ibu else None
