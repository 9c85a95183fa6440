"""The event loop: uvloop, with outgoing connections that fail as asyncio's do.

asyncio drops what is written to a connection that the peer has reset, and the next `drain` raises
ConnectionResetError. uvloop (0.23) raises RuntimeError, which the Neo4j driver (6.4) doesn't
expect: it neither discards the connection nor frees its place in the pool.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias, TypeVar, cast

import uvloop

P = TypeVar("P", bound=asyncio.BaseProtocol)
_Connect: TypeAlias = Callable[..., Awaitable[tuple[asyncio.Transport, P]]]


class EventLoop(uvloop.Loop):
    """uvloop's loop; uvicorn creates it by its import path."""

    async def create_connection(  # type: ignore[override] # asyncio's overloads, as they are
        self, protocol_factory: Callable[[], P], *args: object, **options: object
    ) -> tuple[asyncio.Transport, P]:
        """Connect, and return a transport that can be written to after it was reset."""
        connect = cast("_Connect[P]", super().create_connection)
        transport, protocol = await connect(protocol_factory, *args, **options)
        return cast("asyncio.Transport", _Outgoing(transport)), protocol


class _Outgoing:
    """A transport that drops data once it is closed."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    def __getattr__(self, name: str) -> object:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(data)
