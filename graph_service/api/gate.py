"""How many operations read at once, and how many wait for it: the rest is told to come again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from graph_service.errors import Overloaded
from graph_service.store.deadline import Deadline
from graph_service.store.read import Reader
from graph_service.telemetry import Waiting


class Gate:
    """Lets so many through at once; some more wait in a row.

    Attributes:
        in_flight: how many are through, or wait.
    """

    def __init__(self, reader: Reader, *, at_once: int, most: int) -> None:
        """Take how many may read at once, and how many may read or wait."""
        self._reader = reader
        self._turns = asyncio.Semaphore(min(at_once, most))
        self._most = most
        self.in_flight = 0

    @asynccontextmanager
    async def turn(self, deadline: Deadline) -> AsyncIterator[None]:
        """Have a turn.

        Raises:
            Overloaded: when as many wait as may.
            DeadlineExceeded: when it didn't come in time.
            DatabaseUnavailable: when the database went away meanwhile.
        """
        if self.in_flight >= self._most:
            raise Overloaded(
                f"{self._most:,} operations are under way, as many as may be: ask again soon.",
                allowed=self._most,
            )
        self.in_flight += 1
        try:
            if self._turns.locked():
                with Waiting("turn"):
                    async with self._reader.until(deadline):
                        await self._turns.acquire()
            else:
                await self._turns.acquire()
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self.in_flight -= 1
