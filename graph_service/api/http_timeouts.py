"""Timeouts for slow and vanished clients; uvicorn has none."""

from __future__ import annotations

import abc
import asyncio
from collections.abc import Mapping

import uvicorn
from uvicorn._types import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from graph_service.api.error_responses import errors_content
from graph_service.api.instrumentation import HEADER, NOSNIFF
from graph_service.error_codes import Code
from graph_service.errors import RETRY_SOON
from graph_service.settings import Capacity, Times

_CHECKS = 4
"""How often a connection is checked within the client's timeout."""
_ANSWERED_BEYOND = 100
"""How many clients beyond the maximum get an answer; the rest are disconnected."""


class ServerConfig(uvicorn.Config):
    """uvicorn's configuration, with timeouts and bounds for connections."""

    times: Times
    capacity: Capacity


class TimeoutProtocol(HttpToolsProtocol, abc.ABC):
    """Ends requests that don't arrive in time, and the work for clients that disconnected.

    A request must arrive whole within CLIENT_TIMEOUT of its first byte, or it is answered with 408
    (`refuse`), and the connection is closed. So is that of a client which reads none of an answer
    for as long.
    """

    def __init__(
        self,
        config: ServerConfig,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._wrapped, self.app = self.app, self._answer
        self._timeout = config.times.client
        self._max_connections = config.capacity.max_connections
        self._since = 0.0  # since when we wait for the client
        self._unread = 0  # unread bytes of an answer, at the last check
        self._read_at = 0.0  # when that number last changed
        self._timer: asyncio.TimerHandle | None = None
        self._running: RequestResponseCycle | None = None
        self._task: asyncio.Task[object] | None = None

    @abc.abstractmethod
    def refuse(self, code: Code, message: str, headers: Mapping[str, str] = ...) -> None:
        """Reject the current request, and close the connection."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Start to wait for a request."""
        super().connection_made(transport)  # type: ignore[arg-type] # asyncio passes a Transport
        if len(self.connections) > self._max_connections + _ANSWERED_BEYOND:
            self.transport.abort()
        elif len(self.connections) > self._max_connections:
            self.refuse(
                Code.OVERLOADED, "Too many clients are connected: try again soon.", RETRY_SOON
            )
        else:
            self._since = self.loop.time()
            self._check()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel the work for the client."""
        super().connection_lost(exc)
        if self._timer is not None:
            self._timer.cancel()
        self.pipeline.clear()
        if self._task is not None and self._running is not None:
            self._running.disconnected = True
            self._task.cancel()

    def on_message_begin(self) -> None:
        """Note when the first byte of a request arrived."""
        self._since = self.loop.time()
        super().on_message_begin()

    def on_response_complete(self) -> None:
        """Note since when we wait for the next request."""
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
                await _answer_stopping(send, scope["state"]["request_id"])
        finally:
            self._task = None

    def _check(self) -> None:
        """Close the connection if its client timed out; otherwise schedule the next check."""
        now = self.loop.time()
        unread = self.transport.get_write_buffer_size()
        if unread != self._unread or not unread:
            self._unread, self._read_at = unread, now
        elif now - self._read_at >= self._timeout:
            self.transport.abort()
            return
        due = now + self._timeout / _CHECKS
        if self._awaits_client() and not unread and not self.transport.is_closing():
            over = self._since + self._timeout
            if over <= now:
                self._time_out()
                return
            due = min(due, over)
        self._timer = self.loop.call_at(due, self._check)

    def _awaits_client(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None or cycle.response_complete:
            return True
        return cycle.more_body and not self.pipeline

    def _time_out(self) -> None:
        if self.has_begun():
            message = f"The request did not arrive within {self._timeout:g} s."
            self.refuse(Code.REQUEST_TIMEOUT, message)
        else:
            self.transport.close()

    @abc.abstractmethod
    def has_begun(self) -> bool:
        """Whether part of a request has arrived that isn't answered yet."""


async def _answer_stopping(send: ASGISendCallable, request_id: str) -> None:
    """Answer a request that was cancelled because the service stops."""
    message = "The service is stopping: try again."
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
                NOSNIFF,
            ],
        }
    )
    await send({"type": "http.response.body", "body": content, "more_body": False})
