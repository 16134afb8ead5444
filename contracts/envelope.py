"""The CloudEvents 1.0 envelope in which every fact travels, and the base of the facts themselves."""

from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

SCHEMA_BASE = "https://terpadu.example/skema/"
CONTENT_TYPE = "application/cloudevents+json"


class EventData(BaseModel):
    """A frozen fact in the past tense.

    A producer can only build one that is complete and true to its types; a consumer is deaf to the fields that it does
    not know. The version is part of the type: a change that is not an added optional field is a new class.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: ClassVar[str]


class Envelope(BaseModel):
    """CloudEvents 1.0, structured JSON, with the extensions by which a fact is followed across services."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    specversion: Literal["1.0"] = "1.0"
    id: UUID = Field(description="UUIDv7; the key by which a subscriber acts once")
    source: str = Field(description="producer, for example /terpadu/dukcapil", min_length=1)
    type: str = Field(description="also the routing key", pattern=r"^[a-z0-9]+\.[a-z0-9_]+\.v[0-9]+$")
    subject: str = Field(description="the aggregate: order is kept within one source and subject", min_length=1)
    time: AwareDatetime
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: str
    correlationid: UUID = Field(description="one application from its receipt to its last document")
    causationid: UUID | None = Field(default=None, description="the event that made this one happen")
    sequence: str = Field(description="zero-padded; grows within one source", pattern=r"^[0-9]{20}$")
    traceparent: str | None = Field(default=None, description="W3C trace context")
    data: dict[str, Any]


def dataschema(event_type: str) -> str:
    """Where the JSON Schema of an event's data is published: a part of the schema of its whole message."""
    return f"{SCHEMA_BASE}{event_type}.json#data"


def sequence_text(position: int) -> str:
    """A position as the CloudEvents sequence extension wants it: text whose order is the order of the numbers."""
    return f"{position:020d}"


__all__ = ["CONTENT_TYPE", "Envelope", "EventData", "dataschema", "sequence_text"]
