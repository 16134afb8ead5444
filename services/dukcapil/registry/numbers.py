"""NIKs: the counters that they come from, and to whom each was given."""

from collections.abc import Mapping

from chassis.rows import Part
from services.dukcapil.domain.errors import NikSerialExhausted
from services.dukcapil.domain.nik import Nik
from services.dukcapil.domain.package import PackageChild

NEXT = """
    INSERT INTO nik_urutan AS counter (prefix12, terakhir) VALUES (%s, %s)
    ON CONFLICT (prefix12) DO UPDATE SET terakhir = counter.terakhir + excluded.terakhir
    WHERE counter.terakhir + excluded.terakhir <= 9999
    RETURNING terakhir
"""


class Numbers(Part):
    """The NIKs that are reserved, given, released and cancelled."""

    def take(self, prefix: str, count: int) -> range:
        """The next `count` serials of a beginning of twelve digits, one after another, whoever else takes some.

        Raises `NikSerialExhausted` when fewer are left.
        """
        row = self.row(NEXT, prefix, count)
        if row is None:
            raise NikSerialExhausted("no serial is left for this area, day and sex")
        last: int = row["terakhir"]
        return range(last - count + 1, last + 1)

    def children(self, nomor: str) -> tuple[PackageChild, ...]:
        """The children of an application to whom a NIK is reserved or given, in the order of the report."""
        query = """
            SELECT urutan, nik, status, nomor_akta, dokumen_akta FROM nik_dipesan
            WHERE nomor = %s AND status IN ('DIPESAN', 'DIKONFIRMASI') ORDER BY urutan
        """
        return tuple(
            PackageChild(row["urutan"], Nik(row["nik"]), row["status"], row["nomor_akta"], row["dokumen_akta"])
            for row in self.rows(query, nomor)
        )

    def reserve(self, nomor: str, niks: Mapping[int, Nik]) -> None:
        """Reserve NIKs for the children of an application, by their order in the report."""
        self.execute_each(
            "INSERT INTO nik_dipesan (nik, nomor, urutan, status) VALUES (%s, %s, %s, 'DIPESAN')",
            [(nik, nomor, place) for place, nik in niks.items()],
        )

    def confirm(self, nomor: str, deeds: Mapping[Nik, tuple[str, str]]) -> None:
        """Give reserved NIKs for good, each with its deed (number, document)."""
        query = """
            UPDATE nik_dipesan SET status = 'DIKONFIRMASI', nomor_akta = %s, dokumen_akta = %s, pada = now()
            WHERE nik = %s AND nomor = %s AND status = 'DIPESAN'
        """
        self.execute_each(query, [(number, document, nik, nomor) for nik, (number, document) in deeds.items()])

    def release(self, nomor: str, niks: list[Nik] | None = None) -> None:
        """Release reserved NIKs, all of an application unless named; they are never given again."""
        query = """
            UPDATE nik_dipesan SET status = 'DILEPAS', pada = now()
            WHERE nomor = %s AND status = 'DIPESAN' AND (%s::text[] IS NULL OR nik = ANY(%s))
        """
        self.execute(query, nomor, niks, niks)

    def cancel(self, nomor: str, niks: list[Nik]) -> None:
        """Cancel NIKs whose deed was annulled; they are never given again."""
        query = "UPDATE nik_dipesan SET status = 'DIBATALKAN', pada = now() WHERE nomor = %s AND nik = ANY(%s)"
        self.execute(query, nomor, niks)
