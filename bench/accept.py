"""Accepted reports per second against pgbench with a transaction of the same shape: `python -m bench.accept`.

Both write the same four rows (idempotency, application, step, outbox) in one statement into the same durable
PostgreSQL with the same number of connections. The gateway does its whole work besides: HTTP, token, contract.
First with everything else stopped, as acceptance needs only the gateway and its database; then with the whole suite
up, where both services check each report first and work on what was accepted at the same time.
"""

import os
import shutil
import statistics
import subprocess
import tempfile
from glob import glob
from pathlib import Path

from bench.load import Outcome, request, send_all
from local.running import RunningSuite, running_suite
from local.testing import Bench

CONNECTIONS = int(os.environ.get("BENCH_CONNECTIONS", "8"))
REPORTS = int(os.environ.get("BENCH_REPORTS", "700"))
ROUNDS = 3
SECONDS = 8

SAME_SHAPE = """
\\set n random(1, 1000000000)
WITH claimed AS (
    INSERT INTO idempotency (caller, route, key, fingerprint, status, answer)
    VALUES ('bench', 'POST /v1/kelahiran', gen_random_uuid()::text, sha256('x'), 202, repeat('x', 90))
    ON CONFLICT DO NOTHING RETURNING 1
), opened AS (
    INSERT INTO application (nomor, jenis, kota, owner_nik, client_id, wanted, correlation_id, submitted_at)
    SELECT 'BB-3277-20261122-' || lpad((nextval('bench_number') % 1000000)::text, 6, '0') || '-0', 'KELAHIRAN', '3277',
           '3277010101900001', NULL, '{"AKTA_KELAHIRAN": 1}', gen_random_uuid(), now() FROM claimed RETURNING nomor
), taken AS (
    INSERT INTO application_step (nomor, source, sequence, status, happened_at, by_whom, shown)
    SELECT nomor, 'gateway', 0, 'DIAJUKAN', now(), 'PEMOHON', true FROM opened
), told AS (
    INSERT INTO outbox (id, type, subject, correlation_id, traceparent, data)
    SELECT gen_random_uuid(), 'bench', nomor, gen_random_uuid(), repeat('0', 55),
           json_build_object('laporan', repeat('x', 1400)) FROM opened
)
SELECT 1 FROM claimed;
"""


def main() -> None:
    """Print both rates and their ratio, round by round."""
    with Bench.open() as bench, running_suite(bench.folder / "suite", residents=20_000) as suite:
        _prepare(suite)
        others = [name for name in suite.parts if name not in ("postgres", "gateway-web")]
        with suite.without(*others):
            alone = [_round(suite, "gateway alone") for _ in range(ROUNDS)]
        print(f"gateway alone: median ratio {statistics.median(alone):.2f} (aim 0.30)", flush=True)
        whole = _round(suite, "whole suite up")
        print(f"whole suite up: ratio {whole:.2f}", flush=True)


def _prepare(suite: RunningSuite) -> None:
    with suite.change("gateway") as connection:
        # pgbench writes into the gateway's own tables, under numbers that no application has.
        connection.execute("CREATE SEQUENCE bench_number")


def _round(suite: RunningSuite, name: str) -> float:
    reports = [_request(suite) for _ in range(REPORTS)]
    send_all(suite.base_url, [_request(suite) for _ in range(50)], connections=CONNECTIONS)
    ours = send_all(suite.base_url, reports, connections=CONNECTIONS)
    theirs = _pgbench(suite)
    _say(name, ours, theirs)
    return ours.rate / theirs


def _request(suite: RunningSuite) -> bytes:
    couple = suite.visitors.couple()
    return request(suite.base_url, "/v1/kelahiran", suite.visitors.birth(couple), suite.visitors.citizen(couple.father))


def _say(name: str, ours: Outcome, theirs: float) -> None:
    print(
        f"{name}: {ours.rate:.0f} reports/s ({ours.accepted} accepted, {ours.refused} refused), "
        f"pgbench {theirs:.0f}/s, ratio {ours.rate / theirs:.2f}",
        flush=True,
    )


def _pgbench(suite: RunningSuite) -> float:
    found = shutil.which("pgbench") or sorted(glob("/usr/lib/postgresql/*/bin/pgbench"))[-1]
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "same_shape.sql"
        script.write_text(SAME_SHAPE)
        command = [found, "-n", "-c", str(CONNECTIONS), "-j", "2", "-T", str(SECONDS), "-f", str(script)]
        answer = subprocess.run([*command, suite.owner_url("gateway")], check=True, capture_output=True, text=True)
    with suite.change("gateway") as connection:
        for table in ("application_step", "application"):
            connection.execute(f"DELETE FROM {table} WHERE nomor LIKE 'BB-%'")
        connection.execute("DELETE FROM idempotency WHERE caller = 'bench'")
        connection.execute("DELETE FROM outbox WHERE type = 'bench'")
    line = next(line for line in answer.stdout.splitlines() if line.startswith("tps"))
    return float(line.split("=")[1].split()[0])


if __name__ == "__main__":
    main()
