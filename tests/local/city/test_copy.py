"""PostgreSQL's COPY takes the files as they are."""

import psycopg
from psycopg import sql

from local.city.tables import COLUMNS
from local.databases import ServiceDatabase
from tests.local.city.conftest import City


def test_postgres_copies_every_file_and_reads_empty_as_null(city: City, empty_database: ServiceDatabase) -> None:
    with psycopg.connect(empty_database.migrator_url) as connection, connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            target = sql.Identifier(table)
            fields = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(column)) for column in columns)
            cursor.execute(sql.SQL("CREATE TEMPORARY TABLE {} ({})").format(target, fields))
            command = sql.SQL("COPY {} FROM STDIN (FORMAT csv, HEADER match)").format(target)
            with cursor.copy(command) as copy:
                copy.write((city.directory / f"{table}.csv").read_bytes())
            assert cursor.rowcount == len(city.table(table))
        cursor.execute("SELECT count(*) FROM penduduk WHERE '' IN (nomor_kk, nik_ayah, tanggal_meninggal)")
        assert cursor.fetchone() == (0,)
