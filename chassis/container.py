"""Runs a service's nameko containers, from the settings of its process to a quiet end."""

import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from chassis import logs, traces
from chassis.broker import tls_options
from chassis.database import Database
from chassis.health import Health
from chassis.metrics import Metrics
from chassis.settings import ServiceSettings
from chassis.tokens import Verifier

log = structlog.get_logger(__name__)

CONTEXT = "terpadu"


@dataclass(frozen=True, slots=True)
class Context:
    """What entry points and dependency providers of one process share."""

    database: Database
    metrics: Metrics
    health: Health
    verifier: Verifier
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Crew:
    """How many work at once in a process; a document worker works alone, its work is all computing."""

    workers: int = 8

    @property
    def connections(self) -> int:
        """One for each worker, two more for putting failed deliveries aside and for probes."""
        return self.workers + 2


def run(service: type, settings: ServiceSettings, *, given: Mapping[str, Any], crew: Crew = Crew()) -> None:
    """Serve until SIGTERM or SIGINT: then stop consuming, finish what is in hand, acknowledge, close.

    `given` holds what `chassis.subscription.Given` hands to the workers. Green threads must be patched before.
    """
    from nameko.runners import ServiceRunner

    name: str = service.name  # type: ignore[attr-defined]
    logs.setup(name, settings.log_level, settings.log_format)
    traces.setup(name, settings.otel_exporter_otlp_endpoint)
    database = Database(settings.database_url.get_secret_value(), max_size=crew.connections, name=name)
    database.open()
    context = _context(name, settings, database, given)
    runner = ServiceRunner(_configuration(settings, crew, context))
    runner.add_service(service)
    _stop_on_signal(runner, context.health)
    runner.start()
    log.info("serving", address=str(settings.http_address), workers=crew.workers)
    runner.wait()
    database.close()
    traces.shutdown()
    log.info("stopped")


def _context(name: str, settings: ServiceSettings, database: Database, given: Mapping[str, Any]) -> Context:
    metrics = Metrics(name)
    health = Health(metrics, {"database": database.ping})
    return Context(database, metrics, health, Verifier(Path(settings.internal_public_key), name), given)


def _configuration(settings: ServiceSettings, crew: Crew, context: Context) -> dict[str, Any]:
    return {
        "AMQP_URI": settings.amqp_url.get_secret_value(),
        "AMQP_SSL": tls_options(settings.amqp_url.get_secret_value(), settings.amqp_ca),
        "HEARTBEAT": 10,
        "WEB_SERVER_ADDRESS": str(settings.http_address),
        "max_workers": crew.workers,
        "parent_calls_tracked": 1,
        CONTEXT: context,
    }


def _stop_on_signal(runner: Any, health: Health) -> None:
    import eventlet

    def stop(*_: Any) -> None:
        health.stop()
        # A signal arrives in the middle of whatever runs: the stopping itself belongs to a green thread of its own.
        eventlet.spawn_n(runner.stop)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
