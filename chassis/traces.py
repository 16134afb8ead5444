"""Traces across services: a W3C `traceparent` travels with every event, also when no spans are recorded.

Spans are recorded and sent (OTLP over HTTP) only after `setup` was given an endpoint; OpenTelemetry is not even
imported otherwise. Spans bear names and identifiers, never data: attributes pass the same masking as logs, and of a
failure only the type is kept.
"""

import contextlib
import re
import secrets
from collections.abc import Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING

from chassis.masking import mask

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter

_VALID = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
NOT_RECORDED = "00"

_current: ContextVar[str | None] = ContextVar("traceparent", default=None)


class _Recording:
    """The provider of this process, if it records."""

    provider: "TracerProvider | None" = None


def setup(service: str, endpoint: str | None) -> None:
    """Record spans and send them to `endpoint` (the base URL of an OTLP collector); do nothing when it is None."""
    if endpoint:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        record(service, OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces"))


def record(service: str, exporter: "SpanExporter") -> None:
    """Record spans and hand them, in batches, to `exporter`."""
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": service}), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    _Recording.provider = provider


def shutdown() -> None:
    """Send what is left and record no more; call it once when the process ends."""
    provider, _Recording.provider = _Recording.provider, None
    if provider is not None:
        provider.shutdown()


def new_traceparent() -> str:
    """Return the start of a new trace, of which nobody has recorded anything yet."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-{NOT_RECORDED}"


def is_traceparent(text: str) -> bool:
    """Tell whether `text` is a W3C traceparent."""
    return _VALID.fullmatch(text) is not None


def current_traceparent() -> str:
    """Return the traceparent to put on what goes out of this worker; a new one when there is none yet."""
    return _current.get() or new_traceparent()


@contextlib.contextmanager
def continued(traceparent: str | None, name: str, **attributes: object) -> Iterator[str]:
    """Go on with the trace that came in (or begin one) during a `with` block, as a span `name` if spans are recorded.

    Yields the traceparent that `current_traceparent` returns within the block. What is not recorded here passes through
    unchanged, so that the trace of others stays whole.
    """
    came_in = traceparent if traceparent and is_traceparent(traceparent) else None
    with contextlib.ExitStack() as stack:
        ours = stack.enter_context(_span(came_in, name, attributes)) or came_in or new_traceparent()
        token = _current.set(ours)
        stack.callback(_current.reset, token)
        yield ours


@contextlib.contextmanager
def _span(parent: str | None, name: str, attributes: dict[str, object]) -> Iterator[str | None]:
    provider = _Recording.provider
    if provider is None:
        yield None
        return
    from opentelemetry.trace import StatusCode
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    carrier = TraceContextTextMapPropagator()
    context = carrier.extract({"traceparent": _sampled(parent)} if parent else {})
    tracer = provider.get_tracer("terpadu")
    safe = {key: str(mask(value)) for key, value in attributes.items()}
    with tracer.start_as_current_span(
        name, context, attributes=safe, record_exception=False, set_status_on_exception=False
    ) as span:
        outgoing: dict[str, str] = {}
        carrier.inject(outgoing)
        try:
            yield outgoing["traceparent"]
        except Exception as error:
            span.set_status(StatusCode.ERROR, type(error).__name__)
            raise


def _sampled(traceparent: str) -> str:
    """Record also what an earlier part, which records nothing, handed on."""
    return f"{traceparent[:-2]}01"
