"""RabbitMQ as the suite uses it: quorum queues with names that we choose, set up from one table before anyone sends."""

import ssl
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pika
from pika.adapters.blocking_connection import BlockingChannel
from pika.channel import Channel

from contracts.topology import EXCHANGE, SUBSCRIPTIONS

DELIVERY_LIMIT = 20
HEARTBEAT_SECONDS = 10
BLOCKED_SECONDS = 15


def parking_queue(queue: str) -> str:
    """Where the broker puts what has killed its consumer too often; one place for each service.

    Takes the name of a queue or of a service.
    """
    return f"{queue.partition('.')[0]}.parked"


def queue_arguments(queue: str) -> dict[str, object]:
    """How a working queue is declared, the same by whoever declares it."""
    return {
        "x-queue-type": "quorum",
        "x-delivery-limit": DELIVERY_LIMIT,
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": parking_queue(queue),
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def tls_options(url: str, authority: Path | None) -> dict[str, object] | None:
    """How kombu checks an amqps broker's certificate, which of itself it would not do at all; None for amqp."""
    address = urlsplit(url)
    if address.scheme != "amqps":
        return None
    return {
        "cert_reqs": ssl.CERT_REQUIRED,
        "ca_certs": str(authority) if authority else None,
        "server_hostname": address.hostname,
    }


def parameters(url: str, *, name: str, authority: Path | None = None) -> pika.URLParameters:
    """Connection parameters with the time limits without which a blocked broker would hold us for ever.

    `authority` is the file with the certificates that an amqps broker's is checked against.
    """
    found = pika.URLParameters(url)
    if authority and found.ssl_options is not None:
        found.ssl_options = pika.SSLOptions(ssl.create_default_context(cafile=authority), found.host)
    found.heartbeat = HEARTBEAT_SECONDS
    found.blocked_connection_timeout = BLOCKED_SECONDS
    found.socket_timeout = 5
    found.client_properties = {"connection_name": name}
    return found


def declare(channel: BlockingChannel, subscriptions: Mapping[str, tuple[str, ...]] = SUBSCRIPTIONS) -> None:
    """Make the exchange, the queues, their parking places and bindings; what is there already stays."""
    channel.exchange_declare(EXCHANGE, exchange_type="topic", durable=True)
    queues = sorted({queue for subscribed in subscriptions.values() for queue in subscribed})
    for parking in sorted({parking_queue(queue) for queue in queues}):
        channel.queue_declare(parking, durable=True, arguments={"x-queue-type": "quorum"})
    for queue in queues:
        channel.queue_declare(queue, durable=True, arguments=queue_arguments(queue))
    for event_type, subscribed in subscriptions.items():
        for queue in subscribed:
            channel.queue_bind(queue, EXCHANGE, routing_key=event_type)


def declare_on(channel: Channel, service: str, then: Callable[[Channel], None]) -> None:
    """Make, on a callback channel, what a relay itself needs: the exchange and its service's parking queue."""

    def parking(_: object) -> None:
        channel.queue_declare(
            parking_queue(service), durable=True, arguments={"x-queue-type": "quorum"}, callback=lambda _: then(channel)
        )

    channel.exchange_declare(EXCHANGE, exchange_type="topic", durable=True, callback=parking)


def declare_topology(url: str, *, patience: float = 30.0, authority: Path | None = None) -> None:
    """Declare everything, waiting up to `patience` seconds for a broker that is still starting."""
    give_up = time.monotonic() + patience
    while True:
        try:
            with pika.BlockingConnection(parameters(url, name="topology", authority=authority)) as connection:
                declare(connection.channel())
                return
        except pika.exceptions.AMQPConnectionError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.5)
