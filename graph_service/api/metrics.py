"""The metrics for Prometheus.

Several processes share their metrics in the folder PROMETHEUS_MULTIPROC_DIR: each writes its values
there, and each can report the values of all. prometheus-client does that, if the variable is set
before it is imported.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from graph_service.api.cache import ResponseCache
from graph_service.store.read import Reader
from graph_service.telemetry import Operation, RequestRecord

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
MAX_OPERATIONS = 50
"""How many operations have their own metrics if no setting names them."""
OTHER, ANONYMOUS, NONE = "(other)", "(anonymous)", "(none)"
"""Labels of operations beyond the maximum, without a name, and invalid ones."""
_MAX_NAME = 100
_BOUNDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_OPERATION_PATHS = ("/graphql", "")  # no path: rejected by the HTTP parser
_Sum = Literal["livesum"]
_Newest = Literal["livemostrecent"]


class OperationNames:
    """The operations that have their own metrics: a bounded set, whatever clients send.

    Without configured names, the first names that arrive are used.
    """

    def __init__(self, names: Iterable[str] | None) -> None:
        self._known = set(names or ())
        self._limit = MAX_OPERATIONS if names is None else 0

    def label_of(self, operation: Operation | None) -> str:
        """Return the label of an operation."""
        if operation is None:
            return NONE
        name = operation.name
        if name in self._known:
            return name
        if not name:
            return ANONYMOUS
        if len(self._known) >= self._limit or len(name) > _MAX_NAME:
            return OTHER
        self._known.add(name)
        return name


class _Series(NamedTuple):
    requests: Counter
    seconds: Histogram
    database: Histogram


class Metrics:
    """The metrics of a process; `operations` as in OperationNames."""

    def __init__(self, operations: Iterable[str] | None) -> None:
        self._names = OperationNames(operations)
        self._series: dict[tuple[str, str, str], _Series] = {}
        self._registry = CollectorRegistry()
        folder = os.environ.get(SHARED_FOLDER)
        self._shared = Path(folder) if folder else None
        if self._shared is None:
            ProcessCollector(registry=self._registry)
            PlatformCollector(registry=self._registry)
            GCCollector(registry=self._registry)
        labels = ("operation", "outcome", "cache")
        self._requests = self._counter("requests", "Operations that were answered.", labels)
        self._others = self._counter("other_responses", "Responses at other paths.", ("status",))
        self._seconds = self._histogram("request_seconds", "Time to answer an operation.")
        self._database = self._histogram("database_seconds", "Time it waited for the database.")
        self._in_flight = self._gauge("requests_in_flight", "Requests that are being answered.")
        self._reads = self._gauge("reads_in_flight", "Database reads, one connection each.")
        self._bytes = self._gauge("cache_bytes", "Memory of cached responses.")
        self._entries = self._gauge("cache_entries", "Cached responses.")
        self._evictions = self._counter("cache_evictions", "Responses evicted for space.")
        self._unsettled = self._counter("unsettled_reads", "Answers that mix states.")
        newest: _Newest = "livemostrecent"
        self._up = self._gauge("database_up", "Whether the database answers: 1 or 0.", newest)
        self._number = self._gauge("release_number", "Number of the loaded release.", newest)
        self._loaded = self._gauge(
            "release_loaded_timestamp_seconds", "When the release was loaded, in Unix time.", newest
        )
        self._planning = self._histogram(
            "planning_seconds", "Time until Neo4j could run a statement.", "reader"
        )
        self._pending = self._gauge("warm_up_pending", "Operations that Neo4j is to plan yet.")
        self._reported = (0, 0)

    def observe(self, record: RequestRecord) -> None:
        """Count a request that has ended."""
        if record.planning_seconds is not None:
            self._planning.labels("client").observe(record.planning_seconds)
        if record.path not in _OPERATION_PATHS or not (record.text or record.code):
            self._others.labels(record.status).inc()
            return
        name = self._names.label_of(record.operation)
        key = (name, record.outcome, record.cache or "none")
        series = self._series.get(key)
        if series is None:
            series = self._series[key] = _Series(
                self._requests.labels(*key),
                self._seconds.labels(name),
                self._database.labels(name),
            )
        series.requests.inc()
        series.seconds.observe(record.seconds)
        series.database.observe(record.database_seconds)

    def refresh(self, in_flight: int, reader: Reader, cache: ResponseCache | None) -> None:
        """Update the metrics that are counted elsewhere; processes that share do so regularly."""
        self._in_flight.set(in_flight)
        self._reads.set(reader.active)
        evictions = cache.store.evictions if cache else 0
        if cache:
            self._bytes.set(cache.store.bytes)
            self._entries.set(len(cache.store))
        self._evictions.inc(evictions - self._reported[0])
        self._unsettled.inc(reader.unsettled - self._reported[1])
        self._reported = evictions, reader.unsettled

    def note_release(self, number: float | None, loaded: float | None) -> None:
        """Record the number of the loaded release, if any, and when it was loaded."""
        self._up.set(1)
        self._number.set(number or 0)
        self._loaded.set(loaded or 0)

    def note_planning(self, seconds: float) -> None:
        """Record how long Neo4j planned a statement that no client requested."""
        self._planning.labels("warm-up").observe(seconds)

    def note_pending(self, operations: int) -> None:
        """Record how many operations Neo4j is to plan before clients request them."""
        self._pending.set(operations)

    def note_database_down(self) -> None:
        """Record that the database doesn't answer."""
        self._up.set(0)

    @property
    def is_shared(self) -> bool:
        """Whether several processes share their metrics."""
        return self._shared is not None

    def text(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        if self._shared is None:
            return generate_latest(self._registry)
        for file in self._shared.glob("gauge_live*_*.db"):
            process = int(file.stem.rpartition("_")[2])
            if not _is_running(process):
                mark_process_dead(process)  # type: ignore[no-untyped-call]
        merged = CollectorRegistry(support_collectors_without_names=True)
        MultiProcessCollector(merged)  # type: ignore[no-untyped-call]
        return generate_latest(merged)

    def _counter(self, name: str, meaning: str, labels: Iterable[str] = ()) -> Counter:
        return Counter(f"graph_service_{name}", meaning, labels, registry=self._registry)

    def _histogram(self, name: str, meaning: str, label: str = "operation") -> Histogram:
        return Histogram(
            f"graph_service_{name}", meaning, (label,),
            registry=self._registry, buckets=_BOUNDS,
        )  # fmt: skip

    def _gauge(self, name: str, meaning: str, mode: _Sum | _Newest = "livesum") -> Gauge:
        return Gauge(
            f"graph_service_{name}", meaning, registry=self._registry, multiprocess_mode=mode
        )


def _is_running(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False
