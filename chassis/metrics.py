"""The numbers that operators watch, the same in every service."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, PlatformCollector, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

# From a single insert to a rendered and signed document; past 30 s a handler is stuck, not slow.
HANDLER_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """One process's metrics in a registry of its own: made in `__main__` and passed on.

    Labels are names from our own tables (queues, event types, reason codes), never data: their number stays small, and
    no citizen can be found in them.
    """

    def __init__(self, service: str, registry: CollectorRegistry | None = None) -> None:
        self.registry = registry or CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        Info("terpadu_process", "Which service this is", registry=self.registry).info({"service": service})
        self._make_sending(self.registry)
        self._make_handling(self.registry)

    def _make_sending(self, registry: CollectorRegistry) -> None:
        self.outbox_age = Gauge("terpadu_outbox_age_seconds", "Age of the oldest event not yet sent", registry=registry)
        self.outbox_size = Gauge("terpadu_outbox_events", "Events not yet sent", registry=registry)
        self.relayed = Counter("terpadu_relayed_events", "Events that the broker confirmed", registry=registry)
        self.relay_active = Gauge(
            "terpadu_relay_active", "1 in the relay that sends, 0 in its spare", registry=registry
        )
        self.relay_failures = Counter(
            "terpadu_relay_failures", "Sendings that failed, by reason", ["reason"], registry=registry
        )

    def _make_handling(self, registry: CollectorRegistry) -> None:
        self.handled_events = Counter(
            "terpadu_handled_events", "Deliveries by outcome", ["queue", "outcome"], registry=registry
        )
        self.handler_seconds = Histogram(
            "terpadu_handler_seconds", "From delivery to outcome", ["queue"], buckets=HANDLER_BUCKETS, registry=registry
        )
        self.put_aside_events = Counter(
            "terpadu_put_aside_events",
            "Deliveries deferred to a later attempt or parked, by reason",
            ["queue", "verdict", "reason"],
            registry=registry,
        )
        self.parked_waiting = Gauge(
            "terpadu_parked_waiting", "Parked messages that wait for an operator", registry=registry
        )

    def handled(self, queue: str, outcome: str, seconds: float) -> None:
        """Count a delivery by outcome (`done`, `duplicate`, `deferred` or `parked`), and the time that it took."""
        self.handled_events.labels(queue, outcome).inc()
        self.handler_seconds.labels(queue).observe(seconds)

    def put_aside(self, queue: str, verdict: str, reason: str) -> None:
        """Count why a delivery was `deferred` or `parked`; `reason` is a stable code, never a text."""
        self.put_aside_events.labels(queue, verdict, reason).inc()

    def render(self) -> tuple[str, str]:
        """Return the content type and the text that Prometheus reads."""
        return CONTENT_TYPE_LATEST, generate_latest(self.registry).decode("utf-8")
