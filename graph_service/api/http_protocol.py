"""uvicorn's HTTP/1.1 protocol, with errors as JSON, bounded headers, and timeouts of clients."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, cast

import httptools
import uvicorn
from uvicorn._types import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, Scope
from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)
from uvicorn.server import ServerState

from graph_service.api.graphql import DRAIN_SECONDS
from graph_service.api.middleware import HEADER, NOSNIFF, new_id
from graph_service.api.responses import errors_content
from graph_service.error_codes import Code
from graph_service.errors import ALLOW, RETRY_SOON
from graph_service.settings import Capacity, Times

if TYPE_CHECKING:
    from graph_service.api.app import App

MAX_HEAD = 64 * 1024
"""Bytes of a request before its body, or after it (trailers)."""
_HEADERS_TOO_LARGE = (
    Code.HEADERS_TOO_LARGE,
    f"The headers have more than {MAX_HEAD:,} bytes.",
)
_SLICE = 8 * 1024
_REQUEST_LINE = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-~]+ HTTP/1\.[01]\r?\n")
_HOST = re.compile(rb"[\w.~%!$&'()*+,;=:\[\]-]*")
_CHECKS = 4
"""How often a connection is checked within the client's timeout."""
MAX_WAITING = 0.5
"""The share of MAX_CONNECTIONS that may wait for their clients; the rest is for whole requests."""
_ANSWERED_BEYOND = 100
"""How many clients beyond the maximum get an answer; the rest are disconnected."""


class ServerConfig(uvicorn.Config):
    """uvicorn's configuration, with timeouts and bounds for connections."""

    times: Times
    capacity: Capacity


class _HeadRejected(httptools.HttpParserError):
    """A well-formed head that is rejected."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


class HttpProtocol(HttpToolsProtocol):
    """Rejects malformed HTTP, oversized headers, and a missing or repeated Host; no upgrades.

    A request must arrive whole within CLIENT_TIMEOUT of its first byte, or it is answered with 408
    (`refuse`), and the connection is closed. So is that of a client which reads none of an answer
    for as long. The work for a client that disconnected ends. If too many connections wait for
    their clients, those that wait longest are closed, so that slow clients don't keep others out.
    """

    waiting: ClassVar[dict[HttpProtocol, None]] = {}
    """All connections of the process that wait for their clients, the longest first."""
    _head_bytes = 0  # received since the last head or part of a body was complete
    _has_line = False  # whether they contain a line break
    _received = b""
    _is_over = False

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
            self._wait()
            self._check()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel the work for the client."""
        super().connection_lost(exc)
        self.waiting.pop(self, None)
        if self._timer is not None:
            self._timer.cancel()
        self.pipeline.clear()
        if self._task is not None and self._running is not None:
            self._running.disconnected = True
            self._task.cancel()

    def on_message_begin(self) -> None:
        """Note when the first byte of a request arrived."""
        self._wait()
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """Wait no longer for the client, as its request is whole."""
        super().on_message_complete()
        if not self._awaits_client():
            self.waiting.pop(self, None)

    def on_response_complete(self) -> None:
        """Note since when we wait for the next request."""
        super().on_response_complete()
        self._wait()

    def _wait(self) -> None:
        """Note since when we wait for the client, and close the longest wait of too many."""
        self._since = self.loop.time()
        self.waiting.pop(self, None)
        if self._awaits_client():
            self.waiting[self] = None
            if len(self.waiting) > max(self._max_connections * MAX_WAITING, 1):
                next(iter(self.waiting))._give_up()  # noqa: SLF001

    def _give_up(self) -> None:
        del self.waiting[self]
        self.connections.discard(self)  # before the next one arrives in this turn of the event loop
        if self._has_begun() and not (self._is_over or self.transport.is_closing()):
            message = "The request did not arrive in time: too many clients send slowly."
            self.refuse(Code.REQUEST_TIMEOUT, message)
        self.transport.close()

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
        if self._has_begun():
            message = f"The request did not arrive within {self._timeout:g} s."
            self.refuse(Code.REQUEST_TIMEOUT, message)
        else:
            self.transport.close()

    def data_received(self, data: bytes) -> None:
        """Parse received bytes in slices small enough to measure the head."""
        for start in range(0, len(data), _SLICE):
            if self._is_over:
                return
            self._read(data[start : start + _SLICE])

    def _read(self, data: bytes) -> None:
        self._received = data
        self._head_bytes += len(data)
        super().data_received(data)
        if self._head_bytes <= MAX_HEAD or self.transport.is_closing():
            self._has_line |= self._head_bytes > 0 and b"\n" in data
        elif self._has_line or b"\n" in data:
            self.refuse(*_HEADERS_TOO_LARGE)
        else:
            self.refuse(Code.URL_TOO_LONG, "The URL is too long: send operations by POST.")

    def on_headers_complete(self) -> None:
        """Check the head; a request has one Host (RFC 9112, section 3.2)."""
        self._head_bytes, self._has_line = 0, False
        if len(self.url) + sum(len(n) + len(v) for n, v in self.headers) > MAX_HEAD:
            raise _HeadRejected(*_HEADERS_TOO_LARGE)
        hosts = [value for name, value in self.headers if name == b"host"]
        minimum = 0 if self.parser.get_http_version() == "1.0" else 1
        if not minimum <= len(hosts) <= 1 or not all(map(_HOST.fullmatch, hosts)):
            message = "A request must have one valid Host header."
            raise _HeadRejected(Code.BAD_REQUEST, message)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Receive part of a body."""
        self._head_bytes = 0
        super().on_body(body)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002
        """Reject a malformed request; uvicorn calls this after answering earlier ones."""
        error = sys.exc_info()[1]
        unknown_method = isinstance(error, httptools.HttpParserInvalidMethodError)
        if unknown_method and _REQUEST_LINE.match(self._received):
            message = "This method is not supported."
            self.refuse(Code.METHOD_NOT_ALLOWED, message, ALLOW)
        elif error and isinstance(cause := error.__context__, _HeadRejected):
            self.refuse(cause.code, cause.message)
        else:
            self.refuse(Code.BAD_REQUEST, "This is not valid HTTP/1.1.")

    def _has_begun(self) -> bool:
        """Whether part of a request has arrived that isn't answered yet."""
        cycle = cast("RequestResponseCycle | None", self.cycle)
        return self._head_bytes > 0 or (cycle is not None and not cycle.response_complete)

    def refuse(self, code: Code, message: str, headers: Mapping[str, str] | None = None) -> None:
        """Reject the request that is arriving, and close the connection."""
        cycle = cast("RequestResponseCycle | None", self.cycle)
        if cycle is not None and not cycle.response_complete and not cycle.more_body:
            # The previous request is still being answered: let that be the last response.
            cycle.keep_alive = False
            self.flow.pause_reading()
            return
        if cycle is not None:
            cycle.disconnected = True  # stop reading its body and answering it
            cycle.message_event.set()
        if cycle is None or cycle.response_complete or not cycle.response_started:
            request_id = new_id()
            cast("App", self.config.loaded_app).instrumentation.report_refusal(code, request_id)
            all_headers, content = _closing_answer(code, message, request_id, headers)
            lines = b"".join(b"%s: %s\r\n" % header for header in all_headers)
            self.transport.write(STATUS_LINE[code.status] + lines + b"\r\n" + content)
        # Closing while the client sends would reset the connection, and the response would be lost.
        self._is_over = True
        self.transport.write_eof()
        self.loop.call_later(DRAIN_SECONDS, self.transport.close)

    def _unsupported_upgrade_warning(self) -> None:
        """Ignore the requested upgrade, and read no more from the connection."""
        self.cycle.keep_alive = False
        self._is_over = True


async def _answer_stopping(send: ASGISendCallable, request_id: str) -> None:
    """Answer a request that was cancelled because the service stops."""
    message, status = "The service is stopping: try again.", Code.STOPPING.status
    headers, content = _closing_answer(Code.STOPPING, message, request_id, RETRY_SOON)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content, "more_body": False})


def _closing_answer(
    code: Code, message: str, request_id: str, headers: Mapping[str, str] | None
) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """Return the headers and the body of an error after which the connection is closed."""
    content = errors_content(code, message, requestId=request_id)
    all_headers = [
        *((name.encode(), value.encode()) for name, value in (headers or {}).items()),
        (HEADER, request_id.encode()),
        NOSNIFF,
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(content)),
        (b"connection", b"close"),
    ]
    return all_headers, content
