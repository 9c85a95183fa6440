"""Reads request bodies up to a maximum size, or discards them; larger ones get 413."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from graph_service.errors import BodyTooLarge

DRAIN_SECONDS = 1.0
"""How long a rejected client may continue to send before its connection is closed."""
_DRAIN_BYTES = 16 * 1024 * 1024


async def read_body(headers: Mapping[bytes, bytes], receive: Receive, max_bytes: int) -> bytes:
    """Return a body of at most `max_bytes`.

    If Content-Length is larger, the body isn't read. The server enforces that length; a chunked
    body has none, so received bytes are counted, too.

    Raises:
        BodyTooLarge: when the body is larger.
        ClientDisconnect: when the client disconnected before the body was complete.
    """
    content_length = headers.get(b"content-length", b"")
    if content_length.isdigit() and (len(content_length) > 18 or int(content_length) > max_bytes):
        raise _too_large(max_bytes)
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > max_bytes:
            raise _too_large(max_bytes)
        if not message.get("more_body"):
            return b"".join(parts)


def _too_large(max_bytes: int) -> BodyTooLarge:
    return BodyTooLarge(
        f"The body has more than {max_bytes:,} bytes: send a smaller request.",
        allowed=max_bytes,
    )


async def drain(receive: Receive) -> None:
    """Receive and discard what a client still sends after the response, for a short time.

    Closing the connection while the client sends would reset it, and the response would be lost.
    """
    remaining = _DRAIN_BYTES
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_SECONDS):
            while remaining > 0:
                message = await receive()
                remaining -= len(message.get("body", b""))
                if message["type"] == "http.disconnect" or not message.get("more_body"):
                    return
