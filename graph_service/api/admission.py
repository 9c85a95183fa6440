"""Admission: how many operations run at once, how many wait, and which are rejected.

Compiling a document takes up to 50 ms of CPU time here; planning a new statement takes the database
up to some seconds, during which it is slower for others. So new operations queue; known ones don't.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypeVar

from graph_service.errors import Overloaded
from graph_service.store.deadline import Deadline
from graph_service.store.read import Reader
from graph_service.telemetry import Waiting

T = TypeVar("T")

MAX_PLANNING = 2
MAX_TURN = 1.0
"""Seconds until the next new statement starts: one that takes longer has probably been planned."""
MAX_KNOWN = 1_000
"""How many statements count as known: the number of plans that Neo4j caches by default."""
_NEW = "operations not seen before"


class Queue:
    """Lets some callers run at once and some more wait, in order of arrival; rejects the rest.

    Attributes:
        length: how many run or wait.
        idle: set while none does.
    """

    def __init__(self, limit: int, *, concurrency: int, what: str) -> None:
        self._limit = limit
        self._what = what
        self._turns = asyncio.Semaphore(min(concurrency, limit))
        self.length = 0
        self.idle = asyncio.Event()
        self.idle.set()

    @asynccontextmanager
    async def turn(
        self, wait: AbstractAsyncContextManager[None] | None = None, longest: float | None = None
    ) -> AsyncIterator[None]:
        """Wait for a turn, and hold it until the context ends, or for `longest` seconds.

        Args:
            wait: the context in which a caller waits, if it has to.
            longest: after how many seconds the next in line may start anyway.

        Raises:
            Overloaded: when the queue is full.
        """
        if self.length >= self._limit:
            raise Overloaded(
                f"{self._limit:,} {self._what} are already running or waiting: try again soon.",
                allowed=self._limit,
            )
        self.length += 1
        self.idle.clear()
        try:
            if wait is not None and self._turns.locked():
                async with wait:
                    await self._turns.acquire()
            else:
                await self._turns.acquire()
            loop = asyncio.get_running_loop()
            early = loop.call_later(longest, self._turns.release) if longest else None
            try:
                yield
            finally:
                if early is None or early.when() > loop.time():
                    self._turns.release()
                    if early is not None:
                        early.cancel()
        finally:
            self.length -= 1
            if not self.length:
                self.idle.set()


class Worker:
    """Runs CPU-bound jobs in a thread, one at a time, so that the event loop isn't blocked."""

    def __init__(self, limit: int) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker")
        self._queue = Queue(limit, concurrency=limit, what=_NEW)  # the thread runs one at a time

    async def run(self, job: Callable[[], T]) -> T:
        """Run a job when it is its turn, and return its result.

        Raises:
            Overloaded: when the queue is full.
        """
        async with self._queue.turn():
            return await asyncio.get_running_loop().run_in_executor(self._thread, job)


class NewStatements:
    """Limits how many new statements the database plans at once; known ones don't wait."""

    def __init__(self, limit: int) -> None:
        self._queue = Queue(limit, concurrency=MAX_PLANNING, what=_NEW)
        self._known: OrderedDict[int, None] = OrderedDict()

    @asynccontextmanager
    async def turn(self, statements: Sequence[str], deadline: Deadline) -> AsyncIterator[None]:
        """Wait until the statements of an operation may be sent.

        Raises:
            Overloaded: when the queue is full.
            DeadlineExceeded: when it waited too long.
        """
        if all(hash(statement) in self._known for statement in statements):
            self.note(statements)
            yield
            return
        async with self._queue.turn(deadline.enforced(), MAX_TURN):
            yield
        self.note(statements)

    def note(self, statements: Sequence[str]) -> None:
        """Count statements as known."""
        for statement in statements:
            name = hash(statement)  # statements may be long, and a collision does no harm
            self._known[name] = None
            self._known.move_to_end(name)
        while len(self._known) > MAX_KNOWN:
            self._known.popitem(last=False)


@asynccontextmanager
async def waiting_for_turn(reader: Reader, deadline: Deadline) -> AsyncIterator[None]:
    """Context in which a read waits for its turn; the deadline or a lost database end it.

    Raises:
        DeadlineExceeded: when it waited too long.
        DatabaseUnavailable: when the database became unavailable meanwhile.
    """
    with Waiting("turn"):
        async with reader.until(deadline):
            yield
