"""Traces: the record of a request → its span, with one child per wait for the database.

Spans are created when the request has ended, by OpenTelemetry's naming conventions. They contain
the hash of the document, and no variables or parameters. OpenTelemetry is imported only if traces
are on.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING

from graph_service.errors import StartRefused
from graph_service.i18n import _
from graph_service.telemetry import RequestRecord

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

FLUSH_SECONDS = 2.0
"""How long the service waits at shutdown for unsent spans."""
_PARENT = {b"traceparent": "traceparent", b"tracestate": "tracestate"}
_NANOSECONDS = 1_000_000_000


def require_packages() -> None:
    """Check that OpenTelemetry is installed.

    Raises:
        StartRefused: when it isn't.
    """
    try:
        import opentelemetry.exporter.otlp.proto.http.trace_exporter
        import opentelemetry.sdk.trace.export  # noqa: F401 (only to see that it exists)
    except ImportError as error:
        raise StartRefused(
            _(
                "OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_TRACES_EXPORTER turns on traces, but"
                " OpenTelemetry isn't installed: pip install 'graph-service[telemetry]', or unset"
                " them."
            )
        ) from error


class Traces:
    """Sends spans, configured by OpenTelemetry's environment variables.

    Attributes:
        observe: sends the spans of a request that has ended.
    """

    def __init__(self, database: str) -> None:
        require_packages()
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import SERVICE_NAME, OTELResourceDetector, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        ours = Resource.create({SERVICE_NAME: "graph-service"})
        self._provider = TracerProvider(
            resource=ours.merge(OTELResourceDetector().detect()), shutdown_on_exit=False
        )
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self.observe = _span_observer(self._provider, database)

    def close(self) -> None:
        """Send the remaining spans; without this limit, the library would retry for longer."""
        flush = Thread(target=self._provider.shutdown, daemon=True)
        flush.start()
        flush.join(FLUSH_SECONDS)


def _span_observer(provider: TracerProvider, database: str) -> Callable[[RequestRecord], None]:
    """Return an observer that sends the spans of a request; `database`: its Neo4j name."""
    from opentelemetry.trace import SpanKind, StatusCode, set_span_in_context
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    tracer = provider.get_tracer("graph_service")
    database_attributes = {
        "db.system": "neo4j",
        "db.system.name": "neo4j",
        "db.namespace": database,
    }

    def observe(record: RequestRecord) -> None:
        clock = time.time_ns() - int(time.perf_counter() * _NANOSECONDS)

        def at(seconds: float) -> int:
            return clock + int(seconds * _NANOSECONDS)

        carrier = {_PARENT[n]: v.decode("latin-1") for n, v in record.headers if n in _PARENT}
        span = tracer.start_span(
            _name(record),
            TraceContextTextMapPropagator().extract(carrier),
            kind=SpanKind.SERVER,
            attributes=_attributes(record),
            start_time=at(record.started),
        )
        if record.is_our_failure:
            span.set_status(StatusCode.ERROR)
        context = set_span_in_context(span)
        for wait in record.waits:
            child = tracer.start_span(
                f"neo4j {wait.what}",
                context,
                kind=SpanKind.CLIENT,
                attributes=database_attributes,
                start_time=at(wait.started),
            )
            child.end(at(wait.ended))
        span.end(at(record.started + record.seconds))

    return observe


def _name(record: RequestRecord) -> str:
    # Without the operation's name: clients can send any number of names.
    if record.operation is not None:
        return record.operation.kind
    return "GraphQL Operation" if record.text else record.method or "HTTP"


def _attributes(record: RequestRecord) -> dict[str, str | int]:
    known: dict[str, str | int] = {
        "http.request.method": record.method,
        "http.response.status_code": record.status,
        "url.path": record.path,
        "graph_service.request_id": record.id,
        "graph_service.outcome": record.outcome,
        "graph_service.cache": record.cache or "",
        "error.type": record.code or "",
    }
    if record.text:
        digest = hashlib.sha256(record.text.encode(errors="replace")).hexdigest()
        known["graphql.document.hash"] = f"sha256:{digest}"
    if record.operation is not None:
        known["graphql.operation.name"] = record.operation.name
        known["graphql.operation.type"] = record.operation.kind
    return {name: value for name, value in known.items() if value not in ("", 0)}
