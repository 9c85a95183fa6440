"""Admission: how many operations run at once, how many wait, and which are rejected.

Compiling a document takes up to 50 ms of CPU time here; planning a new statement takes the database
up to some seconds, during which it is slower for others. So new operations queue; known ones don't.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import Context
from functools import partial
from time import perf_counter
from typing import TypeVar

from graph_service.errors import DeadlineExceeded, Overloaded
from graph_service.store.deadline import Deadline
from graph_service.store.read import Reader
from graph_service.telemetry import (
    CURRENT_REQUEST,
    RequestRecord,
    Waiting,
    note_planning,
    waiting_for_plan,
)

T = TypeVar("T")

MAX_PLANNING = 2
MAX_TURN = 5.0
"""Seconds until the next new statement starts: one that takes longer has probably been planned.
Neo4j plans the longest statements of pages for up to 3 s just after it has started."""
MAX_SECONDS = 30.0
"""Most time for the first read by a new statement, for which its client may not wait."""
_LOOK = 0.05
"""Seconds until it looks again whether Neo4j has planned a statement."""
MAX_KNOWN = 1_000
"""How many statements count as known: the number of plans that Neo4j caches by default."""
_NEW = "operations not seen before"


class Queue:
    """Lets some callers run at once and some more wait, in order of arrival; rejects the rest.

    Attributes:
        length: how many run or wait.
    """

    def __init__(self, limit: int, *, concurrency: int, what: str) -> None:
        self._limit = limit
        self._what = what
        self._turns = asyncio.Semaphore(min(concurrency, limit))
        self.length = 0

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
    """Lets the database plan few new statements at once, each once; known ones don't wait."""

    def __init__(self, limit: int, generation: Callable[[], int] = lambda: 0) -> None:
        """Limit how many run or wait; `generation` changes when the database may have none left."""
        self._queue = Queue(limit, concurrency=MAX_PLANNING, what=_NEW)
        self._generation = generation
        self._known_in = generation()
        self._known: OrderedDict[int, None] = OrderedDict()
        self._running: dict[int, asyncio.Task[object]] = {}
        self._leaving: set[asyncio.Task[None]] = set()

    def are_known(self, statements: Sequence[str]) -> bool:
        """Whether the database has planned all of these statements."""
        if self._known_in != (generation := self._generation()):
            self.forget()
            self._known_in = generation
        if any(hash(statement) not in self._known for statement in statements):
            return False
        self._note(statements)
        return True

    def forget(self) -> None:
        """Count all statements as new."""
        self._known.clear()

    async def read(
        self,
        statements: Sequence[str],
        read: Callable[[Deadline], Awaitable[T]],
        deadline: Deadline,
    ) -> T:
        """Read, when it is the turn of those of the statements that are new.

        Once it has begun, the first read of a statement goes on without its client until Neo4j has
        planned that: it loses the plan of a cancelled statement, so that no later request would get
        any further.

        Raises:
            Overloaded: when the queue is full.
            DeadlineExceeded: when it takes too long.
        """
        while not self.are_known(statements):
            answer = await self._first(statements, read, deadline)
            if answer is not None:
                return answer
        try:
            return await read(deadline)
        except DeadlineExceeded:
            # Neo4j may have had to plan it again; the next read will do so to the end.
            for statement in statements:
                self._known.pop(hash(statement), None)
            raise

    async def _first(
        self,
        statements: Sequence[str],
        read: Callable[[Deadline], Awaitable[T]],
        deadline: Deadline,
    ) -> T | None:
        """Return what the first read returns.

        None if another request has had a statement planned meanwhile, or has failed to.
        """
        new = {*map(hash, statements)} - self._known.keys()
        running = next((self._running[key] for key in new if key in self._running), None)
        if running is not None:
            since = perf_counter()
            with Waiting("plan"), waiting_for_plan():
                async with deadline.enforced():
                    await asyncio.wait((running,))
            note_planning(perf_counter() - since)
            return None
        begun = asyncio.Event()
        # It has a record of its own, as the request may end before.
        record = RequestRecord(id="", started=perf_counter())
        record.planning_since = record.started
        context = Context()
        context.run(CURRENT_REQUEST.set, record)
        task = asyncio.create_task(self._plan(statements, read, begun), context=context)
        task.add_done_callback(partial(self._end, new))
        self._running |= dict.fromkeys(new, task)
        try:
            with Waiting("read"), waiting_for_plan():
                async with deadline.enforced():
                    return await asyncio.shield(task)
        finally:
            if not begun.is_set():
                task.cancel()
            elif not task.done():
                leaving = asyncio.create_task(_cancel_when_planned(task, record))
                self._leaving.add(leaving)
                leaving.add_done_callback(self._leaving.discard)

    async def _plan(
        self,
        statements: Sequence[str],
        read: Callable[[Deadline], Awaitable[T]],
        begun: asyncio.Event,
    ) -> T:
        async with self._queue.turn(longest=MAX_TURN):
            begun.set()
            answer = await read(Deadline(MAX_SECONDS, patience=2 * MAX_TURN))
        self._note(statements)
        return answer

    def _end(self, new: Iterable[int], task: asyncio.Task[object]) -> None:
        """Note that a read has ended."""
        for key in new:
            del self._running[key]
        if not task.cancelled():
            task.exception()  # mark it as retrieved: maybe nobody awaits the task

    def _note(self, statements: Sequence[str]) -> None:
        """Count statements as known."""
        for statement in statements:
            name = hash(statement)  # statements may be long, and a collision does no harm
            self._known[name] = None
            self._known.move_to_end(name)
        while len(self._known) > MAX_KNOWN:
            self._known.popitem(last=False)


async def _cancel_when_planned(task: asyncio.Task[object], record: RequestRecord) -> None:
    """End a read that nobody waits for, but not while Neo4j plans a statement of it."""
    while not task.done() and record.planning_since is not None:  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(_LOOK)
    task.cancel()


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
