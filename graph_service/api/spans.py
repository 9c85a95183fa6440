"""The record of a request → its span, with one child per wait for the database.

Spans are created when the request has ended, by OpenTelemetry's naming conventions. They contain
the hash of the document, and no variables or parameters.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace import SpanKind, StatusCode, set_span_in_context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from graph_service.telemetry import RequestRecord

_PARENT = {b"traceparent": "traceparent", b"tracestate": "tracestate"}
_NANOSECONDS = 1_000_000_000


def span_observer(provider: TracerProvider, database: str) -> Callable[[RequestRecord], None]:
    """Return an observer that sends the spans of a request; `database`: its Neo4j name."""
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
