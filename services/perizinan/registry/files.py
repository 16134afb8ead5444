"""The rows of birth files."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from psycopg.rows import DictRow
from psycopg.types.range import TimestamptzRange

from chassis.rows import Part
from contracts.dukcapil.events import DataKelahiranTerverifikasi
from contracts.gateway.events import Laporan
from contracts.types import JenisAkta, StatusPermohonan
from services.perizinan.domain.birth_file import BirthFile
from services.perizinan.domain.duplicates import Span, delivery

_COLUMNS = """nomor, kota, status, status_sejak, versi, dilaporkan_pada, terlambat, atas_nama_faskes,
    laporan::text AS laporan, jenis_akta, penilaian"""
_FIND = f"SELECT {_COLUMNS} FROM birth_file WHERE nomor = %s"  # noqa: S608
_EXPIRED = f"""SELECT {_COLUMNS}, correlation_id FROM birth_file
    WHERE kota = %s AND status = 'PERLU_PERBAIKAN' AND status_sejak < %s
    ORDER BY status_sejak LIMIT 1 FOR UPDATE SKIP LOCKED"""  # noqa: S608
_WAITING = """SELECT nomor, status, status_sejak, versi, dilaporkan_pada, terlambat, jenis_akta, penilaian,
    jsonb_array_length(laporan->'anak') AS jumlah_anak FROM birth_file
    WHERE kota = %s AND status = %s AND (%s::timestamptz IS NULL OR (status_sejak, nomor) > (%s::timestamptz, %s))
    AND NOT EXISTS (SELECT FROM history
        WHERE history.nomor = birth_file.nomor AND kode = 'disetujui_petugas' AND petugas = %s)
    ORDER BY status_sejak, nomor LIMIT %s"""


class Place(NamedTuple):
    """Where a page of the queue ended; the next one begins behind it."""

    since: datetime | None = None
    nomor: str = ""


class Files(Part):
    """Birth files, and the register's answers to them."""

    def add(self, file: BirthFile, correlation_id: UUID) -> bool:
        """Enter a new file; False when there is one with this number."""
        added = self.execute(
            "INSERT INTO birth_file (nomor, kota, status, status_sejak, versi, dilaporkan_pada, terlambat,"
            " atas_nama_faskes, ibu_nik, lahir, laporan, correlation_id)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            *(file.nomor, file.kota, file.status, file.status_sejak, file.versi, file.dilaporkan_pada),
            *(file.terlambat, file.atas_nama_faskes, file.ibu_nik, as_range(delivery(file.laporan.anak))),
            *(file.laporan.model_dump_json(), correlation_id),
        )
        return added == 1

    def find(self, nomor: str) -> BirthFile | None:
        """A file as it stands, for reading."""
        row = self.row(_FIND, nomor)
        return _file(row) if row else None

    def lock(self, nomor: str) -> BirthFile | None:
        """A file that no one else changes until this transaction ends."""
        row = self.row(f"{_FIND} FOR UPDATE", nomor)
        return _file(row) if row else None

    def save_status(self, file: BirthFile) -> None:
        """Keep the step that a file took."""
        self.execute(
            "UPDATE birth_file SET status = %s, status_sejak = %s WHERE nomor = %s",
            *(file.status, file.status_sejak, file.nomor),
        )

    def save_report(self, file: BirthFile, at: datetime) -> None:
        """Keep a corrected report and what follows from it; the former one stays readable."""
        self.execute(
            "INSERT INTO former_report (nomor, versi, laporan, diganti_pada)"
            " SELECT nomor, versi, laporan, %s FROM birth_file WHERE nomor = %s",
            *(at, file.nomor),
        )
        self.execute(
            "UPDATE birth_file SET versi = %s, laporan = %s, terlambat = %s, ibu_nik = %s, lahir = %s,"
            " verifikasi = NULL, jenis_akta = NULL, penilaian = '{}' WHERE nomor = %s",
            *(file.versi, file.laporan.model_dump_json(), file.terlambat, file.ibu_nik),
            *(as_range(delivery(file.laporan.anak)), file.nomor),
        )

    def save_assessment(self, file: BirthFile) -> None:
        """Keep what a case comes to: the city that registers, the kind of deed, and why a person must look."""
        self.execute(
            "UPDATE birth_file SET kota = %s, jenis_akta = %s, penilaian = %s WHERE nomor = %s",
            *(file.kota, file.jenis_akta, list(file.penilaian), file.nomor),
        )

    def save_verification(self, answer: DataKelahiranTerverifikasi) -> None:
        """Keep the register's answer to the present version of a report."""
        self.execute("UPDATE birth_file SET verifikasi = %s WHERE nomor = %s", answer.model_dump_json(), answer.nomor)

    def find_verification(self, nomor: str) -> DataKelahiranTerverifikasi | None:
        """The register's answer to the present version of a report."""
        row = self.row("SELECT verifikasi::text AS isi FROM birth_file WHERE nomor = %s", nomor)
        if row is None or row["isi"] is None:
            return None
        return DataKelahiranTerverifikasi.model_validate_json(row["isi"])

    def of_mother(self, mother: str, span: Span) -> list[str]:
        """The numbers of a mother's files with a birth inside a span, oldest first."""
        rows = self.rows(
            "SELECT nomor FROM birth_file WHERE ibu_nik = %s AND lahir && %s ORDER BY dilaporkan_pada, nomor",
            *(mother, as_range(span)),
        )
        return [row["nomor"] for row in rows]

    def mother_has_another(self, nomor: str, mother: str, span: Span) -> bool:
        """Whether a mother has another file, not ended without a deed, with a birth inside a span."""
        row = self.row(
            "SELECT 1 FROM birth_file WHERE ibu_nik = %s AND nomor <> %s AND lahir && %s"
            " AND status NOT IN ('DITOLAK', 'DIBATALKAN', 'KEDALUWARSA') LIMIT 1",
            *(mother, nomor, as_range(span)),
        )
        return row is not None

    def waiting(self, kota: str, status: StatusPermohonan, officer: str, after: Place, limit: int) -> list[DictRow]:
        """The files of a city that wait at one stage and that this officer has not approved before.

        The longest waiting first; no personal data.
        """
        return self.rows(_WAITING, kota, status, after.since, after.since, after.nomor, officer, limit)

    def cities_awaiting_corrections(self) -> list[str]:
        """The cities in which a file waits for its applicant."""
        return [
            row["kota"] for row in self.rows("SELECT DISTINCT kota FROM birth_file WHERE status = 'PERLU_PERBAIKAN'")
        ]

    def lock_expired_correction(self, kota: str, waiting_since: datetime) -> tuple[BirthFile, UUID] | None:
        """A file of a city that has waited for its correction since before an instant, with its correlation id.

        Skips what someone else holds: several replicas share the work.
        """
        row = self.row(_EXPIRED, kota, waiting_since)
        return (_file(row), row["correlation_id"]) if row else None


def as_range(span: Span) -> TimestamptzRange:
    """A span as PostgreSQL writes it, both ends included."""
    return TimestamptzRange(span.start, span.end, "[]")


def _file(row: DictRow) -> BirthFile:
    return BirthFile(
        nomor=row["nomor"],
        kota=row["kota"],
        status=StatusPermohonan(row["status"]),
        status_sejak=row["status_sejak"],
        versi=row["versi"],
        dilaporkan_pada=row["dilaporkan_pada"],
        terlambat=row["terlambat"],
        atas_nama_faskes=row["atas_nama_faskes"],
        laporan=Laporan.model_validate_json(row["laporan"], strict=False),
        jenis_akta=JenisAkta(row["jenis_akta"]) if row["jenis_akta"] else None,
        penilaian=tuple(row["penilaian"]),
    )
