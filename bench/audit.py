"""The log: how fast it is sealed, how long its proofs take, what an access costs: `python -m bench.audit`.

Entries go the way that they go in a city (recorded, put in order, built into the tree, signed) into a PostgreSQL that
is durable. Proofs are made by the part that serves the API, in this process: database and hashing, without HTTP.
"""

import asyncio
import os
import random
import resource
import secrets
import statistics
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from chassis.clock import SystemClock
from chassis.database import uuid7
from contracts.gateway.audit import KunciAudit
from local.databases import Databases, ServiceDatabase
from local.parts import start_until_ready
from local.postgres import PrivatePostgres
from local.testing import Bench, IsolatedDatabases
from services.gateway.access import caller as callers
from services.gateway.access.keys import AUDIT, PSEUDONYM, make_keys
from services.gateway.access.log import AccessLog, Reading
from services.gateway.audit.note import NoteSigner
from services.gateway.audit.pseudonyms import Pseudonyms
from services.gateway.audit.reading import AuditLog
from services.gateway.audit.sealing import Signed, seal
from services.gateway.pool import Pool

ENTRIES = int(os.environ.get("BENCH_ENTRIES", "10000000"))
AT_ONCE = 100_000
PROOFS = 2000
ACCESSES = 2000
LIMIT_MS = 20
ORIGIN = "bench.example/v1/audit"

# As long as the entry of an access is; ids grow with time as those of traffic do.
RECORD = """
    INSERT INTO audit_pending (id, content)
    SELECT (substr(hex, 1, 8) || '-' || substr(hex, 9, 4) || '-7000-8000-' || substr(md5(n::text), 1, 12))::uuid,
           convert_to(json_build_object('jenis', 'AKSES_DATA', 'subjek', encode(sha256(n::text::bytea), 'hex'),
               'isian', json_build_array('nik', 'nama'), 'layanan', 'kependudukan/verifikasi', 'pelaku', 'klien:opd',
               'waktu', '2026-11-25T03:04:05.123456Z', 'hasil', 'DIBERIKAN', 'isi', repeat('0', 64))::text, 'UTF8')
    FROM generate_series(%s::bigint, %s::bigint) AS n, lpad(to_hex(n), 12, '0') AS hex
"""
# What an access cost before there was a log.
WITHOUT_LOG = """
    INSERT INTO access_log (id, actor, resource, subject_key, fields, tujuan, dasar_hukum, correlation_id)
    VALUES (%s, 'klien:opd', 'kependudukan/verifikasi', sha256('x'), '{nik,nama}', 'x', 'y', %s) RETURNING id
"""


def main() -> None:
    """Print each figure beside its limit."""
    with Bench.open() as bench:
        server = PrivatePostgres(bench.folder / "postgres", bench.ports.get("postgres"), secrets.token_urlsafe(24))
        start_until_ready(bench.custody, [server.prepare(bench.custody, bench.folder / "postgres.log")])
        databases = IsolatedDatabases(Databases(server.admin_url))
        make_keys(bench.folder / "keys")
        database = databases.create("gateway")
        _fill_and_seal(database, bench.folder / "keys")
        asyncio.run(_prove(database))
        asyncio.run(_access(database, bench.folder / "keys"))


def _fill_and_seal(database: ServiceDatabase, keys: Path) -> None:
    signer, sealing, signed = NoteSigner.load(keys / AUDIT, ORIGIN), 0.0, None
    before = _memory()
    with psycopg.connect(database.app_url, autocommit=True, row_factory=dict_row) as connection:
        for first in range(0, ENTRIES, AT_ONCE):
            connection.execute(RECORD, (first, min(first + AT_ONCE, ENTRIES) - 1))
            began = time.perf_counter()
            signed = _seal_all(connection, signer, signed)
            sealing += time.perf_counter() - began
    rate = ENTRIES / sealing
    print(f"sealed {ENTRIES} entries: {rate:.0f}/s, memory grew by {_memory() - before:.0f} MB", flush=True)


def _seal_all(connection: psycopg.Connection, signer: NoteSigner, last: Signed | None) -> Signed:
    """Round after round, until nothing waits."""
    while True:
        signed = seal(connection, signer, last)
        if signed == last:
            return signed
        last = signed


async def _prove(database: ServiceDatabase) -> None:
    pool = Pool(database.app_url, size=2)
    await pool.open()
    log, chance = AuditLog(pool, KunciAudit(asal=ORIGIN, kunci_pemeriksa="")), random.Random(1)
    rows = await pool.rows(
        "SELECT id FROM audit_entry WHERE position = ANY(%s)", [chance.randrange(ENTRIES) for _ in range(PROOFS)]
    )
    ids: list[UUID] = [row["id"] for row in rows]
    sizes = [chance.randrange(1, ENTRIES) for _ in range(PROOFS)]
    before = _memory()
    _say("inclusion", await _timed(log.prove_entry, [(id,) for id in ids]))
    _say("consistency", await _timed(log.prove_continuation, [(size, None) for size in sizes]))
    print(f"memory grew by {_memory() - before:.0f} MB over {2 * PROOFS} proofs", flush=True)
    await pool.close()


async def _timed(prove: Callable[..., Awaitable[object]], arguments: list[tuple[object, ...]]) -> list[float]:
    """Milliseconds of each call, one after the other."""
    taken = []
    for each in arguments:
        began = time.perf_counter()
        await prove(*each)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def _say(what: str, milliseconds: list[float]) -> None:
    cuts = statistics.quantiles(milliseconds, n=100)
    print(
        f"{what} proof over {ENTRIES} entries: p50 {cuts[49]:.1f}, p95 {cuts[94]:.1f}, p99 {cuts[98]:.1f}, "
        f"slowest {max(milliseconds):.1f} ms (limit {LIMIT_MS})",
        flush=True,
    )


async def _access(database: ServiceDatabase, keys: Path) -> None:
    """One after the other, in turns, so that a busy moment of the machine meets both."""
    pool = Pool(database.app_url, size=2)
    await pool.open()
    ledger = AccessLog(pool, Pseudonyms.load(keys / PSEUDONYM), SystemClock())
    agency = callers.client("opd", "OPD", frozenset(), None)
    people = ("3277" + "0" * 12,)
    reading = Reading("kependudukan/verifikasi", ("nik", "nama"), "x", "y", people)
    many = Reading("kependudukan/verifikasi", ("nik", "nama"), "x", "y", tuple(f"3277{n:012d}" for n in range(1000)))
    plain, logged = [], []
    for _ in range(ACCESSES):
        plain += await _timed(pool.rows, [(WITHOUT_LOG, uuid7(), uuid7())])
        logged += await _timed(ledger.record, [(agency, reading, uuid7())])
    bulk = await _timed(ledger.record, [(agency, many, uuid7()) for _ in range(20)])
    without, alone, together = (statistics.median(taken) for taken in (plain, logged, bulk))
    print(f"an access: p50 {without:.2f} ms without the log, {alone:.2f} ms with it, 1,000 at once {together:.0f} ms")
    await pool.close()


def _memory() -> float:
    """Most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
