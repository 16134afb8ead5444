"""Who did what when, about an application or a number; never changed and never erased."""

from dataclasses import dataclass
from datetime import datetime

from chassis.rows import Part
from contracts.types import Pelaku


@dataclass(frozen=True, slots=True)
class Remark:
    """Who did it, and what a line says beside the status: codes, and the officer's number."""

    by: Pelaku = Pelaku.SISTEM
    code: str | None = None
    officer: str | None = None


BY_SYSTEM = Remark()


class History(Part):
    """The lines of the history."""

    def add(self, about: str, status: str, at: datetime, remark: Remark = BY_SYSTEM) -> None:
        """Write one line; without personal data."""
        self.execute(
            "INSERT INTO riwayat (perihal, pada, status, oleh, kode, petugas) VALUES (%s, %s, %s, %s, %s, %s)",
            *(about, at, status, remark.by, remark.code, remark.officer),
        )

    def officers(self, about: str) -> list[str]:
        """The numbers of the officers whose lines there are."""
        rows = self.rows(
            "SELECT DISTINCT petugas FROM riwayat WHERE perihal = %s AND petugas IS NOT NULL ORDER BY petugas", about
        )
        return [row["petugas"] for row in rows]
