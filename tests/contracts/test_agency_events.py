"""What agencies hear: each fact has an example, a schema and a scope, and none says who someone is."""

from pathlib import Path

import pytest
from cloudevents.core.formats.json import JSONFormat
from jsonschema import Draft202012Validator

from contracts.catalogue import AGENCY_EVENTS
from contracts.gateway.agency_events import OFFERS, SCOPES
from contracts.gateway.subscriptions import Acara
from contracts.schemas import event_schema
from tests.contracts.recorded import EXAMPLES, PUBLISHED, event_type_of, load, name

MESSAGES = sorted((EXAMPLES / "agency").glob("*.json"))
each_message = pytest.mark.parametrize("path", MESSAGES, ids=name)

# By these someone could be found, or more be read than the client was given.
TELLING = {"nik", "nama", "nomor_kk", "nomor_akta", "kode_verifikasi", "nama_tersamar", "nomor_tersamar", "alamat"}


def test_every_fact_has_an_example_and_a_published_schema() -> None:
    assert {event_type_of(path) for path in MESSAGES} == set(AGENCY_EVENTS)
    assert {path.stem for path in PUBLISHED.glob("publik.*.json")} == set(AGENCY_EVENTS)


def test_every_scope_opens_something_and_every_fact_has_a_scope() -> None:
    assert {offer.scope for offer in OFFERS.values()} == set(SCOPES)


@each_message
def test_an_example_is_understood_whole_and_obeys_its_schema(path: Path) -> None:
    message = load(path)
    event = Acara.model_validate(message)

    data = AGENCY_EVENTS[event.type].model_validate(event.data, strict=False)

    validator = Draft202012Validator(event_schema(type(data)))
    assert data.model_dump(mode="json", exclude_unset=True) == message["data"]
    assert [error.message for error in validator.iter_errors(message)] == []


@each_message
def test_the_cloudevents_sdk_reads_an_example(path: Path) -> None:
    event = JSONFormat().read(None, path.read_bytes())

    assert (event.get_type(), event.get_extension("sequence")) == (load(path)["type"], load(path)["sequence"])


@pytest.mark.parametrize("event_type", AGENCY_EVENTS)
def test_no_fact_has_a_field_by_which_someone_is_found(event_type: str) -> None:
    assert TELLING.isdisjoint(AGENCY_EVENTS[event_type].model_fields)
