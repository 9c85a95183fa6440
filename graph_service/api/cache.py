"""The response cache: never stale, unless the operator allows it.

A request is answered in one of two ways, neither older than its arrival:

- by a read that began after it arrived: its own, or that of an equal request;
- by a cached response, if a probe that began after it arrived finds the state of that response.

A 304 follows the second rule. If an equal read is already running, a request waits for it: its
result may be cached. With MAX_STALENESS, a probe that began up to so many seconds earlier suffices.

States are compared, never ordered: a bookmark identifies a state, but not which is newer.
"""

from __future__ import annotations

import asyncio
import math
import sys
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Container
from time import monotonic
from typing import TypeAlias

from graph_service.api.parameters import Key
from graph_service.api.responses import ANY_STATE, Result
from graph_service.errors import GraphServiceError
from graph_service.store.deadline import Deadline
from graph_service.store.read import Probe, Reader, State
from graph_service.telemetry import Waiting, note_cache

Read: TypeAlias = Callable[[], Awaitable[Result]]
_Flight: TypeAlias = "asyncio.Future[Result | None]"

MAX_SILENCE = 5.0
"""After this many seconds without an answer of the database, the cache is cleared.

A database that is stopped, restored from a backup, started and written to could reach an old
bookmark again with different data; that takes longer than five seconds.
"""
_LARGEST_SHARE = 4
"""One response may take this fraction of the bound; a larger one isn't stored."""
DIGESTS = 4096
"""How many digests are stored, of about 250 bytes each."""
_OVERHEAD = 540
"""Measured bytes of an entry's key, its objects and its slot in the table, without the content."""


class CacheStore:
    """The responses of one state of the graph, by their keys, bounded in bytes.

    The least recently used is evicted first.
    """

    def __init__(self, bound: int) -> None:
        self.bound = bound
        self._results: OrderedDict[Key, Result] = OrderedDict()
        self._digests: OrderedDict[bytes, bytes] = OrderedDict()
        self._state = ANY_STATE  # until a response of another state is added
        self.confirmed_at = -math.inf
        """When that state was known to be the newest, by the monotonic clock."""
        self.bytes = 0
        """Size of all entries, including keys and overhead."""
        self.evictions = 0
        """How many responses were evicted."""

    def __len__(self) -> int:
        return len(self._results)

    def __contains__(self, key: Key) -> bool:
        return key in self._results

    def get(self, key: Key) -> Result | None:
        """Return a response, and mark it as used."""
        result = self._results.get(key)
        if result is not None:
            self._results.move_to_end(key)
        return result

    def add(self, key: Key, result: Result) -> None:
        """Store a response, unless it has no state or is too large.

        Responses of another state are dropped: of two states, one is outdated.
        """
        size = _size(result)
        if result.state is None or size > self.bound // _LARGEST_SHARE:
            return
        if result.state != ANY_STATE:
            self.retain(result.state)
        if (replaced := self._results.pop(key, None)) is not None:
            self.bytes -= _size(replaced)
        self._results[key] = result
        self.bytes += size
        while self.bytes > self.bound:
            _, evicted = self._results.popitem(last=False)
            self.bytes -= _size(evicted)
            self.evictions += 1

    def digest(self, key: Key) -> bytes | None:
        """Return the digest of a response, which itself may be evicted."""
        return self._digests.get(key)

    def note(self, key: Key, result: Result) -> bytes:
        """Return the digest of a response, and store it: digests outlive responses.

        Responses of any state (introspection) stay stored long enough without that.
        """
        if result.state is None or result.state == ANY_STATE:
            return result.digest
        self.retain(result.state)
        digest = self._digests.pop(key, None) or result.digest
        self._digests[key] = digest
        if len(self._digests) > DIGESTS:
            self._digests.popitem(last=False)
        return digest

    def retain(self, state: State) -> None:
        """Drop the responses of any other state."""
        if self._state not in (ANY_STATE, state):
            self.clear()
        self._state = state

    def clear(self) -> None:
        """Drop all responses."""
        self._results.clear()
        self._digests.clear()
        self._state = ANY_STATE
        self.confirmed_at = -math.inf
        self.bytes = 0


def _size(result: Result) -> int:
    return _OVERHEAD + sys.getsizeof(result.content)


class ResponseCache:
    """Answers from the cache, or by reading; equal requests share a read."""

    def __init__(self, reader: Reader, bound: int, max_staleness: float = 0.0) -> None:
        """Store up to `bound` bytes, and probe again after `max_staleness` seconds."""
        self.probe = Probe(reader)
        self._max_staleness = max_staleness
        self._until = reader.until
        self._flights: dict[Key, _Flight] = {}
        self._watched = monotonic()
        self.store = CacheStore(bound)
        self.hits = 0
        """How many requests were answered from the cache, or with a 304."""
        self.misses = 0
        """How many requests read."""
        self.joins = 0
        """How many requests shared the read of an equal one."""

    async def answer(self, key: Key, read: Read, deadline: Deadline) -> Result:
        """Answer a request from the cache, or by `read`, which enforces the deadline itself.

        Raises:
            DatabaseUnavailable: when the database can't confirm a cached answer.
            DeadlineExceeded: when that took too long.
        """
        flight = self._flights.get(key)
        if flight is None:
            if key not in self.store:
                return await self._read(key, read)
            if (cached := await self._confirmed(key)) is not None:
                self.hits += 1
                note_cache("hit")
                return cached
        async with self._until(deadline):
            return await self._share(key, read, flight)

    async def known(self, key: Key, digests: Container[bytes]) -> bytes | None:
        """Return the digest of the current answer if it is one of these, and no read is needed.

        Raises:
            DatabaseUnavailable: when the database can't confirm it.
            DeadlineExceeded: when that took too long.
        """
        digest = self.store.digest(key)
        if digest is None or digest not in digests:
            return None
        await self._confirm()
        if self.store.digest(key) != digest:
            return None
        self.hits += 1
        note_cache("hit")
        return digest

    async def _share(self, key: Key, read: Read, earlier: _Flight | None) -> Result:
        """Share the read of an equal request; `earlier` was running when this one arrived."""
        if earlier is not None:
            # Its result may be older than this request, so it has to be confirmed.
            await asyncio.shield(earlier)
            if (cached := await self._confirmed(key)) is not None:
                self.joins += 1
                note_cache("join")
                return cached
        while (flight := self._flights.get(key)) is not None:
            # It began after this request arrived, so any result is valid, even a failure.
            if (result := await asyncio.shield(flight)) is not None:
                self.joins += 1
                note_cache("join")
                return result
        return await self._read(key, read)

    async def _read(self, key: Key, read: Read) -> Result:
        """Read, for all equal requests that arrive meanwhile."""
        self.misses += 1
        note_cache("miss")
        flight: _Flight = asyncio.get_running_loop().create_future()
        self._flights[key] = flight
        result = None
        try:
            result = await read()
            self.note_contact()
            self.store.add(key, result)
        finally:
            # None: this request was cancelled; one of those that joined reads instead.
            del self._flights[key]
            flight.set_result(result)
        return result

    async def _confirmed(self, key: Key) -> Result | None:
        """Return the cached response if it is of the newest state."""
        cached = self.store.get(key)
        if cached is None or cached.state == ANY_STATE:
            return cached
        await self._confirm()
        return self.store.get(key)

    async def _confirm(self) -> None:
        """Drop the cached responses that are not of the newest state."""
        now = monotonic()
        if now - self.store.confirmed_at < self._max_staleness:
            return
        try:
            with Waiting("newest state"):
                newest = await self.probe.newest()
        except GraphServiceError:
            self.store.clear()
            raise
        self.note_contact()
        self.store.retain(newest)
        self.store.confirmed_at = now

    def note_contact(self) -> None:
        """Record that the database answered; after a long silence, clear the cache."""
        now = monotonic()
        if now - self._watched > MAX_SILENCE:
            self.store.clear()
        self._watched = now
