"""`python -m chassis.topology`: set up the broker from the table in contracts/topology.py."""

from pathlib import Path

from pydantic import Field

from chassis.broker import declare_topology
from chassis.settings import AmqpUrl, Settings


class TopologySettings(Settings):
    """A user who may declare the queues of every service."""

    amqp_url: AmqpUrl = Field(description="RabbitMQ, as a user who may declare every queue")
    amqp_ca: Path | None = Field(
        None, description="authority of an amqps broker's certificate; the system's unless set"
    )


if __name__ == "__main__":
    settings = TopologySettings.load()
    declare_topology(settings.amqp_url.get_secret_value(), authority=settings.amqp_ca)
