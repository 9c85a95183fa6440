"""Windows of load: contenders in turn, round by round, and what they add up to."""

from __future__ import annotations

import base64
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import orjson

from bench.asking import NULL_ROUTE
from bench.load import Job, Sample
from bench.operations import REPEATED, Operation, variables_of
from bench.servers import Running
from bench.sizes import GraphSize, Windows

CLIENTS = (16, 1)
NULL = Operation(name="null", title="empty HTTP route of this service", text="")
_SETTLED = 0.04


class LoadFailed(Exception):
    """The load met an answer that is no success."""


class Load:
    """The process that makes load, one job after another."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def run(self, job: Job) -> Sample:
        """Carry out a job.

        Raises:
            LoadFailed: when an answer is no success.
        """
        if self._process.stdin is None or self._process.stdout is None:
            raise TypeError("the load has no pipes")
        self._process.stdin.write(orjson.dumps(job, option=orjson.OPT_APPEND_NEWLINE))
        self._process.stdin.flush()
        answer = orjson.loads(self._process.stdout.readline() or b'{"failed": "it ended"}')
        if "failed" in answer:
            raise LoadFailed(answer["failed"])
        return Sample(**answer)


@contextmanager
def load_process() -> Iterator[Load]:
    """Run the process that makes load, for as long as the block lasts."""
    command = [sys.executable, "-m", "bench.load"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Load(process)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What all windows of a contender, an operation and a number of clients gave together.

    Attributes:
        seconds: measured.
        requests: completed in them.
        rate: requests a second.
        p50: milliseconds that half of them took at most.
        p99: milliseconds that all but one in a hundred took at most.
        cpu_ms: of the contender's process, a request.
        database_cpu_ms: of Neo4j's process, a request.
        load_share: how much of one core the load itself used.
        rates: requests a second of each window.
    """

    contender: str
    operation: str
    clients: int
    seconds: float
    requests: int
    rate: float
    p50: float
    p99: float
    cpu_ms: float
    database_cpu_ms: float
    load_share: float
    rates: Sequence[float]


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What measuring needs to know.

    Attributes:
        graph: what variables are drawn from.
        windows: how long to measure.
        database_pid: Neo4j's process.
        load: makes the load.
        tell: called with what is measured next.
        others: by the name of a contender, the graph and the process of another Neo4j.
    """

    graph: GraphSize
    windows: Windows
    database_pid: int
    load: Load
    tell: Callable[[str], None]
    others: Mapping[str, tuple[GraphSize, int]] = field(default_factory=dict)

    def operation(
        self, operation: Operation, contenders: Sequence[Running], clients: int
    ) -> list[Measured]:
        """Measure one operation: all contenders in turn, in as many rounds as the size says.

        Every other round goes backwards, so that none always follows the same one.

        Raises:
            LoadFailed: when an answer is no success.
        """
        windows = self.windows
        seconds = windows.slow if operation.slow else windows.fast
        if clients == 1:
            seconds = windows.alone
        samples: dict[str, list[Sample]] = {c.contender.name: [] for c in contenders}
        for number in range(windows.rounds):
            for running in contenders if number % 2 == 0 else reversed(contenders):
                self.tell(f"{operation.title}: {running.contender.title}, {clients} clients")
                warm = windows.first if number == 0 and clients > 1 else windows.warm
                sample = self.window(operation, running, clients, warm=warm, seconds=seconds)
                samples[running.contender.name].append(sample)
        return [_measured(name, operation, clients, found) for name, found in samples.items()]

    def settle(self, operation: Operation, running: Running, clients: int) -> None:
        """Load a contender until it gets no faster, or for as long as the size says.

        Raises:
            LoadFailed: when an answer is no success.
        """
        best = 0.0
        ends = time.monotonic() + self.windows.settle
        while time.monotonic() < ends:
            sample = self.window(
                operation, running, clients, warm=0, seconds=self.windows.settle / 15
            )
            rate = len(sample.latencies) / sample.seconds
            if best and rate < best * (1 + _SETTLED):
                return
            best = max(best, rate)

    def window(
        self, operation: Operation, running: Running, clients: int, *, warm: float, seconds: float
    ) -> Sample:
        """Measure one window, in a process of its own, after a pause in which nothing is asked.

        Raises:
            LoadFailed: when an answer is no success.
        """
        own = (self.graph, self.database_pid)
        graph, database = self.others.get(running.contender.name, own)
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


def _requests(operation: Operation, running: Running, graph: GraphSize) -> Iterator[bytes]:
    if operation is NULL:
        yield NULL_ROUTE.raw()
        return
    sets = variables_of(operation, graph)
    for variables in sets[:REPEATED] if running.contender.repeats else sets:
        yield running.contender.asking.request(operation, variables).raw()


def _measured(
    contender: str, operation: Operation, clients: int, samples: Sequence[Sample]
) -> Measured:
    latencies = sorted(latency for sample in samples for latency in sample.latencies)
    if not latencies:
        raise LoadFailed(f"{operation.title}: no answer of {contender} came in the window")
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
        p99=latencies[min(count - 1, count * 99 // 100)],
        cpu_ms=server / count,
        database_cpu_ms=database / count,
        load_share=statistics.mean(sample.load_share for sample in samples),
        rates=[len(sample.latencies) / sample.seconds for sample in samples],
    )
