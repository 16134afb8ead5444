"""The rows of issued documents."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.rows import Part


@dataclass(frozen=True, slots=True)
class Paper:
    """A signed file that is kept: what it is about, its verification code, digest, and size in bytes."""

    key: UUID
    jenis: str
    kunci: str
    code: str
    sha256: str
    size: int
    issued_at: datetime


class Documents(Part):
    """Bills and receipts on paper."""

    def has_active(self, jenis: str, kunci: str) -> bool:
        """Whether a document is out already."""
        return self.find_active(jenis, kunci) is not None

    def find_active(self, jenis: str, kunci: str) -> UUID | None:
        """The identifier of the document in force."""
        row = self.row("SELECT id FROM dokumen WHERE jenis = %s AND kunci = %s AND status = 'AKTIF'", jenis, kunci)
        return row["id"] if row else None

    def add(self, paper: Paper) -> bool:
        """Enter an issued document; False when one is in force."""
        added = self.execute(
            "INSERT INTO dokumen (id, jenis, kunci, kode_verifikasi, status, sha256, ukuran, terbit_pada)"
            " VALUES (%s, %s, %s, %s, 'AKTIF', %s, %s, %s) ON CONFLICT DO NOTHING",
            *(paper.key, paper.jenis, paper.kunci, paper.code, paper.sha256, paper.size, paper.issued_at),
        )
        return added == 1

    def revoke(self, jenis: str, kunci: str) -> UUID | None:
        """Let a document be valid no longer; its identifier, or None when there is none in force."""
        row = self.row(
            "UPDATE dokumen SET status = 'DICABUT' WHERE jenis = %s AND kunci = %s AND status = 'AKTIF' RETURNING id",
            *(jenis, kunci),
        )
        return row["id"] if row else None

    def find_stored(self, key: UUID) -> str | None:
        """The digest under which a document is kept; a revoked one may still be read by its owner."""
        row = self.row("SELECT sha256 FROM dokumen WHERE id = %s", key)
        return str(row["sha256"]) if row else None

    def taxpayer_of(self, key: UUID) -> str | None:
        """Whose document it is."""
        row = self.row(
            "SELECT coalesce(t.npwpd, s.npwpd) AS npwpd FROM dokumen d LEFT JOIN tagihan t ON t.kode_bayar = d.kunci"
            " LEFT JOIN sptpd s ON s.nomor = d.kunci WHERE d.id = %s",
            key,
        )
        return row["npwpd"] if row else None

    def of(self, *keys: str) -> list[str]:
        """Identifiers of the documents in force that belong to these numbers."""
        rows = self.rows("SELECT id FROM dokumen WHERE kunci = ANY(%s) AND status = 'AKTIF' ORDER BY id", list(keys))
        return [str(row["id"]) for row in rows]
