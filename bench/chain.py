"""From report to three documents: `python -m bench.chain`. Alone, then at 10 reports/s for a minute on this machine.

A package counts as done when the citizen's own view shows SELESAI with all documents; the time is the gateway's own,
from the receipt to the last step or document that it took in. Also prints what the whole suite weighs at rest.
"""

import json
import os
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.running import RunningSuite, eventually, running_suite
from local.testing import Bench
from local.visitors import Couple, Json

ALONE = 20
RATE = float(os.environ.get("BENCH_RATE", "10"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "60"))

# What the gateway took in of a birth, and when; an application's end and its documents come in any order.
NEWS = """
    SELECT subject AS nomor, id FROM outbox WHERE subject = ANY(%s)
    AND (type LIKE '%%.dokumen_terbit.v1' OR type LIKE '%%.permohonan_berubah_status.v1')
"""
TAKEN_IN = "SELECT event_id, handled_at FROM inbox WHERE event_id = ANY(%s)"
DONE = "SELECT nomor, submitted_at FROM application WHERE nomor = ANY(%s) AND status = 'SELESAI'"
DOCUMENTS = """
    SELECT nomor_permohonan AS nomor, count(*) AS n FROM document
    WHERE issued AND nomor_permohonan = ANY(%s) GROUP BY 1
"""


def main() -> None:
    """Print p50 and p95 in seconds, and the memory of all processes at rest."""
    with Bench.open() as bench, running_suite(bench.folder / "suite", residents=20_000) as suite:
        time.sleep(5)
        print(f"at rest: {_memory(suite) / 2**20:.0f} MB in {len(suite.parts)} parts (aim < 1,500)", flush=True)
        _one_by_one(suite)
        _steady(suite)


def _one_by_one(suite: RunningSuite) -> None:
    numbers = []
    for _ in range(ALONE):
        numbers.append(_report(suite, told(suite)))
        eventually(lambda: _count_done(suite, numbers) == len(numbers))
        time.sleep(0.3)
    _say("alone", _durations(suite, numbers))


def _steady(suite: RunningSuite) -> None:
    numbers = report_at(suite, RATE, [told(suite) for _ in range(int(RATE * SECONDS))])
    eventually(lambda: _count_done(suite, numbers) == len(numbers), within=120)
    time.sleep(2)
    _say(f"{RATE:g} reports/s for {SECONDS:g} s", _durations(suite, numbers))


@dataclass(frozen=True)
class Told:
    """A report whose facility has told of the birth, and whose reporter has signed in."""

    couple: Couple
    report: Json
    headers: Json


def told(suite: RunningSuite) -> Told:
    """A birth that nobody has reported yet."""
    couple = suite.visitors.couple()
    report = suite.visitors.birth(couple)
    suite.visitors.notify(report).raise_for_status()
    return Told(couple, report, suite.visitors.citizen(couple.father))


def report_at(suite: RunningSuite, rate: float, births: Sequence[Told]) -> list[str]:
    """Reports at a fixed rate, whether or not the earlier ones are done; their numbers."""
    time.sleep(3)
    with ThreadPoolExecutor(max_workers=16) as pool:
        started, sent = time.monotonic(), []
        for place, birth in enumerate(births):
            time.sleep(max(0.0, started + place / rate - time.monotonic()))
            sent.append(pool.submit(_report, suite, birth))
        return [one.result() for one in sent]


def _report(suite: RunningSuite, birth: Told) -> str:
    answer = suite.visitors.report(birth.report, birth.headers)
    answer.raise_for_status()
    return str(answer.json()["nomor"])


def _count_done(suite: RunningSuite, numbers: list[str]) -> int:
    documents = {row["nomor"]: row["n"] for row in suite.rows("gateway", DOCUMENTS, numbers)}
    return sum(1 for row in suite.rows("gateway", DONE, numbers) if documents.get(row["nomor"]) == 3)


def _durations(suite: RunningSuite, numbers: list[str]) -> list[float]:
    """Seconds from the receipt until the last of the news about it was taken in."""
    news = [row for service in ("perizinan", "dukcapil") for row in suite.rows(service, NEWS, numbers)]
    times = {row["event_id"]: row["handled_at"] for row in suite.rows("gateway", TAKEN_IN, [row["id"] for row in news])}
    begun = {row["nomor"]: row["submitted_at"] for row in suite.rows("gateway", DONE, numbers)}
    ended: dict[str, Any] = {}
    for row in news:
        ended[row["nomor"]] = max(times[row["id"]], ended.get(row["nomor"], times[row["id"]]))
    return [(ended[number] - begun[number]).total_seconds() for number in numbers]


def _say(name: str, seconds: list[float]) -> None:
    cuts = statistics.quantiles(seconds, n=20, method="inclusive")
    print(
        f"{name}: {len(seconds)} packages, p50 {statistics.median(seconds):.2f} s, p95 {cuts[18]:.2f} s, "
        f"worst {max(seconds):.2f} s (aim p95 < 2 s)",
        flush=True,
    )


def _memory(suite: RunningSuite) -> int:
    """Bytes of all processes of the suite: proportional set sizes, so that shared pages count once."""
    entries = json.loads((suite.layout.root / "pids.json").read_text())
    ours = {entry["pid"] for entry in entries}
    return sum(_proportional(process) for process in Path("/proc").glob("[0-9]*") if _session(process) in ours)


def _session(process: Path) -> int:
    """The session of a process; the launcher starts each part as the leader of one."""
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[3])
    except (OSError, IndexError):
        return -1


def _proportional(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main()
