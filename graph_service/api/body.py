"""A request's body: read within a bound, or left where it is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from graph_service.errors import BodyTooLarge

DRAIN_SECONDS = 1.0
"""For how long a client that was refused may go on sending before its connection is closed."""
_DRAIN_BYTES = 16 * 1024 * 1024


async def read_body(headers: Mapping[bytes, bytes], receive: Receive, most: int) -> bytes:
    """Read a body of at most so many bytes.

    One whose Content-Length is larger isn't read at all. The server holds what follows to that
    length; a body that comes in chunks has none, so what comes is counted, too.

    Raises:
        BodyTooLarge: when there are more.
        ClientDisconnect: when the client went away before it was complete.
    """
    announced = headers.get(b"content-length", b"")
    if announced.isdigit() and (len(announced) > 18 or int(announced) > most):
        raise _too_large(most)
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most:
            raise _too_large(most)
        if not message.get("more_body"):
            return b"".join(parts)


def _too_large(most: int) -> BodyTooLarge:
    return BodyTooLarge(
        f"The body has more than the {most:,} bytes that it may have: ask for less at once.",
        allowed=most,
    )


async def drain(receive: Receive) -> None:
    """Take what a client still sends, for a short while, and forget it.

    It was answered already. A connection that is closed while it sends would be reset, and the
    answer lost before it is read.
    """
    left = _DRAIN_BYTES
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_SECONDS):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if message["type"] == "http.disconnect" or not message.get("more_body"):
                    return
