"""Delivery of events to 1,000 subscribers, one of them dead and one slow: `python -m bench.webhooks`.

The webhook sender as it runs in a city, with receivers in a process of their own. The dead one takes a connection and
never answers; the slow one answers after five seconds. The time of a delivery is from the event to its arrival. First a
steady stream, each event heard by 50; then one event heard by all.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg

from local.custody import PROJECT
from local.databases import ServiceDatabase
from local.ports import LOOPBACK
from local.running import eventually
from local.testing import Bench, IsolatedDatabases
from services.gateway.access.keys import WEBHOOKS, make_keys

SUBSCRIBERS = int(os.environ.get("BENCH_SUBSCRIBERS", "1000"))
GROUP = 50
EVENTS = int(os.environ.get("BENCH_EVENTS", "60"))
RATE = float(os.environ.get("BENCH_RATE", "2"))
SLOW_SECONDS = 5
LIMIT_SECONDS = 1.0

EVERYONE = "bench.everyone.v1"
_EVENT = """
    INSERT INTO agency_event (id, type, subject, happened_at, source_event, data)
    VALUES (%s, %s, %s, clock_timestamp(), %s, '{"dokumen_id": "019ab8b2-0000-7c3a-9d42-3f6a1b2c4d5e"}')
"""


def main() -> None:
    """Print the times of both."""
    with Bench.open() as bench:
        databases = IsolatedDatabases(bench.start_postgres())
        database = databases.create("gateway")
        make_keys(bench.folder / "keys")
        with _receivers(bench.folder) as port, _sender(bench, database):
            _subscribe(database, port)
            with psycopg.connect(database.app_url, autocommit=True) as connection:
                _steady(connection, bench.folder)
                _to_everyone(connection, bench.folder)
        databases.close()


def _steady(connection: psycopg.Connection[tuple[object, ...]], folder: Path) -> None:
    began = time.monotonic()
    for n in range(EVENTS):
        _tell(connection, f"bench.group{n % (SUBSCRIBERS // GROUP)}.v1")
        time.sleep(max(0.0, began + (n + 1) / RATE - time.monotonic()))
    expected = EVENTS * GROUP - _unwell(EVENTS)
    delays = _delays(folder, expected)
    _say(f"{EVENTS} events, {RATE:g}/s, each heard by {GROUP} of {SUBSCRIBERS}", delays, expected)


def _to_everyone(connection: psycopg.Connection[tuple[object, ...]], folder: Path) -> None:
    before = len(_all(folder))
    _tell(connection, EVERYONE)
    delays = _delays(folder, before + SUBSCRIBERS - 2)[before:]
    _say(f"one event heard by all {SUBSCRIBERS}", delays, SUBSCRIBERS - 2)


def _unwell(events: int) -> int:
    """Deliveries to the dead and the slow one, which stand in the first two groups."""
    groups = SUBSCRIBERS // GROUP
    return sum(1 for n in range(events) if n % groups in (0, 1))


def _tell(connection: psycopg.Connection[tuple[object, ...]], event_type: str) -> None:
    connection.execute(_EVENT, (uuid4(), event_type, str(uuid4()), uuid4()))
    connection.execute("SELECT pg_notify('agency_event', '')")


def _say(what: str, delays: list[float], expected: int) -> None:
    ordered = sorted(delays)
    p50, p95 = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    print(
        f"{what}: {len(ordered)} of {expected} deliveries, p50 {p50:.2f} s, p95 {p95:.2f} s, last {ordered[-1]:.2f} s"
    )


def _delays(folder: Path, count: int) -> list[float]:
    eventually(lambda: len(_all(folder)) >= count, within=120)
    return _all(folder)


def _all(folder: Path) -> list[float]:
    path = folder / "delays.txt"
    return [float(line) for line in path.read_text().split()] if path.exists() else []


def _subscribe(database: ServiceDatabase, port: int) -> None:
    with psycopg.connect(database.app_url) as connection:
        connection.execute(
            "INSERT INTO client (client_id, nama, jenis, cakupan, secret_hash) VALUES ('bench', 'B', 'OPD', '{}', '')"
        )
        for n in range(SUBSCRIBERS):
            kind = {0: "dead", 1: "slow"}.get(n, "well")
            types = [f"bench.group{n % (SUBSCRIBERS // GROUP)}.v1", EVERYONE]
            url = f"http://{LOOPBACK}:{port}/{kind}/{n}"
            connection.execute(
                "INSERT INTO subscription (id, client_id, types, cities, url) VALUES (%s, 'bench', %s, '{}', %s)",
                (uuid4(), types, url),
            )


@contextmanager
def _sender(bench: Bench, database: ServiceDatabase) -> Iterator[None]:
    settings = {
        "DATABASE_URL": database.app_url,
        "HTTP_ADDRESS": f"{LOOPBACK}:{bench.ports.get('webhooks')}",
        "WEBHOOK_KEY": str(bench.folder / "keys" / WEBHOOKS),
        "TERPADU_DEMO": "1",
    }
    with _process([sys.executable, "-m", "services.gateway", "send-webhooks"], settings):
        time.sleep(2)
        yield


@contextmanager
def _receivers(folder: Path) -> Iterator[int]:
    port_file = folder / "receivers.port"
    with _process([sys.executable, "-m", "bench.webhooks", str(folder)], {}):
        eventually(port_file.exists, within=20)
        yield int(port_file.read_text())


@contextmanager
def _process(command: list[str], settings: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=PROJECT, env=os.environ | settings)
    try:
        yield
    finally:
        process.terminate()
        process.wait(15)


async def _receive(folder: Path) -> None:
    """All receivers: they differ by the first part of their path."""
    with (folder / "delays.txt").open("w", buffering=1) as delays:

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while True:
                try:
                    head = (await reader.readuntil(b"\r\n\r\n")).decode()
                except asyncio.IncompleteReadError:
                    return
                length = int(head.lower().partition("content-length:")[2].partition("\r\n")[0])
                body = await reader.readexactly(length)
                if " /dead/" in head:
                    await asyncio.sleep(3600)
                if " /slow/" in head:
                    await asyncio.sleep(SLOW_SECONDS)
                else:
                    told = datetime.fromisoformat(json.loads(body)["time"])
                    delays.write(f"{(datetime.now(UTC) - told).total_seconds():.4f}\n")
                writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")

        server = await asyncio.start_server(serve, LOOPBACK, 0, backlog=2048)
        port: int = server.sockets[0].getsockname()[1]
        (folder / "receivers.port").write_text(str(port))
        await server.serve_forever()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        asyncio.run(_receive(Path(sys.argv[1])))
    else:
        main()
