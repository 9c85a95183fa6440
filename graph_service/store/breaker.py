"""A circuit breaker: while the database is away, whoever needs it learns so at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from graph_service.errors import DatabaseUnavailable, DeadlineExceeded

from .deadline import Deadline, took_long


class Breaker:
    """Knows whether the database is away; `heartbeat.py` tells it.

    Attributes:
        is_open: whether it is away.
    """

    def __init__(self) -> None:
        """Begin with a database that is there."""
        self.is_open = False
        self._waiting: set[asyncio.Timeout] = set()

    @asynccontextmanager
    async def until(self, deadline: Deadline, message: str | None = None) -> AsyncIterator[None]:
        """Break off what takes too long, or waits for a database that goes away meanwhile.

        Raises:
            DatabaseUnavailable: when the database is away.
            DeadlineExceeded: when it took longer than the deadline, with this message.
        """
        if self.is_open:
            raise DatabaseUnavailable("The database is away.")
        timeout = asyncio.timeout_at(deadline.moment)
        try:
            async with timeout:
                self._waiting.add(timeout)
                yield
        except TimeoutError:
            if self.is_open:
                raise DatabaseUnavailable("The database went away.") from None
            message = message or took_long(deadline.seconds)
            raise DeadlineExceeded(message, seconds=deadline.seconds) from None
        finally:
            self._waiting.discard(timeout)

    def open(self) -> None:
        """Break off all that waits for the database, and what comes until it is closed again."""
        self.is_open = True
        now = asyncio.get_running_loop().time()
        for timeout in self._waiting:
            if not timeout.expired():
                timeout.reschedule(now)

    def close(self) -> None:
        """Let everything through again."""
        self.is_open = False
