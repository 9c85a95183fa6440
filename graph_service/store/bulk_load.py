"""Filling an empty graph in batches, for catalogues that are too large for one transaction.

A marker node exists from before the first batch until the Release is written; meanwhile read.py
refuses all reads. If the fill is interrupted, the marker remains, and the next load starts over.
The load's own transaction holds the lock and writes the Release.
"""

from __future__ import annotations

from neo4j import Query, Record

from graph_service.model.storage import UNFINISHED

from .driver import Database
from .graph_reader import LABELS
from .write import LONGEST_LOAD_SECONDS, Writer

_MARK = f"MERGE (mark:{UNFINISHED} {{id: '{UNFINISHED}'}}) RETURN count(mark)"
# Edges first: a country with all its edges may exceed the memory of one transaction.
_EMPTY = (
    f"MATCH (:{'|'.join(LABELS)})-[r]->() CALL (r) {{ DELETE r }} IN TRANSACTIONS OF 10000 ROWS",
    f"MATCH (n:{'|'.join(LABELS)}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 2000 ROWS",
)


class BulkWriter(Writer):
    """Writes each batch in a separate transaction, while the load's transaction holds the lock."""

    def __init__(self, load: Writer, database: Database) -> None:
        super().__init__(load.transaction)
        self._database = database

    async def begin(self) -> None:
        """Mark the graph as unfinished; `write_releases` removes the marker."""
        await self.record(_MARK)

    async def record(self, statement: str, **parameters: object) -> Record:
        """Run a statement in a separate transaction, and return its only record."""
        # Fails if the lock is lost, and keeps firewalls from dropping the idle connection.
        await super().record("RETURN 1")
        return await _alone(self._database, statement, **parameters)


async def empty_unfinished(database: Database) -> None:
    """Remove the data of an interrupted fill; the marker stays."""
    for statement in _EMPTY:
        await _alone(database, f"{statement} RETURN count(*)")


async def _alone(database: Database, statement: str, **parameters: object) -> Record:
    """Run a statement in an auto-commit transaction, as IN TRANSACTIONS requires."""
    async with database.driver.session(database=database.name) as session:
        query = Query(statement, timeout=LONGEST_LOAD_SECONDS)
        return await (await session.run(query, parameters)).single(strict=True)
