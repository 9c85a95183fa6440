"""The whole graph in order, page by page, as one state of it.

All pages are read in one READ transaction, whose bookmark is compared at its commit as that of any
snapshot read (read.py). Only then is what was read known to be one state: what was made of it is
kept, or made again.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from typing import TypeVar

from neo4j import AsyncTransaction, Bookmarks, Record

from graph_service.errors import GraphUnsettled
from graph_service.i18n import _
from graph_service.model.edge_types import EdgeType
from graph_service.settings import DatabaseSettings

from .changes import EdgeRow, Properties
from .driver import Database
from .errors import database_errors
from .graph_reader import PAGE, GraphReader
from .read import Reader, State
from .values import native

T = TypeVar("T")

TRIES = 5
"""How often the graph is read before writes that never pause are reported."""
_LONGEST_SECONDS = 3600
_SECONDS_FOR_A_STATE = 20


class GraphStream(GraphReader):
    """The graph within one transaction."""

    def __init__(self, transaction: AsyncTransaction, settings: DatabaseSettings) -> None:
        """Take the transaction, and whose errors it has."""
        super().__init__(transaction)
        self._settings = settings

    async def newest_release(self) -> Properties | None:
        """Give the properties of the newest release; None where there is none."""
        with database_errors(self._settings):
            return await super().newest_release()

    async def edges(
        self, edge_type: EdgeType, types: Collection[str]
    ) -> AsyncIterator[Sequence[EdgeRow]]:
        """Give the edges of a relationship type among some types of nodes, by pages, sorted by ids.

        A page holds all edges of its sources: an entry declares them in its file, so they are few.
        """
        for label in edge_type.sources:
            ends = {e.target.name for e in edge_type.edges if e.source.name == label}
            targets = [name for name in sorted(ends) if name in types]
            if label not in types or not targets:
                continue
            statement = (
                f"MATCH (a:{label}) WHERE a.id > $after WITH a ORDER BY a.id LIMIT {PAGE}"
                f" OPTIONAL MATCH (a)-[r:{edge_type.name}]->(b:{'|'.join(targets)})"
                " WHERE b.id IS NOT NULL WITH a, b, r ORDER BY a.id, b.id, elementId(r)"
                " RETURN max(a.id), collect([a.id, b.id, properties(r)])"
            )
            after = ""
            while after is not None:
                after, page = await self.record(statement, after=after)
                yield [
                    EdgeRow(type=edge_type.name, source=a, target=b, properties=native(found))
                    for a, b, found in page
                    if b is not None
                ]

    async def record(self, statement: str, **parameters: object) -> Record:
        """Run a statement that gives one record."""
        with database_errors(self._settings):
            return await super().record(statement, **parameters)


async def read_settled(database: Database, consume: Callable[[GraphStream], Awaitable[T]]) -> T:
    """Read the graph, and give what was made of it once it is known to be one state.

    Where a write came between, it is read again from the start.

    Raises:
        GraphUnsettled: when writes came between each time.
        DatabaseUnavailable: when the database can't be reached, or the connection broke.
    """
    reader = Reader(database, deadline=_SECONDS_FOR_A_STATE)
    for _try in range(TRIES):
        known = await reader.newest()
        made, seen = await _once(database, known, consume)
        if seen and seen == known:
            return made
    raise GraphUnsettled(
        _(
            "The graph was written to while it was read, {tries} times: wait for the load to end,"
            " and try again.",
            tries=TRIES,
        )
    )


async def _once(
    database: Database, known: State, consume: Callable[[GraphStream], Awaitable[T]]
) -> tuple[T, State]:
    settings = database.settings
    async with database.driver.session(
        database=database.name,
        default_access_mode="READ",
        bookmarks=Bookmarks.from_raw_values(known),
    ) as session:
        with database_errors(settings):
            transaction = await session.begin_transaction(timeout=_LONGEST_SECONDS)
        try:
            made = await consume(GraphStream(transaction, settings))
            with database_errors(settings):
                await transaction.commit()
                return made, (await session.last_bookmarks()).raw_values
        finally:
            await transaction.close()
