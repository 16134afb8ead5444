"""Load a city's taxpayers, objects, and past returns with their bills, payments and journals: COPY, once.

Files that are not there are left out: a city without taxpayers begins empty. `nomor_urut` continues after what was
loaded, so that no number is given twice.
"""

from pathlib import Path

import psycopg
from psycopg import sql

# In the order in which they depend on each other.
TABLES = ("wajib_pajak", "objek_pajak", "sptpd", "tagihan", "pembayaran", "jurnal", "posting", "nomor_urut")
CHUNK = 1 << 20  # bytes


def load_city(url: str, folder: Path) -> None:
    """Load what the folder has, unless there are taxpayers already."""
    with psycopg.connect(url) as connection:
        if connection.execute("SELECT 1 FROM wajib_pajak LIMIT 1").fetchone() is None:
            for table in TABLES:
                if (path := folder / f"{table}.csv").exists():
                    _copy(connection, path, table)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _copy(connection: psycopg.Connection, path: Path, table: str) -> None:
    with path.open("rb") as file:
        columns = file.readline().decode().strip().split(",")
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        command = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(table), names)
        with connection.cursor().copy(command) as copy:
            while chunk := file.read(CHUNK):
                copy.write(chunk)
