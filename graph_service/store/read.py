"""Snapshot reads, and probes of the newest state that requests share.

Neo4j is read-committed: a statement that runs during a large commit sees part of it, and a bookmark
appears before its data is applied. Therefore a read starts with the known bookmarks, and compares
them with the bookmarks at its end: if they are equal, the answer is exactly that state. Otherwise
it reads again. If writes never pause, it returns the last answer without a state.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from neo4j import AsyncSession, Bookmarks, Query
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph_service.model.json import Json
from graph_service.telemetry import Waiting, waiting_for_plan

from .deadline import Deadline
from .driver import Database, run_empty
from .from_driver import database_errors

TRIES = 3
"""Further attempts before an answer that is not a snapshot is returned."""
SECONDS_FOR_A_STATE = 20
"""The deadline of commands that look at the newest state."""
_BOOKMARK = ("InvalidBookmark", "BookmarkTimeout")
_NO_BOOKMARKS = Bookmarks.from_raw_values(())
_BROKEN = (ServiceUnavailable, SessionExpired)
"""Retried once, because servers restart, and load balancers drop connections."""

QueryParameters: TypeAlias = Mapping[str, object]
Steps: TypeAlias = Callable[[], Generator[tuple[str, QueryParameters], list[Json], Sequence[Json]]]
"""Begins a read: yields statements with parameters, is sent the row of each, and returns one."""

State: TypeAlias = frozenset[str]
"""A state of the graph, identified by its bookmarks: equal bookmarks mean equal graphs."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer to a read.

    Attributes:
        row: the list that the read returned.
        state: the state that it was read from, None if it may mix several states.
        planning: seconds until Neo4j could run the statements; if they are known, less than 0.01.
    """

    row: Sequence[Json]
    state: State | None
    planning: float


class Reader:
    """Reads for all requests of a process; remembers the newest known bookmarks."""

    def __init__(self, database: Database, *, deadline: float) -> None:
        """Limit reads without a deadline of their own to `deadline` seconds."""
        self._database = database
        self._known = _NO_BOOKMARKS
        self.deadline = deadline
        self.until = database.breaker.until
        self.unsettled = 0
        """The number of answers that were not snapshots."""
        self.active = 0
        """The number of reads in progress."""

    @property
    def reconnections(self) -> int:
        """How often the database became available again; it may have lost its plans then."""
        return self._database.reconnections

    async def read(
        self,
        text: str,
        parameters: QueryParameters,
        deadline: Deadline | None = None,
    ) -> Answer:
        """Run a statement that returns one row with one list, `row`.

        Raises:
            DatabaseUnavailable: if the database can't be reached.
            DeadlineExceeded: if it took too long.
            DatabaseFailed: if the database rejected the statement.
        """
        return await self.read_in_steps(partial(only_step, text, parameters), deadline)

    async def read_in_steps(self, steps: Steps, deadline: Deadline | None = None) -> Answer:
        """Run the statements of a read in one state of the graph; see `read`."""
        deadline = deadline or Deadline(self.deadline)
        self.active += 1
        try:
            with Waiting("read"):
                async with self.until(deadline):
                    with database_errors(self._database.settings):
                        answer = await self._settled(steps, deadline)
                        self.unsettled += answer.state is None
                        return answer
        finally:
            self.active -= 1

    async def newest(self) -> State:
        """Return the newest state, within half of the deadline.

        It includes every commit that was acknowledged to any client before this call, even if the
        commit isn't applied yet: the next read starts with it and waits for that. On a cluster, it
        is the newest state known to the server that answers. An empty transaction costs less than
        the cheapest statement.

        Raises:
            DatabaseUnavailable: if the database can't be reached.
            DeadlineExceeded: if it took too long.
        """
        deadline = Deadline(self.deadline / 2)
        async with self.until(deadline, "The database is slow to respond; try again soon."):
            with database_errors(self._database.settings):
                return await self._newest(deadline)

    async def recover(self, seconds: float) -> None:
        """Forget bookmarks that the database doesn't know after it was unavailable.

        If it was restored to older data, it would wait for them for half a minute.
        """
        try:
            async with asyncio.timeout(seconds):
                await self._newest(Deadline(seconds))
        except (DriverError, Neo4jError, OSError):
            self._known = _NO_BOOKMARKS

    async def _newest(self, deadline: Deadline) -> State:
        is_retry = False
        while True:
            known = self._known
            work = partial(run_empty, seconds=deadline.remaining)
            try:
                # On a cluster, the known bookmarks ensure that the next server is not older.
                self._known = await self._database.run_isolated(work, known, always=True)
            except _BROKEN:
                if is_retry:
                    raise
                is_retry = True
            except Neo4jError as error:
                self._forget(known, error)
            else:
                return self._known.raw_values

    async def _settled(self, steps: Steps, deadline: Deadline) -> Answer:
        half = deadline.remaining / 2
        known = self._known
        is_retry = False
        reads, planning = 0, 0.0
        while True:
            work = partial(_run, begin=steps, deadline=deadline)
            try:
                row, seen, planned = await self._database.run_isolated(
                    work, known, patience=deadline.patience
                )
            except _BROKEN:
                if is_retry:
                    raise
                is_retry = True
                continue
            except Neo4jError as error:
                known = self._forget(known, error)
                continue
            reads += 1
            planning += planned
            # An empty set of bookmarks identifies no state.
            if seen.raw_values and seen.raw_values == known.raw_values:
                return Answer(row=row, state=seen.raw_values, planning=planning)
            known = self._known = seen
            if reads > TRIES or deadline.remaining < half:
                return Answer(row=row, state=None, planning=planning)

    def _forget(self, known: Bookmarks, error: Neo4jError) -> Bookmarks:
        """Forget the known bookmarks if the server rejects them, else raise the error again."""
        if known.raw_values and any(name in (error.code or "") for name in _BOOKMARK):
            # The database was restored to older data: the known bookmarks are from its future.
            self._known = _NO_BOOKMARKS
            return self._known
        raise error


def only_step(
    text: str, parameters: QueryParameters
) -> Generator[tuple[str, QueryParameters], list[Json], Sequence[Json]]:
    """Return a read of a single statement."""
    return (yield text, parameters)


async def _run(
    session: AsyncSession, begin: Steps, deadline: Deadline
) -> tuple[Sequence[Json], Bookmarks, float]:
    """Run the steps of a read; return its row, the bookmarks at its end, the seconds of planning.

    If the bookmarks at the end are those of the start, nothing was written between the steps.
    """
    steps, planning = begin(), 0.0
    async with session:
        text, parameters = next(steps)
        while True:
            # A disconnecting client cancels the query; the timeout is the fallback.
            with waiting_for_plan():
                query = Query(text, timeout=deadline.remaining)
                result = await session.run(query, dict(parameters))
            record = await result.single(strict=True)
            # The summary has arrived with the row. Neo4j measures the time until a result is
            # available: it plans before, and reads after, when the rows are fetched.
            summary = await result.consume()
            planning += (summary.result_available_after or 0) / 1000
            try:
                text, parameters = steps.send(record["row"])
            except StopIteration as end:
                row: Sequence[Json] = end.value
                return row, await session.last_bookmarks(), planning


GATHERING_TURNS = 5
"""Turns of the event loop before a probe starts; an idle turn takes microseconds."""


class Probe:
    """Shares probes between requests: a probe never starts before a request that it answers.

    During a probe, new requests wait for the next one. A probe starts some turns of the event loop
    after it is requested, so that requests that have already arrived, and those that clients send
    right after their last answers, share it: a probe costs as much as a dozen requests.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._waiting: list[asyncio.Future[State]] = []
        self._is_requested = False
        self._running: asyncio.Task[State] | None = None
        self.started = 0
        """The number of probes started."""

    async def newest(self) -> State:
        """Return a state that is not older than this call.

        Raises:
            DatabaseUnavailable: if the database can't be reached.
            DeadlineExceeded: if the probe took too long.
        """
        future: asyncio.Future[State] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        if not self._is_requested:
            self._is_requested = True
            self._gather(GATHERING_TURNS)
        return await future

    def _gather(self, turns: int) -> None:
        if turns:
            asyncio.get_running_loop().call_soon(self._gather, turns - 1)
        else:
            self._start()

    def _start(self) -> None:
        waiting, self._waiting = self._waiting, []
        self.started += 1
        self._running = asyncio.create_task(self._reader.newest())
        self._running.add_done_callback(partial(self._end, waiting))

    def _end(self, waiting: list[asyncio.Future[State]], probe: asyncio.Task[State]) -> None:
        for future in waiting:
            if future.done():  # its request was cancelled
                continue
            if probe.cancelled():
                future.cancel()
            elif error := probe.exception():
                future.set_exception(error)
            else:
                future.set_result(probe.result())
        self._is_requested = bool(self._waiting)
        if self._is_requested:
            self._gather(GATHERING_TURNS)
