"""Every payment has one number and one posting, whatever dies while banks pay (R1, R2)."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

import pytest

from local.invariants import Copy, violations
from local.running import RunningSuite, eventually
from local.tax_visitors import WIB, TaxVisitors, month

VICTIMS = ("pajak-worker", "pajak-relay", "pajak-documents", "gateway-relay", "gateway-worker")
KILL_SEED = 20261125
BILLS, PARTS = 50, 10
PERIODS = (f"{month(1):%Y-%m}", f"{month(2):%Y-%m}")
BOOKED = "SELECT count(*) FROM pembayaran WHERE referensi_bank LIKE 'KILL-%%'"


@dataclass(frozen=True)
class Part:
    """One payment of several that settle a bill together."""

    code: str
    amount: int
    reference: str


def bills(town: TaxVisitors) -> list[tuple[str, int]]:
    """Codes, and what settles each today."""
    taxpayers = [town.register(month(2)) for _ in range(BILLS // len(PERIODS))]
    found = [town.billed(taxpayer, masa, 37_000_000)[1] for taxpayer in taxpayers for masa in PERIODS]
    return [(bill["kode_bayar"], town.asked(bill["kode_bayar"])["jumlah"]) for bill in found]


def parts_of(code: str, due: int) -> list[Part]:
    share = due // PARTS
    amounts = [share] * (PARTS - 1) + [due - share * (PARTS - 1)]
    return [Part(code, amount, f"KILL-{code}-{at}") for at, amount in enumerate(amounts)]


def test_five_hundred_payments_survive_kills_at_random(wounded: RunningSuite) -> None:
    town = wounded.taxpayers
    chance, stop = random.Random(KILL_SEED), threading.Event()
    asked = bills(town)
    parts = [part for code, due in asked for part in parts_of(code, due)]
    # A fifth is told twice, and nothing comes in the order in which it was paid.
    calls = parts + chance.sample(parts, len(parts) // 5)
    chance.shuffle(calls)
    killed: list[str] = []
    at = datetime.now(WIB).isoformat(timespec="seconds")

    def assassin() -> None:
        while not stop.wait(chance.uniform(0.7, 2.0)):
            victim = chance.choice(VICTIMS)
            if wounded.kill(victim):
                killed.append(victim)

    thread = threading.Thread(target=assassin)
    thread.start()
    try:
        with ThreadPoolExecutor(max_workers=4) as pool:
            answers = list(pool.map(lambda part: _pay(town, part, at, stop), calls))
    finally:
        stop.set()
        thread.join()
    assert "pajak-worker" in killed
    numbers = {part.reference: answer for part, answer in zip(calls, answers, strict=True)}
    assert len(set(numbers.values())) == len(parts)
    eventually(lambda: wounded.count("pajak", BOOKED) == len(parts), within=120)
    _all_settled(wounded, [code for code, _ in asked])


def _pay(town: TaxVisitors, part: Part, at: str, pace: threading.Event) -> str:
    """Tell of a payment, at a pace at which some are always on their way when something dies; its number."""
    pace.wait(0.15)
    answer = town.pay(part.code, part.amount, part.reference, waktu=at)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["ntpd"])


def _all_settled(suite: RunningSuite, codes: list[str]) -> None:
    """Each payment has one row and one journal, each bill is settled by its parts, and every promise holds."""
    once = suite.rows(
        "pajak",
        "SELECT p.ntpd, count(j.id) AS n FROM pembayaran p LEFT JOIN jurnal j ON j.ntpd = p.ntpd"
        " WHERE p.referensi_bank LIKE 'KILL-%%' GROUP BY 1",
    )
    assert {row["n"] for row in once} == {1}
    bills = suite.rows("pajak", "SELECT status, lebih_bayar FROM tagihan WHERE kode_bayar = ANY(%s)", codes)
    assert len(bills) == BILLS
    assert {(bill["status"], bill["lebih_bayar"]) for bill in bills} == {("LUNAS", 0)}
    try:
        eventually(lambda: not violations(Copy.of(suite.layout)), within=60)
    except AssertionError:
        pytest.fail("\n".join(violations(Copy.of(suite.layout))))
