"""The response cache: never stale.

A request is answered in one of two ways only, neither older than the moment at which it came:

- by a read that began after it came: its own, or one that an equal request began since then;
- by a response that is kept, if a probe begun after it came finds the state that it was read at.

That a client has the answer already is told as by the second.

A read that was under way when it came is waited for, as what it gives is kept.

States are compared, never ordered: a bookmark says which state it is, and not which is newer.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Container, Mapping
from typing import TypeAlias

import orjson

from graph_service.api.cache_store import CacheStore, Key
from graph_service.api.result import ANY_STATE, Result
from graph_service.errors import GraphServiceError
from graph_service.model.json import Json
from graph_service.store.deadline import Deadline
from graph_service.store.probe import Probe
from graph_service.store.read import Reader, State
from graph_service.telemetry import Waiting, note_cache

Read: TypeAlias = Callable[[], Awaitable[Result]]
_Flight: TypeAlias = "asyncio.Future[Result | None]"

UNWATCHED = 5.0
"""After how many seconds without a probe or a read everything is forgotten.

A database that is stopped, restored to older data, started and written to could come to have the
bookmark again that other data had; nobody does that in five seconds.
"""


def key_of(
    text: str,
    variables: Mapping[str, Json] | None,
    operation_name: str | None,
    with_cost: bool = False,
) -> Key | None:
    """Give what the response depends on; None where variables are no JSON."""
    try:
        given = orjson.dumps(variables, option=orjson.OPT_SORT_KEYS) if variables else b""
    except TypeError:
        return None
    return Key(text, operation_name, given, with_cost)


class ResponseCache:
    """Answers from what is kept, else by reading; equal requests share a read."""

    def __init__(self, reader: Reader, bound: int) -> None:
        """Take what reads, and how many bytes may be kept."""
        self.probe = Probe(reader)
        self._until = reader.until
        self._flights: dict[Key, _Flight] = {}
        self._watched = time.monotonic()
        self.store = CacheStore(bound)
        self.hits = 0
        """How many requests were answered with what was kept, or that it is the same."""
        self.misses = 0
        """How many requests were read for."""
        self.joins = 0
        """How many requests were answered by the read of an equal one."""

    async def answer(self, key: Key, read: Read, deadline: Deadline) -> Result:
        """Answer a request, with `read` if nothing else will do; it keeps to the deadline itself.

        Raises:
            DatabaseUnavailable: when the database can't be asked whether an answer is true.
            DeadlineExceeded: when that took too long.
        """
        flight = self._flights.get(key)
        if flight is None:
            if key not in self.store:
                return await self._read(key, read)
            if (kept := await self._confirmed(key)) is not None:
                self.hits += 1
                note_cache("hit")
                return kept
        async with self._until(deadline):
            return await self._share(key, read, flight)

    async def known(self, key: Key, digests: Container[bytes]) -> bytes | None:
        """Give the digest of the answer if it is among these, and no read is needed to tell.

        Raises:
            DatabaseUnavailable: when the database can't be asked whether it is true.
            DeadlineExceeded: when that took too long.
        """
        digest = self.store.digest(key)
        if digest is None or digest not in digests:
            return None
        self.store.retain(await self._newest())
        if self.store.digest(key) != digest:
            return None
        self.hits += 1
        note_cache("hit")
        return digest

    async def _share(self, key: Key, read: Read, earlier: _Flight | None) -> Result:
        """Answer with the read of an equal request; `earlier` was under way when this one came."""
        if earlier is not None:
            # What it gives may be older than this request, so that it is good once confirmed only.
            await asyncio.shield(earlier)
            if (kept := await self._confirmed(key)) is not None:
                self.joins += 1
                note_cache("join")
                return kept
        while (flight := self._flights.get(key)) is not None:
            # It began after this request came, so whatever it gives is good, a failure too.
            if (result := await asyncio.shield(flight)) is not None:
                self.joins += 1
                note_cache("join")
                return result
        return await self._read(key, read)

    async def _read(self, key: Key, read: Read) -> Result:
        """Read, for all equal requests that come meanwhile."""
        self.misses += 1
        note_cache("miss")
        flight: _Flight = asyncio.get_running_loop().create_future()
        self._flights[key] = flight
        result = None
        try:
            result = await read()
            self._watch()
            self.store.add(key, result)
        finally:
            # None tells those who joined that this request was broken off: one of them reads on.
            del self._flights[key]
            flight.set_result(result)
        return result

    async def _confirmed(self, key: Key) -> Result | None:
        """Give the response that is kept, if it is of the newest state."""
        kept = self.store.get(key)
        if kept is None or kept.state == ANY_STATE:
            return kept
        self.store.retain(await self._newest())
        return self.store.get(key)

    async def _newest(self) -> State:
        """Give a state that is no older than this call."""
        try:
            with Waiting("newest state"):
                newest = await self.probe.newest()
        except GraphServiceError:
            self.store.forget()
            raise
        self._watch()
        return newest

    def _watch(self) -> None:
        """Note that the database was heard of; after a long silence, forget all."""
        now = time.monotonic()
        if now - self._watched > UNWATCHED:
            self.store.forget()
        self._watched = now
