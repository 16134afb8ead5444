"""The rows of reconciliations: a bank's file beside our book, compared inside the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import DictRow

from chassis.rows import Part

Row = tuple[str, str, int, datetime]
"""Reference, payment code, rupiah, time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: its lines, how many agree, and how many payments it brought that we did not have."""

    bank: str
    sha256: str
    lines: int
    matched: int
    repaired: int
    whole: bool
    differences: int = 0


class Settlements(Part):
    """Settlement files."""

    def take_in(self, rows: Iterable[Row]) -> None:
        """Stream a file's rows into a table of this transaction alone; the file may be of any length."""
        self.execute(
            "CREATE TEMP TABLE rekening_koran (baris bigint GENERATED ALWAYS AS IDENTITY, referensi_bank text,"
            " kode_bayar text, jumlah bigint, waktu timestamptz) ON COMMIT DROP"
        )
        with (
            self.registry.connection.cursor() as cursor,
            cursor.copy("COPY rekening_koran (referensi_bank, kode_bayar, jumlah, waktu) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
        self.execute("CREATE INDEX ON rekening_koran (referensi_bank)")
        self.execute("ANALYZE rekening_koran")

    def totals(self, bank: str) -> tuple[int, int]:
        """How many lines the file has, and how many references of them our book has with the same code and amount."""
        row = self.row(
            "SELECT count(*) AS baris, count(DISTINCT k.referensi_bank) FILTER (WHERE p.ntpd IS NOT NULL) AS cocok"
            " FROM rekening_koran k LEFT JOIN pembayaran p ON p.bank = %s AND p.referensi_bank = k.referensi_bank"
            " AND p.kode_bayar = k.kode_bayar AND p.jumlah = k.jumlah",
            bank,
        )
        assert row is not None
        return row["baris"], row["cocok"]

    def missing(self, bank: str) -> list[DictRow]:
        """What the bank paid and our book does not have; of a reference that stands there twice, one line."""
        return self.rows(
            "SELECT DISTINCT ON (k.referensi_bank) k.referensi_bank, k.kode_bayar, k.jumlah, k.waktu"
            " FROM rekening_koran k"
            " WHERE NOT EXISTS (SELECT FROM pembayaran p WHERE p.bank = %s AND p.referensi_bank = k.referensi_bank)"
            " AND NOT EXISTS (SELECT FROM rekening_koran l WHERE l.referensi_bank = k.referensi_bank"
            "  AND (l.kode_bayar, l.jumlah) <> (k.kode_bayar, k.jumlah))"
            " ORDER BY k.referensi_bank, k.baris",
            bank,
        )

    def open_one(self, outcome: Outcome, at: datetime) -> int:
        """Enter a reconciliation; its differences follow."""
        row = self.row(
            "INSERT INTO rekonsiliasi (bank, sha256, baris, cocok, diperbaiki, selisih, lengkap, pada)"
            " VALUES (%s, %s, %s, %s, %s, 0, %s, %s) RETURNING id",
            *(outcome.bank, outcome.sha256, outcome.lines, outcome.matched, outcome.repaired, outcome.whole, at),
        )
        assert row is not None
        return int(row["id"])

    def add_differences(self, key: int, bank: str, first: datetime | None, last: datetime | None) -> int:
        """Keep what does not agree; what our book has more is sought between the file's first and last time only."""
        found = self.execute(
            "INSERT INTO selisih (rekonsiliasi, jenis, referensi_bank, kode_bayar, jumlah_bank, jumlah_buku)"
            " SELECT DISTINCT ON (k.referensi_bank) %s, 'BERBEDA', k.referensi_bank, k.kode_bayar, k.jumlah, p.jumlah"
            " FROM rekening_koran k JOIN pembayaran p ON p.bank = %s AND p.referensi_bank = k.referensi_bank"
            " WHERE (p.kode_bayar, p.jumlah) <> (k.kode_bayar, k.jumlah) ORDER BY k.referensi_bank, k.baris",
            *(key, bank),
        )
        found += self.execute(
            "INSERT INTO selisih (rekonsiliasi, jenis, referensi_bank, jumlah_bank) SELECT %s, 'GANDA', referensi_bank,"
            " sum(jumlah) FROM rekening_koran GROUP BY referensi_bank HAVING count(*) > 1",
            key,
        )
        if first is not None and last is not None:
            found += self.execute(
                "INSERT INTO selisih (rekonsiliasi, jenis, referensi_bank, kode_bayar, jumlah_buku)"
                " SELECT %s, 'HANYA_DI_BUKU', p.referensi_bank, p.kode_bayar, p.jumlah FROM pembayaran p"
                " WHERE p.bank = %s AND p.waktu BETWEEN %s AND %s"
                " AND NOT EXISTS (SELECT FROM pembalikan b WHERE b.ntpd = p.ntpd)"
                " AND NOT EXISTS (SELECT FROM rekening_koran k WHERE k.referensi_bank = p.referensi_bank)",
                *(key, bank, first, last),
            )
        return found

    def span(self) -> tuple[datetime | None, datetime | None]:
        """The first and the last time of the file."""
        row = self.row("SELECT min(waktu) AS awal, max(waktu) AS akhir FROM rekening_koran")
        assert row is not None
        return row["awal"], row["akhir"]
