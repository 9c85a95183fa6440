"""The record of a request: the source of its log line, its metrics and its trace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from types import TracebackType
from typing import Literal, NamedTuple

from graph_service.error_codes import Code

CacheUse = Literal["hit", "miss", "join", "off"]
"""hit: cached; miss: read; join: shared the read of an equal request; off: there is no cache."""


class Operation(NamedTuple):
    """A valid operation.

    Attributes:
        name: "" if anonymous.
        kind: query, mutation or subscription.
    """

    name: str
    kind: str


class Wait(NamedTuple):
    """A time span in which a request waited for the database.

    Attributes:
        what: what it waited for.
        started: by the clock of `perf_counter`, in seconds.
        ended: by the same clock.
    """

    what: str
    started: float
    ended: float


@dataclass(kw_only=True, eq=False)
class RequestRecord:
    """A request; each part of the service adds what it knows.

    Attributes:
        id: sent by the client, or generated.
        method: the HTTP method.
        path: of the URL, without the query string.
        headers: as received.
        started: by the clock of `perf_counter`, in seconds.
        status: of the response; 0 if the client disconnected before it was sent.
        bytes: the size of the response's body.
        answer_seconds: until the response began.
        seconds: until the last part of the response was sent.
        text: the document; "" if there was none.
        operation: the requested operation, if it is valid.
        code: of the first error of the response.
        reason: more about that error, for the log.
        cache: how the answer was obtained.
        waits: for the database.
        database_seconds: the sum of the waits.
        planning_seconds: the part of that in which Neo4j planned the statement; None without one.
        shaping_seconds: in which answers were made of rows, and pages of answers.
        planning_since: when a plan was begun that the request still waits for, or did at its end.
    """

    id: str
    method: str = ""
    path: str = ""
    headers: Sequence[tuple[bytes, bytes]] = ()
    started: float = 0.0
    # Defaults stay on the class until a value is known, which makes creating a record cheaper.
    status: int = field(default=0, init=False)
    bytes: int = field(default=0, init=False)
    answer_seconds: float = field(default=0.0, init=False)
    seconds: float = field(default=0.0, init=False)
    text: str = field(default="", init=False)
    operation: Operation | None = field(default=None, init=False)
    code: Code | None = field(default=None, init=False)
    reason: str = field(default="", init=False)
    cache: CacheUse | None = field(default=None, init=False)
    waits: tuple[Wait, ...] = field(default=(), init=False)
    database_seconds: float = field(default=0.0, init=False)
    planning_seconds: float | None = field(default=None, init=False)
    shaping_seconds: float = field(default=0.0, init=False)
    planning_since: float | None = field(default=None, init=False)

    def end(self) -> None:
        """Note that the request has ended, maybe while it waited for a plan."""
        self.seconds = self.seconds or perf_counter() - self.started
        if self.planning_since is not None:
            waited = perf_counter() - self.planning_since
            self.planning_seconds = (self.planning_seconds or 0.0) + waited

    @property
    def outcome(self) -> str:
        """The code of the error; "ok"; or "gone" if the client disconnected."""
        return self.code or ("ok" if self.status else "gone")

    @property
    def is_our_failure(self) -> bool:
        """Whether the service or its database failed, rather than the client."""
        return self.status >= 500 or (self.code is not None and self.code in _DEFECTS)


_DEFECTS = (Code.INTERNAL, Code.NULL_VALUE)
CURRENT_REQUEST: ContextVar[RequestRecord] = ContextVar("CURRENT_REQUEST")
"""The request that is being answered, if any."""


def note_cache(use: CacheUse) -> None:
    """Record how the answer to the current request was obtained."""
    if (record := CURRENT_REQUEST.get(None)) is not None:
        record.cache = use


def note_planning(seconds: float) -> None:
    """Record how long Neo4j planned a statement of the current request."""
    if (record := CURRENT_REQUEST.get(None)) is not None:
        record.planning_seconds = (record.planning_seconds or 0.0) + seconds


@contextmanager
def shaping() -> Iterator[None]:
    """Context in which the answer to the current request is made of what was read."""
    started = perf_counter()
    yield
    if (record := CURRENT_REQUEST.get(None)) is not None:
        record.shaping_seconds += perf_counter() - started


@contextmanager
def waiting_for_plan() -> Iterator[None]:
    """Context in which the current request waits for a plan; an error ends the request."""
    record = CURRENT_REQUEST.get(None)
    if record is not None:
        record.planning_since = perf_counter()
    yield
    if record is not None:
        record.planning_since = None


class Waiting:
    """Context manager that records a wait of the current request for the database."""

    __slots__ = ("_started", "_what")

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        self._started = perf_counter()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if (record := CURRENT_REQUEST.get(None)) is not None:
            wait = Wait(self._what, self._started, perf_counter())
            record.waits += (wait,)
            record.database_seconds += wait.ended - wait.started
