"""A thread-safe LRU cache in two segments, bounded by bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MAX_SHARE = 8
"""An entry larger than this part of the bound isn't cached."""


class LRU(Generic[K, V]):
    """Evicts entries that were used once before those that were used again, oldest first.

    A flood of keys that are used once can't evict keys that are used again and again.
    """

    def __init__(self, bound: int) -> None:
        self.bound = bound
        self.bytes = 0
        """The size of all cached values."""
        self._once: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._again: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._again_bytes = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._once) + len(self._again)

    def get(self, key: K) -> V | None:
        """Return the cached value of a key, and mark it as used again."""
        with self._lock:
            if (entry := self._again.get(key)) is not None:
                self._again.move_to_end(key)
            elif (entry := self._once.pop(key, None)) is not None:
                self._again[key] = entry
                self._again_bytes += entry[1]
                # A fifth is reserved for new entries: they must stay long enough to be used again.
                while self._again_bytes > self.bound * 4 // 5:
                    oldest, moved = self._again.popitem(last=False)
                    self._again_bytes -= moved[1]
                    self._once[oldest] = moved
            return None if entry is None else entry[0]

    def add(self, key: K, value: V, size: int) -> None:
        """Cache a value of this size in bytes, unless it is too large."""
        if size > self.bound // MAX_SHARE:
            return
        with self._lock:
            if key in self._once or key in self._again:
                return
            self._once[key] = (value, size)
            self.bytes += size
            while self.bytes > self.bound:
                _, (_, freed) = self._once.popitem(last=False)
                self.bytes -= freed
