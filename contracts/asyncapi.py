"""The AsyncAPI 3.0 document: the facts that travel over RabbitMQ, who sends and who receives them, with examples."""

import json
from pathlib import Path

from contracts.catalogue import EVENTS
from contracts.envelope import CONTENT_TYPE, EventData
from contracts.schemas import JsonObject, component_schemas, producer_of
from contracts.topology import EXCHANGE, SUBSCRIPTIONS

EXAMPLES = "contracts/examples"


def asyncapi_document(root: Path) -> JsonObject:
    """The whole document, from the models, the topology and the recorded examples below `root`."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Terpadu: fakta yang beredar antarlayanan",
            "version": "1",
            "description": (
                "Setiap pesan adalah CloudEvents 1.0 (JSON terstruktur) di RabbitMQ, exchange topic "
                f"`{EXCHANGE}`; jenis pesan adalah routing key. Pembaca mengabaikan bidang yang tidak dikenalnya."
            ),
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {event_type: _channel(event) for event_type, event in EVENTS.items()},
        "operations": {**_sends(), **_receives()},
        "components": {
            "messages": {name: _message(event, root) for name, event in EVENTS.items()},
            "schemas": component_schemas(EVENTS.values()),
        },
    }


def _channel(event: type[EventData]) -> JsonObject:
    exchange = {"name": EXCHANGE, "type": "topic", "durable": True, "autoDelete": False}
    return {
        "address": event.type,
        "summary": event.__doc__,
        "messages": {event.type: {"$ref": f"#/components/messages/{event.type}"}},
        "bindings": {"amqp": {"is": "routingKey", "exchange": exchange}},
    }


def _sends() -> JsonObject:
    return {
        f"{event_type}.send": {
            "action": "send",
            "channel": _reference(event_type),
            "summary": f"{producer_of(event_type)} tells it from its outbox",
            "tags": [{"name": producer_of(event_type)}],
            "bindings": {"amqp": {"deliveryMode": 2, "mandatory": True}},
        }
        for event_type in EVENTS
    }


def _receives() -> JsonObject:
    return {
        f"{event_type}.receive.{queue}": {
            "action": "receive",
            "channel": _reference(event_type),
            "summary": f"taken from the queue {queue}",
            "tags": [{"name": queue.partition(".")[0]}],
            "bindings": {"amqp": {"ack": True}},
            "x-queue": queue,
        }
        for event_type, queues in SUBSCRIPTIONS.items()
        for queue in queues
    }


def _reference(event_type: str) -> JsonObject:
    return {"$ref": f"#/channels/{event_type}"}


def _message(event: type[EventData], root: Path) -> JsonObject:
    parts = {"type": {"const": event.type}, "data": {"$ref": f"#/components/schemas/{event.type}"}}
    return {
        "name": event.type,
        "title": event.__name__,
        "summary": event.__doc__,
        "contentType": CONTENT_TYPE,
        "correlationId": {
            "location": "$message.payload#/correlationid",
            "description": "one application, from its receipt to its last document",
        },
        "payload": {"allOf": [{"$ref": "#/components/schemas/Envelope"}, {"type": "object", "properties": parts}]},
        "examples": [{"name": path.stem, "payload": json.loads(path.read_text())} for path in _recorded(event, root)],
    }


def _recorded(event: type[EventData], root: Path) -> list[Path]:
    """`<type>.json`, and `<type>-<what is new>.json` for what was added later."""
    folder = root / EXAMPLES
    return [*folder.glob(f"{event.type}.json"), *sorted(folder.glob(f"{event.type}-*.json"))]
