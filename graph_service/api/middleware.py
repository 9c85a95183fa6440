"""Middleware: a record of each request, for observers when the request has ended; and CORS."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Iterable
from random import getrandbits
from time import perf_counter
from typing import TypeAlias

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.error_codes import Code
from graph_service.telemetry import CURRENT_REQUEST, RequestRecord

HEADER = b"x-request-id"
NOSNIFF = (b"x-content-type-options", b"nosniff")
"""On every answer: browsers must not guess another media type."""
_SAFE = re.compile(rb"[A-Za-z0-9._~:/+=@-]{1,64}")
"""Ids that are accepted from clients: no character is special in a log, a header or HTML."""
READINESS = "/readyz"
"""Load balancers ask it until the service is ready, so that a 503 is no failure."""
_LOGGED_PATH = 200
"""How many characters of a path are logged."""
PREFLIGHT_SECONDS = 7200
"""How long browsers cache a preflight; the maximum of Chromium."""
_CORS_REQUEST_HEADERS = (
    "accept, content-type, if-none-match, x-request-id"
    # Added by GraphQL clients and tracing.
    ", apollo-require-preflight, apollographql-client-name, apollographql-client-version"
    ", x-apollo-operation-name, baggage, sentry-trace, traceparent, tracestate"
    ", mcp-method, mcp-name, mcp-protocol-version"  # of assistants
)
_CORS_EXPOSED = (b"access-control-expose-headers", b"etag, link, retry-after, x-request-id")
_CORS_VARY = (b"vary", b"origin")
_ANY_PORT = ":*"
_LOG = logging.getLogger(__name__)
_access = logging.getLogger("graph_service.access")
Observer: TypeAlias = Callable[[RequestRecord], None]
"""Called with the record of a request that has ended."""


def new_id() -> str:
    """Return a new request id; it need not be secret."""
    return f"{getrandbits(64):016x}"


def _id_of(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """Return the client's id if it is short and safe, else a new one."""
    sent = dict(headers).get(HEADER)
    return sent.decode() if sent is not None and _SAFE.fullmatch(sent) else new_id()


class Instrumentation:
    """ASGI middleware that keeps a record of each request, and returns its id in a header.

    Attributes:
        in_flight: how many requests are being answered.
        observers: called with each record.
    """

    def __init__(self, app: ASGIApp, observers: Iterable[Observer]) -> None:
        self._app = app
        self.observers = tuple(observers)
        self.in_flight = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        headers = scope["headers"]
        record = RequestRecord(
            id=_id_of(headers),
            method=scope["method"],
            path=scope["path"],
            headers=headers,
            started=perf_counter(),
        )

        def recorded(message: Message) -> Awaitable[None]:
            if message["type"] == "http.response.start":
                record.status = message["status"]
                record.answer_seconds = perf_counter() - record.started
                message["headers"] = [*message["headers"], (HEADER, record.id.encode()), NOSNIFF]
            elif body := message.get("body"):
                record.bytes += len(body)
                record.seconds = perf_counter() - record.started
            return send(message)

        scope.setdefault("state", {})["request_id"] = record.id  # for the answer at shutdown
        token = CURRENT_REQUEST.set(record)
        self.in_flight += 1
        try:
            await self._app(scope, receive, recorded)
        except Exception:
            _LOG.exception("A request failed unexpectedly")
            if not record.status:
                raise
        finally:
            self.in_flight -= 1
            record.end()
            self.report(record)
            CURRENT_REQUEST.reset(token)

    def report(self, record: RequestRecord) -> None:
        """Pass the record of a request that has ended to all observers."""
        for observer in self.observers:
            observer(record)

    def report_refusal(self, code: Code, request_id: str) -> None:
        """Report a request that was rejected before the application saw it."""
        record = RequestRecord(id=request_id, started=perf_counter())
        record.status, record.code = code.status, code
        self.report(record)


def log_access(slow: float, record: RequestRecord) -> None:
    """Log a request: a warning if the service or its database failed, else at level info.

    It is also a warning, with the parts of its time, if the client waited `slow` seconds or more.

    Of what the client sends, only the method, the path and the operation's name are logged. The
    client's address never is: it is personal data, and the proxy can log it.
    """
    is_slow = (record.answer_seconds or record.seconds) >= slow
    is_notable = (record.is_our_failure or is_slow) and record.path != READINESS
    level = logging.WARNING if is_notable else logging.INFO
    if not _access.isEnabledFor(level):
        return
    name, kind = record.operation or (None, None)
    known = {
        "requestId": record.id,
        "method": record.method,
        "path": record.path[:_LOGGED_PATH],
        "operation": name,
        "kind": kind,
        "status": record.status,
        "outcome": record.outcome,
        "reason": record.reason,
        "cache": record.cache,
        "databaseSeconds": round(record.database_seconds, 6),
        "planningSeconds": record.planning_seconds,
        "seconds": round(record.seconds, 6),
        "bytes": record.bytes,
    }
    if is_slow:
        known["queueSeconds"] = sum(w.ended - w.started for w in record.waits if w.what == "turn")
        known["shapingSeconds"] = record.shaping_seconds
    _access.log(
        level,
        "slow request" if is_slow else "request",
        extra={k: v for k, v in known.items() if v not in (None, "")},
    )


class Cors:
    """ASGI middleware that allows pages of some origins, or of all ("*"), without credentials.

    Starlette's takes 30 µs per request, half as long as an answer from the cache, and its errors
    are plain text.

    An origin may end in `:*`, for any port. Pages of other origins get no CORS headers, so that
    their browser blocks the response.
    """

    def __init__(self, app: ASGIApp, origins: frozenset[str], methods: str) -> None:
        self._app = app
        self._any = "*" in origins
        any_port = {origin for origin in origins if origin.endswith(_ANY_PORT)}
        self._origins = {origin.encode() for origin in origins - any_port}
        self._hosts = {origin.removesuffix(_ANY_PORT).encode() for origin in any_port}
        self._preflight = [
            (b"access-control-allow-methods", methods.encode()),
            (b"access-control-allow-headers", _CORS_REQUEST_HEADERS.encode()),
            (b"access-control-max-age", b"%d" % PREFLIGHT_SECONDS),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a preflight, or pass the request on and add headers to the response."""
        headers = dict(scope["headers"])
        added = self._headers(headers.get(b"origin"))
        if (
            scope["method"] == "OPTIONS"
            and b"access-control-request-method" in headers
            and self._allows(headers.get(b"origin"))
        ):
            added += self._preflight
            await send({"type": "http.response.start", "status": 204, "headers": added})
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _allows(self, origin: bytes | None) -> bool:
        return origin is not None and (self._any or self._lists(origin))

    def _lists(self, origin: bytes) -> bool:
        """Whether an origin is listed, by itself or by its host for any port."""
        host, _, port = origin.rpartition(b":")
        return origin in self._origins or (port.isdigit() and host in self._hosts)

    def _headers(self, origin: bytes | None) -> list[tuple[bytes, bytes]]:
        """Return the headers to add to a response."""
        if self._any:
            # Independent of the origin, so that a cache can store one response for all.
            return [(b"access-control-allow-origin", b"*"), _CORS_EXPOSED]
        if origin is not None and self._lists(origin):
            return [(b"access-control-allow-origin", origin), _CORS_EXPOSED, _CORS_VARY]
        return [_CORS_VARY]
