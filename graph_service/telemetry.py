"""The record of a request, from which its log line, its metrics and its trace are made."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from types import TracebackType
from typing import Literal, NamedTuple

from graph_service.error_codes import Code

CacheUse = Literal["hit", "miss", "join", "off"]
"""How an answer was found: cached; read; by an equal request's read; read without a cache."""


class Operation(NamedTuple):
    """A valid operation.

    Attributes:
        name: by the client; "" if anonymous.
        kind: query, mutation or subscription.
    """

    name: str
    kind: str


class Wait(NamedTuple):
    """A time span in which a request waited for the database.

    Attributes:
        what: what it waited for.
        begun: seconds by the clock of `perf_counter`.
        ended: seconds by the same clock.
    """

    what: str
    begun: float
    ended: float


@dataclass(kw_only=True, eq=False)
class RequestRecord:
    """One request; every part of the service adds what it knows.

    Attributes:
        id: the client's, or a new one.
        method: the HTTP method.
        path: the requested path, without the query.
        headers: as received.
        begun: seconds by the clock of `perf_counter`.
        status: of the response; 0 if the client disconnected before it.
        bytes: size of the response's body.
        seconds: until the last part of the response was sent.
        text: the document, "" if there was none.
        operation: the requested operation, if it is valid.
        code: of the first error of the response.
        reason: what the log may say about that error beside its code.
        cache: how the answer was found.
        waits: for the database.
        database_seconds: the sum of the waits.
    """

    id: str
    method: str = ""
    path: str = ""
    headers: Sequence[tuple[bytes, bytes]] = ()
    begun: float = 0.0
    # Defaults stay on the class until a value is known, which makes creating a record cheaper.
    status: int = field(default=0, init=False)
    bytes: int = field(default=0, init=False)
    seconds: float = field(default=0.0, init=False)
    text: str = field(default="", init=False)
    operation: Operation | None = field(default=None, init=False)
    code: Code | None = field(default=None, init=False)
    reason: str = field(default="", init=False)
    cache: CacheUse | None = field(default=None, init=False)
    waits: tuple[Wait, ...] = field(default=(), init=False)
    database_seconds: float = field(default=0.0, init=False)

    @property
    def outcome(self) -> str:
        """The code of its error, "ok", or "gone" if the client disconnected."""
        return self.code or ("ok" if self.status else "gone")

    @property
    def is_our_failure(self) -> bool:
        """Whether the service or its database failed, rather than the client."""
        return self.status >= 500 or (self.code is not None and self.code in _DEFECTS)


_DEFECTS = (Code.INTERNAL, Code.NULL_VALUE)
CURRENT_REQUEST: ContextVar[RequestRecord] = ContextVar("CURRENT_REQUEST")
"""The request that is being answered, if any."""


def note_cache(use: CacheUse) -> None:
    """Note how the answer to the current request was found."""
    if (record := CURRENT_REQUEST.get(None)) is not None:
        record.cache = use


class Waiting:
    """Context manager: the current request waits for the database."""

    __slots__ = ("_begun", "_what")

    def __init__(self, what: str) -> None:

        self._what = what

    def __enter__(self) -> None:
        self._begun = perf_counter()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if (record := CURRENT_REQUEST.get(None)) is not None:
            wait = Wait(self._what, self._begun, perf_counter())
            record.waits += (wait,)
            record.database_seconds += wait.ended - wait.begun
