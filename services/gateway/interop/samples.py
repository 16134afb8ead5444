"""The recorded examples of what agencies hear: what the catalogue shows and the sandbox sends."""

import json
from pathlib import Path
from typing import Any

import contracts
from contracts.catalogue import AGENCY_EVENTS
from contracts.envelope import EventData

EXAMPLES = Path(contracts.__file__).parent / "examples"


def message_of(event_type: str) -> dict[str, Any]:
    """The recorded message of a type that exists."""
    found: dict[str, Any] = json.loads((EXAMPLES / "agency" / f"{event_type}.json").read_text(encoding="utf-8"))
    return found


def of(event_type: str) -> EventData:
    """The data of the recorded message."""
    return AGENCY_EVENTS[event_type].model_validate(message_of(event_type)["data"], strict=False)
