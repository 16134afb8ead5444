"""Loading what the gateway owns of a synthetic city: facilities, officers, clients, and the documents that exist."""

import csv
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
from psycopg.types.json import Json

from chassis.database import uuid7
from contracts.gateway.clients import IsianVerifikasi
from services.gateway.access.clients import HASHER

DEMO_PURPOSES = (
    {"tujuan": "Penyaluran bantuan sosial", "dasar_hukum": "UU 24/2013 ps. 58 ayat (4)"},
    {"tujuan": "Pelayanan publik", "dasar_hukum": "UU 24/2013 ps. 58 ayat (4)"},
)

Row = Mapping[str, str]
Connection = psycopg.Connection[tuple[object, ...]]

_FACILITY = """
    INSERT INTO facility (kode, nama, jenis, kota) VALUES (%s, %s, %s, %s)
    ON CONFLICT (kode) DO UPDATE SET nama = excluded.nama, jenis = excluded.jenis, kota = excluded.kota
"""
_OFFICER = """
    INSERT INTO officer (id, nama, peran, kota) VALUES (%s, %s, %s, %s)
    ON CONFLICT (id) DO UPDATE SET nama = excluded.nama, peran = excluded.peran, kota = excluded.kota
"""
_CLIENT = """
    INSERT INTO client (client_id, nama, jenis, faskes, cakupan) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (client_id) DO UPDATE SET nama = excluded.nama, faskes = excluded.faskes, cakupan = excluded.cakupan
"""
_SECRET = "INSERT INTO client_secret (client_id, hash) VALUES (%s, %s)"  # noqa: S105  a statement, no secret
# Agreements of the demonstration, so that its clients open what the agreements of real ones open.
_AGREEMENT = """
    INSERT INTO client_agreement (id, client_id, nomor_pks, berlaku_dari, berlaku_sampai, isian, tujuan, alamat_ip,
                                  kuota_harian, laju_per_detik, decided_by)
    VALUES (%s, %s, %s, current_date, current_date + 1825, %s, %s, '{}', 1000000000, 2000, 'demo')
"""
_SEED = """
    CREATE TEMPORARY TABLE seed (dokumen_id text, nomor_tersamar text, nama_tersamar text, kode_verifikasi text,
                                 tanggal_terbit date, penanda_tangan text) ON COMMIT DROP
"""
_COPY_DOCUMENTS = """
    COPY seed (dokumen_id, nomor_tersamar, nama_tersamar, kode_verifikasi, tanggal_terbit, penanda_tangan) FROM STDIN
"""
# The family cards that residents hold already; their files were issued before there was this suite.
_TAKE_DOCUMENTS = """
    INSERT INTO document (dokumen_id, source, issued, jenis, nomor_tersamar, nama_tersamar, kode_verifikasi,
                          tanggal_terbit, penanda_tangan)
    SELECT dokumen_id, 'dukcapil', true, 'KARTU_KELUARGA', nomor_tersamar, nama_tersamar, kode_verifikasi,
           tanggal_terbit, penanda_tangan
    FROM seed ON CONFLICT DO NOTHING
"""


def load_city(url: str, directory: Path) -> None:
    """Load the files of `directory`; what is there already stays, so that it can be run again."""
    with psycopg.connect(url) as connection:
        _load(connection, directory, "faskes", _FACILITY, _facility)
        _load(connection, directory, "petugas", _OFFICER, _officer)
        _load_clients(connection, directory)
        _load_documents(connection, directory)


def rows_of(directory: Path, table: str) -> Iterator[Row]:
    """The rows of one of the city's tables; none when the city has no such file."""
    path = directory / f"{table}.csv"
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _load(
    connection: Connection, directory: Path, table: str, statement: str, values: Callable[[Row], tuple[object, ...]]
) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, [values(row) for row in rows_of(directory, table)])


def _facility(row: Row) -> tuple[object, ...]:
    return (row["kode"], row["nama"], row["jenis"], row["kode_kota"])


def _officer(row: Row) -> tuple[object, ...]:
    return (row["id"], row["nama"], row["peran"], row["kode_kota"])


def _load_clients(connection: Connection, directory: Path) -> None:
    """Hashing is meant to be slow: only clients that are new are hashed, on all cores."""
    known = {row[0] for row in connection.execute("SELECT client_id FROM client").fetchall()}
    new = [row for row in rows_of(directory, "klien") if row["client_id"] not in known]
    with ThreadPoolExecutor() as threads:
        hashes = list(threads.map(HASHER.hash, [row["client_secret"] for row in new]))
    secrets = [(row["client_id"], kept) for row, kept in zip(new, hashes, strict=True)]
    with connection.cursor() as cursor:
        cursor.executemany(_CLIENT, [_client(row) for row in new])
        cursor.executemany(_SECRET, secrets)
        cursor.executemany(_AGREEMENT, [_agreement(row) for row in new if row["jenis"] == "OPD"])


def _client(row: Row) -> tuple[object, ...]:
    return (row["client_id"], row["nama"], row["jenis"], row["faskes"] or None, row["cakupan"].split())


def _agreement(row: Row) -> tuple[object, ...]:
    fields = [field.value for field in IsianVerifikasi]
    return (uuid7(), row["client_id"], f"PKS-DEMO/{row['client_id']}", fields, Json(DEMO_PURPOSES))


def _load_documents(connection: Connection, directory: Path) -> None:
    connection.execute(_SEED)
    with connection.cursor() as cursor, cursor.copy(_COPY_DOCUMENTS) as copy:
        for row in rows_of(directory, "dokumen_kk"):
            copy.write_row(
                (
                    row["dokumen_id"],
                    row["nomor_tersamar"],
                    row["nama_tersamar"],
                    row["kode_verifikasi"],
                    row["tanggal_terbit"],
                    row["penanda_tangan"],
                )
            )
    connection.execute(_TAKE_DOCUMENTS)
