"""What operators count of the public doors; labels are route templates, never addresses that name someone."""

from functools import lru_cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REGISTRY = CollectorRegistry()
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_ANSWERS = Counter(
    "terpadu_http_answers", "answers by route and status", ("route", "method", "status"), registry=REGISTRY
)
_SECONDS = Histogram(
    "terpadu_http_seconds",
    "time until the answer was sent",
    ("route", "method"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
    registry=REGISTRY,
)
ACCEPTED = Counter("terpadu_accepted", "applications accepted", ("jenis",), registry=REGISTRY)
QUESTIONS = Counter("terpadu_questions", "questions to other services", ("service", "outcome"), registry=REGISTRY)
ENUMERATION = Counter(
    "terpadu_enumeration",
    "clients that ask for many NIKs that there are not: suspected, or blocked",
    ("client", "stage"),
    registry=REGISTRY,
)
STREAMS = Gauge("terpadu_event_streams", "open streams of live events", registry=REGISTRY)


def answered(route: str, method: str, status: int, seconds: float) -> None:
    """Count one answer; 0 is a connection that broke off."""
    counter, histogram = _of(route, method, status)
    counter.inc()
    histogram.observe(seconds)


@lru_cache(maxsize=1000)
def _of(route: str, method: str, status: int) -> tuple[Counter, Histogram]:
    """To look labels up takes longer than to count."""
    return _ANSWERS.labels(route, method, str(status)), _SECONDS.labels(route, method)


def text() -> bytes:
    """Everything that is counted, as Prometheus reads it."""
    return generate_latest(REGISTRY)
