"""Measures contenders in turns, round by round, and aggregates the samples."""

from __future__ import annotations

import base64
import itertools
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import orjson

from bench.adapters import NULL_ROUTE
from bench.load_generator import Job, Sample
from bench.mixed import mixed_requests
from bench.operations import CACHED_VARIETY, MIXED, NULL, Operation, variables_of
from bench.servers import Running
from bench.sizes import GraphSize, Windows

CLIENTS = (16, 1)
_LIKE, _TIMES = 1.04, 3
"""A database is warm when so many windows in a row have, within 4 %, the rate of the one before."""


class LoadFailed(Exception):
    """The load generator received a failure."""


class LoadGenerator:
    """The process of `bench.load_generator`, which runs one job at a time."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def run(self, job: Job) -> Sample:
        """Run a job.

        Raises:
            LoadFailed: if an answer isn't 200 or has errors.
        """
        if self._process.stdin is None or self._process.stdout is None:
            raise TypeError("the load generator was started without pipes")
        self._process.stdin.write(orjson.dumps(job, option=orjson.OPT_APPEND_NEWLINE))
        self._process.stdin.flush()
        answer = orjson.loads(self._process.stdout.readline() or b'{"failed": "it ended"}')
        if "failed" in answer:
            raise LoadFailed(answer["failed"])
        return Sample(**answer)


@contextmanager
def load_generator() -> Iterator[LoadGenerator]:
    """Run the load generator while the block lasts."""
    command = [sys.executable, "-m", "bench.load_generator"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield LoadGenerator(process)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The figures of one contender, operation and number of clients, over all windows.

    Attributes:
        seconds: total measured time.
        requests: requests completed in it.
        rate: requests per second.
        p50: median latency in milliseconds.
        p95: 95th percentile of the latency in milliseconds.
        p99: 99th percentile of the latency in milliseconds.
        cpu_ms: CPU milliseconds of the contender's process per request.
        database_cpu_ms: CPU milliseconds of Neo4j's process per request.
        answer_kb: bytes of an answer on the wire, in kB (1,000 bytes).
        load_share: the share of one core that the load generator used.
        rates: requests per second of each window.
    """

    contender: str
    operation: str
    clients: int
    seconds: float
    requests: int
    rate: float
    p50: float
    p95: float
    p99: float
    cpu_ms: float
    database_cpu_ms: float
    answer_kb: float
    load_share: float
    rates: Sequence[float]


@dataclass(frozen=True, kw_only=True)
class Bench:
    """Measures operations on running contenders.

    Attributes:
        graph: the graph that variables are drawn from.
        windows: how long to measure.
        database_pid: Neo4j's process.
        load: the load generator.
        on_window: called with a description of each window before it starts.
        other_graphs: graph and Neo4j process of contenders that use another database, by name.
    """

    graph: GraphSize
    windows: Windows
    database_pid: int
    load: LoadGenerator
    on_window: Callable[[str], None]
    other_graphs: Mapping[str, tuple[GraphSize, int]] = field(default_factory=dict)

    def operation(
        self, operation: Operation, contenders: Sequence[Running], clients: int
    ) -> list[Measured]:
        """Measure one operation on all contenders in turns.

        Every other round is in reverse order, so that no contender always follows the same one.

        Raises:
            LoadFailed: if an answer isn't 200 or has errors.
        """
        windows = self.windows
        seconds = windows.slow if operation.is_slow else windows.fast
        if clients == 1:
            seconds = windows.one_client
        samples: dict[str, list[Sample]] = {c.contender.name: [] for c in contenders}
        for number in range(windows.rounds):
            for running in contenders if number % 2 == 0 else reversed(contenders):
                self.on_window(f"{operation.title}: {running.contender.title}, {clients} clients")
                warm = windows.first if number == 0 and clients > 1 else windows.warm
                sample = self.window(operation, running, clients, warm=warm, seconds=seconds)
                samples[running.contender.name].append(sample)
        return [summarise(name, operation, clients, found) for name, found in samples.items()]

    def warm_up(self, operation: Operation, contenders: Sequence[Running], clients: int) -> bool:
        """Load contenders in turns until none gets faster, at most for the time that the size sets.

        Returns:
            Whether they have warmed up: three times, a window was like the one before.

        Raises:
            LoadFailed: if an answer isn't 200 or has errors.
        """
        rates: dict[str, list[float]] = {running.contender.name: [] for running in contenders}
        seconds = self.windows.warm_up / 30
        ends = time.monotonic() + self.windows.warm_up * len(contenders)
        while time.monotonic() < ends:
            for running in contenders:
                sample = self.window(operation, running, clients, warm=0, seconds=seconds)
                rates[running.contender.name].append(len(sample.latencies) / sample.seconds)
            if all(map(has_settled, rates.values())):
                return True
        return False

    def window(
        self, operation: Operation, running: Running, clients: int, *, warm: float, seconds: float
    ) -> Sample:
        """Measure one window, after a pause without requests.

        Raises:
            LoadFailed: if an answer isn't 200 or has errors.
        """
        default = (self.graph, self.database_pid)
        graph, database = self.other_graphs.get(running.contender.name, default)
        time.sleep(self.windows.pause)
        requests = _requests(operation, running, graph)
        job = Job(
            port=running.port,
            requests=[base64.b64encode(request).decode() for request in requests],
            clients=clients,
            warm=warm,
            window=seconds,
            pids=[running.pid, database],
        )
        try:
            return self.load.run(job)
        except LoadFailed as error:
            raise LoadFailed(f"{operation.title}, {running.contender.title}: {error}") from None


def has_settled(rates: Sequence[float]) -> bool:
    """Whether each of the last three windows had the rate of the one before.

    >>> has_settled([50, 98, 100, 101, 99]), has_settled([98, 100, 110, 109])
    (True, False)
    """
    last = rates[-_TIMES - 1 :]
    return len(last) > _TIMES and all(
        max(pair) <= min(pair) * _LIKE for pair in itertools.pairwise(last)
    )


def _requests(operation: Operation, running: Running, graph: GraphSize) -> Iterator[bytes]:
    contender = running.contender
    if operation is NULL:
        yield NULL_ROUTE.raw()
    elif operation is MIXED:
        for each, variables in mixed_requests(graph):
            yield contender.adapter.request(each, variables).raw(contender.accept_encoding)
    else:
        sets = variables_of(operation, graph)
        for variables in sets[:CACHED_VARIETY] if contender.is_cached else sets:
            yield contender.adapter.request(operation, variables).raw(contender.accept_encoding)


def summarise(
    contender: str, operation: Operation, clients: int, samples: Sequence[Sample]
) -> Measured:
    latencies = sorted(latency for sample in samples for latency in sample.latencies)
    if not latencies:
        raise LoadFailed(f"{operation.title}: {contender} answered nothing within the window")
    seconds = sum(sample.seconds for sample in samples)
    count = len(latencies)
    server, database = (sum(sample.cpu[at] for sample in samples) for at in (0, 1))
    return Measured(
        contender=contender,
        operation=operation.name,
        clients=clients,
        seconds=seconds,
        requests=count,
        rate=count / seconds,
        p50=statistics.median(latencies),
        p95=latencies[min(count - 1, count * 95 // 100)],
        p99=latencies[min(count - 1, count * 99 // 100)],
        cpu_ms=server / count,
        database_cpu_ms=database / count,
        answer_kb=sum(sample.received for sample in samples) / count / 1000,
        load_share=statistics.mean(sample.load_share for sample in samples),
        rates=[len(sample.latencies) / sample.seconds for sample in samples],
    )
