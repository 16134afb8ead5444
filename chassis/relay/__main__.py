"""`python -m chassis.relay`: one relay of one service, named by the setting SERVICE."""

import signal
import threading
import time
from pathlib import Path
from typing import Any

import structlog
from pydantic import Field

from chassis import logs
from chassis.broker import parameters
from chassis.database import is_away
from chassis.health import Health
from chassis.health_server import serve_health
from chassis.metrics import Metrics
from chassis.relay.publisher import Publisher
from chassis.relay.source import Outgoing, Source
from chassis.settings import AmqpUrl, DatabaseUrl, HttpAddress, Settings

log = structlog.get_logger(__name__)

STANDBY_SECONDS = 1.0
PAUSE_SECONDS = 0.5
MAINTAIN_SECONDS = 3600.0


class RelaySettings(Settings):
    """What a relay needs to know."""

    service: str = Field(description="whose outbox this is, for example dukcapil")
    database_url: DatabaseUrl = Field(description="PostgreSQL, as the service's app role")
    amqp_url: AmqpUrl = Field(description="RabbitMQ, as the service's user")
    amqp_ca: Path | None = Field(
        None, description="authority of an amqps broker's certificate; the system's unless set"
    )
    http_address: HttpAddress = Field(description="where health and metrics listen")
    outbox_keep_days: int = Field(30, ge=1, description="how long sent facts are kept, so that they can be sent again")


class Relay:
    """Keeps one session with broker and database going until it is told to stop."""

    def __init__(self, settings: RelaySettings, metrics: Metrics) -> None:
        self._settings = settings
        self._metrics = metrics
        self._stopping = threading.Event()
        self._publisher: Publisher | None = None
        self._maintain_at = 0.0
        self._standby = False

    def run(self) -> None:
        """Send until `stop`."""
        while not self._stopping.is_set():
            try:
                self._session()
            except Exception as error:
                level = log.warning if is_away(error) else log.exception
                level("relay_database_trouble", error=type(error).__name__)
            self._stopping.wait(PAUSE_SECONDS)

    def stop(self, *_: Any) -> None:
        """Stop as soon as the message in hand is written."""
        self._stopping.set()
        if self._publisher is not None:
            self._publisher.stop()

    def check(self) -> None:
        """Raise unless this relay sends, or stands by for another that does; for readiness."""
        if not self._standby and (self._publisher is None or not self._publisher.ready):
            raise ConnectionError("no channel to the broker")

    def _session(self) -> None:
        source = Source(self._settings.database_url.get_secret_value(), self._settings.service)
        try:
            while not source.try_lock():
                self._standby = True
                if self._stopping.wait(STANDBY_SECONDS):
                    return
            self._standby = False
            self._publish_from(source)
        finally:
            source.close()

    def _publish_from(self, source: Source) -> None:
        name = f"{self._settings.service}-relay"
        broker = parameters(self._settings.amqp_url.get_secret_value(), name=name, authority=self._settings.amqp_ca)
        self._publisher = Publisher(broker, self._settings.service, source, self)
        try:
            if not self._stopping.is_set():
                self._publisher.run()
            self._metrics.relay_active.set(0)
            if self._publisher.error is not None:
                self._metrics.relay_failures.labels(type(self._publisher.error).__name__).inc()
                log.warning("relay_session_ended", error=type(self._publisher.error).__name__)
        finally:
            self._publisher = None

    def sent(self, messages: list[Outgoing]) -> None:
        """The broker has confirmed these."""
        self._metrics.relayed.inc(len(messages))

    def look(self, source: Source) -> None:
        """Measure the backlog, and look after the partitions when it is time."""
        waiting, age, parked = source.backlog()
        self._metrics.outbox_size.set(waiting)
        self._metrics.outbox_age.set(age)
        self._metrics.parked_waiting.set(parked)
        self._metrics.relay_active.set(1)
        if time.monotonic() > self._maintain_at:
            source.maintain(self._settings.outbox_keep_days)
            self._maintain_at = time.monotonic() + MAINTAIN_SECONDS


def main() -> None:
    """Run one relay."""
    settings = RelaySettings.load()
    logs.setup(f"{settings.service}-relay", settings.log_level, settings.log_format)
    metrics = Metrics(f"{settings.service}-relay")
    relay = Relay(settings, metrics)
    signal.signal(signal.SIGTERM, relay.stop)
    signal.signal(signal.SIGINT, relay.stop)
    with serve_health(settings.http_address, Health(metrics, {"relay": relay.check})):
        relay.run()


if __name__ == "__main__":
    main()
