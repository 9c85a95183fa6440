"""Snapshot reads.

Neo4j is read-committed: a statement that runs beside a large commit sees a part of it, and a
bookmark appears before its data are applied. So a read begins with the bookmarks that are known and
compares them with those seen at its end: equal means that the answer is exactly that state. Where
they differ it reads again; where writes never pause it gives what it read last, and says so.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeAlias

from neo4j import AsyncSession, Bookmarks, Query
from neo4j.exceptions import Neo4jError

from graph_service.errors import DeadlineExceeded, NoCatalogue
from graph_service.model.json import Json
from graph_service.model.storage import UNFINISHED, StoredValue

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
        """Take the database, and how many seconds a read may take with all its tries."""
        self._database = database
        self._known = _none()
        self._finished: State | None = None
        """The last state that was asked whether it is a whole catalogue."""
        self.deadline = deadline
        self.unsettled = 0
        """How many answers were no snapshots."""

    async def read(self, text: str, parameters: Mapping[str, StoredValue]) -> Answer:
        """Run a statement that returns one row with one list, `row`.

        Raises:
            DatabaseUnavailable: when the database can't be reached.
            DeadlineExceeded: when it took too long.
            DatabaseFailed: when the database refused the statement.
            NoCatalogue: while an empty graph is being filled.
        """
        async with within(self.deadline):
            with database_errors(self._database.settings):
                return await self._whole(text, parameters)

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
        slow = "The database takes long to answer; try again soon."
        async with within(self.deadline / 2, slow):
            with database_errors(self._database.settings):
                while True:
                    known = self._known
                    try:
                        # On a cluster, the known bookmarks see that the next server is no older.
                        async with self._session(known) as session:
                            transaction = await session.begin_transaction()
                            await transaction.commit()
                            self._known = await session.last_bookmarks()
                    except Neo4jError as error:
                        self._forget(known, error)
                    else:
                        return self._known.raw_values

    async def _whole(self, text: str, parameters: Mapping[str, StoredValue]) -> Answer:
        """Read a state in which the graph is no half-filled one; each is asked once."""
        tries = 0
        while True:
            tries += 1
            answer = await self._settled(text, parameters)
            if answer.state is not None and answer.state == self._finished:
                return answer
            check = await self._settled(_UNFINISHED, {})
            if check.row[0]:
                raise NoCatalogue("The catalogue is being loaded for the first time; try again.")
            self._finished = check.state
            if answer.state is None or answer.state == check.state:
                return answer
            if tries > TRIES:
                self.unsettled += 1
                return Answer(row=answer.row, state=None)

    async def _settled(self, text: str, parameters: Mapping[str, StoredValue]) -> Answer:
        begun = time.monotonic()
        known = self._known
        tries = 0
        while True:
            tries += 1
            try:
                row, seen = await self._once(text, parameters, known)
            except Neo4jError as error:
                known = self._forget(known, error)
                continue
            # Without bookmarks nothing is proven, so an empty set is no state.
            if seen.raw_values and seen.raw_values == known.raw_values:
                return Answer(row=row, state=seen.raw_values)
            known = self._known = seen
            if tries > TRIES or time.monotonic() - begun > self.deadline / 2:
                self.unsettled += 1
                return Answer(row=row, state=None)

    async def _once(
        self, text: str, parameters: Mapping[str, StoredValue], known: Bookmarks
    ) -> tuple[list[Json], Bookmarks]:
        async with self._session(known) as session:
            # A client that hangs up ends nothing in Neo4j: the time-out does.
            query = Query(text, timeout=self.deadline)
            result = await session.run(query, dict(parameters))
            record = await result.single(strict=True)
            row: list[Json] = record["row"]
            return row, await session.last_bookmarks()

    def _session(self, known: Bookmarks) -> AsyncSession:
        return self._database.driver.session(
            database=self._database.name, default_access_mode="READ", bookmarks=known
        )

    def _forget(self, known: Bookmarks, error: Neo4jError) -> Bookmarks:
        """Forget bookmarks that the server refuses; raise the error again if it is another."""
        if known.raw_values and any(name in (error.code or "") for name in _BOOKMARK):
            # The database was restored to older data: what is known is from its future.
            self._known = _none()
            return self._known
        raise error


@asynccontextmanager
async def within(seconds: float, message: str | None = None) -> AsyncIterator[None]:
    """Break off what takes longer.

    Raises:
        DeadlineExceeded: when it did, with this message, or the one of an answer.
    """
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        message = message or f"The answer took longer than {seconds:g} s; ask for less."
        raise DeadlineExceeded(message, seconds=seconds) from None
