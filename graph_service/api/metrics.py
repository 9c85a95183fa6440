"""The metrics for Prometheus, and GET /metrics.

Several processes share their metrics in the folder PROMETHEUS_MULTIPROC_DIR: each writes its values
there, and each can report the values of all. prometheus-client does that, if the variable is set
before it is imported.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from prometheus_client import (
    CONTENT_TYPE_LATEST,
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
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph_service.api.engine import Engine
from graph_service.api.middleware import Instrumentation
from graph_service.errors import GraphServiceError
from graph_service.store.deadline import Deadline
from graph_service.store.read import Reader
from graph_service.store.schema import NEWEST_RELEASE
from graph_service.telemetry import Operation, RequestRecord

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
MAX_OPERATIONS = 50
"""How many operations have their own metrics if no setting names them."""
OTHER, ANONYMOUS, NONE = "(other)", "(anonymous)", "(none)"
"""Labels of operations beyond the maximum, without a name, and invalid ones."""
_MAX_NAME = 100
_BOUNDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_OPERATION_PATHS = ("/graphql", "")  # no path: rejected by the HTTP parser
_RELEASE = (
    f"OPTIONAL {NEWEST_RELEASE} RETURN [release.number, release.loadedAt.epochSeconds] AS row"
)
_TIMEOUT = 1.0
"""How many seconds a scrape waits for the database."""
_SHARE_SECONDS = 5.0
"""How often each of several processes updates its part of the shared metrics."""


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
    """The metrics of a process; `operations` as in OperationNames.

    Attributes:
        instrumentation: knows how many requests are in flight; set before the first one arrives.
        route: of the endpoint.
    """

    instrumentation: Instrumentation
    _reader: Reader
    _engine: Engine

    def __init__(self, operations: Iterable[str] | None) -> None:
        self.route = Route("/metrics", self._answer)
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
        self._up = self._gauge("database_up", "Whether the database answers: 1 or 0.", newest=True)
        self._number = self._gauge("release_number", "Number of the loaded release.", newest=True)
        self._loaded = self._gauge(
            "release_loaded_timestamp_seconds",
            "When the release was loaded, in Unix time.",
            newest=True,
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

    def note_planning(self, seconds: float) -> None:
        """Record how long Neo4j planned a statement that no client requested."""
        self._planning.labels("warm-up").observe(seconds)

    def note_pending(self, operations: int) -> None:
        """Record how many operations Neo4j is to plan before clients request them."""
        self._pending.set(operations)

    @asynccontextmanager
    async def running(self, reader: Reader, engine: Engine) -> AsyncIterator[None]:
        """Use this reader and engine while the context lasts."""
        self._reader, self._engine = reader, engine
        task = asyncio.create_task(self._share()) if self._shared else None
        try:
            yield
        finally:
            if task is not None:
                task.cancel()

    async def _answer(self, _: Request) -> Response:
        await self._read_release()
        self._refresh()
        text = await asyncio.to_thread(self.text)
        return Response(text, headers={"content-type": CONTENT_TYPE_LATEST})

    async def _read_release(self) -> None:
        try:
            answer = await self._reader.read(_RELEASE, {}, Deadline(_TIMEOUT))
        except GraphServiceError:
            self._up.set(0)
        else:
            number, loaded = answer.row
            self._up.set(1)
            self._number.set(_number(number))
            self._loaded.set(_number(loaded))

    async def _share(self) -> None:
        while True:
            await asyncio.sleep(_SHARE_SECONDS)
            self._refresh()

    def _refresh(self) -> None:
        """Update the metrics that are counted elsewhere."""
        self._in_flight.set(self.instrumentation.in_flight)
        self._reads.set(self._reader.active)
        evictions, unsettled = 0, self._reader.unsettled
        if cache := self._engine.cache:
            evictions = cache.store.evictions
            self._bytes.set(cache.store.bytes)
            self._entries.set(len(cache.store))
        self._evictions.inc(evictions - self._reported[0])
        self._unsettled.inc(unsettled - self._reported[1])
        self._reported = evictions, unsettled

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

    def _gauge(self, name: str, meaning: str, *, newest: bool = False) -> Gauge:
        """Create a gauge; of several processes, the newest value counts, or the sum."""
        return Gauge(
            f"graph_service_{name}",
            meaning,
            registry=self._registry,
            multiprocess_mode="livemostrecent" if newest else "livesum",
        )


def _is_running(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


def _number(value: object) -> float:
    return value if isinstance(value, int | float) else 0
