"""The store of cached responses, bounded in bytes: the least recently used is evicted first."""

from __future__ import annotations

import hashlib
import math
import sys
from collections import OrderedDict
from collections.abc import Mapping
from typing import TypeAlias

import orjson

from graph_service.api.result import ANY_STATE, Result
from graph_service.model.json import Json
from graph_service.store.read import State

Key: TypeAlias = bytes
"""A digest of all that a response depends on, apart from the state of the graph."""
_KEY_BYTES = 32
LARGEST_SHARE = 4
"""One response may take this fraction of the bound; a larger one isn't stored."""
DIGESTS = 4096
"""How many digests are stored, of about 250 bytes each."""
_OVERHEAD = 540
"""Measured bytes of an entry's key, its objects and its slot in the table, without the content."""


def key_of(
    text: str,
    variables: Mapping[str, Json] | None,
    operation_name: str | None,
    with_cost: bool = False,
) -> Key | None:
    """Return the key of an operation; None if the variables are not JSON."""
    request = [text, operation_name, variables or None, with_cost]
    try:
        dumped = orjson.dumps(request, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        return None
    return hashlib.blake2b(dumped, digest_size=_KEY_BYTES).digest()


class CacheStore:
    """The responses of one state of the graph, by their keys."""

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
        if result.state is None or size > self.bound // LARGEST_SHARE:
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
