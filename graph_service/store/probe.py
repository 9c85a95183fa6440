"""Probes of the newest state, shared by all requests that wait for it."""

from __future__ import annotations

import asyncio
from functools import partial

from .read import Reader, State

GATHERING_TURNS = 5
"""Turns of the event loop before a probe starts; an idle turn takes microseconds."""


class Probe:
    """Shares probes between requests: a probe never starts before a request that it answers.

    During a probe, new requests wait for the next one. A probe starts some turns of the event loop
    after it is requested, so that requests that have already arrived, and those that clients send
    right after their last answers, share it: a probe costs as much as a dozen requests.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._waiting: list[asyncio.Future[State]] = []
        self._is_requested = False
        self._running: asyncio.Task[State] | None = None
        self.started = 0
        """The number of probes started."""

    async def newest(self) -> State:
        """Return a state that is not older than this call.

        Raises:
            DatabaseUnavailable: if the database can't be reached.
            DeadlineExceeded: if the probe took too long.
        """
        future: asyncio.Future[State] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        if not self._is_requested:
            self._is_requested = True
            self._gather(GATHERING_TURNS)
        return await future

    def _gather(self, turns: int) -> None:
        if turns:
            asyncio.get_running_loop().call_soon(self._gather, turns - 1)
        else:
            self._start()

    def _start(self) -> None:
        waiting, self._waiting = self._waiting, []
        self.started += 1
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
        self._is_requested = bool(self._waiting)
        if self._is_requested:
            self._gather(GATHERING_TURNS)
