"""One probe of the newest state for all that wait for it."""

from __future__ import annotations

import asyncio
from functools import partial

from .read import Reader, State

TURNS = 5
"""How many turns of the event loop a probe waits for company; an idle turn takes microseconds."""


class Probe:
    """Shares probes: each begins after all came that wait for it.

    While one is under way, who comes waits for the next. A probe begins only some turns of the
    event loop after it is wanted, so that requests that are there already, and those that clients
    send right after the answers that they just got, share it: it costs as much as a dozen of them.
    """

    def __init__(self, reader: Reader) -> None:
        """Take what asks the database."""
        self._reader = reader
        self._waiting: list[asyncio.Future[State]] = []
        self._wanted = False
        self._running: asyncio.Task[State] | None = None
        self.begun = 0
        """How many probes were begun."""

    async def newest(self) -> State:
        """Give a state that is no older than this call.

        Raises:
            DatabaseUnavailable: when the database can't be reached.
            DeadlineExceeded: when it took too long.
        """
        future: asyncio.Future[State] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        if not self._wanted:
            self._wanted = True
            self._gather(TURNS)
        return await future

    def _gather(self, turns: int) -> None:
        if turns:
            asyncio.get_running_loop().call_soon(self._gather, turns - 1)
        else:
            self._begin()

    def _begin(self) -> None:
        waiting, self._waiting = self._waiting, []
        self.begun += 1
        self._running = asyncio.create_task(self._reader.newest())
        self._running.add_done_callback(partial(self._end, waiting))

    def _end(self, waiting: list[asyncio.Future[State]], probe: asyncio.Task[State]) -> None:
        for future in waiting:
            if future.done():  # its request was cancelled
                continue
            if probe.cancelled():
                future.cancel()
            elif error := probe.exception():
                future.set_exception(error)
            else:
                future.set_result(probe.result())
        self._wanted = bool(self._waiting)
        if self._wanted:
            self._gather(TURNS)
