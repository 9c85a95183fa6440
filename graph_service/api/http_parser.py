"""HTTP/1.1 as uvicorn reads it, with JSON in place of its plain text, and a bound for headers."""

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
from graph_service.api.instrumentation import HEADER, new_id
from graph_service.error_codes import Code
from graph_service.errors import MethodNotAllowed

if TYPE_CHECKING:
    from graph_service.api.app import App

MAX_HEAD = 64 * 1024
"""How many bytes a request may have before its body, or after it (as trailers)."""
_TOO_LARGE = (Code.HEADERS_TOO_LARGE, f"Headers may have {MAX_HEAD:,} bytes in all.")
_SLICE = 8 * 1024
_NONE: Mapping[str, str] = MappingProxyType({})
_REQUEST_LINE = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-~]+ HTTP/1\.[01]\r?\n")
_HOST = re.compile(rb"[\w.~%!$&'()*+,;=:\[\]-]*")


class _HeadRefused(httptools.HttpParserError):
    """A head that can be read, and is refused."""

    def __init__(self, code: Code, message: str) -> None:
        """Take why."""
        super().__init__(message)
        self.code, self.message = code, message


class HttpProtocol(TimeoutProtocol):
    """Refuses what is no HTTP, has too many headers or no one host; speaks no other protocol."""

    _idle = 0
    _has_line = False
    _received = b""
    _is_over = False

    def data_received(self, data: bytes) -> None:
        """Read on; of what comes at one go, so little at once that its head can be measured."""
        for start in range(0, len(data), _SLICE):
            if self._is_over:
                return
            self._read(data[start : start + _SLICE])

    def _read(self, data: bytes) -> None:
        """Read on, as long as heads or parts of bodies come of it."""
        self._received = data
        self._idle += len(data)
        super().data_received(data)
        if self._idle <= MAX_HEAD or self.transport.is_closing():
            self._has_line |= self._idle > 0 and b"\n" in data
        elif self._has_line or b"\n" in data:
            self.refuse(*_TOO_LARGE)
        else:
            self.refuse(Code.URL_TOO_LONG, "The address is too long: send operations by POST.")

    def on_headers_complete(self) -> None:
        """Begin to answer; a request names one host (RFC 9112, section 3.2)."""
        self._idle, self._has_line = 0, False
        if len(self.url) + sum(len(n) + len(v) for n, v in self.headers) > MAX_HEAD:
            raise _HeadRefused(*_TOO_LARGE)
        hosts = [value for name, value in self.headers if name == b"host"]
        fewest = 0 if self.parser.get_http_version() == "1.0" else 1
        if not fewest <= len(hosts) <= 1 or not all(map(_HOST.fullmatch, hosts)):
            message = "A request has one header Host, with a host's name."
            raise _HeadRefused(Code.BAD_REQUEST, message)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body."""
        self._idle = 0
        super().on_body(body)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002
        """Refuse what can't be read, in place of uvicorn, once what came before is answered."""
        error = sys.exc_info()[1]
        unknown_method = isinstance(error, httptools.HttpParserInvalidMethodError)
        if unknown_method and _REQUEST_LINE.match(self._received):
            message = "No address answers this method."
            self.refuse(Code.METHOD_NOT_ALLOWED, message, MethodNotAllowed.headers)
        elif error and isinstance(why := error.__context__, _HeadRefused):
            self.refuse(why.code, why.message)
        else:
            self.refuse(Code.BAD_REQUEST, "This can't be read as HTTP/1.1.")

    def has_begun(self) -> bool:
        """Tell whether a part of a request came that is not answered yet."""
        cycle = cast("RequestResponseCycle | None", self.cycle)
        return self._idle > 0 or (cycle is not None and not cycle.response_complete)

    def refuse(self, code: Code, message: str, headers: Mapping[str, str] = _NONE) -> None:
        """Refuse what is being sent, and close the connection."""
        cycle = cast("RequestResponseCycle | None", self.cycle)
        if cycle is not None and not cycle.response_complete and not cycle.more_body:
            # Its response is still to come, and is the last one.
            cycle.keep_alive = False
            self.flow.pause_reading()
            return
        if cycle is not None:
            cycle.disconnected = True  # whoever reads its body, or answers it, need not go on
            cycle.message_event.set()
        if cycle is None or cycle.response_complete or not cycle.response_started:
            request_id = new_id()
            content = errors_content(code, message, requestId=request_id)
            cast("App", self.config.loaded_app).instrumentation.report_refusal(code, request_id)
            all_headers = {
                **headers,
                HEADER.decode(): request_id,
                "content-type": "application/json",
                "content-length": str(len(content)),
                "connection": "close",
            }
            lines = "".join(f"{name}: {value}\r\n" for name, value in all_headers.items())
            self.transport.write(STATUS_LINE[code.status] + lines.encode() + b"\r\n" + content)
        # Closed while the client sends, the connection would be reset, and this never read.
        self._is_over = True
        self.transport.write_eof()
        self.loop.call_later(DRAIN_SECONDS, self.transport.close)

    def _unsupported_upgrade_warning(self) -> None:
        """Answer as if no other protocol was asked for; nothing more is read of the connection."""
        self.cycle.keep_alive = False
        self._is_over = True
