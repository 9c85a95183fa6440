"""The deadline of an operation, across everything that it waits for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from graph_service.errors import DeadlineExceeded


class Deadline:
    """A point in time on the clock of the running event loop.

    Attributes:
        seconds: the time allowed in total.
        moment: the end of that time.
    """

    __slots__ = ("moment", "seconds")

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.moment = asyncio.get_running_loop().time() + seconds

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
