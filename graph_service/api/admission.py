"""Admission: how many operations run at once, how many wait, and which are rejected.

Compiling a text takes up to 50 ms of this process; planning a new statement takes the database up
to some seconds, in which it answers others more slowly. So new operations queue; known ones don't.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypeVar

from graph_service.errors import Overloaded
from graph_service.store.deadline import Deadline
from graph_service.store.read import Reader
from graph_service.telemetry import Waiting

T = TypeVar("T")

PLANNED_AT_ONCE = 2
LONGEST_TURN = 1.0
"""Seconds until the next new statement starts: a longer one is most likely executing by then."""
REMEMBERED = 1_000
"""How many statements count as known: as many plans as Neo4j caches by default."""
_NEW = "operations not seen before"


class Queue:
    """Lets some callers run at once and some more wait, in order of arrival; rejects the rest.

    Attributes:
        length: how many run or wait.
    """

    def __init__(self, most: int, *, at_once: int, what: str) -> None:
        self._most = most
        self._what = what
        self._turns = asyncio.Semaphore(min(at_once, most))
        self.length = 0

    @asynccontextmanager
    async def turn(
        self, wait: AbstractAsyncContextManager[None] | None = None, longest: float | None = None
    ) -> AsyncIterator[None]:
        """Wait for a turn, and hold it until the context ends, or for `longest` seconds.

        Args:
            wait: the context in which it waits, if it has to.
            longest: after how many seconds the next in line may start anyway.

        Raises:
            Overloaded: when as many wait as may.
        """
        if self.length >= self._most:
            raise Overloaded(
                f"{self._most:,} {self._what} are running, as many as allowed: try again soon.",
                allowed=self._most,
            )
        self.length += 1
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


class Worker:
    """Runs CPU-bound work in a thread, one job after another, beside the event loop."""

    def __init__(self, most: int) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker")
        self._queue = Queue(most, at_once=most, what=_NEW)  # the thread takes one at a time

    async def do(self, work: Callable[[], T]) -> T:
        """Run a job when its turn comes, and return its result.

        Raises:
            Overloaded: when as many wait as may.
        """
        async with self._queue.turn():
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)


class NewStatements:
    """Sends few new statements at once to the database, and known ones without waiting."""

    def __init__(self, most: int) -> None:
        self._queue = Queue(most, at_once=PLANNED_AT_ONCE, what=_NEW)
        self._known: OrderedDict[int, None] = OrderedDict()

    @asynccontextmanager
    async def turn(self, statement: str, deadline: Deadline) -> AsyncIterator[None]:
        """Wait until a statement may be sent.

        Raises:
            Overloaded: when as many wait as may.
            DeadlineExceeded: when its turn didn't come in time.
        """
        name = hash(statement)  # a text may be long, and a collision does no harm
        if name in self._known:
            self._known.move_to_end(name)
            yield
            return
        async with self._queue.turn(deadline.kept(), LONGEST_TURN):
            yield
        self._known[name] = None
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)


@asynccontextmanager
async def waiting_for_turn(reader: Reader, deadline: Deadline) -> AsyncIterator[None]:
    """Context in which a read waits for its turn, until the deadline or a lost database.

    Raises:
        DeadlineExceeded: when it took too long.
        DatabaseUnavailable: when the database was lost meanwhile.
    """
    with Waiting("turn"):
        async with reader.until(deadline):
            yield
