"""What is known of a request: for its log lines, its metrics and its trace."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from types import TracebackType
from typing import Literal, NamedTuple

from graph_service.codes import Code

CacheUse = Literal["hit", "miss", "join", "off"]
"""How an answer came: kept, read, by the read of an equal request, or read where none is kept."""


class Operation(NamedTuple):
    """An operation that fits the schema.

    Attributes:
        name: that the client gave it; "" for none.
        kind: query, mutation or subscription.
    """

    name: str
    kind: str


class Wait(NamedTuple):
    """A time that a request waited for the database.

    Attributes:
        what: it waited for.
        begun: seconds by the clock of `perf_counter`.
        ended: seconds by the same clock.
    """

    what: str
    begun: float
    ended: float


@dataclass(kw_only=True, eq=False)
class Record:
    """One request, filled in by whoever gets to know something of it.

    Attributes:
        id: the client's, or one that was made.
        method: of HTTP.
        path: that was asked for, without its query.
        headers: as they came.
        begun: seconds by the clock of `perf_counter`.
        status: of the response; 0 where the client went away before there was one.
        bytes: of the response's body.
        seconds: until the last part of the response was sent.
        text: the document, if one came.
        operation: which was asked for, if it fits the schema.
        code: of the first error of the response.
        reason: what the log may tell of that beside the code.
        cache: how the answer came.
        waits: for the database.
        database_seconds: how long those were together.
    """

    id: str
    method: str = ""
    path: str = ""
    headers: Sequence[tuple[bytes, bytes]] = ()
    begun: float = 0.0
    # What isn't known at first stays with the class until it is: to make a record takes less.
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
        """Give the code of its error, "ok", or "gone"."""
        return self.code or ("ok" if self.status else "gone")

    @property
    def is_our_failure(self) -> bool:
        """Tell whether it failed by the service or its database."""
        return self.status >= 500 or (self.code is not None and self.code in _DEFECTS)


_DEFECTS = (Code.INTERNAL, Code.NULL_VALUE)
CURRENT: ContextVar[Record] = ContextVar("CURRENT")
"""The request that is being answered, where one is."""


def note_cache(use: CacheUse) -> None:
    """Note how the answer to the current request comes."""
    if (record := CURRENT.get(None)) is not None:
        record.cache = use


class Waiting:
    """A context in which the current request waits for the database."""

    __slots__ = ("_begun", "_what")

    def __init__(self, what: str) -> None:
        """Take what it waits for."""
        self._what = what

    def __enter__(self) -> None:
        self._begun = perf_counter()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if (record := CURRENT.get(None)) is not None:
            wait = Wait(self._what, self._begun, perf_counter())
            record.waits += (wait,)
            record.database_seconds += wait.ended - wait.begun
