"""Instrumentation: a record of each request, passed to observers when the request has ended."""

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


def log_access(record: RequestRecord) -> None:
    """Log a request: a warning if the service or its database failed, else at level info.

    Of what the client sends, only the method, the path and the operation's name are logged. The
    client's address never is: it is personal data, and the proxy can log it.
    """
    is_failure = record.is_our_failure and record.path != READINESS
    level = logging.WARNING if is_failure else logging.INFO
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
    _access.log(level, "request", extra={k: v for k, v in known.items() if v not in (None, "")})
