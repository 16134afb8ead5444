"""`python -m bench.month_end [TAXPAYERS]`: all taxpayers return and pay within one simulated day, and the nights after.

Against a private PostgreSQL that is durable as in production, where every taxpayer has three years of history. Each
report and payment is one event's effect as its door has it: inbox, use case and outbox in one transaction. Prints items
a second and the peak of memory of each worker process, and which tables were read whole on the way. BENCH_SECONDS ends
each of the two parts after so many seconds.
"""

import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import psycopg

from bench.tax_history import nik, write_history
from chassis.database import Database, uuid7
from chassis.inbox import Event
from contracts.envelope import Envelope, EventData, dataschema, sequence_text
from contracts.gateway.tax_events import OmzetDilaporkan, PembayaranDiterima
from contracts.numbers import application_number, transaction_number
from local.databases import ServiceDatabase
from local.testing import Bench, IsolatedDatabases
from services.pajak.desk import Desk
from services.pajak.registry import Registry
from services.pajak.terms import Terms
from services.pajak.use_cases.charge_open_bills import charge_open_bills
from services.pajak.use_cases.chase_missing_returns import chase_missing_returns, open_periods
from services.pajak.use_cases.find_anomalies import find_anomalies_everywhere
from services.pajak.use_cases.receive_payment import receive_payment
from services.pajak.use_cases.report_turnover import report_turnover

WIB = ZoneInfo("Asia/Jakarta")
THE_DAY = datetime(2026, 11, 5, 10, tzinfo=WIB)
THE_NIGHT = datetime(2026, 11, 6, 1, tzinfo=WIB)
TAXPAYERS = 20_000
WORKERS = 4
SECONDS = float(os.environ.get("BENCH_SECONDS", "inf"))
BANK = "bank-3277"

Facts = Sequence[EventData]


def main(taxpayers: int) -> None:
    """Seed, open the month, let everybody return and pay, and run the timers of the night."""
    with Bench.open() as bench:
        databases = IsolatedDatabases(bench.start_postgres(durable=True))
        made = databases.create("pajak")
        _say("history written", taxpayers, partial(write_history, databases.admin_url, made, taxpayers))
        database = Database(made.app_url, max_size=2)
        database.open()
        terms = Terms.load(Path("cities"), "3277")
        day, night = (Desk(Registry(database, "pajak"), terms, at) for at in (THE_DAY, THE_NIGHT))
        _say("returns opened for October", taxpayers, partial(open_periods, day))
        _all_at_once("turnovers reported", made, [_report(n) for n in range(1, taxpayers + 1)])
        _all_at_once("payments booked", made, _payments(made))
        _say("the hour's timers when nothing is to be done", taxpayers, partial(_hour, night))
        _say("risk of all returns", taxpayers, partial(find_anomalies_everywhere, night))
        _check(made)
        database.close()
        databases.drop(made)
        databases.close()


def _hour(desk: Desk) -> None:
    charge_open_bills(desk)
    open_periods(desk)
    chase_missing_returns(desk)


def _report(n: int) -> OmzetDilaporkan:
    body = {
        "nomor": application_number("OM", "3277", THE_DAY.date(), n),
        "kota": "3277",
        "dilaporkan_pada": THE_DAY,
        "pelapor_nik": nik(n),
        "laporan": {"nopd": f"01.{n:08d}", "masa": "2026-10", "omzet": 10_000_000 + n},
    }
    return OmzetDilaporkan.model_validate(body, strict=False)


def _payments(made: ServiceDatabase) -> list[EventData]:
    """What a bank tells of every open bill, in no order."""
    with psycopg.connect(made.app_url) as connection:
        bills = connection.execute("SELECT kode_bayar, pokok FROM tagihan WHERE status = 'TERBIT'").fetchall()
    Random(1).shuffle(bills)
    return [
        PembayaranDiterima(
            ntpd=transaction_number(BANK, f"M-{kode}"),
            bank=BANK,
            referensi_bank=f"M-{kode}",
            kode_bayar=kode,
            jumlah=pokok,
            waktu=THE_DAY,
            kanal="QRIS",
            diterima_pada=THE_DAY,
        )
        for kode, pokok in bills
    ]


def _all_at_once(what: str, made: ServiceDatabase, facts: Facts) -> None:
    """Give each worker process its share, and print how long all of them took together."""
    shares = [facts[at::WORKERS] for at in range(WORKERS)]
    with ProcessPoolExecutor(WORKERS, multiprocessing.get_context("spawn")) as pool:
        done = list(pool.map(partial(_work, made.app_url), shares))
    seconds = max(each.ended for each in done) - min(each.started for each in done)
    count = sum(len(each.times) for each in done)
    times = sorted(time for each in done for time in each.times)
    p50, p99, peak = times[len(times) // 2], times[len(times) * 99 // 100], max(each.peak for each in done)
    print(
        f"{what}: {count} with {WORKERS} workers, {seconds:.1f} s, {count / seconds:,.0f}/s,"
        f" each p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, peak of a worker {peak:.0f} MB",
        flush=True,
    )


@dataclass(frozen=True)
class Shift:
    """What one worker did: when it began and ended, how long each fact took, and its peak of memory in MB."""

    started: float
    ended: float
    times: list[float]
    peak: float


def _work(url: str, facts: Facts) -> Shift:
    """One worker: each fact's effect in a transaction of its own."""
    terms, times = Terms.load(Path("cities"), "3277"), []
    database = Database(url, max_size=1)
    database.open()
    registry = Registry(database, "pajak")
    began = last = time.time()
    for fact in facts:
        if last - began > SECONDS:
            break
        with registry.effect(_event(fact)):
            _handle(Desk(registry, terms, THE_DAY), fact)
        times.append(time.time() - last)
        last += times[-1]
    database.close()
    return Shift(began, last, times, _peak())


def _handle(desk: Desk, fact: EventData) -> None:
    if isinstance(fact, OmzetDilaporkan):
        report_turnover(desk, fact)
    elif isinstance(fact, PembayaranDiterima):
        receive_payment(desk, fact)


def _event(fact: EventData) -> Event[EventData]:
    envelope = Envelope(
        id=uuid7(),
        source="/terpadu/gateway",
        type=fact.type,
        subject="x",
        time=datetime.now(UTC),
        dataschema=dataschema(fact.type),
        correlationid=uuid7(),
        sequence=sequence_text(1),
        data={},
    )
    return Event(envelope, fact, "bench")


def _say(what: str, items: int, work: Callable[[], object]) -> None:
    before, started = _peak(), time.perf_counter()
    work()
    seconds = time.perf_counter() - started
    print(f"{what}: {seconds:.2f} s, {items / seconds:,.0f}/s, peak +{_peak() - before:.0f} MB", flush=True)


def _check(made: ServiceDatabase) -> None:
    """Whoever paid holds a receipt, the ledger balances, and no big table was read whole for one of them."""
    with psycopg.connect(made.app_url) as connection:
        counted = connection.execute(
            "SELECT (SELECT count(*) FROM sptpd WHERE masa = '2026-10-01' AND status = 'DISAMPAIKAN'),"
            " (SELECT count(*) FROM tagihan WHERE masa = '2026-10-01' AND status = 'LUNAS'),"
            " (SELECT sum(jumlah) FROM posting)"
        ).fetchone()
        whole = connection.execute(
            "SELECT relname, seq_scan FROM pg_stat_user_tables WHERE seq_scan > 50 AND n_live_tup > 1000"
        ).fetchall()
    print(f"receipts, paid bills, balance of the ledger: {counted}; tables read whole more than 50 times: {whole}")
    if counted is None or counted[0] != counted[1] or counted[2]:
        sys.exit("not everyone who paid has a receipt, or the ledger does not balance")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else TAXPAYERS)
