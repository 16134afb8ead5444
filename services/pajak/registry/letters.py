"""The rows of letters of assessment, and of objections to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from psycopg.rows import DictRow

from chassis.rows import Part
from services.pajak.domain.base import Line
from services.pajak.domain.letters import LetterKind, ObjectionStatus
from services.pajak.domain.money import Rupiah
from services.pajak.domain.period import TaxPeriod
from services.pajak.registry.returns import lines_as_json

_ADD = """INSERT INTO ketetapan (nomor, kota, jenis, npwpd, nopd, masa, perihal, pokok, sanksi, perhitungan,
    diterbitkan, petugas, penyetuju) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (jenis, nopd, masa, perihal) DO NOTHING"""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that the city sent."""

    nomor: str
    kota: str
    jenis: LetterKind
    npwpd: str
    nopd: str
    masa: TaxPeriod
    perihal: str
    """What tells it from others of its kind for the same period: a payment code, or a day."""
    pokok: Rupiah
    sanksi: Rupiah
    diterbitkan: date
    lines: tuple[Line, ...] = ()
    petugas: str | None = None
    penyetuju: str | None = None


class Letters(Part):
    """Letters and objections."""

    def add(self, letter: Letter) -> bool:
        """Enter a letter; False when the same matter has one."""
        return self.execute(_ADD, *_values(letter)) == 1

    def add_many(self, letters: Sequence[Letter]) -> None:
        """Enter letters of matters that have none."""
        self.execute_each(_ADD, [_values(letter) for letter in letters])

    def matters(self, jenis: LetterKind, perihal: Sequence[str]) -> set[str]:
        """Which of these matters have their letter."""
        rows = self.rows("SELECT perihal FROM ketetapan WHERE jenis = %s AND perihal = ANY(%s)", jenis, list(perihal))
        return {row["perihal"] for row in rows}

    def has(self, jenis: LetterKind, nopd: str, period: TaxPeriod, perihal: str) -> bool:
        """Whether a matter has its letter."""
        row = self.row(
            "SELECT 1 FROM ketetapan WHERE jenis = %s AND nopd = %s AND masa = %s AND perihal = %s",
            *(jenis, nopd, period.first, perihal),
        )
        return row is not None

    def find(self, nomor: str) -> DictRow | None:
        """A letter with the code of the bill that it set."""
        return self.row(
            "SELECT k.*, t.kode_bayar FROM ketetapan k LEFT JOIN tagihan t ON t.ketetapan = k.nomor WHERE k.nomor = %s",
            nomor,
        )

    def of_taxpayer(self, npwpd: str) -> list[DictRow]:
        """A taxpayer's letters, the newest first, with the bill that each set and what became of an objection."""
        return self.rows(
            "SELECT k.*, t.kode_bayar, b.status AS keberatan FROM ketetapan k"
            " LEFT JOIN tagihan t ON t.ketetapan = k.nomor LEFT JOIN keberatan b ON b.ketetapan = k.nomor"
            " WHERE k.npwpd = %s ORDER BY k.diterbitkan DESC, k.nomor DESC",
            npwpd,
        )

    def add_objection(self, ketetapan: str, nomor: str, alasan: str, on: date) -> bool:
        """Enter an objection; False when the letter has one."""
        added = self.execute(
            "INSERT INTO keberatan (ketetapan, nomor, status, alasan, diajukan) VALUES (%s, %s, 'DIAJUKAN', %s, %s)"
            " ON CONFLICT DO NOTHING",
            *(ketetapan, nomor, alasan, on),
        )
        return added == 1

    def lock_objection(self, ketetapan: str) -> DictRow | None:
        """The objection to a letter, held."""
        return self.row("SELECT * FROM keberatan WHERE ketetapan = %s FOR NO KEY UPDATE", ketetapan)

    def pending_objections(self, kota: str, limit: int) -> list[DictRow]:
        """A city's objections that wait for a decision, the oldest first, with their letters."""
        return self.rows(
            "SELECT b.ketetapan, b.nomor, b.alasan, b.diajukan, k.jenis, k.nopd, k.masa, k.pokok, k.sanksi"
            " FROM keberatan b JOIN ketetapan k ON k.nomor = b.ketetapan"
            " WHERE k.kota = %s AND b.status = 'DIAJUKAN' ORDER BY b.diajukan, b.ketetapan LIMIT %s",
            *(kota, limit),
        )

    def lock_unanswered_objection(self, kota: str, before: date) -> DictRow | None:
        """An objection filed before a day and not decided; skips what someone else holds."""
        return self.row(
            "SELECT b.* FROM keberatan b JOIN ketetapan k ON k.nomor = b.ketetapan WHERE k.kota = %s"
            " AND b.status = 'DIAJUKAN' AND b.diajukan < %s ORDER BY b.diajukan LIMIT 1"
            " FOR NO KEY UPDATE OF b SKIP LOCKED",
            *(kota, before),
        )

    def decide_objection(self, ketetapan: str, status: ObjectionStatus, on: date, officer: str | None) -> None:
        """Keep how an objection was decided."""
        self.execute(
            "UPDATE keberatan SET status = %s, diputus = %s, petugas = %s WHERE ketetapan = %s",
            *(status, on, officer, ketetapan),
        )

    def has_pending_objection(self, npwpd: str) -> bool:
        """Whether a taxpayer waits for a decision."""
        row = self.row(
            "SELECT 1 FROM keberatan b JOIN ketetapan k ON k.nomor = b.ketetapan"
            " WHERE k.npwpd = %s AND b.status = 'DIAJUKAN' LIMIT 1",
            npwpd,
        )
        return row is not None


def _values(letter: Letter) -> tuple[object, ...]:
    return (
        *(letter.nomor, letter.kota, letter.jenis, letter.npwpd, letter.nopd, letter.masa.first, letter.perihal),
        *(letter.pokok.amount, letter.sanksi.amount, lines_as_json(letter.lines), letter.diterbitkan),
        *(letter.petugas, letter.penyetuju),
    )
