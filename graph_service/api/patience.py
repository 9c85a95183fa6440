"""HTTP connections with an end to patience: for who sends slowly, reads slowly, or is gone.

uvicorn waits for the rest of a request for as long as it takes, and answers whom it lost.
"""

from __future__ import annotations

import abc
import asyncio
from collections.abc import Mapping

import uvicorn
from uvicorn._types import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from graph_service.api.instrumentation import HEADER
from graph_service.api.result import RETRY_SOON
from graph_service.api.refused import errors_content
from graph_service.codes import Code
from graph_service.settings import Capacity, Times

_LOOKS = 4
"""How often a connection is looked at in the time that its client has."""
_MORE = 100
"""How many clients beyond those that may connect are told so; the rest is cut off."""


class ServerConfig(uvicorn.Config):
    """uvicorn's configuration, with the bounds of connections.

    Attributes:
        times: how long clients may take.
        capacity: how many may be connected.
    """

    times: Times
    capacity: Capacity


class PatientProtocol(HttpToolsProtocol, abc.ABC):
    """Closes a connection whose client keeps us waiting, and ends the work for one that left."""

    def __init__(
        self,
        config: ServerConfig,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """Take what uvicorn gives."""
        super().__init__(config, server_state, app_state, _loop)
        self._wrapped, self.app = self.app, self._answer
        self._seconds = config.times.client
        self._most = config.capacity.max_connections
        self._since = 0.0  # when the client's turn began
        self._unread = 0  # bytes of an answer, at the last look
        self._read_at = 0.0  # when there were others, or none
        self._clock: asyncio.TimerHandle | None = None
        self._running: RequestResponseCycle | None = None
        self._task: asyncio.Task[object] | None = None

    @abc.abstractmethod
    def refuse(self, code: Code, message: str, headers: Mapping[str, str] = ...) -> None:
        """Refuse what is being sent, and close the connection."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for a request."""
        super().connection_made(transport)  # type: ignore[arg-type] # it is what asyncio gives
        if len(self.connections) > self._most + _MORE:
            self.transport.abort()
        elif len(self.connections) > self._most:
            self.refuse(Code.OVERLOADED, "Too many clients are connected: try again soon.", RETRY_SOON)
        else:
            self._since = self.loop.time()
            self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """End what is being done for the client."""
        super().connection_lost(exc)
        if self._clock is not None:
            self._clock.cancel()
        self.pipeline.clear()
        if self._task is not None and self._running is not None:
            self._running.disconnected = True
            self._task.cancel()

    def on_message_begin(self) -> None:
        """Note when a request began to come."""
        self._since = self.loop.time()
        super().on_message_begin()

    def on_response_complete(self) -> None:
        """Note when it is the client's turn again."""
        self._since = self.loop.time()
        super().on_response_complete()

    def resume_writing(self) -> None:
        """Note that the client reads."""
        self._unread = 0
        super().resume_writing()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    async def _answer(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        self._task = asyncio.current_task()
        try:
            await self._wrapped(scope, receive, send)
        except asyncio.CancelledError:
            cycle = self._running
            if cycle is not None and not cycle.disconnected and not cycle.response_started:
                await _tell_of_the_end(send, scope["state"]["request_id"])
        finally:
            self._task = None

    def _look(self) -> None:
        """Close the connection if the client let the time pass; else look again."""
        now = self.loop.time()
        unread = self.transport.get_write_buffer_size()
        if unread != self._unread or not unread:
            self._unread, self._read_at = unread, now
        elif now - self._read_at >= self._seconds:
            self.transport.abort()
            return
        due = now + self._seconds / _LOOKS
        if self._is_clients_turn() and not unread and not self.transport.is_closing():
            over = self._since + self._seconds
            if over <= now:
                self._give_up()
                return
            due = min(due, over)
        self._clock = self.loop.call_at(due, self._look)

    def _is_clients_turn(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None or cycle.response_complete:
            return True
        return cycle.more_body and not self.pipeline

    def _give_up(self) -> None:
        if self.has_begun():
            self.refuse(Code.REQUEST_TIMEOUT, f"A request has {self._seconds:g} s to come.")
        else:
            self.transport.close()

    @abc.abstractmethod
    def has_begun(self) -> bool:
        """Tell whether a part of a request came that is not answered yet."""


async def _tell_of_the_end(send: ASGISendCallable, request_id: str) -> None:
    """Answer what had no time to end before the service stops."""
    message = "The service is being stopped: ask again."
    content = errors_content(Code.STOPPING, message, requestId=request_id)
    await send(
        {
            "type": "http.response.start",
            "status": Code.STOPPING.status,
            "headers": [
                (b"content-type", b"application/json"),
                (b"content-length", b"%d" % len(content)),
                (b"retry-after", RETRY_SOON["retry-after"].encode()),
                (b"connection", b"close"),
                (HEADER, request_id.encode()),
            ],
        }
    )
    await send({"type": "http.response.body", "body": content, "more_body": False})
