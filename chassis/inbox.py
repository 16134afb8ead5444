"""What arrives: a delivery is read once, at the edge, into an event that a handler can trust."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import ValidationError

from chassis.failures import Park
from contracts.envelope import Envelope, EventData

T_co = TypeVar("T_co", bound=EventData, covariant=True)

MAX_BYTES = 1_000_000
# Attempts travel with the delivery and not with the event: the event stays as it was told.
ATTEMPT_HEADER = "x-terpadu-attempt"


@dataclass(frozen=True, slots=True)
class Event(Generic[T_co]):
    """An event as one handler sees it."""

    envelope: Envelope
    data: T_co
    handler: str
    traceparent: str | None = None

    @property
    def id(self) -> UUID:
        """The key by which the handler acts once."""
        return self.envelope.id

    @property
    def subject(self) -> str:
        """The aggregate that the event is about."""
        return self.envelope.subject

    @property
    def time(self) -> datetime:
        """When it happened, by the producer's clock."""
        return self.envelope.time

    @property
    def source(self) -> str:
        """The service that told it."""
        return self.envelope.source.rpartition("/")[2]

    @property
    def sequence(self) -> int:
        """Its place among all that its source tells."""
        return int(self.envelope.sequence)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message as the broker handed it over."""

    queue: str
    body: bytes
    attempt: int = 0

    @property
    def sha256(self) -> str:
        """All that a log may say of a body."""
        return hashlib.sha256(self.body).hexdigest()


def read(delivery: Delivery, models: Mapping[str, type[EventData]]) -> Event[EventData]:
    """Parse a delivery.

    Raises Park with a stable reason when no retry can help: too large, not JSON, no envelope, an event that this
    queue does not take, data that break the contract.
    """
    if len(delivery.body) > MAX_BYTES:
        raise Park("terlalu_besar")
    envelope = _envelope(delivery.body)
    model = models.get(envelope.type)
    if model is None:
        raise Park("jenis_tidak_dikenal")
    try:
        data = model.model_validate(envelope.data, strict=False, extra="ignore")
    except (ValidationError, RecursionError):
        # The error's text would quote the values; only the fact is kept, and the body in the parked row.
        raise Park("kontrak_dilanggar") from None
    return Event(envelope, data, delivery.queue)


def _envelope(body: bytes) -> Envelope:
    try:
        raw: Any = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        raise Park("bukan_json") from None
    try:
        return Envelope.model_validate(raw)
    except (ValidationError, RecursionError):
        raise Park("amplop_tidak_sah") from None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found
