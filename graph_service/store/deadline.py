"""What ends the waiting of an operation: its deadline, and the circuit breaker of the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from graph_service.errors import DatabaseUnavailable, DeadlineExceeded

PATIENCE = 1.0
"""Seconds without an answer after which a read is tried on another connection, too."""


class Deadline:
    """A point in time on the clock of the running event loop.

    Attributes:
        seconds: the time allowed in total.
        moment: the end of that time.
        patience: seconds without an answer after which a read is tried on another connection, too.
    """

    __slots__ = ("moment", "patience", "seconds")

    def __init__(self, seconds: float, patience: float = PATIENCE) -> None:
        self.seconds = seconds
        self.moment = asyncio.get_running_loop().time() + seconds
        self.patience = patience

    @property
    def remaining(self) -> float:
        """The remaining seconds, at least a millisecond, because Neo4j treats 0 as no limit."""
        return max(self.moment - asyncio.get_running_loop().time(), 0.001)

    @asynccontextmanager
    async def enforced(self) -> AsyncIterator[None]:
        """Cancel the block at the deadline, and raise DeadlineExceeded."""
        try:
            async with asyncio.timeout_at(self.moment):
                yield
        except TimeoutError:
            raise DeadlineExceeded(timeout_message(self.seconds), seconds=self.seconds) from None


def timeout_message(seconds: float) -> str:
    """Return the message of DeadlineExceeded."""
    return f"The answer took longer than {seconds:g} s; request less at a time."


class Breaker:
    """Whether the database is available, as `heartbeat.py` reports it.

    Attributes:
        is_open: whether the database is unavailable.
    """

    def __init__(self) -> None:
        self.is_open = False
        self._waiting: set[asyncio.Timeout] = set()

    @asynccontextmanager
    async def until(self, deadline: Deadline, message: str | None = None) -> AsyncIterator[None]:
        """Cancel the block at the deadline, or when the database becomes unavailable.

        Raises:
            DatabaseUnavailable: if the database is or becomes unavailable.
            DeadlineExceeded: at the deadline, with this message.
        """
        if self.is_open:
            raise DatabaseUnavailable("The database is unavailable.")
        timeout = asyncio.timeout_at(deadline.moment)
        try:
            async with timeout:
                self._waiting.add(timeout)
                yield
        except TimeoutError:
            if self.is_open:
                raise DatabaseUnavailable("The database became unavailable.") from None
            message = message or timeout_message(deadline.seconds)
            raise DeadlineExceeded(message, seconds=deadline.seconds) from None
        finally:
            self._waiting.discard(timeout)

    def open(self) -> None:
        """Cancel all operations, and reject new ones until the breaker is closed."""
        self.is_open = True
        now = asyncio.get_running_loop().time()
        for timeout in self._waiting:
            if not timeout.expired():
                timeout.reschedule(now)

    def close(self) -> None:
        """Allow operations again."""
        self.is_open = False
