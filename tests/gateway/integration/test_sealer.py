"""The sealer as a process: one works and a spare waits, its death loses nothing, and what waits is visible."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from local.custody import PROJECT
from local.databases import ServiceDatabase
from local.testing import Bench, IsolatedDatabases
from services.gateway.access.keys import AUDIT, make_keys


class Sealer:
    """A running sealer."""

    def __init__(self, process: subprocess.Popen[bytes], url: str, log: Path) -> None:
        self.process = process
        self.url = url
        self.log = log

    def metric(self, name: str) -> float | None:
        """The value of a metric, or None while the process does not answer."""
        try:
            text = httpx.get(f"{self.url}/metrics", trust_env=False).text
        except httpx.TransportError:
            return None
        return next((float(line.split()[1]) for line in text.splitlines() if line.startswith(f"{name} ")), None)

    def ready(self) -> bool:
        """Whether it says that it can work."""
        try:
            return httpx.get(f"{self.url}/readyz", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False


Start = Callable[[], Sealer]


@pytest.fixture
def database(databases: IsolatedDatabases) -> Iterator[ServiceDatabase]:
    made = databases.create("gateway")
    yield made
    databases.drop(made)


@pytest.fixture
def start(bench: Bench, database: ServiceDatabase, tmp_path: Path) -> Iterator[Start]:
    make_keys(tmp_path / "keys")
    running: list[Sealer] = []

    def one() -> Sealer:
        number = len(running)
        log = tmp_path / f"sealer-{number}.log"
        address = f"127.0.0.1:{bench.ports.get(f'sealer-{number}')}"
        environment = {
            "DATABASE_URL": database.app_url,
            "HTTP_ADDRESS": address,
            "PUBLIC_URL": "http://kota.example",
            "AUDIT_KEY": str(tmp_path / "keys" / AUDIT),
            "SEAL_SECONDS": "0.2",
        }
        command = [sys.executable, "-m", "services.gateway", "seal-log"]
        with log.open("wb") as output:
            process = subprocess.Popen(command, cwd=PROJECT, env=os.environ | environment, stderr=output)
        running.append(Sealer(process, f"http://{address}", log))
        return running[-1]

    yield one
    for sealer in running:
        sealer.process.kill()
        sealer.process.wait(10)


def eventually(check: Callable[[], object], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < until, "it did not come in time"
        time.sleep(0.05)


@contextmanager
def connected(database: ServiceDatabase) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database.app_url, autocommit=True) as connection:
        yield connection


def record(database: ServiceDatabase, number: int) -> None:
    with connected(database) as connection:
        connection.execute(
            "INSERT INTO audit_pending (id, content) SELECT gen_random_uuid(), '{}' FROM generate_series(1, %s)",
            (number,),
        )


def count(database: ServiceDatabase, table: str) -> int:
    with connected(database) as connection:
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(row[0]) if row else 0


def test_what_is_recorded_is_sealed_by_the_process(database: ServiceDatabase, start: Start) -> None:
    record(database, 25_000)
    sealer = start()

    eventually(lambda: sealer.metric("terpadu_audit_size") == 25_000)

    assert (count(database, "audit_entry"), count(database, "audit_pending")) == (25_000, 0)
    assert sealer.ready()
    eventually(lambda: sealer.metric("terpadu_audit_waiting") == 0)
    assert '"event": "checkpoint_signed"' in sealer.log.read_text()


def test_a_spare_takes_over_from_one_that_was_killed_and_nothing_is_lost(
    database: ServiceDatabase, start: Start
) -> None:
    first = start()
    eventually(first.ready)
    second = start()
    eventually(second.ready)
    for _ in range(10):
        record(database, 3000)
    first.process.send_signal(signal.SIGKILL)
    record(database, 1000)

    eventually(lambda: second.metric("terpadu_audit_size") == 31_000)

    assert count(database, "audit_pending") == 0
    with connected(database) as connection:
        row = connection.execute("SELECT count(DISTINCT id), count(*), max(position) + 1 FROM audit_entry").fetchone()
    assert row == (31_000, 31_000, 31_000)


def test_a_database_that_goes_away_is_found_again(
    database: ServiceDatabase, start: Start, databases: IsolatedDatabases
) -> None:
    sealer = start()
    eventually(sealer.ready)
    with psycopg.connect(databases.admin_url, autocommit=True) as superuser:
        superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gateway-sealer'"
        )
    record(database, 10)

    eventually(lambda: sealer.metric("terpadu_audit_size") == 10)


def test_a_log_that_was_altered_is_not_signed_and_everybody_can_see_it(
    database: ServiceDatabase, start: Start, databases: IsolatedDatabases
) -> None:
    sealer = start()
    record(database, 10)
    eventually(lambda: sealer.metric("terpadu_audit_size") == 10)
    superuser_url = databases.admin_url.rpartition("/")[0] + f"/{database.name}"
    with psycopg.connect(superuser_url, autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("DELETE FROM audit_entry WHERE position = 9")
    signed = count(database, "audit_checkpoint")
    record(database, 1)

    eventually(lambda: sealer.metric("terpadu_audit_altered") == 1)
    eventually(lambda: not sealer.ready())

    assert '"event": "audit_log_altered"' in sealer.log.read_text()
    record(database, 1)  # traffic goes on
    eventually(lambda: sealer.metric("terpadu_audit_waiting") == 2)
    assert (count(database, "audit_pending"), count(database, "audit_checkpoint")) == (2, signed)


def test_it_stops_when_it_is_told_to(start: Start) -> None:
    sealer = start()
    eventually(sealer.ready)

    sealer.process.terminate()

    assert sealer.process.wait(5) == 0
