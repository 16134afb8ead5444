"""Deeds and their gap-free numbers."""

from datetime import date, datetime
from uuid import UUID

from psycopg.rows import DictRow

from chassis.rows import Part
from services.perizinan.domain.deed import Deed, DeedSeries, DeedState, IssuedPaper

_COLUMNS = "nomor_akta, nomor, anak, nik, kota, tanggal, dokumen_id, kode_verifikasi, keadaan"


class Deeds(Part):
    """The rows of deeds."""

    def next_serial(self, kota: str, series: DeedSeries, day: date) -> int:
        """The next serial of a city, series and day.

        The counter's row stays locked until this transaction ends, so that a number is either committed with its deed
        or given to the next one: no gap, no number twice. Take several series in one order, or two files could wait
        for each other.
        """
        row = self.row(
            "INSERT INTO deed_counter AS counter (kota, jenis, tanggal, terakhir) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (kota, jenis, tanggal) DO UPDATE SET terakhir = counter.terakhir + 1 RETURNING terakhir",
            *(kota, series, day),
        )
        assert row is not None
        return int(row["terakhir"])

    def add(self, deed: Deed, series: DeedSeries, serial: int) -> None:
        """Enter a deed whose number was just given."""
        self.execute(
            f"INSERT INTO deed ({_COLUMNS}, jenis, urut)"  # noqa: S608
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            *(deed.nomor_akta, deed.nomor, deed.anak, deed.nik, deed.kota, deed.tanggal),
            *(deed.dokumen_id, deed.kode_verifikasi, deed.keadaan, series, serial),
        )

    def of_file(self, nomor: str) -> list[Deed]:
        """The deeds of one file, in the children's order."""
        rows = self.rows(f"SELECT {_COLUMNS} FROM deed WHERE nomor = %s ORDER BY anak", nomor)  # noqa: S608
        return [_deed(row) for row in rows]

    def find(self, nomor_akta: str) -> Deed | None:
        """The deed with a number."""
        row = self.row(f"SELECT {_COLUMNS} FROM deed WHERE nomor_akta = %s", nomor_akta)  # noqa: S608
        return _deed(row) if row else None

    def save_issue(self, paper: IssuedPaper) -> None:
        """Keep that a deed's document is signed and stored."""
        self.execute(
            "UPDATE deed SET keadaan = 'TERBIT', sha256 = %s, ukuran = %s, terbit_pada = %s"
            " WHERE nomor_akta = %s AND keadaan = 'DISETUJUI'",
            *(paper.sha256, paper.ukuran, paper.terbit_pada, paper.deed.nomor_akta),
        )

    def save_revocation(self, deed: Deed, ground: str, at: datetime) -> None:
        """Keep that a deed is no longer valid; its number is not given again."""
        self.execute(
            "UPDATE deed SET keadaan = 'DICABUT', dicabut_pada = %s, dasar_pencabutan = %s"
            " WHERE nomor_akta = %s AND keadaan = 'TERBIT'",
            *(at, ground, deed.nomor_akta),
        )

    def find_stored(self, dokumen_id: UUID) -> str | None:
        """The digest under which a document is kept; a revoked one may still be read by its owner."""
        row = self.row("SELECT sha256 FROM deed WHERE dokumen_id = %s AND sha256 IS NOT NULL", dokumen_id)
        return str(row["sha256"]) if row else None


def _deed(row: DictRow) -> Deed:
    return Deed(**{**row, "keadaan": DeedState(row["keadaan"])})
