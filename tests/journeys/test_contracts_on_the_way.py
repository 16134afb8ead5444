"""What the services really say to each other, held against what is published."""

import json
from typing import Any

from cloudevents.core.formats.json import JSONFormat
from jsonschema import Draft202012Validator

from chassis import outbox
from local.running import RunningSuite, eventually
from local.tax_visitors import month
from tests.contracts.recorded import PUBLISHED, load

TOLD = """
    SELECT position, id, type, subject, occurred_at, correlation_id, causation_id, traceparent, data::text AS data
    FROM outbox ORDER BY position
"""
SERVICES = ("gateway", "perizinan", "dukcapil", "pajak")


def _faults(message: bytes) -> list[str]:
    event_type = json.loads(message)["type"]
    validator = Draft202012Validator(
        load(PUBLISHED / f"{event_type}.json"), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return [
        f"{event_type} at {error.json_path}: {error.validator}" for error in validator.iter_errors(json.loads(message))
    ]


def test_every_message_of_a_birth_obeys_its_published_schema_and_is_a_cloudevent(suite: RunningSuite) -> None:
    report = suite.visitors.birth(suite.visitors.couple())
    suite.visitors.notify(report).raise_for_status()
    number = suite.visitors.report(report).json()["nomor"]
    eventually(lambda: _all_told(suite, number))

    _check_all_that_was_told(suite)


def test_every_message_of_a_paid_return_obeys_its_published_schema_and_is_a_cloudevent(suite: RunningSuite) -> None:
    town = suite.taxpayers
    taxpayer = town.register(month(1))
    number, bill = town.billed(taxpayer, f"{month(1):%Y-%m}", 10_000_000)
    town.pay(bill["kode_bayar"], town.asked(bill["kode_bayar"])["jumlah"], f"CONTRACT-{number}").raise_for_status()
    suite.visitors.wait(number, taxpayer.headers)

    _check_all_that_was_told(suite)


def _check_all_that_was_told(suite: RunningSuite) -> None:
    messages = [outbox.message(row, service) for service in SERVICES for row in suite.rows(service, TOLD)]
    assert [fault for message in messages for fault in _faults(message)] == []
    for message in messages:
        assert JSONFormat().read(None, message).get_specversion() == "1.0"


def _all_told(suite: RunningSuite, number: str) -> Any:
    return suite.count("dukcapil", "SELECT count(*) FROM outbox WHERE subject = %s AND type LIKE '%%selesai%%'", number)
