"""Load a city's register from CSV files, as large as a province's: COPY into bare tables, checked afterwards in one go.

The family cards that exist already have documents of the system before this one, of which only the entry is taken over:
`dokumen_kk.csv` tells the gateway of them, so that whoever scans an old card learns whether it is still valid.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import psycopg
from psycopg import sql

from chassis.database import uuid7
from chassis.documents.code import new_code
from services.dukcapil.domain.document import masked_name, masked_number
from services.dukcapil.terms import Terms

# In the order in which they depend on each other; where a file has more columns than its table, those of the table.
TABLES = ("penduduk", "kartu_keluarga", "anggota_keluarga", "perkawinan", "nik_urutan", "kk_urutan")
LEFT_OUT = {"penduduk": ("nomor_kk",)}  # who stands on which card is said by anggota_keluarga alone
DOCUMENTS_FILE = "dokumen_kk.csv"
DOCUMENTS_HEADER = "dokumen_id,nomor_tersamar,nama_tersamar,kode_verifikasi,tanggal_terbit,penanda_tangan"
CHUNK = 1 << 20  # bytes
AT_ONCE = 20_000  # cards


def load_city(url: str, folder: Path, terms: Terms) -> None:
    """Load all in one transaction, or, when the register holds a city already, only write the gateway's file again."""
    with psycopg.connect(url) as connection:
        if not _has_residents(connection):
            with _without_foreign_keys(connection):
                for table in TABLES:
                    _copy(connection, folder / f"{table}.csv", table)
            _enter_documents(connection, terms)
        _write_documents(connection, folder / DOCUMENTS_FILE)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _has_residents(connection: psycopg.Connection) -> bool:
    return connection.execute("SELECT 1 FROM penduduk LIMIT 1").fetchone() is not None


@contextmanager
def _without_foreign_keys(connection: psycopg.Connection) -> Iterator[None]:
    """Millions of single checks become one join each, made when the keys come back."""
    keys = connection.execute(
        """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])
        """,
        (list(TABLES),),
    ).fetchall()
    for table, name, _ in keys:
        connection.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(*map(sql.Identifier, (table, name))))
    yield
    for table, name, definition in keys:
        again = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} ").format(*map(sql.Identifier, (table, name)))
        connection.execute(again + sql.SQL(definition))


def _copy(connection: psycopg.Connection, path: Path, table: str) -> None:
    with path.open("rb") as file:
        columns = file.readline().decode().strip().split(",")
        left_out = LEFT_OUT.get(table, ())
        target = _staging(connection, table, left_out) if left_out else table
        _pour(connection, file, target, columns)
    if left_out:
        kept = sql.SQL(", ").join(sql.Identifier(name) for name in columns if name not in left_out)
        move = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}")
        connection.execute(move.format(sql.Identifier(table), kept, kept, sql.Identifier(target)))
        connection.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(target)))


def _pour(connection: psycopg.Connection, file: BinaryIO, table: str, columns: list[str]) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    command = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(table), names)
    with connection.cursor().copy(command) as copy:
        while chunk := file.read(CHUNK):
            copy.write(chunk)


def _staging(connection: psycopg.Connection, table: str, left_out: tuple[str, ...]) -> str:
    """A table of this transaction alone, with the columns that the file has more."""
    name = f"{table}_berkas"
    more = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(column)) for column in left_out)
    create = sql.SQL("CREATE TEMP TABLE {} (LIKE {}, {}) ON COMMIT DROP")
    connection.execute(create.format(sql.Identifier(name), sql.Identifier(table), more))
    return name


def _enter_documents(connection: psycopg.Connection, terms: Terms) -> None:
    """One entry for each active card of a city that is served; its file is not ours and is not kept."""
    offices = {city.area_code: f"{city.signer.title} {city.name}" for city in terms.cities}
    columns = "id, jenis, pemilik, versi, status, kode_verifikasi, tanggal_terbit, penanda_tangan"
    with connection.cursor("kartu") as cards:
        cards.execute(
            """
            SELECT nomor_kk, versi, tanggal_terbit, left(kode_kelurahan, 5) FROM kartu_keluarga
            WHERE status = 'AKTIF' AND left(kode_kelurahan, 5) = ANY(%s) ORDER BY nomor_kk
            """,
            (list(offices),),
        )
        while some := cards.fetchmany(AT_ONCE):
            with connection.cursor().copy(f"COPY dokumen ({columns}) FROM STDIN") as copy:
                for number, version, issued, area in some:
                    code, office = new_code(), offices[area]
                    copy.write_row((uuid7(), "KARTU_KELUARGA", number, version, "AKTIF", code, issued, office))


def _write_documents(connection: psycopg.Connection, path: Path) -> None:
    """The entries that were taken over, as the gateway's loader reads them: nothing in them is personal."""
    with path.open("w", encoding="utf-8", newline="") as file, connection.cursor("dokumen_kk") as cursor:
        file.write(f"{DOCUMENTS_HEADER}\n")
        cursor.execute(
            """
            SELECT d.id, d.pemilik, p.nama, d.kode_verifikasi, d.tanggal_terbit, d.penanda_tangan
            FROM dokumen d JOIN kartu_keluarga k ON k.nomor_kk = d.pemilik JOIN penduduk p ON p.nik = k.nik_kepala
            WHERE d.sha256 IS NULL AND d.jenis = 'KARTU_KELUARGA' ORDER BY d.pemilik
            """
        )
        for document, number, name, code, issued, signer in cursor:
            file.write(f"{document},{masked_number(number)},{masked_name(name)},{code},{issued},{signer}\n")
