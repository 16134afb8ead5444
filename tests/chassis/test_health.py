"""Alive depends on nothing; ready depends on named checks that cannot hang a probe; metrics are Prometheus' own."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection

import pytest
from prometheus_client.parser import text_string_to_metric_families
from structlog.testing import capture_logs

from chassis.health import Answer, Health, Metrics
from chassis.health_server import serve_health
from chassis.settings import Address

NIK = "3277011508150001"


class Dependency:
    """Something that can be away."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.asked = 0

    def check(self) -> None:
        self.asked += 1
        if self.error:
            raise self.error


@pytest.fixture
def database() -> Dependency:
    return Dependency()


def health_of(kept_for: float = 0.0, time_limit: float = 2.0, **checks: Callable[[], None]) -> Health:
    return Health(Metrics("dukcapil"), checks, kept_for=kept_for, time_limit=time_limit)


def body(answer: Answer) -> dict[str, object]:
    content: dict[str, object] = json.loads(answer.body)
    return content


def test_a_process_is_ready_when_every_check_passes(database: Dependency) -> None:
    answer = health_of(database=database.check).readyz()

    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert body(answer) == {"status": "ready", "checks": {"database": "ok"}}


def test_a_process_without_checks_is_ready() -> None:
    assert health_of().readyz().status == 200


def test_what_is_away_makes_it_unready_but_leaves_it_alive(database: Dependency) -> None:
    health = health_of(database=database.check, broker=lambda: None)
    database.error = ConnectionError("at postgresql://user:sandi@host")

    answer = health.readyz()
    assert answer.status == 503
    assert body(answer) == {"status": "not ready", "checks": {"database": "ConnectionError", "broker": "ok"}}
    assert health.livez() == Answer(
        200, {"Content-Type": "application/json", "Cache-Control": "no-store"}, '{"status": "alive"}'
    )

    database.error = None
    assert health.readyz().status == 200


def test_only_changes_are_logged_and_without_data(database: Dependency) -> None:
    health = health_of(database=database.check)
    with capture_logs() as lines:
        health.readyz()
        database.error = LookupError(f"row of {NIK}\nDETAIL: SITI")
        health.readyz()
        health.readyz()
        database.error = None
        health.readyz()

    assert [(line["log_level"], line["check"], line["state"]) for line in lines] == [
        ("warning", "database", "LookupError: row of 3277********0001"),
        ("info", "database", "ok"),
    ]


def test_a_hanging_check_is_cut_off_and_not_asked_again_while_it_hangs() -> None:
    hung, asked = threading.Event(), []

    def hang() -> None:
        asked.append(1)
        hung.wait(10)

    health = health_of(time_limit=0.05, broker=hang, database=lambda: None)
    started = time.monotonic()
    for _ in range(3):
        assert body(health.readyz())["checks"] == {"broker": "no answer in time", "database": "ok"}
    assert time.monotonic() - started < 2
    assert len(asked) == 1

    hung.set()
    assert health.readyz().status in (200, 503)  # the old run may still be ending
    time.sleep(0.05)
    assert health.readyz().status == 200


def test_slow_checks_share_one_time_limit() -> None:
    slow = {f"slow_{number}": lambda: time.sleep(5) for number in range(5)}
    health = Health(Metrics("dukcapil"), slow, time_limit=0.2)

    started = time.monotonic()
    assert health.readyz().status == 503
    assert time.monotonic() - started < 1


def test_an_answer_is_kept_for_a_moment(database: Dependency) -> None:
    health = health_of(kept_for=60, database=database.check)
    for _ in range(10):
        health.readyz()

    assert database.asked == 1


def test_many_probes_at_once_ask_once(database: Dependency) -> None:
    health = health_of(kept_for=60, database=database.check)
    probes = [threading.Thread(target=health.readyz) for _ in range(10)]
    for probe in probes:
        probe.start()
    for probe in probes:
        probe.join()

    assert database.asked == 1


def test_a_process_that_is_told_to_stop_is_alive_but_not_ready(database: Dependency) -> None:
    health = health_of(database=database.check)
    health.stop()

    assert (health.readyz().status, health.livez().status, database.asked) == (503, 200, 0)


def test_a_check_can_be_added_later(database: Dependency) -> None:
    health = health_of()
    health.add_check("bindings", database.check)
    database.error = LookupError()

    assert health.readyz().status == 503


def test_paths_are_told_apart() -> None:
    health = health_of()

    assert [health.answer(path).status for path in ("/livez", "/readyz?verbose", "/metrics", "/", "/livezz")] == [
        200,
        200,
        200,
        404,
        404,
    ]


def test_metrics_are_in_the_format_of_prometheus() -> None:
    metrics = Metrics("dukcapil")
    metrics.handled("dukcapil.record_birth", "done", 0.03)
    metrics.handled("dukcapil.record_birth", "parked", 0.01)
    metrics.put_aside("dukcapil.record_birth", "parked", "kontrak_dilanggar")
    metrics.outbox_age.set(2.5)
    metrics.relayed.inc(500)
    answer = Health(metrics).metrics()

    found = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.body)
        for sample in family.samples
    }
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert found["terpadu_process_info", "dukcapil"] == 1
    assert found["terpadu_handled_events_total", "done", "dukcapil.record_birth"] == 1
    assert found["terpadu_handler_seconds_count", "dukcapil.record_birth"] == 2
    assert found["terpadu_put_aside_events_total", "dukcapil.record_birth", "kontrak_dilanggar", "parked"] == 1
    assert found["terpadu_outbox_age_seconds",] == 2.5
    assert found["terpadu_relayed_events_total",] == 500
    assert found["process_resident_memory_bytes",] > 0


def test_two_processes_of_one_test_do_not_share_metrics() -> None:
    one, two = Metrics("a"), Metrics("b")
    one.relayed.inc()

    assert two.registry.get_sample_value("terpadu_relayed_events_total") == 0


def test_a_plain_process_serves_its_health_over_http(database: Dependency) -> None:
    with serve_health(Address("127.0.0.1", 0), health_of(database=database.check)) as address:
        connection = HTTPConnection(address.host, address.port, timeout=5)
        asked = [("GET", "/livez"), ("GET", "/readyz"), ("HEAD", "/metrics"), ("GET", "/x"), ("POST", "/livez")]
        statuses = []
        for method, path in asked:
            connection.request(method, path)
            response = connection.getresponse()
            response.read()
            statuses.append(response.status)
            assert response.headers["Server"] == "terpadu"
        database.error = LookupError()
        connection.request("GET", "/readyz")
        assert connection.getresponse().status == 503
        connection.close()

    assert statuses == [200, 200, 200, 404, 501]


def test_the_server_ends_with_its_block_and_frees_the_port() -> None:
    before = threading.active_count()
    with serve_health(Address("127.0.0.1", 0), health_of()) as address:
        pass
    with serve_health(address, health_of()) as again:
        assert again == address

    assert threading.active_count() == before


def test_a_client_that_says_nothing_does_not_hold_up_others() -> None:
    with serve_health(Address("127.0.0.1", 0), health_of()) as address:
        silent = [HTTPConnection(address.host, address.port, timeout=5) for _ in range(5)]
        for connection in silent:
            connection.connect()
        talking = HTTPConnection(address.host, address.port, timeout=5)
        talking.request("GET", "/livez")
        assert talking.getresponse().status == 200
        for connection in [*silent, talking]:
            connection.close()


UNDER_EVENTLET = """
import warnings
warnings.simplefilter("ignore")
import eventlet
eventlet.monkey_patch()
import time
from chassis.health import Health, Metrics

ticks = []
def tick():
    while True:
        ticks.append(time.monotonic())
        eventlet.sleep(0.01)

eventlet.spawn(tick)
health = Health(Metrics("dukcapil"), {"hangs": lambda: eventlet.sleep(30)}, time_limit=0.3)
started = time.monotonic()
answer = health.readyz()
took = time.monotonic() - started
assert answer.status == 503 and 0.25 < took < 2, (answer, took)
assert len(ticks) > 10, f"the hub stood still: {len(ticks)}"
print("ok")
"""


def test_a_hanging_check_does_not_stop_green_threads() -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNDER_EVENTLET], capture_output=True, text=True, timeout=30, check=False
    )

    assert (done.stdout.splitlines()[-1:], done.returncode) == (["ok"], 0), done.stderr
