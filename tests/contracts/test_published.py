"""What is published is what the models say now, and what public validators take."""

import json
import re

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from contracts.asyncapi import asyncapi_document
from contracts.catalogue import EVENTS
from contracts.envelope import dataschema
from contracts.gate.golden import LOCK, OPENAPI
from contracts.publish import documents
from contracts.schemas import component_schemas, event_schema
from contracts.topology import SUBSCRIPTIONS
from tests.contracts.recorded import PUBLISHED, ROOT, load


@pytest.mark.parametrize("path", sorted(documents()))
def test_a_published_file_is_what_the_models_make(path: str) -> None:
    hint = "run: python -m contracts.publish"

    assert (ROOT / path).exists(), hint
    assert (ROOT / path).read_text() == documents()[path], hint


def test_nothing_is_published_that_no_model_makes() -> None:
    made = {path.rpartition("/")[2] for path in documents()} | {OPENAPI}

    assert {path.name for path in PUBLISHED.iterdir()} <= made


@pytest.mark.parametrize("event_type", EVENTS)
def test_a_schema_is_valid_and_found_where_the_envelope_points(event_type: str) -> None:
    schema = load(PUBLISHED / f"{event_type}.json")

    Draft202012Validator.check_schema(schema)
    document, _, anchor = dataschema(event_type).partition("#")
    assert schema["$id"] == document
    assert schema["$defs"]["data"]["$anchor"] == anchor


@pytest.mark.parametrize("event_type", EVENTS)
def test_a_schema_of_facts_refuses_no_unknown_field(event_type: str) -> None:
    assert "additionalProperties" not in json.dumps(event_schema(EVENTS[event_type]))


def test_a_schema_refuses_a_message_of_another_type_or_another_producer() -> None:
    validator = Draft202012Validator(load(PUBLISHED / "dukcapil.kk_terbit.v1.json"))
    message = load(ROOT / "contracts/examples/dukcapil.kk_terbit.v1.json")

    assert validator.is_valid(message)
    assert not validator.is_valid({**message, "type": "dukcapil.kia_terbit.v1"})
    assert not validator.is_valid({**message, "source": "/terpadu/gateway"})
    assert not validator.is_valid({**message, "data": {**message["data"], "versi": "dua"}})


def test_the_lock_of_the_examples_can_be_checked_by_sha256sum() -> None:
    assert all(re.fullmatch(r"[0-9a-f]{64}  \S+\.json", line) for line in (ROOT / LOCK).read_text().splitlines())


def test_the_asyncapi_document_has_every_event_with_its_sender_and_its_receivers() -> None:
    document = asyncapi_document(ROOT)
    operations = document["operations"]

    assert set(document["channels"]) == set(EVENTS)
    assert {name for name in operations if operations[name]["action"] == "send"} == {f"{name}.send" for name in EVENTS}
    assert {operation["x-queue"] for operation in operations.values() if operation["action"] == "receive"} == {
        queue for queues in SUBSCRIPTIONS.values() for queue in queues
    }
    assert all(message["examples"] for message in document["components"]["messages"].values())


@pytest.mark.parametrize("event_type", EVENTS)
def test_the_examples_of_the_asyncapi_document_obey_its_schemas(event_type: str) -> None:
    """AsyncAPI takes schemas as draft 7 does; the public parser does not look at examples."""
    document = load(PUBLISHED / "asyncapi.json")
    validator = Draft7Validator({"$ref": f"#/components/messages/{event_type}/payload", **document})

    for example in document["components"]["messages"][event_type]["examples"]:
        assert [error.message for error in validator.iter_errors(example["payload"])] == []
        assert not validator.is_valid({**example["payload"], "data": {}})


def test_parts_of_the_asyncapi_document_do_not_hide_each_other() -> None:
    assert set(EVENTS) < set(component_schemas(EVENTS.values()))
