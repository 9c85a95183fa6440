"""Content coding (RFC 9110, section 8.4): answers are compressed if the client accepts it.

The introspection of 892 kB shrinks to 65 with gzip in 9 ms, and to 34 with Brotli in 11.
"""

from __future__ import annotations

import asyncio
import zlib
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]

MIN_BYTES = 1_400
"""A smaller answer fits into one packet as it is."""
COMPRESSED_SHARE = 4
"""Answers with their compressed forms may take this fraction of the response cache beside it."""
LARGE = 65_536
"""Compressing more bytes takes over half a millisecond: it is done in a thread."""
_FILES = 64


class Coding(NamedTuple):
    """A content coding.

    Attributes:
        name: in Content-Encoding; empty for none.
        suffix: of ETags, as each coding is a representation of its own.
        compress: compresses a content.
    """

    name: bytes
    suffix: bytes
    compress: Callable[[bytes], bytes]


def _gzip(content: bytes) -> bytes:
    deflate = zlib.compressobj(level=5, wbits=zlib.MAX_WBITS | 16)
    return deflate.compress(content) + deflate.flush()


IDENTITY = Coding(b"", b"", bytes)
GZIP = Coding(b"gzip", b"z", _gzip)
BROTLI = Coding(b"br", b"b", partial(brotli.compress, quality=5))


@lru_cache(maxsize=_FILES)
def compressed_file(content: bytes, coding: Coding) -> bytes:
    """Compress a static file, once per process."""
    return coding.compress(content)


async def compress(content: bytes, coding: Coding) -> bytes:
    """Compress a content; a large one doesn't block the event loop."""
    if len(content) > LARGE:
        return await asyncio.to_thread(coding.compress, content)
    return coding.compress(content)


class Compressor:
    """Compresses answers; those that the response cache stores are compressed once.

    Attributes:
        bound: the bytes that contents and their compressed forms may take together.
    """

    def __init__(self, bound: int) -> None:
        self.bound = bound
        self._bytes = 0
        # By the identity of a content, which stays valid because the content is stored, too.
        self._stored: OrderedDict[tuple[int, Coding], tuple[bytes, bytes]] = OrderedDict()

    async def compress(self, content: bytes, coding: Coding, *, is_cached: bool) -> bytes:
        """Return a compressed content."""
        key = (id(content), coding)
        if (stored := self._stored.get(key)) is not None:
            self._stored.move_to_end(key)
            return stored[1]
        compressed = await compress(content, coding)
        if is_cached and key not in self._stored:
            self._store(key, content, compressed)
        return compressed

    def _store(self, key: tuple[int, Coding], content: bytes, compressed: bytes) -> None:
        self._stored[key] = content, compressed
        self._bytes += len(content) + len(compressed)
        while self._bytes > self.bound:
            _key, texts = self._stored.popitem(last=False)
            self._bytes -= sum(map(len, texts))
