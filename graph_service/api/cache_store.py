"""Responses that are kept, within a bound of bytes: the least recently used goes first."""

from __future__ import annotations

import hashlib
import sys
from collections import OrderedDict
from typing import NamedTuple

from graph_service.api.result import ANY_STATE, Result
from graph_service.store.read import State


class Key(NamedTuple):
    """What a response depends on, beside the state of the graph.

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
"""One response may take this part of the bound; a larger one isn't kept."""
DIGESTS = 4096
"""How many digests are kept, of about 250 bytes each."""
_OVERHEAD = 500
"""Bytes of an entry's objects, and of its place in the table, beside the texts; measured."""


class CacheStore:
    """The responses of one state of the graph, by what they depend on."""

    def __init__(self, bound: int) -> None:
        """Take how many bytes may be kept."""
        self.bound = bound
        self._results: OrderedDict[Key, Result] = OrderedDict()
        self._digests: OrderedDict[bytes, bytes] = OrderedDict()
        self._state = ANY_STATE  # as long as there is nothing of any other
        self.bytes = 0
        """How many are kept, with the keys and all that belongs to an entry."""
        self.evictions = 0
        """How many responses had to go for want of room."""

    def __len__(self) -> int:
        return len(self._results)

    def __contains__(self, key: Key) -> bool:
        return key in self._results

    def get(self, key: Key) -> Result | None:
        """Give a response, and note that it was used."""
        result = self._results.get(key)
        if result is not None:
            self._results.move_to_end(key)
        return result

    def add(self, key: Key, result: Result) -> None:
        """Keep a response, unless it is one of no state, or too large.

        Those of another state are forgotten: of two states, one is over.
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
        """Give the digest of a response that may be kept no longer."""
        return self._digests.get(_short(key))

    def note(self, key: Key, result: Result) -> bytes:
        """Give the digest of a response of some state, and keep it, for longer than the response.

        Introspection is kept long enough.
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
        """Forget the responses of any other state."""
        if self._state not in (ANY_STATE, state):
            self.forget()
        self._state = state

    def forget(self) -> None:
        """Forget all responses."""
        self._results.clear()
        self._digests.clear()
        self._state = ANY_STATE
        self.bytes = 0


def _short(key: Key) -> bytes:
    return hashlib.blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _size(key: Key, result: Result) -> int:
    texts = (key.text, key.operation_name, key.variables, result.content)
    return _OVERHEAD + sum(map(sys.getsizeof, texts))
