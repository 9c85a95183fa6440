"""A TCP proxy between the service and its database that simulates network faults."""

import asyncio
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from queue import Queue
from urllib.parse import urlsplit

from graph_service.settings import DatabaseSettings

PART = 4096
_UNREADABLE = b"\x00\x01\xff\x00\x00"  # a message of one byte, which is not a structure
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER with a timeout of 0: closing sends a reset


class Link:
    """A connection of the service and the proxy's connection to the database."""

    def __init__(self, proxy: "FaultProxy", writer: asyncio.StreamWriter) -> None:
        self._proxy = proxy
        self._writers = [writer]
        self.is_forgotten = False
        """Whether data is silently dropped, with the connection left open."""
        self.parts = 0
        """How many parts it has carried."""
        self.answer_left: int | None = None
        """How many more bytes of answers pass before the reset."""

    async def carry(self, reader: asyncio.StreamReader) -> None:
        """Forward data in both directions until one side closes."""
        try:
            with socket.socket() as connection:
                # A small buffer: if the client doesn't read, the database soon has to wait.
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, PART)
                connection.setblocking(False)
                loop = asyncio.get_running_loop()
                await loop.sock_connect(connection, self._proxy.target)
                back, there = await asyncio.open_connection(sock=connection.dup(), limit=PART)
            self._writers.append(there)
            requests = asyncio.create_task(self._pass(reader, there))
            answers = asyncio.create_task(self._pass(back, self._writers[0], is_answer=True))
            _, others = await asyncio.wait((requests, answers), return_when="FIRST_COMPLETED")
            for other in others:
                other.cancel()
            await asyncio.gather(requests, answers, return_exceptions=True)
        finally:
            self.reset()

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_answer: bool = False
    ) -> None:
        while part := await reader.read(PART):
            await self._proxy.passes.wait()
            self.parts += 1
            if self.is_forgotten:
                await asyncio.Event().wait()
            if is_answer:
                await self._proxy.answers.wait()
                await asyncio.sleep(self._proxy.delay)
                if self.answer_left is not None:
                    self.answer_left -= len(part)
                    if self.answer_left < 0:
                        self._proxy.broken_off += 1
                        return
                if self._proxy.may_corrupt:
                    self._proxy.may_corrupt = False
                    part = _UNREADABLE
            writer.write(part)
            await writer.drain()

    def reset(self) -> None:
        """Reset both connections."""
        for writer in self._writers:
            if not writer.is_closing():
                writer.get_extra_info("socket").setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE
                )
                writer.transport.abort()


class FaultProxy:
    """Forwards everything until a fault is set; runs in its own thread."""

    passes: asyncio.Event
    answers: asyncio.Event
    _end: asyncio.Event
    _loop: asyncio.AbstractEventLoop

    def __init__(self, settings: DatabaseSettings) -> None:
        address = urlsplit(settings.uri)
        self.target = (address.hostname or "", address.port or 7687)
        self.links: set[Link] = set()
        self.delay = 0.0
        """Delay in seconds of each part of an answer."""
        self.broken_off = 0
        """How many answers were cut off."""
        self.may_corrupt = False
        """Whether the next part of an answer is replaced by an unreadable message."""

    def reset(self) -> None:
        """Reset all connections."""

        def reset() -> None:
            for link in self.links:
                link.reset()

        self._do(reset)

    def reset_after(self, size: int) -> None:
        """Reset each open connection after this many more bytes of answers."""

        def limit() -> None:
            for link in self.links:
                link.answer_left = size

        self._do(limit)

    def drop_busiest(self, number: int = 1) -> None:
        """Silently drop the connections that carried most, which the pool hands out first."""

        def drop() -> None:
            alive = [link for link in self.links if not link.is_forgotten]
            for link in sorted(alive, key=lambda link: -link.parts)[:number]:
                link.is_forgotten = True

        self._do(drop)

    def black_hole(self) -> None:
        """Accept connections but forward nothing."""
        self._do(self.passes.clear)

    def heal(self, *, forget: bool = False) -> None:
        """Forward everything again; with `forget`, existing connections stay silent."""

        def heal() -> None:
            for link in self.links:
                link.is_forgotten |= forget
            self.passes.set()
            self.answers.set()

        self._do(heal)

    def hold_answers(self) -> None:
        """Forward requests but no answers."""
        self._do(self.answers.clear)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        link = Link(self, writer)
        self.links.add(link)
        try:
            await link.carry(reader)
        except (OSError, asyncio.CancelledError):
            pass  # the end of a connection, or of the proxy
        finally:
            self.links.discard(link)

    def _do(self, action: Callable[[], object]) -> None:
        """Run an action in the proxy's thread and wait for it."""
        done = threading.Event()

        def act() -> None:
            action()
            done.set()

        self._loop.call_soon_threadsafe(act)
        assert done.wait(5)

    @contextmanager
    def serving(self) -> Iterator[int]:
        """Serve while the block lasts, on the port that is yielded."""
        ports: Queue[int] = Queue()
        thread = threading.Thread(target=asyncio.run, args=(self._serve(ports),))
        thread.start()
        try:
            yield ports.get(timeout=5)
        finally:
            self._do(self._end.set)
            thread.join()

    async def _serve(self, ports: "Queue[int]") -> None:
        self._loop = asyncio.get_running_loop()
        self.passes, self.answers, self._end = (asyncio.Event() for _ in range(3))
        self.passes.set()
        self.answers.set()
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0, limit=PART)
        ports.put(server.sockets[0].getsockname()[1])
        await self._end.wait()
        server.close()
        for link in self.links:
            link.reset()


@contextmanager
def faulty(settings: DatabaseSettings) -> Iterator[tuple[FaultProxy, DatabaseSettings]]:
    """Run a proxy before a database; yield it and the settings for connecting through it."""
    proxy = FaultProxy(settings)
    with proxy.serving() as port:
        yield proxy, replace(settings, uri=f"bolt://127.0.0.1:{port}")
