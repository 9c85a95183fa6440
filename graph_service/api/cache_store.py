"""The store of cached responses, bounded in bytes: the least recently used is evicted first."""

from __future__ import annotations

import hashlib
import sys
from collections import OrderedDict
from typing import NamedTuple

from graph_service.api.result import ANY_STATE, Result
from graph_service.store.read import State


class Key(NamedTuple):
    """What a response depends on, apart from the state of the graph.

    Attributes:
        text: of the request.
        operation_name: of the request.
        variables: of the request, as JSON with sorted keys; b"" for none.
        with_cost: whether the response says what it cost.
    """

    text: str
    operation_name: str | None
    variables: bytes
    with_cost: bool = False


LARGEST_SHARE = 4
"""One response may take this fraction of the bound; a larger one isn't stored."""
DIGESTS = 4096
"""How many digests are stored, of about 250 bytes each."""
_OVERHEAD = 500
"""Measured bytes of an entry's objects and its slot in the table, without the texts."""


class CacheStore:
    """The responses of one state of the graph, by their keys."""

    def __init__(self, bound: int) -> None:
        self.bound = bound
        self._results: OrderedDict[Key, Result] = OrderedDict()
        self._digests: OrderedDict[bytes, bytes] = OrderedDict()
        self._state = ANY_STATE  # until a response of another state is added
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
        size = _size(key, result)
        if result.state is None or size > self.bound // LARGEST_SHARE:
            return
        if result.state != ANY_STATE:
            self.retain(result.state)
        if (replaced := self._results.pop(key, None)) is not None:
            self.bytes -= _size(key, replaced)
        self._results[key] = result
        self.bytes += size
        while self.bytes > self.bound:
            self.bytes -= _size(*self._results.popitem(last=False))
            self.evictions += 1

    def digest(self, key: Key) -> bytes | None:
        """Return the digest of a response, which itself may be evicted."""
        return self._digests.get(_short(key))

    def note(self, key: Key, result: Result) -> bytes:
        """Return the digest of a response, and store it: digests outlive responses.

        Responses of any state (introspection) stay stored long enough without that.
        """
        if result.state is None or result.state == ANY_STATE:
            return result.digest
        self.retain(result.state)
        short = _short(key)
        digest = self._digests.pop(short, None) or result.digest
        self._digests[short] = digest
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
        self.bytes = 0


def _short(key: Key) -> bytes:
    return hashlib.blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _size(key: Key, result: Result) -> int:
    texts = (key.text, key.operation_name, key.variables, result.content)
    return _OVERHEAD + sum(map(sys.getsizeof, texts))
