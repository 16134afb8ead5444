"""A real service, relay, database and broker for the tests of the chassis' messaging."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pika
import psycopg
import pytest
from joserfc.jwk import ECKey
from psycopg.rows import dict_row

from chassis.broker import declare, parameters
from chassis.database import Database, Registry, uuid7
from chassis.migrations import MESSAGING
from contracts.dukcapil.events import KkTerbit, PaketDisusun
from contracts.envelope import CONTENT_TYPE, EventData
from contracts.topology import EXCHANGE

PATIENCE_SECONDS = 30
SUBSCRIPTIONS = {KkTerbit.type: ("ledger.write",), PaketDisusun.type: ("ledger.render",)}
TABLE = "CREATE TABLE ledger (id bigint GENERATED ALWAYS AS IDENTITY, event_id uuid, subject text, sequence bigint)"
ATTEMPTS = "CREATE TABLE attempts (event_id uuid, at timestamptz DEFAULT clock_timestamp())"


def eventually(check: Callable[[], Any], *, within: float = PATIENCE_SECONDS) -> Any:
    """The first true answer of `check`, or a failure when none comes in time."""
    give_up = time.monotonic() + within
    while True:
        found = check()
        if found:
            return found
        assert time.monotonic() < give_up, "it did not come in time"
        time.sleep(0.05)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Suite:
    """One database and one virtual host with a relay and the ledger service on them."""

    def __init__(self, database_url: str, amqp_url: str, folder: Path) -> None:
        self.database_url, self.amqp_url = database_url, amqp_url
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self._registry_database = Database(database_url, max_size=4)
        self._registry_database.open()
        key = ECKey.generate_key("P-256")
        (folder / "private.json").write_text(json.dumps(key.as_dict(private=True)))
        (folder / "public.json").write_text(json.dumps(key.as_dict(private=False)))
        self.private_key = folder / "private.json"
        with pika.BlockingConnection(parameters(amqp_url, name="test")) as connection:
            declare(connection.channel(), SUBSCRIPTIONS)

    def start_relay(self, **environment: str) -> subprocess.Popen[bytes]:
        return self._start("chassis.relay", SERVICE="ledger", **environment)

    def start_service(self, **environment: str) -> subprocess.Popen[bytes]:
        return self._start("tests.chassis.integration.ledger_service", **environment)

    def _start(self, module: str, **environment: str) -> subprocess.Popen[bytes]:
        port = free_port()
        settings = {
            **os.environ,
            "DATABASE_URL": self.database_url,
            "AMQP_URL": self.amqp_url,
            "HTTP_ADDRESS": f"127.0.0.1:{port}",
            "PUBLIC_URL": "http://127.0.0.1",
            "INTERNAL_PUBLIC_KEY": str(self._folder / "public.json"),
            **environment,
        }
        with (self._folder / f"{module}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", module], env=settings, stdout=log, stderr=subprocess.STDOUT
            )
        self._processes.append(process)
        process.port = port  # type: ignore[attr-defined]
        eventually(lambda: process.poll() is not None or _answers(port))
        assert process.poll() is None or "FAULT" in environment, self.log_text()
        return process

    def announce(self, wish: str = "ok", subject: str = "KL", kind: str = "write", times: int = 1) -> list[UUID]:
        """Tell facts through the outbox, all in one transaction."""
        registry = Registry(self._registry_database, "ledger")
        with registry.transaction():
            return [registry.announce(_fact(wish, kind), subject=subject) for _ in range(times)]

    def send(self, body: bytes, *, queue: str = "ledger.write", **properties: Any) -> None:
        """Put raw bytes on a queue, as an attacker or a foreign producer would."""
        with pika.BlockingConnection(parameters(self.amqp_url, name="test")) as connection:
            properties = {"content_type": CONTENT_TYPE, **properties}
            connection.channel().basic_publish("", queue, body, pika.BasicProperties(**properties))

    def publish(self, body: bytes, routing_key: str) -> None:
        with pika.BlockingConnection(parameters(self.amqp_url, name="test")) as connection:
            connection.channel().basic_publish(EXCHANGE, routing_key, body)

    def rows(self, query: str) -> list[dict[str, Any]]:
        with psycopg.connect(self.database_url, row_factory=dict_row) as connection:
            return connection.execute(query).fetchall()

    def count(self, table: str, where: str = "true") -> int:
        return int(self.rows(f"SELECT count(*) AS n FROM {table} WHERE {where}")[0]["n"])

    def log_text(self) -> str:
        return "".join(path.read_text() for path in self._folder.glob("*.log"))

    def close(self) -> None:
        for process in self._processes:
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()
        self._registry_database.close()


def _fact(wish: str, kind: str) -> EventData:
    if kind == "render":
        return PaketDisusun.model_validate({"nomor": "KL-3277-20261120-000042-1"})
    return KkTerbit(nomor=None, nomor_kk="3277010101180001", versi=1, dokumen_id=wish)


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/livez").status_code == 200
    except httpx.HTTPError:
        return False


def envelope(**changes: Any) -> bytes:
    """A whole and valid message, apart from what is changed."""
    whole = {
        "specversion": "1.0",
        "id": str(uuid7()),
        "source": "/terpadu/dukcapil",
        "type": KkTerbit.type,
        "subject": "KL",
        "time": "2026-11-20T04:15:00+07:00",
        "dataschema": "https://terpadu.example/skema/x.json",
        "correlationid": str(uuid7()),
        "sequence": f"{7:020d}",
        "data": {"nomor": None, "nomor_kk": "3277010101180001", "versi": 1, "dokumen_id": "ok"},
    }
    return json.dumps({**whole, **changes}).encode()


@pytest.fixture
def suite(empty_database: Any, amqp_url: str, tmp_path: Path) -> Iterator[Suite]:
    """Database and broker are set up; nothing runs yet."""
    with psycopg.connect(empty_database.migrator_url) as connection:
        connection.execute(MESSAGING)
        connection.execute(TABLE)
        connection.execute(ATTEMPTS)
    suite = Suite(empty_database.app_url, amqp_url, tmp_path)
    yield suite
    suite.close()
