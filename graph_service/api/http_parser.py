"""uvicorn's HTTP/1.1 parser, with errors as JSON and bounded headers."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from graph_service.api.body import DRAIN_SECONDS
from graph_service.api.error_responses import errors_content
from graph_service.api.http_timeouts import TimeoutProtocol
from graph_service.api.instrumentation import HEADER, NOSNIFF, new_id
from graph_service.error_codes import Code
from graph_service.errors import MethodNotAllowed

if TYPE_CHECKING:
    from graph_service.api.app import App

MAX_HEAD = 64 * 1024
"""Bytes of a request before its body, or after it (trailers)."""
_HEADERS_TOO_LARGE = (
    Code.HEADERS_TOO_LARGE,
    f"The headers have more than {MAX_HEAD:,} bytes.",
)
_SLICE = 8 * 1024
_NONE: Mapping[str, str] = MappingProxyType({})
_REQUEST_LINE = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-~]+ HTTP/1\.[01]\r?\n")
_HOST = re.compile(rb"[\w.~%!$&'()*+,;=:\[\]-]*")


class _HeadRejected(httptools.HttpParserError):
    """A well-formed head that is rejected."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


class HttpProtocol(TimeoutProtocol):
    """Rejects malformed HTTP, oversized headers, and a missing or repeated Host; no upgrades."""

    _head_bytes = 0  # received since the last head or part of a body was complete
    _has_line = False  # whether they contain a line break
    _received = b""
    _is_over = False

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
            self.refuse(Code.METHOD_NOT_ALLOWED, message, MethodNotAllowed.headers)
        elif error and isinstance(cause := error.__context__, _HeadRejected):
            self.refuse(cause.code, cause.message)
        else:
            self.refuse(Code.BAD_REQUEST, "This is not valid HTTP/1.1.")

    def has_begun(self) -> bool:
        """Whether part of a request has arrived that isn't answered yet."""
        cycle = cast("RequestResponseCycle | None", self.cycle)
        return self._head_bytes > 0 or (cycle is not None and not cycle.response_complete)

    def refuse(self, code: Code, message: str, headers: Mapping[str, str] = _NONE) -> None:
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
            content = errors_content(code, message, requestId=request_id)
            cast("App", self.config.loaded_app).instrumentation.report_refusal(code, request_id)
            all_headers = {
                **headers,
                HEADER.decode(): request_id,
                NOSNIFF[0].decode(): NOSNIFF[1].decode(),
                "content-type": "application/json",
                "content-length": str(len(content)),
                "connection": "close",
            }
            lines = "".join(f"{name}: {value}\r\n" for name, value in all_headers.items())
            self.transport.write(STATUS_LINE[code.status] + lines.encode() + b"\r\n" + content)
        # Closing while the client sends would reset the connection, and the response would be lost.
        self._is_over = True
        self.transport.write_eof()
        self.loop.call_later(DRAIN_SECONDS, self.transport.close)

    def _unsupported_upgrade_warning(self) -> None:
        """Ignore the requested upgrade, and read no more from the connection."""
        self.cycle.keep_alive = False
        self._is_over = True
