"""A trace goes through every service, recorded or not, and holds no citizen."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from chassis import traces

NIK = "3277011508150001"
CAME_IN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"
TRACE_ID = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
def recorded() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    traces.record("dukcapil", exporter)
    yield exporter
    traces.shutdown()


class Collector(HTTPServer):
    """An OTLP collector that keeps what it is sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Receive)
        self.paths: list[str] = []
        self.requests: list[ExportTraceServiceRequest] = []


class _Receive(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.paths.append(self.path)
        self.server.requests.append(ExportTraceServiceRequest.FromString(raw))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_a_new_trace_is_valid_and_random() -> None:
    one, two = traces.new_traceparent(), traces.new_traceparent()

    assert traces.is_traceparent(one)
    assert one != two


@pytest.mark.parametrize(
    "text",
    [
        "",
        "00-" + "0" * 32 + "-b7ad6b7169203331-01",
        f"00-{TRACE_ID}-0000000000000000-01",
        f"ff-{TRACE_ID}-b7ad6b7169203331-01",
        f"00-{TRACE_ID.upper()}-b7ad6b7169203331-01",
        CAME_IN + "\n",
        CAME_IN + "-00",
    ],
)
def test_what_is_no_traceparent_is_replaced(text: str) -> None:
    assert not traces.is_traceparent(text)
    with traces.continued(text, "x") as ours:
        assert traces.is_traceparent(ours)
        assert ours != text


@given(st.text(max_size=60))
def test_no_text_from_outside_does_harm(text: str) -> None:
    with traces.continued(text, "x") as ours:
        assert traces.is_traceparent(ours)


def test_what_is_not_recorded_passes_through_unchanged() -> None:
    with traces.continued(CAME_IN, "record_birth"):
        assert traces.current_traceparent() == CAME_IN

    assert traces.current_traceparent() != CAME_IN


def test_all_that_goes_out_of_one_block_is_one_trace() -> None:
    with traces.continued(None, "accept"):
        assert traces.current_traceparent() == traces.current_traceparent()


def test_a_recorded_span_continues_the_trace_that_came_in(recorded: InMemorySpanExporter) -> None:
    with traces.continued(CAME_IN, "record_birth", queue="dukcapil.record_birth") as ours:
        assert traces.current_traceparent() == ours
    traces.shutdown()

    (span,) = recorded.get_finished_spans()
    assert span.context is not None
    assert span.parent is not None
    assert span.name == "record_birth"
    assert f"{span.context.trace_id:032x}" == TRACE_ID
    assert f"{span.parent.span_id:016x}" == "b7ad6b7169203331"
    assert ours == f"00-{TRACE_ID}-{span.context.span_id:016x}-01"
    assert dict(span.attributes or {}) == {"queue": "dukcapil.record_birth"}
    assert span.resource.attributes["service.name"] == "dukcapil"


def test_spans_within_one_another_are_parent_and_child(recorded: InMemorySpanExporter) -> None:
    with traces.continued(None, "outer") as outer, traces.continued(outer, "inner"):
        pass
    traces.shutdown()

    inner, outer_span = recorded.get_finished_spans()
    assert inner.parent is not None
    assert outer_span.context is not None
    assert inner.parent.span_id == outer_span.context.span_id


def test_no_citizen_can_be_found_in_a_span(recorded: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match=NIK), traces.continued(CAME_IN, "read", subject=NIK, nama=int(NIK)):
        raise ValueError(f"no resident {NIK}")
    traces.shutdown()

    (span,) = recorded.get_finished_spans()
    assert NIK not in span.to_json()
    assert span.status.description == "ValueError"
    assert not span.events


def test_spans_reach_a_collector_over_http() -> None:
    with Collector() as collector:
        thread = threading.Thread(target=collector.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            traces.setup("perizinan", f"http://127.0.0.1:{collector.server_address[1]}/")
            with traces.continued(CAME_IN, "open_birth_file"):
                pass
            traces.shutdown()
        finally:
            collector.shutdown()
            thread.join()

    spans = collector.requests[0].resource_spans[0].scope_spans[0].spans
    assert collector.paths == ["/v1/traces"]
    assert [(span.name, span.trace_id.hex()) for span in spans] == [("open_birth_file", TRACE_ID)]


def test_nothing_of_opentelemetry_is_loaded_unless_traces_are_recorded() -> None:
    code = (
        "import sys; from chassis import traces; traces.setup('x', None)\n"
        "with traces.continued(None, 'y'): pass\n"
        "traces.shutdown(); print(any(name.startswith('opentelemetry') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True)

    assert done.stdout.strip() == "False"
