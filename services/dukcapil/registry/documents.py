"""Documents that were issued: rows ↔ domain. The files themselves are kept by their digest elsewhere."""

from uuid import UUID

from psycopg.rows import DictRow

from chassis.rows import Part
from contracts.types import JenisDokumen, StatusDokumen
from services.dukcapil.domain.document import Document

INSERT = """
    INSERT INTO dokumen (id, nomor, jenis, pemilik, versi, status, kode_verifikasi, sha256, ukuran, tanggal_terbit,
                         penanda_tangan, diganti_oleh)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


class Documents(Part):
    """One row for each document; of one card or child at most one is AKTIF."""

    def find(self, document_id: UUID) -> Document | None:
        """A document by its identity, or None."""
        row = self.row("SELECT * FROM dokumen WHERE id = %s", document_id)
        return _document(row) if row else None

    def of_application(self, nomor: str) -> tuple[Document, ...]:
        """What was issued for an application, oldest first."""
        rows = self.rows("SELECT * FROM dokumen WHERE nomor = %s ORDER BY id", nomor)
        return tuple(_document(row) for row in rows)

    def newest(self, kind: JenisDokumen, holder: str) -> Document | None:
        """The document of the newest version for a card (by number) or a child (by NIK), locked, or None."""
        row = self.row(
            "SELECT * FROM dokumen WHERE jenis = %s AND pemilik = %s ORDER BY versi DESC LIMIT 1 FOR UPDATE",
            *(kind, holder),
        )
        return _document(row) if row else None

    def add(self, document: Document) -> None:
        """Keep a new document."""
        self.execute(
            INSERT,
            *(document.id, document.nomor, document.jenis, document.pemilik, document.versi, document.status),
            *(document.kode_verifikasi, document.sha256, document.ukuran, document.tanggal_terbit),
            *(document.penanda_tangan, document.diganti_oleh),
        )

    def replace(self, document_id: UUID, by: UUID) -> None:
        """A newer document took this one's place."""
        query = "UPDATE dokumen SET status = 'DIGANTIKAN', diganti_oleh = %s, diubah_pada = now() WHERE id = %s"
        self.execute(query, by, document_id)

    def revoke(self, document_id: UUID) -> None:
        """This document is no longer valid and none took its place."""
        self.execute("UPDATE dokumen SET status = 'DICABUT', diubah_pada = now() WHERE id = %s", document_id)


def _document(row: DictRow) -> Document:
    return Document(
        id=row["id"],
        nomor=row["nomor"],
        jenis=JenisDokumen(row["jenis"]),
        pemilik=row["pemilik"],
        versi=row["versi"],
        status=StatusDokumen(row["status"]),
        kode_verifikasi=row["kode_verifikasi"],
        sha256=row["sha256"],
        ukuran=row["ukuran"],
        tanggal_terbit=row["tanggal_terbit"],
        penanda_tangan=row["penanda_tangan"],
        diganti_oleh=row["diganti_oleh"],
    )
