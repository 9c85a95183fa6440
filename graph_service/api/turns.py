"""Turns for what is new, so that what is known is answered meanwhile as fast as before.

To compile a text takes this process up to 50 ms, and to plan a statement takes the database up to
some seconds, during which it answers others more slowly.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, TypeVar

from graph_service.errors import Overloaded
from graph_service.store.deadline import Deadline

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

PLANNED_AT_ONCE = 2
LONGEST_TURN = 1.0
"""After how many seconds the next one begins: what takes longer is most likely executed."""
REMEMBERED = 1_000
"""How many statements are remembered: as many plans are kept by Neo4j, unless it is told to."""


class _Queue:
    """Counts those who wait or have a turn."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.length = 0

    @contextmanager
    def place(self) -> Iterator[None]:
        if self.length >= self._most:
            raise Overloaded(
                f"{self._most:,} operations not asked before are under way, as many as may be:"
                " ask again soon.",
                allowed=self._most,
            )
        self.length += 1
        try:
            yield
        finally:
            self.length -= 1


class Worker:
    """Does what takes a processor's time, one after another, beside the event loop."""

    def __init__(self, most: int) -> None:
        """Take how many may wait."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker")
        self._queue = _Queue(most)

    async def do(self, work: Callable[[], T]) -> T:
        """Do something when its turn comes; give what it gives.

        Raises:
            Overloaded: when as many wait as may.
        """
        with self._queue.place():
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)


class Turns:
    """Lets few new statements at once go to the database, and all that it has answered before."""

    def __init__(self, most: int) -> None:
        """Take how many may wait."""
        self._queue = _Queue(most)
        self._turns = asyncio.Semaphore(PLANNED_AT_ONCE)
        self._answered: OrderedDict[int, None] = OrderedDict()

    @asynccontextmanager
    async def turn(self, statement: str, deadline: Deadline) -> AsyncIterator[None]:
        """Wait until a statement may be sent.

        Raises:
            Overloaded: when as many wait as may.
            DeadlineExceeded: when its turn didn't come in time.
        """
        name = hash(statement)  # a text may be long, and a wrong guess does no harm
        if name in self._answered:
            self._answered.move_to_end(name)
            yield
            return
        with self._queue.place():
            async with deadline.kept():
                await self._turns.acquire()
            over = asyncio.get_running_loop().call_later(LONGEST_TURN, self._turns.release)
            try:
                yield
            finally:
                if over.when() > asyncio.get_running_loop().time():
                    over.cancel()
                    self._turns.release()
        self._answered[name] = None
        if len(self._answered) > REMEMBERED:
            self._answered.popitem(last=False)
