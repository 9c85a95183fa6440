"""Snapshot reads.

Neo4j is read-committed: a statement that runs beside a large commit sees a part of it, and a
bookmark appears before its data are applied. So a read begins with the bookmarks that are known and
compares them with those seen at its end: equal means that the answer is exactly that state. Where
they differ it reads again; where writes never pause it gives what it read last, and says so.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from neo4j import AsyncSession, Bookmarks, Query
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph_service.errors import NoCatalogue
from graph_service.model.json import Json
from graph_service.model.storage import UNFINISHED, StoredValue
from graph_service.telemetry import Waiting

from .deadline import Deadline
from .driver import Database
from .errors import database_errors

TRIES = 3
"""How often a read is tried before an answer is given that is no snapshot."""
_UNFINISHED = f"MATCH (mark:{UNFINISHED}) RETURN [count(mark)] AS row"
_BOOKMARK = ("InvalidBookmark", "BookmarkTimeout")

State: TypeAlias = frozenset[str]
"""A state of the graph, as the bookmarks that name it: equal names, equal graph."""


def _none() -> Bookmarks:
    return Bookmarks.from_raw_values([])


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a read gave.

    Attributes:
        row: the list that the statement returned.
        state: the state of the graph that it shows; None where writes never paused, so that it may
            be a mix of several.
    """

    row: list[Json]
    state: State | None


class Reader:
    """Reads for all requests of a process; remembers the newest bookmarks that it saw."""

    def __init__(self, database: Database, *, deadline: float) -> None:
        """Take the database, and how many seconds a read may take that brings no deadline."""
        self._database = database
        self._known = _none()
        self._finished: State | None = None
        """The last state that was asked whether it is a whole catalogue."""
        self.deadline = deadline
        self.until = database.breaker.until
        """Breaks off what waits for the database."""
        self.unsettled = 0
        """How many answers were no snapshots."""
        self.under_way = 0
        """How many reads there are now."""

    async def read(
        self,
        text: str,
        parameters: Mapping[str, StoredValue],
        deadline: Deadline | None = None,
    ) -> Answer:
        """Run a statement that returns one row with one list, `row`.

        Raises:
            DatabaseUnavailable: when the database can't be reached.
            DeadlineExceeded: when it took too long.
            DatabaseFailed: when the database refused the statement.
            NoCatalogue: while an empty graph is being filled.
        """
        deadline = deadline or Deadline(self.deadline)
        self.under_way += 1
        try:
            with Waiting("read"):
                async with self.until(deadline):
                    with database_errors(self._database.settings):
                        return await self._whole(text, parameters, deadline)
        finally:
            self.under_way -= 1

    async def newest(self) -> State:
        """Give the newest state, in half of the deadline at most.

        It holds every commit that was acknowledged before this call, by any client, though it may
        not be applied yet: the next read begins with it and waits for that. (On a cluster, it is
        what the server that was asked knows of.) An empty transaction costs less than the cheapest
        statement.

        Raises:
            DatabaseUnavailable: when the database can't be reached.
            DeadlineExceeded: when it took too long.
        """
        deadline = Deadline(self.deadline / 2)
        async with self.until(deadline, "The database takes long to answer; try again soon."):
            with database_errors(self._database.settings):
                return await self._newest(deadline)

    async def _whole(
        self, text: str, parameters: Mapping[str, StoredValue], deadline: Deadline
    ) -> Answer:
        """Read a state in which the graph is no half-filled one; each state is asked once.

        Where writes come between, it is asked before a read and after it: no fill is that short.
        """
        answer = await self._settled(text, parameters, deadline)
        for again in (True, False):
            if answer.state is not None and answer.state == self._finished:
                break
            check = await self._settled(_UNFINISHED, {}, deadline)
            if check.row[0]:
                raise NoCatalogue("The catalogue is being loaded for the first time; try again.")
            self._finished = check.state
            if answer.state is None or answer.state == check.state:
                break
            if again:
                answer = await self._settled(text, parameters, deadline)
        self.unsettled += answer.state is None
        return answer

    async def recover(self, seconds: float) -> None:
        """After the database was away, forget the bookmarks that it doesn't know, or come to know.

        It may have been restored to older data, and would wait for them for half a minute.
        """
        try:
            async with asyncio.timeout(seconds):
                await self._newest(Deadline(seconds))
        except (DriverError, Neo4jError, OSError):
            self._known = _none()

    async def _newest(self, deadline: Deadline) -> State:
        tries = _Tries()
        while True:
            known = self._known
            # On a cluster, the known bookmarks see that the next server is no older.
            session = self._database.reading(known)
            try:
                # Only the breaker cancels it, which brings a new pool: it needs no isolation.
                self._known = await _asked_for_newest(session, deadline.left)
            except (ServiceUnavailable, SessionExpired) as error:
                tries.spend(error)
            except Neo4jError as error:
                self._forget(known, error)
            else:
                return self._known.raw_values

    async def _settled(
        self, text: str, parameters: Mapping[str, StoredValue], deadline: Deadline
    ) -> Answer:
        enough = deadline.left / 2
        known = self._known
        tries = _Tries()
        reads = 0
        while True:
            session = self._database.reading(known)
            # A client that hangs up ends it; where that fails, the time-out does.
            query = Query(text, timeout=deadline.left)
            try:
                row, seen = await self._database.isolated(session, _ran(session, query, parameters))
            except (ServiceUnavailable, SessionExpired) as error:
                tries.spend(error)
                continue
            except Neo4jError as error:
                known = self._forget(known, error)
                continue
            reads += 1
            # Without bookmarks nothing is proven, so an empty set is no state.
            if seen.raw_values and seen.raw_values == known.raw_values:
                return Answer(row=row, state=seen.raw_values)
            known = self._known = seen
            if reads > TRIES or deadline.left < enough:
                return Answer(row=row, state=None)

    def _forget(self, known: Bookmarks, error: Neo4jError) -> Bookmarks:
        """Forget bookmarks that the server refuses; raise the error again if it is another."""
        if known.raw_values and any(name in (error.code or "") for name in _BOOKMARK):
            # The database was restored to older data: what is known is from its future.
            self._known = _none()
            return self._known
        raise error


class _Tries:
    """Connections break, by a server's restart or a load balancer's whim: one try more is free."""

    def __init__(self) -> None:
        self._left = 1

    def spend(self, error: Exception) -> None:
        """Raise the error again if no try is left."""
        if not self._left:
            raise error
        self._left -= 1


async def _ran(
    session: AsyncSession, query: Query, parameters: Mapping[str, StoredValue]
) -> tuple[list[Json], Bookmarks]:
    async with session:
        record = await (await session.run(query, dict(parameters))).single(strict=True)
        row: list[Json] = record["row"]
        return row, await session.last_bookmarks()


async def _asked_for_newest(session: AsyncSession, seconds: float) -> Bookmarks:
    async with session:
        await (await session.begin_transaction(timeout=seconds)).commit()
        return await session.last_bookmarks()
