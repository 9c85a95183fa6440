"""A record for each request, and who is told of it when it is over."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Iterable
from random import getrandbits
from time import perf_counter
from typing import TypeAlias

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.codes import Code
from graph_service.record import CURRENT, Record

HEADER = b"x-request-id"
_SAFE = re.compile(rb"[A-Za-z0-9._~:/+=@-]{1,64}")
"""Ids of clients that are taken: nothing in them means anything to a log, a header or a page."""
_SHOWN = 200
"""How many characters of a path are logged."""
_defects = logging.getLogger(__name__)
_access = logging.getLogger("graph_service.access")
Observer: TypeAlias = Callable[[Record], None]
"""Who is told of a request that is over."""


def new_id() -> str:
    """Make an id; it has to be new, not secret."""
    return f"{getrandbits(64):016x}"


def _id_of(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """Give the id that the client sent, if it is short and safe, else one of ours."""
    sent = dict(headers).get(HEADER)
    return sent.decode() if sent is not None and _SAFE.fullmatch(sent) else new_id()


class Observed:
    """An ASGI application that keeps a record of each request, and gives back its id.

    Attributes:
        in_flight: how many requests are being answered.
        observers: who is told of them.
    """

    def __init__(self, app: ASGIApp, observers: Iterable[Observer]) -> None:
        """Take what answers, and who is told."""
        self._app = app
        self.observers = tuple(observers)
        self.in_flight = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        headers = scope["headers"]
        record = Record(
            id=_id_of(headers),
            method=scope["method"],
            path=scope["path"],
            headers=headers,
            begun=perf_counter(),
        )

        def recorded(message: Message) -> Awaitable[None]:
            if message["type"] == "http.response.start":
                record.status = message["status"]
                message["headers"] = [*message["headers"], (HEADER, record.id.encode())]
            elif body := message.get("body"):
                record.bytes += len(body)
                record.seconds = perf_counter() - record.begun
            return send(message)

        scope.setdefault("state", {})["request_id"] = record.id  # for who ends this
        token = CURRENT.set(record)
        self.in_flight += 1
        try:
            await self._app(scope, receive, recorded)
        except Exception:
            _defects.exception("A request failed by a defect")
            if not record.status:
                raise
        finally:
            self.in_flight -= 1
            record.seconds = record.seconds or perf_counter() - record.begun
            self.tell(record)
            CURRENT.reset(token)

    def tell(self, record: Record) -> None:
        """Tell all of a request that is over."""
        for observer in self.observers:
            observer(record)

    def refused(self, code: Code, request_id: str) -> None:
        """Tell all of what was refused before it was a request."""
        record = Record(id=request_id, begun=perf_counter())
        record.status, record.code = code.status, code
        self.tell(record)


def log_access(record: Record) -> None:
    """Write a line: a warning of what failed by the service or its database, else for information.

    Nothing that a client wrote stands in it but the method, the path and the operation's name. No
    address of a client: that is personal, and the proxy's business.
    """
    level = logging.WARNING if record.is_our_failure else logging.INFO
    if not _access.isEnabledFor(level):
        return
    name, kind = record.operation or (None, None)
    known = {
        "requestId": record.id,
        "method": record.method,
        "path": record.path[:_SHOWN],
        "operation": name,
        "kind": kind,
        "status": record.status,
        "outcome": record.outcome,
        "reason": record.reason,
        "cache": record.cache,
        "databaseSeconds": round(record.database_seconds, 6),
        "seconds": round(record.seconds, 6),
        "bytes": record.bytes,
    }
    _access.log(level, "request", extra={k: v for k, v in known.items() if v not in (None, "")})
