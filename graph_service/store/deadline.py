"""The moment until which an operation has to be answered, whatever it waits for."""

from __future__ import annotations

import asyncio


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
