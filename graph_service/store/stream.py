"""The whole graph in order, from a single state.

A small graph is read by two statements, a large one in pages. All of it is read in one READ
transaction, whose bookmarks are compared at its commit, as for any snapshot read (read.py). Only
then is it known whether all is from one state; otherwise it is read again.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from typing import TypeVar

from neo4j import AsyncTransaction, Bookmarks, Record

from graph_service.errors import GraphUnsettled
from graph_service.i18n import _
from graph_service.model.graph import EdgeType
from graph_service.settings import DatabaseSettings

from .changes import EdgeRow, NodeRow, Properties
from .driver import Database
from .from_driver import database_errors, native
from .graph_reader import LABELS, PAGE, STORED_EDGE, GraphReader, SmallGraph, read_small
from .read import SECONDS_FOR_A_STATE, Reader, State

T = TypeVar("T")

TRIES = 5
"""Attempts before GraphUnsettled is raised."""
_LONGEST_SECONDS = 3600


class GraphStream(GraphReader):
    """Reads the graph within one transaction, and translates the driver's errors."""

    def __init__(self, transaction: AsyncTransaction, settings: DatabaseSettings) -> None:
        super().__init__(transaction)
        self._settings = settings
        self._small: SmallGraph | None = None
        self._is_large = False

    async def nodes(self, label: str) -> AsyncIterator[Sequence[NodeRow]]:
        """Yield pages of the nodes of a type, sorted by id, without what loads record in them."""
        if (small := await self._if_small()) is not None:
            if found := small.nodes.get(label):
                yield found
            return
        async for page in super().nodes(label):
            yield page

    async def edges_from(self, label: str) -> AsyncIterator[Sequence[EdgeRow]]:
        """Yield the edges between nodes of the catalogue from those of a type."""
        if (small := await self._if_small()) is not None:
            yield small.edges_from(label, LABELS)
            return
        async for page in super().edges_from(label):
            yield page

    async def _if_small(self) -> SmallGraph | None:
        if self._small is None and not self._is_large:
            self._small = await read_small(self)
            self._is_large = self._small is None
        return self._small

    async def newest_release(self) -> Properties | None:
        """Return the properties of the newest release, None if there is none."""
        with database_errors(self._settings):
            return await super().newest_release()

    async def edges(
        self, edge_type: EdgeType, types: Collection[str]
    ) -> AsyncIterator[Sequence[EdgeRow]]:
        """Yield pages of the edges of a type between nodes of some types, sorted by ids.

        A page has all edges of its sources; they are few, because an entry declares its own.
        """
        small = await self._if_small()
        for label in edge_type.sources:
            ends = {e.target.name for e in edge_type.edges if e.source.name == label}
            targets = [name for name in sorted(ends) if name in types]
            if label not in types or not targets:
                continue
            if small is not None:
                yield small.edges_of(edge_type, label, targets)
                continue
            statement = (
                f"MATCH (a:{label}) WHERE a.id > $after WITH a ORDER BY a.id LIMIT {PAGE}"
                f" OPTIONAL MATCH (a)-[r:{edge_type.name}]->(b:{'|'.join(targets)})"
                " WHERE b.id IS NOT NULL WITH a, b, r ORDER BY a.id, b.id, elementId(r)"
                f" RETURN max(a.id), collect([a.id, b.id, {STORED_EDGE}])"
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
        """Run a statement and return its only record."""
        with database_errors(self._settings):
            return await super().record(statement, **parameters)


async def read_settled(database: Database, consume: Callable[[GraphStream], Awaitable[T]]) -> T:
    """Return what `consume` makes of the graph, after all of it was read from one state.

    If the graph was written to meanwhile, `consume` is called again.

    Raises:
        GraphUnsettled: if the graph was written to during every attempt.
        DatabaseUnavailable: if the database can't be reached, or the connection broke.
    """
    reader = Reader(database, deadline=SECONDS_FOR_A_STATE)
    for _try in range(TRIES):
        known = await reader.newest()
        result, seen = await _read_once(database, known, consume)
        if seen and seen == known:
            return result
    raise GraphUnsettled(
        _(
            "The graph was written to during each of {tries} attempts to read it: wait for the load"
            " to end, and try again.",
            tries=TRIES,
        )
    )


async def _read_once(
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
            result = await consume(GraphStream(transaction, settings))
            with database_errors(settings):
                await transaction.commit()
                return result, (await session.last_bookmarks()).raw_values
        finally:
            await transaction.close()
