"""What Prometheus reads at /metrics.

With PROMETHEUS_MULTIPROC_DIR, a folder that several processes share, each writes its values there,
and whichever is asked gives those of all: prometheus-client does that, if the variable is set
before it is loaded.
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
OPERATIONS = 50
"""How many operations are counted by name where no setting names them."""
OTHER, ANONYMOUS, NONE = "(other)", "(anonymous)", "(none)"
"""In place of a name: one too many; none given; nothing that fits the schema, or was looked at."""
_LONGEST = 100
_BOUNDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_NO_ADDRESS = ""
_COUNTED = ("/graphql", _NO_ADDRESS)
_Sum = Literal["livesum"]
_Newest = Literal["livemostrecent"]


class Names:
    """Which operations are counted by name: a bounded set, whatever clients send."""

    def __init__(self, chosen: Iterable[str] | None) -> None:
        """Take the names, or None for the first that come."""
        self._known = set(chosen or ())
        self._most = OPERATIONS if chosen is None else 0

    def of(self, operation: Operation | None) -> str:
        """Give the name to count an operation under."""
        if operation is None:
            return NONE
        name = operation.name
        if name in self._known:
            return name
        if not name:
            return ANONYMOUS
        if len(self._known) >= self._most or len(name) > _LONGEST:
            return OTHER
        self._known.add(name)
        return name


class _Series(NamedTuple):
    requests: Counter
    seconds: Histogram
    database: Histogram


class Metrics:
    """The metrics of a process, in a registry of its own."""

    def __init__(self, operations: Iterable[str] | None) -> None:
        """Take the names of the operations to count, or None for the first that come."""
        self._names = Names(operations)
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
        self._others = self._counter("other_responses", "Of other addresses.", ("status",))
        self._seconds = self._histogram("request_seconds", "Until an operation was answered.")
        self._database = self._histogram("database_seconds", "That it waited for the database.")
        self._in_flight = self._gauge("requests_in_flight", "Requests that are being answered.")
        self._reads = self._gauge("reads_in_flight", "Reads of the database, one connection each.")
        self._bytes = self._gauge("cache_bytes", "Memory that kept answers take.")
        self._entries = self._gauge("cache_entries", "Answers that are kept.")
        self._evictions = self._counter("cache_evictions", "CacheStore answers that went for room.")
        self._unsettled = self._counter("unsettled_reads", "Answers that were no snapshots.")
        newest: _Newest = "livemostrecent"
        self._up = self._gauge("database_up", "Whether the database answers: 1 or 0.", newest)
        self._number = self._gauge("release_number", "Of the release that is loaded.", newest)
        self._loaded = self._gauge(
            "release_loaded_timestamp_seconds", "When it was loaded, as Unix time.", newest
        )
        self._told = (0, 0)

    def observe(self, record: RequestRecord) -> None:
        """Count a request that is over."""
        if record.path not in _COUNTED or not (record.text or record.code):
            self._others.labels(record.status).inc()
            return
        name = self._names.of(record.operation)
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
        """Take what others count already; each process has to now and then where several share."""
        self._in_flight.set(in_flight)
        self._reads.set(reader.under_way)
        evictions = cache.store.evictions if cache else 0
        if cache:
            self._bytes.set(cache.store.bytes)
            self._entries.set(len(cache.store))
        self._evictions.inc(evictions - self._told[0])
        self._unsettled.inc(reader.unsettled - self._told[1])
        self._told = evictions, reader.unsettled

    def note_release(self, number: float | None, loaded: float | None) -> None:
        """Note which release is loaded, and when it was; None where there is none."""
        self._up.set(1)
        self._number.set(number or 0)
        self._loaded.set(loaded or 0)

    def note_silence(self) -> None:
        """Note that the database doesn't answer."""
        self._up.set(0)

    @property
    def is_shared(self) -> bool:
        """Tell whether several processes answer as one."""
        return self._shared is not None

    def text(self) -> bytes:
        """Give all of it in Prometheus' text format."""
        if self._shared is None:
            return generate_latest(self._registry)
        for file in self._shared.glob("gauge_live*_*.db"):
            process = int(file.stem.rpartition("_")[2])
            if not _lives(process):
                mark_process_dead(process)  # type: ignore[no-untyped-call]
        together = CollectorRegistry(support_collectors_without_names=True)
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)

    def _counter(self, name: str, meaning: str, labels: Iterable[str] = ()) -> Counter:
        return Counter(f"graph_service_{name}", meaning, labels, registry=self._registry)

    def _histogram(self, name: str, meaning: str) -> Histogram:
        return Histogram(
            f"graph_service_{name}", meaning, ("operation",),
            registry=self._registry, buckets=_BOUNDS,
        )  # fmt: skip

    def _gauge(self, name: str, meaning: str, mode: _Sum | _Newest = "livesum") -> Gauge:
        return Gauge(
            f"graph_service_{name}", meaning, registry=self._registry, multiprocess_mode=mode
        )


def _lives(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False
