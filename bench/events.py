"""Events per second from outbox to inbox, against plain nameko, in turn on one machine: `python -m bench.events`.

Ours: N rows committed to the outbox → relay → quorum queue → inbox and effect in one transaction each.
Plain nameko: N dispatches with its own publisher and confirms → its queue → the same effect, nothing else. It loses
an event whose handler fails and acts twice on a redelivery: the ratio is the price of not doing so.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pika
import psycopg
from joserfc.jwk import ECKey

from chassis import outbox
from chassis.broker import declare, parameters
from chassis.database import Cause, uuid7
from chassis.migrations import MESSAGING
from contracts.dukcapil.events import KkTerbit
from local.testing import Bench, IsolatedBroker, IsolatedDatabases

EVENTS = int(os.environ.get("BENCH_EVENTS", "5000"))
ROUNDS = 3


def main() -> None:
    """Print events per second of both and their ratio, round by round."""
    with Bench.open() as bench:
        databases = IsolatedDatabases(bench.start_postgres())
        broker = bench.start_broker()
        ratios = []
        for number in range(1, ROUNDS + 1):
            ours = _ours(databases, broker, bench.folder)
            plain = _plain(databases, broker)
            ratios.append(ours / plain)
            print(f"round {number}: ours {ours:.0f}/s, plain nameko {plain:.0f}/s, ratio {ours / plain:.2f}")
        print(f"median ratio {statistics.median(ratios):.2f} over {ROUNDS} rounds of {EVENTS} events")
        databases.close()


def _ours(databases: IsolatedDatabases, broker: IsolatedBroker, folder: Path) -> float:
    database = databases.create_empty("bench")
    with psycopg.connect(database.migrator_url) as connection:
        connection.execute(MESSAGING)
        connection.execute("CREATE TABLE effect (nomor_kk text)")
    key = folder / "public.json"
    key.write_text(json.dumps(ECKey.generate_key("P-256").as_dict(private=False)))
    with broker.vhost() as amqp_url:
        with pika.BlockingConnection(parameters(amqp_url, name="bench")) as connection:
            declare(connection.channel(), {KkTerbit.type: ("bench.write",)})
        settings = {
            "DATABASE_URL": database.app_url,
            "AMQP_URL": amqp_url,
            "PUBLIC_URL": "http://127.0.0.1",
            "INTERNAL_PUBLIC_KEY": str(key),
            "LOG_LEVEL": "WARNING",
        }
        service = _start("bench.ours_service", settings | {"HTTP_ADDRESS": "127.0.0.1:27701"})
        relay = _start("chassis.relay", settings | {"SERVICE": "bench", "HTTP_ADDRESS": "127.0.0.1:27702"})
        time.sleep(4)
        rate = _timed(database.app_url, lambda: _announce(database.app_url), "SELECT count(*) FROM inbox")
        _stop(service, relay)
    databases.drop(database)
    return rate


def _plain(databases: IsolatedDatabases, broker: IsolatedBroker) -> float:
    database = databases.create_empty("bench")
    with psycopg.connect(database.migrator_url) as connection:
        connection.execute("CREATE TABLE effect (nomor_kk text)")
    with broker.vhost() as amqp_url:
        service = _start("bench.plain_service", {"DATABASE_URL": database.app_url, "AMQP_URL": amqp_url})
        dispatch = [sys.executable, "-m", "bench.plain_dispatch", amqp_url, str(EVENTS)]
        dispatcher = subprocess.Popen(dispatch, stdin=subprocess.PIPE)
        time.sleep(4)
        rate = _timed(database.app_url, lambda: dispatcher.communicate(b"\n"), "SELECT count(*) FROM effect")
        _stop(service)
    databases.drop(database)
    return rate


def _announce(url: str) -> None:
    """One transaction with all facts, of as many subjects as a busy city has open applications."""
    fact = KkTerbit(nomor=None, nomor_kk="3277010101180001", versi=1, dokumen_id="x")
    cause = Cause(uuid7())
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        rows = [outbox.row(uuid7(), fact, subject=f"KL-{place % 1000}", cause=cause) for place in range(EVENTS)]
        cursor.executemany(outbox.INSERT, rows)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"NOTIFY {outbox.CHANNEL}")


def _timed(url: str, send: Callable[[], object], count: str) -> float:
    started = time.monotonic()
    send()
    with psycopg.connect(url, autocommit=True) as connection:
        while True:
            found = connection.execute(count).fetchone()
            if found and found[0] >= EVENTS:
                return EVENTS / (time.monotonic() - started)
            time.sleep(0.02)


def _start(module: str, settings: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", module], env={**os.environ, **settings})


def _stop(*processes: "subprocess.Popen[bytes]") -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(timeout=20)


if __name__ == "__main__":
    main()
