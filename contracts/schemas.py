"""JSON Schema 2020-12 of every event, made from the models: the whole message, envelope and data."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema

from contracts.catalogue import AGENCY_EVENTS, EVENTS
from contracts.envelope import SCHEMA_BASE, Envelope, EventData, dataschema
from contracts.gateway.subscriptions import Acara

JsonObject: TypeAlias = dict[str, Any]

DIALECT = GenerateJsonSchema.schema_dialect


class _Quiet(GenerateJsonSchema):
    """Without the titles that only repeat a field's name."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def generate(self, schema: CoreSchema, mode: Any = "validation") -> JsonSchemaValue:
        opened: JsonSchemaValue = _opened(super().generate(schema, mode))
        return opened


def producer_of(event_type: str) -> str:
    """The service that tells a fact: the first part of its type."""
    return event_type.partition(".")[0]


def event_schema(event: type[EventData]) -> JsonObject:
    """The schema of one event's messages; its data stand under the anchor that `dataschema` points to."""
    data = event.model_json_schema(schema_generator=_Quiet)
    parts = data.pop("$defs", {})
    for_agencies = event.type in AGENCY_EVENTS
    message = envelope_schema(Acara if for_agencies else Envelope)
    properties = message["properties"]
    properties["type"] = {"const": event.type, "description": "also the routing key"}
    properties["source"] = {"const": f"/terpadu/{'gateway' if for_agencies else producer_of(event.type)}"}
    properties["dataschema"] = {"const": dataschema(event.type)}
    properties["data"] = {"$ref": "#/$defs/data"}
    return {
        "$schema": DIALECT,
        "$id": f"{SCHEMA_BASE}{event.type}.json",
        **message,
        "title": event.type,
        "description": event.__doc__,
        "$defs": {"data": {"$anchor": "data", **data}, **parts},
    }


def envelope_schema(envelope: type[BaseModel] = Envelope) -> JsonObject:
    """The schema of what every message has around its data."""
    schema = envelope.model_json_schema(schema_generator=_Quiet)
    # A default is for our own constructor: on the wire these two are always there.
    schema["required"] = sorted({*schema["required"], "specversion", "datacontenttype"})
    return schema


def event_schemas(events: Mapping[str, type[EventData]] = EVENTS | AGENCY_EVENTS) -> dict[str, JsonObject]:
    """File name → schema, for every event type."""
    return {f"{event_type}.json": event_schema(event) for event_type, event in events.items()}


def component_schemas(events: Iterable[type[EventData]]) -> JsonObject:
    """The envelope, the data of the events (by type) and their parts, side by side as an API document keeps them."""
    models: list[type[BaseModel]] = [Envelope, *events]
    generator = _Quiet(ref_template="#/components/schemas/{model}")
    places, schemas = generator.generate_definitions([(m, "validation", m.__pydantic_core_schema__) for m in models])
    types = {places[event, "validation"]["$ref"].rpartition("/")[2]: event.type for event in events}
    return {types.get(name, str(name)): _opened(schema) for name, schema in schemas.items()}


def as_text(document: JsonObject) -> str:
    """A published document as it is written: the same bytes for the same content."""
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _opened(schema: Any) -> Any:
    """A reader of facts is deaf to what it does not know, also inside parts that the public door takes strictly."""
    if isinstance(schema, dict):
        closed = schema.get("additionalProperties") is False
        return {key: _opened(value) for key, value in schema.items() if not (closed and key == "additionalProperties")}
    return [_opened(item) for item in schema] if isinstance(schema, list) else schema
