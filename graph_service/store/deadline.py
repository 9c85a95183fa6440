"""The moment until which an operation has to be answered, whatever it waits for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from graph_service.errors import DeadlineExceeded


class Deadline:
    """A moment, on the clock of the running event loop.

    Attributes:
        seconds: how long it all may take.
        moment: when that is over.
    """

    __slots__ = ("moment", "seconds")

    def __init__(self, seconds: float) -> None:
        """Begin to count."""
        self.seconds = seconds
        self.moment = asyncio.get_running_loop().time() + seconds

    @property
    def left(self) -> float:
        """How many seconds are left; a millisecond at least, as Neo4j takes 0 for no limit."""
        return max(self.moment - asyncio.get_running_loop().time(), 0.001)

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Break off what takes longer.

        Raises:
            DeadlineExceeded: when it did.
        """
        try:
            async with asyncio.timeout_at(self.moment):
                yield
        except TimeoutError:
            raise DeadlineExceeded(took_long(self.seconds), seconds=self.seconds) from None


def took_long(seconds: float) -> str:
    """Say that an operation took longer than it may."""
    return f"The answer took longer than {seconds:g} s; ask for less."
