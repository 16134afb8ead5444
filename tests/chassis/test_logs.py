"""Every line is one JSON object, whoever wrote it, and no citizen can be found in it."""

import io
import json
import logging
import re
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from chassis import logs

NIK = "3277011508150001"


class Written:
    """What was logged so far, line by line."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    @property
    def text(self) -> str:
        return self.stream.getvalue()


@pytest.fixture
def written() -> Iterator[Written]:
    handlers, level = list(logging.root.handlers), logging.root.level
    hooks = sys.excepthook, threading.excepthook
    written = Written()
    logs.setup("dukcapil", level="DEBUG", stream=written.stream)
    yield written
    logs.clear()
    structlog.reset_defaults()
    logging.captureWarnings(False)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks


def test_a_line_says_when_who_where_and_what(written: Written) -> None:
    logs.get("services.dukcapil.record_birth").info("birth_recorded", sequence=3)

    (line,) = written.lines
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "birth_recorded",
        "level": "info",
        "logger": "services.dukcapil.record_birth",
        "sequence": 3,
        "service": "dukcapil",
    }


def test_context_is_bound_until_it_is_cleared(written: Written) -> None:
    log = logs.get("x")
    logs.bind(correlation_id="c-1")
    with logs.bound(event_id="e-1"):
        log.info("inside")
    log.info("outside")
    logs.clear()
    log.info("after")

    assert [(line.get("correlation_id"), line.get("event_id")) for line in written.lines] == [
        ("c-1", "e-1"),
        ("c-1", None),
        (None, None),
    ]


def test_context_does_not_leak_into_another_thread(written: Written) -> None:
    logs.bind(correlation_id="c-1")
    thread = threading.Thread(target=lambda: logs.get("x").info("elsewhere"))
    thread.start()
    thread.join()

    assert "correlation_id" not in written.lines[0]


def test_libraries_write_the_same_lines(written: Written) -> None:
    logs.bind(correlation_id="c-1")
    logging.getLogger("psycopg.pool").warning("lost connection to %s", f"host of {NIK}")

    (line,) = written.lines
    assert line["event"] == "lost connection to host of 3277********0001"
    assert (line["logger"], line["level"], line["correlation_id"]) == ("psycopg.pool", "warning", "c-1")


def test_a_nik_is_masked_in_names_fields_context_and_keys(written: Written) -> None:
    logs.bind(owner=NIK)
    logs.get("x").info(f"read {NIK}", nik=int(NIK), found={NIK: [NIK.encode()]})

    assert NIK not in written.text
    assert written.text.count("3277********0001") == 4


def test_a_nik_is_masked_in_exceptions_and_what_caused_them(written: Written) -> None:
    try:
        try:
            raise ValueError(NIK)
        except ValueError as cause:
            raise RuntimeError(f"while reading {NIK}\nDETAIL: (SITI NUR AISYAH)") from cause
    except RuntimeError as error:
        logs.get("x").exception("reading_failed", error=error)
        logging.getLogger("nameko.containers").exception("error handling worker: %s", error)

    assert NIK not in written.text
    assert "SITI" not in written.text
    for line in written.lines:
        assert [link["error"] for link in line["exception"]] == [
            "RuntimeError: while reading 3277********0001",
            "ValueError: 3277********0001",
        ]
        assert re.search(r"test_logs\.py:\d+ in test_a_nik", line["exception"][0]["frames"][0])


def test_locals_are_never_logged(written: Written) -> None:
    def fails(nama: str) -> None:
        raise RuntimeError

    try:
        fails("SITI NUR AISYAH")
    except RuntimeError:
        logs.get("x").exception("failed")

    assert "SITI" not in written.text


def test_a_body_that_kombu_could_not_decode_is_not_logged(written: Written) -> None:
    logging.getLogger("kombu.mixins").error(
        "Can't decode message body: %r (type:%r encoding:%r raw:%r')",
        ValueError("Expecting value: SITI NUR AISYAH"),
        "application/json",
        "utf-8",
        '{"nama": "SITI NUR AISYAH"',
    )

    assert "SITI" not in written.text
    assert written.lines[0]["event"] == "message body could not be decoded"


@pytest.mark.parametrize("name", ["amqp", "pika.channel", "sqlalchemy.engine.Engine", "httpx", "nameko.containers"])
def test_no_log_level_makes_libraries_log_what_they_transport(written: Written, name: str) -> None:
    logging.getLogger(name).debug("frame with %s", "SITI NUR AISYAH")

    assert written.text == ""


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_starts_a_line_of_its_own(event: str, value: str) -> None:
    stream = io.StringIO()
    logs.setup("dukcapil", stream=stream)
    try:
        logs.get("x").info(event, value=value)
        logging.getLogger("y").warning("%s", value)
    finally:
        structlog.reset_defaults()
        logging.captureWarnings(False)
        logging.root.handlers.clear()

    assert len(stream.getvalue().splitlines()) == 2
    for line in stream.getvalue().splitlines():
        json.loads(line, parse_constant=pytest.fail)


def test_no_text_starts_a_line_of_its_own_on_the_console(written: Written) -> None:
    stream = io.StringIO()
    logs.setup("dukcapil", form="console", stream=stream)
    log = logs.get("x")
    try:
        raise ValueError("first\rsecond")
    except ValueError:
        log.exception("failed\n2026-11-22T00:00:00Z [info] forged", value="a\u2028b\nc", nik=NIK)

    shown = stream.getvalue()
    head, *trace = shown.splitlines()
    assert "failed\\n2026" in head
    assert all(line.startswith("    ") for line in trace)
    assert NIK not in shown


def test_not_a_number_is_still_json(written: Written) -> None:
    logs.get("x").info("measured", low=float("nan"), high=float("inf"))

    assert (written.lines[0]["low"], written.lines[0]["high"]) == ("nan", "inf")


def test_a_level_keeps_lesser_lines_out(written: Written) -> None:
    logs.setup("dukcapil", level="WARNING", stream=written.stream)
    logs.get("x").info("quiet")
    logging.getLogger("y").info("quiet")
    logs.get("x").warning("loud")

    assert [line["event"] for line in written.lines] == ["loud"]


def test_warnings_and_uncaught_failures_become_lines_too(written: Written) -> None:
    def fail() -> None:
        raise RuntimeError(NIK)

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn(f"beware of {NIK}", stacklevel=1)
    thread = threading.Thread(target=fail, name="sender")
    thread.start()
    thread.join()
    try:
        fail()
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)

    assert [line["event"] for line in written.lines[1:]] == ["thread_failed", "process_failed"]
    assert NIK not in written.text


def test_setting_up_twice_does_not_double_lines(written: Written) -> None:
    logs.setup("dukcapil", stream=written.stream)
    logging.getLogger("y").warning("once")

    assert len(written.lines) == 1


IN_GREEN_THREADS = """
import warnings
warnings.simplefilter("ignore")
import eventlet
eventlet.monkey_patch()
import sys
from chassis import logs

logs.setup("dukcapil", stream=sys.stdout)

def work(number):
    logs.bind(event_id=number)
    eventlet.sleep(0.01)
    logs.get("x").info("handled", own=number)

def fail():
    raise ValueError("3277011508150001")

pool = eventlet.GreenPool(10)
for number in range(10):
    pool.spawn(work, number)
pool.waitall()
logs.get("x").info("outside")
eventlet.spawn(fail)
eventlet.spawn_n(fail)
eventlet.sleep(0.01)
"""


def test_green_threads_keep_their_context_and_fail_into_the_log() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IN_GREEN_THREADS], capture_output=True, text=True, timeout=30, check=True
    )

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    inside, outside, failed = lines[:10], lines[10], lines[11:]
    assert sorted(line["event_id"] for line in inside) == list(range(10))
    assert all(line["event_id"] == line["own"] for line in inside)
    assert "event_id" not in outside
    assert [line["event"] for line in failed] == ["green_thread_failed"] * 2
    assert NIK not in done.stdout
    assert done.stderr == ""
