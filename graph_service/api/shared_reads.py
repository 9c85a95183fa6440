"""Reads that wait for the database anyway share their statements, and so a transaction.

For a small read, the driver and the transaction take more time than the rows. So a request for
which as many of the same kind are being read as the database works on at once waits until one of
these ends; then all that wait are read together. A lone request is read alone, without delay.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass, field, replace
from functools import partial
from math import ceil

from graph_service.api.admission import NewStatements
from graph_service.compiler.cypher.alternatives import shared
from graph_service.compiler.execution import Execution, together
from graph_service.errors import GraphServiceError
from graph_service.store.deadline import Deadline
from graph_service.store.read import GATHERING_TURNS, Answer, Reader
from graph_service.telemetry import Waiting

CONCURRENCY = 2
"""Reads of one kind that run at once: while the database works on one, this process prepares the
next."""
MAX_WAIT = 0.03
"""Seconds until a request is read alone, because those that it waits for take long: the database is
far away, and would answer all at the same time, or they hang. Eight searches take 10 to 25 ms."""
MAX_SHARING = 20
"""Most requests that share a statement, as each waits for the rows of all."""


@dataclass(eq=False)
class _Waiter:
    """A request that waits for others of its kind.

    Attributes:
        answer: what was read for it; None if it is to read alone.
        is_taken: whether it is being read with others.
    """

    execution: Execution
    deadline: Deadline
    answer: asyncio.Future[Answer | None] = field(default_factory=asyncio.Future)
    is_taken: bool = False

    def leave(self) -> None:
        """Read alone, unless it is being read with others."""
        if not self.is_taken:
            self.settle(None)

    def settle(self, answer: Answer | None) -> None:
        """Set the answer, unless the request was cancelled."""
        if not self.answer.done():
            self.answer.set_result(answer)


@dataclass(eq=False)
class _Kind:
    """The requests with one last statement.

    Attributes:
        running: the number of requests in each read in progress.
        waiting: in order of arrival.
    """

    running: list[int] = field(default_factory=list)
    waiting: list[_Waiter] = field(default_factory=list)


class SharedReads:
    """Reads for operations; those of one kind that wait share a statement."""

    def __init__(self, reader: Reader, new: NewStatements) -> None:
        """Set up reads; `new` limits how many statements the database plans at once."""
        self._reader = reader
        self._new = new
        self._kinds: dict[str, _Kind] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def read(self, execution: Execution, deadline: Deadline) -> Answer:
        """Read for an operation.

        Raises:
            DatabaseUnavailable: if the database can't be reached.
            DeadlineExceeded: if it took too long.
            DatabaseFailed: if the database rejected the statement.
        """
        name = execution.texts[-1]
        kind = self._kinds.get(name)
        if kind and len(kind.running) >= CONCURRENCY and execution.can_share:
            answer = await self._shared(kind, _Waiter(execution, deadline))
            if answer is not None:
                return answer
        kind = self._kinds.setdefault(name, _Kind())
        kind.running.append(1)
        try:
            return await self._reader.read_in_steps(execution.steps, deadline)
        finally:
            self._end(name, kind, 1)

    async def _shared(self, kind: _Kind, waiter: _Waiter) -> Answer | None:
        kind.waiting.append(waiter)
        leaving = asyncio.get_running_loop().call_later(MAX_WAIT, waiter.leave)
        try:
            with Waiting("read"):
                async with self._reader.until(waiter.deadline):
                    return await waiter.answer
        finally:
            leaving.cancel()

    def _end(self, name: str, kind: _Kind, size: int, turns: int = GATHERING_TURNS) -> None:
        """Note the end of a read for so many requests, and start one for those that wait.

        Some turns of the event loop later, as clients that have just been answered send others.
        """
        if turns:
            asyncio.get_running_loop().call_soon(self._end, name, kind, size, turns - 1)
            return
        kind.running.remove(size)
        if waiters := self._next(kind):
            kind.running.append(len(waiters))
            # Without the context of the request that has just been answered.
            read = self._read_together(name, kind, waiters)
            task = asyncio.create_task(read, context=Context())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if not kind.running and not kind.waiting:
            self._kinds.pop(name, None)

    def _next(self, kind: _Kind) -> Sequence[_Waiter]:
        """Remove and return the waiting requests that are read together.

        At most their share, or one read would get all of them, and the others one at a time.
        """
        waiting = [waiter for waiter in kind.waiting if not waiter.answer.done()]
        share = ceil((len(waiting) + sum(kind.running)) / CONCURRENCY)
        size = min(share, MAX_SHARING)
        taken, kind.waiting = waiting[:size], waiting[size:]
        for waiter in taken:
            waiter.is_taken = True
        return taken

    async def _read_together(self, name: str, kind: _Kind, waiters: Sequence[_Waiter]) -> None:
        """Read for several; if that fails, each reads alone and gets an error of its own."""
        executions = [waiter.execution for waiter in waiters]
        deadline = max((w.deadline for w in waiters), key=lambda deadline: deadline.moment)
        texts = [*{shared(text) for execution in executions for text in execution.texts}]
        reading = partial(self._reader.read_in_steps, partial(together, executions))
        try:
            with suppress(GraphServiceError):
                read = await self._new.read(texts, reading, deadline)
                for waiter, row in zip(waiters, read.row, strict=True):
                    if isinstance(row, list):
                        waiter.settle(replace(read, row=row))
        finally:
            for waiter in waiters:
                waiter.settle(None)
            self._end(name, kind, len(waiters))
