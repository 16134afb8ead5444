"""What was accepted is completed, once, whatever dies meanwhile (R1, R2, R3, R5, R6)."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from local.invariants import Copy, violations
from local.running import RunningSuite, eventually
from local.visitors import Json

SERVICES = (
    "gateway-worker",
    "gateway-relay",
    "gateway-sealer",
    "perizinan-worker",
    "perizinan-documents",
    "perizinan-relay",
    "dukcapil-worker",
    "dukcapil-documents",
    "dukcapil-relay",
)
KILL_SEED = 20261122
DONE = "SELECT count(*) FROM application WHERE jenis = 'KELAHIRAN' AND status = 'SELESAI'"
ACCEPTED = "SELECT count(*) FROM application WHERE jenis = 'KELAHIRAN'"


def report_births(suite: RunningSuite, births: int, *, pause: float = 0.0) -> list[str]:
    """Report and notify births one after the other; the numbers of the applications that were accepted."""

    def one(report: Json) -> str:
        suite.visitors.notify(report).raise_for_status()
        answer = suite.visitors.report(report)
        assert answer.status_code == 202, answer.text
        time.sleep(pause)
        return str(answer.json()["nomor"])

    reports = [suite.visitors.birth(suite.visitors.couple()) for _ in range(births)]
    with ThreadPoolExecutor(max_workers=4) as pool:
        return list(pool.map(one, reports))


def nothing_is_broken(suite: RunningSuite) -> bool:
    """Every promise holds once everything has settled."""
    return not violations(Copy.of(suite.layout))


def settled(suite: RunningSuite, *, within: float) -> None:
    """All that was accepted is done, and every promise holds."""
    eventually(lambda: suite.count("gateway", DONE) == suite.count("gateway", ACCEPTED), within=within)
    try:
        eventually(lambda: nothing_is_broken(suite), within=30)
    except AssertionError:
        pytest.fail("\n".join(violations(Copy.of(suite.layout))))


def test_reports_are_accepted_while_broker_and_both_services_are_down_and_all_are_completed(
    wounded: RunningSuite,
) -> None:
    away = (
        "rabbitmq",
        *(name for name in SERVICES if name.startswith(("perizinan", "dukcapil"))),
    )
    with wounded.without(*away):
        numbers = report_births(wounded, 100)
        assert len(set(numbers)) == 100
    settled(wounded, within=150)
    assert wounded.count("gateway", DONE) == 100
    assert wounded.count("perizinan", "SELECT count(DISTINCT nik) FROM deed WHERE keadaan = 'TERBIT'") == 100


def test_two_hundred_births_survive_kills_at_random(wounded: RunningSuite) -> None:
    before = wounded.count("gateway", DONE)
    chance, stop = random.Random(KILL_SEED), threading.Event()
    killed: list[str] = []

    def assassin() -> None:
        while not stop.wait(chance.uniform(1.0, 3.0)):
            victim = chance.choice(SERVICES)
            if wounded.kill(victim):
                killed.append(victim)

    thread = threading.Thread(target=assassin)
    thread.start()
    try:
        numbers = report_births(wounded, 200, pause=0.5)
        time.sleep(5)
    finally:
        stop.set()
        thread.join()
    assert len(set(killed)) >= 5
    assert len(set(numbers)) == 200
    settled(wounded, within=150)
    assert wounded.count("gateway", DONE) == before + 200
    deeds = wounded.rows("perizinan", "SELECT nomor_akta, nik FROM deed WHERE keadaan = 'TERBIT'")
    assert len({deed["nik"] for deed in deeds}) == len(deeds) == before + 200
    assert wounded.count("dukcapil", "SELECT count(*) FROM paket WHERE status = 'SELESAI'") == before + 200


def test_the_inspector_finds_what_is_broken(wounded: RunningSuite) -> None:
    settled(wounded, within=30)
    copy = Copy.of(wounded.layout)
    with wounded.change("perizinan") as connection:
        connection.execute("DELETE FROM inbox WHERE handler = 'perizinan.open_birth_file'")
        connection.execute("UPDATE deed_counter SET terakhir = terakhir + 1")
    with wounded.change("gateway") as connection:
        connection.execute(
            "INSERT INTO access_log (id, actor, resource, fields, tujuan, dasar_hukum, correlation_id)"
            " VALUES (gen_random_uuid(), 'klien:x', 'x', '{}', 'x', 'x', gen_random_uuid())"
        )
    (wounded.layout.logs / "planted.log").write_text(
        wounded.rows("dukcapil", "SELECT nik FROM nik_dipesan LIMIT 1")[0]["nik"]
    )
    found = {line.split(" ")[0] for line in violations(copy)}
    assert found == {"I2", "I3", "I4", "I5"}
