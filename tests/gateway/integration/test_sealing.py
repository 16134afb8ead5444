"""What was recorded is sealed once and in order; the database gives none of it back, and a superuser is found out."""

import json
import os
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg.rows import DictRow, dict_row
from pydantic import SecretStr

from local.custody import PROJECT
from local.testing import IsolatedDatabases
from services.gateway.access.keys import AUDIT, AUDIT_PUBLIC, make_keys
from services.gateway.audit.export import export_log
from services.gateway.audit.merkle import leaf_hash
from services.gateway.audit.note import NoteSigner, origin_of
from services.gateway.audit.sealing import Altered, Signed, seal
from services.gateway.settings import ExportSettings
from tests.gateway.audit.test_merkle import mth

URL = "http://kota.example"


@dataclass
class Log:
    """A log in a database of its own, and three ways to it: as the service, as the owner, as a superuser."""

    app: psycopg.Connection[DictRow]
    app_url: str
    migrator_url: str
    superuser_url: str
    keys: Path
    signer: NoteSigner

    def record(self, number: int, start: int = 0) -> list[bytes]:
        """Record entries as traffic does; their bytes."""
        contents = [json.dumps({"jenis": "UJI", "nomor": start + each}).encode() for each in range(number)]
        with self.app.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO audit_pending (id, content) VALUES (%s, %s)",
                [(uuid.uuid4(), content) for content in contents],
            )
        return contents

    def seal(self, last: Signed | None = None, most: int = 10_000) -> Signed:
        """One round of the sealer."""
        return seal(self.app, self.signer, last, most)

    def tamper(self, *statements: str) -> None:
        """Do as someone does who owns the machine: without triggers."""
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")
            for statement in statements:
                connection.execute(statement)

    def export(self, folder: Path) -> Path:
        """What an outsider is given."""
        settings = ExportSettings(
            database_url=SecretStr(self.app_url), public_url=URL, audit_public_key=self.keys / AUDIT_PUBLIC
        )
        export_log(settings, folder)
        return folder

    def count(self, table: str) -> int:
        """How many rows there are."""
        row = self.app.execute(f"SELECT count(*) AS n FROM {table}").fetchone()
        return int(row["n"]) if row else 0


@pytest.fixture
def log(databases: IsolatedDatabases, tmp_path: Path) -> Iterator[Log]:
    database = databases.create("gateway")
    make_keys(tmp_path / "keys")
    superuser = urlunsplit(urlsplit(databases.admin_url)._replace(path=f"/{database.name}"))
    signer = NoteSigner.load(tmp_path / "keys" / AUDIT, origin_of(URL))
    with psycopg.connect(database.app_url, autocommit=True, row_factory=dict_row) as connection:
        yield Log(connection, database.app_url, database.migrator_url, superuser, tmp_path / "keys", signer)


def verify(export: Path, *kept: Path) -> tuple[int, str]:
    """What the outsider's file says, run as an outsider runs it: in another place, with nothing of ours."""
    command = [sys.executable, "-I", "verify_log.py", "log", ".", "--key", "kunci.txt"]
    done = subprocess.run(
        [*command, *(["--kept", *map(str, kept)] if kept else [])],
        cwd=export,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_what_was_recorded_is_sealed_once_in_the_order_of_its_arrival(log: Log) -> None:
    contents = log.record(700)

    first = log.seal(most=300)
    second = log.seal(first, most=300)
    third = log.seal(second)

    assert [first.size, second.size, third.size] == [300, 600, 700]
    assert third.root == mth([leaf_hash(content) for content in contents])
    assert log.count("audit_pending") == 0
    assert log.seal(third) == third
    assert log.count("audit_checkpoint") == 3


def test_an_empty_log_is_signed_too(log: Log) -> None:
    signed = log.seal()

    assert signed.size == 0
    assert log.seal(signed) == signed


def test_the_root_is_right_above_many_complete_subtrees(log: Log) -> None:
    contents = log.record(66_000)
    signed = log.seal()
    for most in (255, 1, 256, 257, 60_000):
        signed = log.seal(signed, most)
        assert signed.root == mth([leaf_hash(content) for content in contents[: signed.size]])
    assert log.count("audit_subtree") == 66_000 // 256 + 1


def test_sealers_that_run_at_the_same_time_do_not_spoil_each_other(log: Log) -> None:
    contents = log.record(2000)
    refused: list[Exception] = []

    def one() -> None:
        with psycopg.connect(log.app_url, autocommit=True, row_factory=dict_row) as connection:
            for _ in range(20):
                try:
                    seal(connection, log.signer, None, 50)
                except (psycopg.Error, Altered) as error:
                    refused.append(error)

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    signed = log.seal()

    assert signed.size == len(contents) == log.count("audit_entry")
    ids = log.app.execute("SELECT count(DISTINCT id) AS n FROM audit_entry").fetchone()
    assert ids is not None
    assert ids["n"] == len(contents)


def test_traffic_does_not_wait_for_a_sealer_that_is_under_way(log: Log) -> None:
    log.record(10)
    with psycopg.connect(log.app_url, row_factory=dict_row) as slow:
        slow.execute("SELECT audit_sequence(10)")
        log.app.execute("SET statement_timeout = '1s'")
        log.record(5, start=10)
        slow.rollback()

    assert log.seal().size == 15


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entry SET content = '{}' WHERE position = 1",
        "DELETE FROM audit_entry WHERE position = 1",
        "TRUNCATE audit_entry",
        "INSERT INTO audit_entry (position, id, content) VALUES (99, gen_random_uuid(), '{}')",
        "UPDATE audit_subtree SET hash = sha256('x')",
        "DELETE FROM audit_checkpoint",
        "UPDATE audit_checkpoint SET note = 'x'",
        "TRUNCATE audit_checkpoint",
        "DELETE FROM audit_pending",
        "UPDATE audit_pending SET content = '{}'",
        "TRUNCATE audit_pending",
        "DELETE FROM access_log",
        "UPDATE access_log SET tujuan = 'x'",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "DROP TABLE audit_entry",
    ],
)
def test_the_services_role_can_take_nothing_back(log: Log, change: str) -> None:
    log.record(3)
    log.seal()
    log.record(1, start=3)

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        log.app.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entry SET content = '{}' WHERE position = 1",
        "DELETE FROM audit_entry WHERE position = 1",
        "TRUNCATE audit_entry",
        "DELETE FROM audit_checkpoint",
        "TRUNCATE audit_pending",
        "DELETE FROM audit_pending",
    ],
)
def test_even_the_owner_of_the_tables_is_refused(log: Log, change: str) -> None:
    log.record(3)
    log.seal()
    log.record(1, start=3)

    with psycopg.connect(log.migrator_url) as owner, pytest.raises(psycopg.errors.InsufficientPrivilege):
        owner.execute(change)


TAMPERING = {
    "altered": ("UPDATE audit_entry SET content = content || ' ' WHERE position = 700",),
    "altered in a complete subtree": ("UPDATE audit_entry SET content = content || ' ' WHERE position = 100",),
    "removed": (
        "DELETE FROM audit_entry WHERE position = 100",
        "UPDATE audit_entry SET position = position - 1 WHERE position > 100",
    ),
    "reordered": (
        "UPDATE audit_entry SET position = 5000 WHERE position = 100",
        "UPDATE audit_entry SET position = 100 WHERE position = 200",
        "UPDATE audit_entry SET position = 200 WHERE position = 5000",
    ),
    "inserted": (
        "UPDATE audit_entry SET position = position + 5001 WHERE position > 100",
        "UPDATE audit_entry SET position = position - 5000 WHERE position > 5000",
        "INSERT INTO audit_entry (position, id, content) VALUES (101, gen_random_uuid(), '{}')",
    ),
    "cut off": ("DELETE FROM audit_entry WHERE position >= 700",),
}


@pytest.mark.parametrize("statements", TAMPERING.values(), ids=TAMPERING.keys())
def test_the_outsider_finds_what_a_superuser_has_done(log: Log, tmp_path: Path, statements: tuple[str, ...]) -> None:
    log.record(750)
    signed = log.seal(log.seal(most=300))
    assert signed.size == 750
    assert verify(log.export(tmp_path / "whole")) == (0, "the log is whole\n")

    log.tamper(*statements)

    status, said = verify(log.export(tmp_path / "tampered"))
    assert status == 1, said


def test_a_log_that_was_cut_off_with_its_checkpoints_is_found_by_a_checkpoint_kept_elsewhere(
    log: Log, tmp_path: Path
) -> None:
    log.record(600)
    log.seal(log.seal(most=500))
    kept = max((log.export(tmp_path / "before") / "titik-periksa").iterdir())

    log.tamper("DELETE FROM audit_entry WHERE position >= 500", "DELETE FROM audit_checkpoint WHERE size > 500")

    cut = log.export(tmp_path / "after")
    assert verify(cut) == (0, "the log is whole\n")
    status, said = verify(cut, kept)
    assert status == 1
    assert "cut off" in said


def test_a_log_that_was_written_anew_is_found_by_a_checkpoint_kept_elsewhere(log: Log, tmp_path: Path) -> None:
    log.record(600)
    log.seal()
    kept = max((log.export(tmp_path / "before") / "titik-periksa").iterdir())

    log.tamper("TRUNCATE audit_entry, audit_subtree, audit_checkpoint")
    log.record(700, start=1)
    log.seal(log.seal(most=600))

    status, said = verify(log.export(tmp_path / "after"), kept)
    assert status == 1
    assert "fork" in said


@pytest.mark.parametrize(
    "statements",
    [
        TAMPERING["altered"],
        TAMPERING["cut off"],
        TAMPERING["removed"],
        ("DELETE FROM audit_checkpoint WHERE size = 750",),
        ("UPDATE audit_checkpoint SET root = sha256('x') WHERE size = 750",),
        ("DELETE FROM audit_subtree WHERE position = 1",),
        ("UPDATE audit_subtree SET hash = sha256('x') WHERE position = 1",),
        ("DELETE FROM audit_entry WHERE position >= 300", "DELETE FROM audit_checkpoint WHERE size > 300"),
    ],
)
def test_the_sealer_signs_nothing_above_a_log_that_is_not_what_it_signed(log: Log, statements: tuple[str, ...]) -> None:
    log.record(750)
    signed = log.seal(log.seal(most=300))

    log.tamper(*statements)
    log.record(1, start=750)

    with pytest.raises(Altered):
        log.seal(signed)
    assert log.count("audit_pending") == 1


def test_the_exported_checker_stands_alone(log: Log, tmp_path: Path) -> None:
    log.record(10)
    log.seal()
    export = log.export(tmp_path / "export")
    told = subprocess.run(
        [sys.executable, "-I", "-X", "importtime", "verify_log.py", "log", ".", "--key", "kunci.txt"],
        cwd=export,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"]},
    ).stderr

    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.splitlines()}
    ours = {path.name for path in PROJECT.iterdir() if path.is_dir()}
    assert "cryptography" in loaded
    assert not loaded & ours
    assert not loaded & {"pydantic", "psycopg", "joserfc"}
