"""The history of each file: who did what when, never changed and never erased."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from chassis.rows import Part
from contracts.types import Galat, Pelaku, StatusPermohonan


@dataclass(frozen=True, slots=True)
class Remark:
    """What a line of the history says beside the status.

    `note` and `faults` are in Bahasa Indonesia and without personal data, since the applicant may read them; `code` and
    `officer` are for officers.
    """

    by: Pelaku = Pelaku.SISTEM
    note: str | None = None
    code: str | None = None
    officer: str | None = None
    faults: tuple[Galat, ...] = ()


class History(Part):
    """The lines of the history."""

    def add(self, nomor: str, status: StatusPermohonan, at: datetime, remark: Remark) -> None:
        """Write a line."""
        self.execute(
            "INSERT INTO history (nomor, pada, status, oleh, kode, catatan, petugas, perbaikan)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            *(nomor, at, status, remark.by, remark.code, remark.note, remark.officer),
            Jsonb([fault.model_dump() for fault in remark.faults]),
        )

    def of(self, nomor: str) -> list[DictRow]:
        """Every line about a file, oldest first."""
        return self.rows(
            "SELECT pada, status, oleh, kode, catatan, petugas, perbaikan FROM history WHERE nomor = %s ORDER BY id",
            nomor,
        )

    def approvers(self, nomor: str) -> frozenset[str]:
        """The officers who have approved a stage of a file."""
        rows = self.rows("SELECT DISTINCT petugas FROM history WHERE nomor = %s AND kode = 'disetujui_petugas'", nomor)
        return frozenset(row["petugas"] for row in rows)
