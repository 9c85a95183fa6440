"""Snapshot reads.

Neo4j is read-committed: a statement that runs beside a large commit sees a part of it, and a
bookmark appears before its data are applied. So a read begins with the bookmarks that are known and
compares them with those seen at its end: equal means that the answer is exactly that state. Where
they differ it reads again; where writes never pause it gives what it read last, and says so.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass

from neo4j import Bookmarks, Query
from neo4j.exceptions import Neo4jError

from graph_service.errors import DeadlineExceeded
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue

from .driver import Database
from .errors import database_errors

TRIES = 3
"""How often a read is tried before an answer is given that is no snapshot."""
_BOOKMARK = ("InvalidBookmark", "BookmarkTimeout")


def _none() -> Bookmarks:
    return Bookmarks.from_raw_values([])


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a read gave.

    Attributes:
        row: the list that the statement returned.
        snapshot: whether it is one state of the graph; False only where writes never paused.
    """

    row: list[Json]
    snapshot: bool


class Reader:
    """Reads for all requests of a process; remembers the newest bookmarks that it saw."""

    def __init__(self, database: Database, *, deadline: float) -> None:
        """Take the database, and how many seconds a read may take with all its tries."""
        self._database = database
        self._deadline = deadline
        self._known = _none()
        self.unsettled = 0
        """How many answers were no snapshots."""

    async def read(self, text: str, parameters: Mapping[str, StoredValue]) -> Answer:
        """Run a statement that returns one row with one list, `row`.

        Raises:
            DatabaseUnavailable: when the database can't be reached.
            DeadlineExceeded: when it took too long.
            DatabaseFailed: when the database refused the statement.
        """
        try:
            async with asyncio.timeout(self._deadline):
                with database_errors(self._database.settings):
                    return await self._settled(text, parameters)
        except TimeoutError:
            raise DeadlineExceeded(
                f"The answer took longer than {self._deadline:g} s; ask for less.",
                seconds=self._deadline,
            ) from None

    async def _settled(self, text: str, parameters: Mapping[str, StoredValue]) -> Answer:
        begun = time.monotonic()
        known = self._known
        tries = 0
        while True:
            tries += 1
            try:
                row, seen = await self._once(text, parameters, known)
            except Neo4jError as error:
                if known.raw_values and any(name in (error.code or "") for name in _BOOKMARK):
                    # The database was restored to older data: what is known is from its future.
                    known = self._known = _none()
                    continue
                raise
            if seen.raw_values == known.raw_values:
                return Answer(row=row, snapshot=True)
            known = self._known = seen
            if tries > TRIES or time.monotonic() - begun > self._deadline / 2:
                self.unsettled += 1
                return Answer(row=row, snapshot=False)

    async def _once(
        self, text: str, parameters: Mapping[str, StoredValue], known: Bookmarks
    ) -> tuple[list[Json], Bookmarks]:
        async with self._database.driver.session(
            database=self._database.name, default_access_mode="READ", bookmarks=known
        ) as session:
            # A client that hangs up ends nothing in Neo4j: the time-out does.
            query = Query(text, timeout=self._deadline)
            result = await session.run(query, dict(parameters))
            record = await result.single(strict=True)
            row: list[Json] = record["row"]
            return row, await session.last_bookmarks()
