"""The record of a request → its span, and one for each wait for the database.

They are made when it is over, and have the names of OpenTelemetry's conventions. Of a document they
tell its hash, of variables and parameters nothing.
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
    """Give what makes the spans of a request that is over; `database` is the name of Neo4j's."""
    tracer = provider.get_tracer("graph_service")
    of_database = {"db.system": "neo4j", "db.system.name": "neo4j", "db.namespace": database}

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
                attributes=of_database,
                start_time=at(wait.started),
            )
            child.end(at(wait.ended))
        span.end(at(record.started + record.seconds))

    return observe


def _name(record: RequestRecord) -> str:
    if record.operation is not None:
        return record.operation.kind
    return "GraphQL Operation" if record.text else record.method or "HTTP"


def _attributes(record: RequestRecord) -> dict[str, str | int]:
    """Give what is known; a name stands in no span's name, as there are as many as clients like."""
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
