"""The load generator: a separate process that runs clients in a closed loop and measures them.

`measure` starts it and sends it jobs on standard input. Each client has one persistent connection
and sends its next request when the last answer is complete; every answer must have status 200 and
no errors. To leave the CPU to the servers, requests are prepared bytes, the loop is uvloop, and
answers are parsed only to find their end.
"""

from __future__ import annotations

import asyncio
import base64
import gc
import os
import sys
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import orjson
import uvloop

_END = b"\r\n\r\n"
_LENGTH = b"content-length:"
_LAST_CHUNK = b"\r\n0\r\n\r\n"
_TICK = os.sysconf("SC_CLK_TCK")
_STEP = 7
"""Offset between the clients' first requests, so that they don't send the same one at once."""
_DRAIN_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Job:
    """One measurement to make.

    Attributes:
        port: the server's port on loopback.
        requests: whole HTTP requests in base64, which each client sends in a cycle.
        clients: the number of clients, each with its own connection.
        warm: seconds of warm-up before the window.
        window: seconds that are measured.
        pids: processes whose CPU time is measured over the window.
    """

    port: int
    requests: Sequence[str]
    clients: int
    warm: float
    window: float
    pids: Sequence[int]


@dataclass(frozen=True, kw_only=True)
class Sample:
    """The measurements of one window.

    Attributes:
        seconds: its length.
        latencies: milliseconds of each answer completed in it.
        received: bytes of these answers, with their headers.
        cpu: milliseconds of CPU used by each of the job's processes, in the order of its pids.
        load_share: the share of one core that the load generator itself used.
    """

    seconds: float
    latencies: Sequence[float]
    received: int
    cpu: Sequence[float]
    load_share: float


class WrongAnswer(Exception):
    """An answer with another status than 200, or with errors."""


class _Client(asyncio.Protocol):
    def __init__(self, run: _Run, first: int) -> None:
        self._run = run
        self._next = first
        self._received = bytearray()
        self._needed = 0
        self._transport: asyncio.Transport | None = None
        self._sent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports don't subclass asyncio's.
        self._transport = cast("asyncio.Transport", transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        received: bytes | bytearray = data
        if self._received:
            self._received += data
            received = self._received
        if not self._needed:
            self._needed = _length(received)
        if self._needed and len(received) >= self._needed:
            self._received, self._needed = bytearray(), 0
            self._done(received)
        elif not self._needed and received.endswith(_LAST_CHUNK) and _END in received:
            self._received = bytearray()
            self._done(received)
        elif not self._received:
            self._received += data

    def connection_lost(self, exc: Exception | None) -> None:
        self._run.lost(exc)

    def _send(self) -> None:
        requests = self._run.requests
        request = requests[self._next % len(requests)]
        self._next += 1
        self._sent = time.perf_counter()
        if self._transport is not None:
            self._transport.write(request)

    def _done(self, answer: bytes | bytearray) -> None:
        if self._run.answered(answer, self._sent):
            self._send()
        elif self._transport is not None:
            self._transport.close()


def _length(received: bytes | bytearray) -> int:
    """Return the length of the whole answer, or 0 if its header isn't complete or doesn't say."""
    end = received.find(_END)
    if end < 0:
        return 0
    head = received[:end].lower()
    at = head.find(_LENGTH)
    if at < 0:
        return 0
    return end + len(_END) + int(head[at + len(_LENGTH) :].split(b"\r\n", 1)[0])


class _Run:
    def __init__(self, job: Job) -> None:
        self.requests = [base64.b64decode(request) for request in job.requests]
        self._job = job
        self._latencies = array("d")
        self._bytes = 0
        self._measuring = False
        self._stopping = False
        self._open = 0
        self._ended = asyncio.get_running_loop().create_future()

    async def sample(self) -> Sample:
        loop = asyncio.get_running_loop()
        self._open = self._job.clients
        for number in range(self._job.clients):
            first = number * _STEP
            await loop.create_connection(self._client(first), "127.0.0.1", self._job.port)
        await self._sleep(self._job.warm)
        begun, cpu = time.perf_counter(), [cpu_ms(pid) for pid in self._job.pids]
        own = time.process_time()
        self._measuring = True
        await self._sleep(self._job.window)
        while not self._latencies and time.perf_counter() - begun < _DRAIN_SECONDS:
            await self._sleep(self._job.window)  # a busy machine may need longer for one answer
        self._measuring = False
        seconds = time.perf_counter() - begun
        share = (time.process_time() - own) / seconds
        used = [cpu_ms(pid) - before for pid, before in zip(self._job.pids, cpu, strict=True)]
        self._stopping = True
        await asyncio.wait_for(self._ended, _DRAIN_SECONDS)
        return Sample(
            seconds=seconds,
            latencies=list(self._latencies),
            received=self._bytes,
            cpu=used,
            load_share=share,
        )

    def answered(self, answer: bytes | bytearray, sent: float) -> bool:
        """Record an answer and return whether to send the next request."""
        # rfind is 4x as fast as find here, which leaves more of the core to the servers.
        if not answer.startswith(b"HTTP/1.1 200") or answer.rfind(b'"errors"') >= 0:
            self._fail(WrongAnswer(answer[:2000].decode(errors="replace")))
            return False
        if self._measuring:
            self._latencies.append((time.perf_counter() - sent) * 1000)
            self._bytes += len(answer)
        return not self._stopping

    def lost(self, error: Exception | None) -> None:
        self._open -= 1
        if not self._stopping:
            self._fail(error or WrongAnswer("the server closed a connection"))
        elif not self._open and not self._ended.done():
            self._ended.set_result(None)

    def _fail(self, error: Exception) -> None:
        self._stopping = True
        if not self._ended.done():
            self._ended.set_exception(error)

    async def _sleep(self, seconds: float) -> None:
        """Sleep, but raise an error of the run as soon as it happens."""
        await asyncio.wait([self._ended], timeout=seconds)
        if self._ended.done():
            await self._ended

    def _client(self, first: int) -> Callable[[], _Client]:
        return lambda: _Client(self, first)


def cpu_ms(pid: int) -> float:
    """Return the milliseconds of CPU that all threads of a process have used so far."""
    fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / _TICK


def run(job: Job) -> Sample:
    """Run a job in this process.

    Raises:
        WrongAnswer: if an answer isn't 200, has errors, or the server closes a connection.
        OSError: if connecting fails or a connection breaks.
        TimeoutError: if the last requests aren't answered.
    """

    async def sample() -> Sample:
        return await _Run(job).sample()

    return uvloop.run(sample())


def main() -> None:
    """Read jobs, one JSON line each, and write a sample or the failure as a line for each."""
    gc.disable()
    for line in sys.stdin.buffer:
        try:
            answer: object = run(Job(**orjson.loads(line)))
        except (WrongAnswer, OSError, TimeoutError) as error:
            answer = {"failed": f"{type(error).__name__}: {error}"}
        sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE))
        sys.stdout.buffer.flush()
        gc.collect()


if __name__ == "__main__":
    main()
