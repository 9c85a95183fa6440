"""Filling an empty graph in batches, for catalogues that are too large for one transaction.

A mark stands in the graph from before the first batch until the Release is there, and as long as it
does, nobody is served (read.py). A fill that was broken off leaves its mark: the next load begins
anew. The load's own transaction has the lock meanwhile, and writes the Release.
"""

from __future__ import annotations

from neo4j import Query, Record

from graph_service.model.storage import UNFINISHED

from .driver import Database
from .graph_reader import LABELS
from .write import LONGEST_LOAD_SECONDS, Writer

_MARK = f"MERGE (mark:{UNFINISHED} {{id: '{UNFINISHED}'}}) RETURN count(mark)"
# Edges first: with all of its edges, a country may be too much for a transaction.
_EMPTY = (
    f"MATCH (:{'|'.join(LABELS)})-[r]->() CALL (r) {{ DELETE r }} IN TRANSACTIONS OF 10000 ROWS",
    f"MATCH (n:{'|'.join(LABELS)}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 2000 ROWS",
)


class BulkWriter(Writer):
    """Writes each batch in a transaction of its own, while the load's keeps the lock."""

    def __init__(self, load: Writer, database: Database) -> None:
        """Take the writer of a load, and where it writes."""
        super().__init__(load.transaction)
        self._database = database

    async def begin(self) -> None:
        """Mark the graph as unfinished; the Release takes the mark away."""
        await self.record(_MARK)

    async def record(self, statement: str, **parameters: object) -> Record:
        """Run a statement that gives one record, in a transaction of its own."""
        # Fails where the lock is lost, and lets no firewall find its connection idle.
        await super().record("RETURN 1")
        return await _alone(self._database, statement, **parameters)


async def empty_unfinished(database: Database) -> None:
    """Remove what a fill that was broken off has left; its mark stays."""
    for statement in _EMPTY:
        await _alone(database, f"{statement} RETURN count(*)")


async def _alone(database: Database, statement: str, **parameters: object) -> Record:
    """Run a statement in a transaction of its own, or in those that it makes."""
    async with database.driver.session(database=database.name) as session:
        query = Query(statement, timeout=LONGEST_LOAD_SECONDS)
        return await (await session.run(query, parameters)).single(strict=True)
