"""What was once recorded must parse for ever, and be what public tools take for a CloudEvent."""

import importlib
import json
from pathlib import Path

import pytest
from cloudevents.core.formats.json import JSONFormat
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from contracts.catalogue import EVENTS
from contracts.envelope import Envelope, dataschema
from contracts.schemas import event_schema, producer_of
from tests.contracts.recorded import bodies, event_type_of, load, messages, name

each_message = pytest.mark.parametrize("path", messages(), ids=name)
each_body = pytest.mark.parametrize("path", bodies(), ids=name)


@each_message
def test_a_recorded_message_is_an_envelope_with_the_data_of_its_type(path: Path) -> None:
    envelope = Envelope.model_validate_json(path.read_bytes())

    assert envelope.type == event_type_of(path)
    assert envelope.source == f"/terpadu/{producer_of(envelope.type)}"
    assert envelope.dataschema == dataschema(envelope.type)
    assert EVENTS[envelope.type].model_validate(envelope.data, extra="ignore", strict=False)


@each_message
def test_a_recorded_message_still_parses_with_fields_that_are_not_known_yet(path: Path) -> None:
    message = _with_unknown_fields(load(path))

    envelope = Envelope.model_validate(message)

    assert EVENTS[envelope.type].model_validate(envelope.data, extra="ignore", strict=False)


@each_message
def test_a_recorded_message_says_what_its_model_would_send_again(path: Path) -> None:
    data = load(path)["data"]

    again = EVENTS[event_type_of(path)].model_validate(data, strict=False).model_dump(mode="json", exclude_unset=True)

    assert json.dumps(again, sort_keys=True) == json.dumps(data, sort_keys=True)


@each_message
def test_a_recorded_message_obeys_its_schema(path: Path) -> None:
    schema = event_schema(EVENTS[event_type_of(path)])
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)

    assert [error.message for error in validator.iter_errors(load(path))] == []


@each_message
def test_the_cloudevents_sdk_reads_a_recorded_message_and_its_extensions(path: Path) -> None:
    message = load(path)

    event = JSONFormat().read(None, path.read_bytes())

    assert event.get_specversion() == "1.0"
    assert (event.get_id(), event.get_type(), event.get_subject()) == (
        message["id"],
        message["type"],
        message["subject"],
    )
    assert event.get_time() == Envelope.model_validate(message).time
    assert event.get_dataschema() == message["dataschema"]
    for extension in ("correlationid", "sequence", "traceparent"):
        assert event.get_extension(extension) == message[extension]
    assert event.get_data() == message["data"]


@each_body
def test_a_recorded_body_is_understood_whole(path: Path) -> None:
    module, _, class_name = path.stem.partition("-")[0].rpartition(".")
    model: type[BaseModel] = getattr(importlib.import_module(f"contracts.{module}"), class_name)

    again = model.model_validate_json(path.read_bytes()).model_dump(mode="json", exclude_unset=True)
    assert json.dumps(again, sort_keys=True) == json.dumps(load(path), sort_keys=True)


def test_every_event_has_an_example_and_every_example_an_event() -> None:
    assert {event_type_of(path) for path in messages()} == set(EVENTS)


def _with_unknown_fields(value: object) -> object:
    if isinstance(value, dict):
        return {**{key: _with_unknown_fields(item) for key, item in value.items()}, "belum_dikenal": {"x": [1]}}
    return [_with_unknown_fields(item) for item in value] if isinstance(value, list) else value
