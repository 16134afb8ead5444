"""The rows of requests: registration, change and closing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from chassis.rows import Part
from contracts.types import StatusPermohonan
from services.pajak.domain.registration import Proof, Request, RequestKind


@dataclass(frozen=True, slots=True)
class Filed:
    """A request with what it says: `content` is the body as it was sent."""

    request: Request
    proof: Proof
    applicant: str
    content: dict[str, Any]
    npwpd: str | None
    correlation_id: UUID


class Requests(Part):
    """Requests of taxpayers."""

    def add(self, filed: Filed, at: datetime) -> bool:
        """Enter a request; False when there is one with this number."""
        request = filed.request
        added = self.execute(
            "INSERT INTO permohonan (nomor, kota, jenis, status, status_sejak, npwpd, identitas, pemohon_nik, isi,"
            " diajukan_pada, correlation_id) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            *(request.nomor, request.kota, request.jenis, request.status, request.status_sejak, filed.npwpd),
            *(filed.proof, filed.applicant, Jsonb(filed.content), at, filed.correlation_id),
        )
        return added == 1

    def correct(self, filed: Filed) -> None:
        """Keep what was sent again in place of what was sent before."""
        self.execute(
            "UPDATE permohonan SET isi = %s, identitas = %s WHERE nomor = %s",
            *(Jsonb(filed.content), filed.proof, filed.request.nomor),
        )
        self.save(filed.request)

    def lock(self, nomor: str) -> Filed | None:
        """A request that no one else changes until this transaction ends."""
        row = self.row("SELECT * FROM permohonan WHERE nomor = %s FOR NO KEY UPDATE", nomor)
        return _filed(row) if row else None

    def find_status(self, nomor: str) -> DictRow | None:
        """Where a request stands, without personal data."""
        return self.row("SELECT nomor, jenis, status, status_sejak FROM permohonan WHERE nomor = %s", nomor)

    def find(self, nomor: str, kota: str) -> DictRow | None:
        """All of a city's request, for reading."""
        return self.row("SELECT * FROM permohonan WHERE nomor = %s AND kota = %s", nomor, kota)

    def save(self, request: Request) -> None:
        """Keep the step that a request took."""
        self.execute(
            "UPDATE permohonan SET status = %s, status_sejak = %s, penyetuju_pertama = %s WHERE nomor = %s",
            *(request.status, request.status_sejak, request.penyetuju_pertama, request.nomor),
        )

    def save_taxpayer(self, nomor: str, npwpd: str) -> None:
        """Keep to whom a registration led."""
        self.execute("UPDATE permohonan SET npwpd = %s WHERE nomor = %s", npwpd, nomor)

    def waiting(self, kota: str, officer: str, since: datetime | None, after: str, limit: int) -> list[DictRow]:
        """The requests of a city that this officer may decide on, the longest waiting first; no personal data."""
        return self.rows(
            "SELECT nomor, jenis, status, status_sejak, identitas FROM permohonan WHERE kota = %s"
            " AND status IN ('MENUNGGU_PETUGAS', 'DISETUJUI') AND penyetuju_pertama IS DISTINCT FROM %s"
            " AND (%s::timestamptz IS NULL OR (status_sejak, nomor) > (%s::timestamptz, %s))"
            " ORDER BY status_sejak, nomor LIMIT %s",
            *(kota, officer, since, since, after, limit),
        )

    def lock_one_unanswered(self, kota: str, kind: RequestKind, before: datetime) -> Filed | None:
        """A request of a kind that has waited since before an instant; skips what someone else holds."""
        row = self.row(
            "SELECT * FROM permohonan WHERE kota = %s AND jenis = %s AND status IN ('MENUNGGU_PETUGAS', 'DISETUJUI')"
            " AND diajukan_pada < %s ORDER BY diajukan_pada LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED",
            *(kota, kind, before),
        )
        return _filed(row) if row else None


def _filed(row: DictRow) -> Filed:
    request = Request(
        nomor=row["nomor"],
        kota=row["kota"],
        jenis=RequestKind(row["jenis"]),
        status=StatusPermohonan(row["status"]),
        status_sejak=row["status_sejak"],
        penyetuju_pertama=row["penyetuju_pertama"],
    )
    proof = Proof(row["identitas"])
    return Filed(request, proof, row["pemohon_nik"], row["isi"], row["npwpd"], row["correlation_id"])
