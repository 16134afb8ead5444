"""Writes the log into a folder, for an outsider to check with `verify_log.py`, of which a copy goes with it."""

import base64
import shutil
from pathlib import Path

import psycopg

from services.gateway.audit import verify_log
from services.gateway.audit.note import origin_of, public_key, verifier_key
from services.gateway.settings import ExportSettings

MOST_CHECKPOINTS = 1000
FETCHED_AT_ONCE = 5000

_ENTRIES = "SELECT content, leaf_hash FROM audit_entry WHERE position < %s ORDER BY position"
# The newest, and of the others as many as fit, evenly spread.
_CHECKPOINTS = """
    SELECT size, note FROM (
        SELECT size, note, row_number() OVER (ORDER BY size DESC) - 1 AS nth, count(*) OVER () AS n
        FROM audit_checkpoint WHERE size <= %(size)s
    ) AS signed WHERE nth %% greatest(1, ceil(n / %(most)s::numeric)::integer) = 0
"""


def export_log(settings: ExportSettings, folder: Path) -> int:
    """Write what is signed by now; the number of entries. Raises FileExistsError for a folder with something in it."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    with psycopg.connect(settings.database_url.get_secret_value()) as connection:
        row = connection.execute("SELECT coalesce(max(size), 0) FROM audit_checkpoint").fetchone()
        size = int(row[0]) if row else 0
        _write_checkpoints(connection, folder / "titik-periksa", size)
        _write_entries(connection, folder, size)
    key = verifier_key(public_key(settings.audit_public_key), origin_of(settings.public_url))
    (folder / "kunci.txt").write_text(f"{key}\n")
    shutil.copyfile(verify_log.__file__, folder / "verify_log.py")
    return size


def _write_checkpoints(connection: psycopg.Connection, folder: Path, size: int) -> None:
    folder.mkdir()
    for signed, note in connection.execute(_CHECKPOINTS, {"size": size, "most": MOST_CHECKPOINTS}):
        (folder / f"{signed:020d}.txt").write_text(note, "utf-8")


def _write_entries(connection: psycopg.Connection, folder: Path, size: int) -> None:
    with (
        (folder / "entri.jsonl").open("wb") as entries,
        (folder / "daun.txt").open("wb") as hashes,
        connection.cursor("export") as cursor,
    ):
        cursor.itersize = FETCHED_AT_ONCE
        for content, leaf in cursor.execute(_ENTRIES, (size,)):
            entries.write(content + b"\n")
            hashes.write(base64.b64encode(leaf) + b"\n")
