"""Spans, as a collector receives them by OTLP over HTTP; nothing is imported if they are off."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from graph_service.api.app import create_app
from graph_service.errors import StartRefused
from graph_service.settings import (
    DatabaseSettings,
    ServeSettings,
    ServiceSettings,
    TraceSettings,
)
from tests.api.serving import NO_DATABASE, served

TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
DOCUMENT = (
    "query Home($t: String!) { search(text: $t) { nodes { id } }"
    ' country(by: {iso3: "PER"}) { id } }'
)
VARIABLE = "V4riable-of-a-client"


class Collector(ThreadingHTTPServer):
    """Records what exporters send."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.received: list[tuple[str, bytes]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["content-length"]))
        assert isinstance(self.server, Collector)
        self.server.received.append((self.path, content))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def collector(catalogue: DatabaseSettings) -> Iterator[Collector]:
    """A collector that has received the spans of three requests."""
    with Collector() as collector:
        Thread(target=collector.serve_forever, daemon=True).start()
        request = {"query": DOCUMENT, "variables": {"t": VARIABLE}}
        with served(catalogue, OTEL_EXPORTER_OTLP_ENDPOINT=collector.address) as client:
            headers = {"traceparent": f"00-{TRACE}-{PARENT}-01", "x-request-id": "r1"}
            client.post("/graphql", json=request, headers=headers)
            client.post("/graphql", json={"query": f'{{ country(by: {{no: "{VARIABLE}"}}) }}'})
            client.get("/readyz?secret=1")
        # The service has stopped, and sent its remaining spans.
        yield collector
        collector.shutdown()


def _spans(collector: Collector) -> list[Span]:
    found = []
    for path, content in collector.received:
        assert path == "/v1/traces"
        for resource in ExportTraceServiceRequest.FromString(content).resource_spans:
            (name,) = (a for a in resource.resource.attributes if a.key == "service.name")
            assert name.value.string_value == "graph-service"
            found += [span for scope in resource.scope_spans for span in scope.spans]
    return found


def _attributes(span: Span) -> dict[str, str | int]:
    return {a.key: a.value.string_value or a.value.int_value for a in span.attributes}


def test_one_span_per_request(collector: Collector) -> None:
    (span,) = (s for s in _spans(collector) if s.name == "query")
    assert (span.trace_id.hex(), span.parent_span_id.hex()) == (TRACE, PARENT)
    assert span.kind == Span.SPAN_KIND_SERVER
    assert span.status.code == Status.STATUS_CODE_UNSET
    assert _attributes(span) == {
        "http.request.method": "POST",
        "http.response.status_code": 200,
        "url.path": "/graphql",
        "graphql.operation.name": "Home",
        "graphql.operation.type": "query",
        "graphql.document.hash": f"sha256:{hashlib.sha256(DOCUMENT.encode()).hexdigest()}",
        "graph_service.request_id": "r1",
        "graph_service.outcome": "ok",
        "graph_service.cache": "miss",
    }


def test_one_child_per_wait_for_the_database(collector: Collector) -> None:
    found = _spans(collector)
    (span,) = (s for s in found if s.name == "query")
    (child,) = (s for s in found if s.parent_span_id == span.span_id)
    assert (child.name, child.kind) == ("neo4j read", Span.SPAN_KIND_CLIENT)
    assert child.trace_id == span.trace_id
    assert _attributes(child) == {
        "db.system": "neo4j",
        "db.system.name": "neo4j",
        "db.namespace": "neo4j",
    }
    started, ended = span.start_time_unix_nano, span.end_time_unix_nano
    assert started <= child.start_time_unix_nano < child.end_time_unix_nano <= ended


def test_other_requests_have_spans(collector: Collector) -> None:
    found = {s.name: s for s in _spans(collector)}
    wrong, ready = found["GraphQL Operation"], found["GET"]
    assert _attributes(wrong)["error.type"] == "GRAPHQL_VALIDATION_FAILED"
    assert wrong.status.code == Status.STATUS_CODE_UNSET  # the client's mistake
    assert _attributes(ready)["url.path"] == "/readyz"
    assert len({s.trace_id for s in found.values() if not s.parent_span_id}) == 2


def test_no_variable_and_no_document_is_sent(collector: Collector) -> None:
    sent = b"".join(content for _, content in collector.received)
    for hidden in (VARIABLE, "search", "country", "MATCH", "secret"):
        assert hidden.encode() not in sent


def test_an_unreachable_collector_delays_nothing() -> None:
    """Not even shutdown: `served` waits ten seconds at most."""
    with served(NO_DATABASE, OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:1") as client:
        assert client.get("/healthz").status_code == 200


def test_opentelemetry_is_not_imported_if_traces_are_off() -> None:
    program = """
import sys
from graph_service.api.app import create_app
from graph_service.settings import DatabaseSettings, ServeSettings
create_app(ServeSettings(database=DatabaseSettings(uri="bolt://x", user="x", password="x")))
print([name for name in sys.modules if name.partition(".")[0] in ("opentelemetry", "requests")])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_start_without_the_packages_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace.export", None)
    settings = ServiceSettings(traces=TraceSettings(endpoint="http://x:4318"))
    with pytest.raises(StartRefused, match=r"pip install 'graph-service\[telemetry\]'"):
        create_app(ServeSettings(database=NO_DATABASE, service=settings))


@pytest.mark.parametrize(
    ("settings", "on"),
    [
        (TraceSettings(), False),
        (TraceSettings(endpoint="http://x"), True),
        (TraceSettings(traces_endpoint="http://x/v1/traces"), True),
        (TraceSettings(exporter="otlp"), True),
        (TraceSettings(endpoint="http://x", exporter="none"), False),
    ],
)
def test_when_traces_are_on(settings: TraceSettings, on: bool) -> None:
    assert settings.on == on
