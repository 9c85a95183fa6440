"""The transaction of a load: a lock against other loads, its changes and its Release."""

from __future__ import annotations

from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    Set,
)
from contextlib import asynccontextmanager
from functools import partial
from itertools import islice
from typing import TypeAlias, TypeVar

from neo4j import AsyncTransaction

from graph_service.errors import DatabaseFailed, DeadlineExceeded, LoadRefused
from graph_service.i18n import _
from graph_service.model.derived_edges import LIST_KEYS, LONG_EDGES, SET_KEYS
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES, TYPES, owner_of
from graph_service.model.ids import split_id
from graph_service.model.search_text import SEARCH_DERIVED
from graph_service.model.types import RECORDED

from .changes import Diff, EdgeRow, NodeChange, NodeRow, OnProgress, Properties, ignore_progress
from .derived import LINKING, LINKS, REFRESH
from .driver import Database
from .from_driver import database_errors
from .graph_reader import LABELS, GraphReader

T = TypeVar("T")
Write: TypeAlias = Callable[[str, list[Mapping[str, object]]], Awaitable[None]]

# Because Release.id is unique, MERGE locks the id until the transaction ends, even after the node
# is deleted: this excludes other loads and leaves nothing behind.
_LOCK = "MERGE (lock:Release {id: 'Release:lock'}) DELETE lock"
LONGEST_LOAD_SECONDS = 3600
# Labels and types are dynamic: with their names in the text, a first load of the seeds had 74 more
# statements, and planning one takes a Neo4j that has just started 0.2 s of CPU. Neo4j 2026.08 finds
# the nodes by the index of their ids; 2025.08 scanned all nodes of the label.
NODE = "UNWIND $rows AS row MATCH (n:$(row.label) {id: row.id})"
"""Binds the nodes of rows, `n`; `node_key` returns a row."""
_NEW_NODE = "UNWIND $rows AS row CREATE (n:$(row.label)) SET n = row.properties"
_ENDS = (
    "UNWIND $rows AS row MATCH (a:$(row.fromLabel) {id: row.from})"
    " MATCH (b:$(row.toLabel) {id: row.to})"
)
# SKIP is a planner barrier: Neo4j would otherwise follow all edges of one of the ends.
_EDGE = f"{_ENDS} WITH row, a, b SKIP 0 MATCH (a)-[r:$(row.type)]->(b)"
_NEW_EDGE = f"{_ENDS} CREATE (a)-[r:$(row.type)]->(b)"
_KEPT = ", ".join(f".{name}" for name in (*(prop.name for prop in RECORDED), *SEARCH_DERIVED))
_SORTED_BY = frozenset({"id", *LIST_KEYS})
_BATCH = 2000


class Writer(GraphReader):
    """The open transaction of a load, which holds the lock."""

    async def apply(
        self,
        diff: Diff,
        on_progress: OnProgress = ignore_progress,
        *,
        recorded: Properties | None = None,
    ) -> None:
        """Apply a diff, deletions first, so that unique keys are free before they are reused.

        Args:
            diff: the changes.
            on_progress: called with the number of changes made.
            recorded: the properties that record the load in each added entry.
        """
        write = partial(self.write_rows, on_progress=on_progress)
        removed_ids = {row.id for row in diff.nodes_removed}
        for removed in batches(row.id for row in diff.nodes_removed):
            await write(f"{NODE} DETACH DELETE n", [*map(node_key, removed)])
        await self._change_nodes(diff.nodes_changed, write)
        await self.create_nodes(diff.nodes_added, on_progress, recorded=recorded)
        # DETACH DELETE has removed the other edges.
        removed_edges = (e for e in diff.edges_removed if not removed_ids & {e.source, e.target})
        for edges in batches(removed_edges):
            await write(f"{_EDGE} DELETE r", [*map(_edge_row, edges)])
        for start, written in ((_EDGE, diff.edges_changed), (_NEW_EDGE, diff.edges_added)):
            for has_keys, keys in ((False, ""), (True, f", {SET_KEYS}")):
                for edges in batches(e for e in written if (e.type in LONG_EDGES) is has_keys):
                    await write(f"{start} SET r = row.properties{keys}", [*map(_edge_row, edges)])
        await self._sort(diff)
        await self._link(diff, removed_ids)

    async def create_nodes(
        self,
        nodes: Iterable[NodeRow],
        on_progress: OnProgress = ignore_progress,
        *,
        recorded: Properties | None = None,
    ) -> None:
        """Create nodes, with these properties, too, in entries."""
        of_entries = recorded or {}
        for batch in batches(nodes):
            rows: list[Mapping[str, object]] = []
            for node in batch:
                more = of_entries if TYPES[node.label].entry else {}
                rows.append({"label": node.label, "properties": {**node.properties, **more}})
            await self.write_rows(_NEW_NODE, rows, on_progress)

    async def derive_all(self) -> None:
        """Write the keys of all edges and what all entries are linked to."""
        labels = "|".join(node_type.name for node_type in ENTRY_TYPES)
        await self.record(f"MATCH (n:{labels}) {LINKING} RETURN count(*)")
        await self.record(
            f"MATCH (a)-[r:{'|'.join(LONG_EDGES)}]->(b) SET {SET_KEYS} RETURN count(*)"
        )

    async def _sort(self, diff: Diff) -> None:
        """Update the keys of edges from and to entries with another name or id."""
        moved = (c.after.id for c in diff.nodes_changed if _SORTED_BY & c.fields.keys())
        for ids in batches(moved):
            await self.record(
                f"{NODE} WITH n SKIP 0 MATCH (n)-[r:{'|'.join(LONG_EDGES)}]-()"
                " WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b"
                f" SET {SET_KEYS} RETURN count(*)",
                rows=[*map(node_key, ids)],
            )

    async def _link(self, diff: Diff, removed_ids: Set[str]) -> None:
        """Update the keys for search of entries that change, or whose edges or concepts do."""
        added = {row.id for row in diff.nodes_added} | {c.after.id for c in diff.nodes_changed}
        sources = {
            edge.source for edges in (diff.edges_added, diff.edges_removed) for edge in edges
        }
        entries = sorted({*map(owner_of, added | sources)} - removed_ids)
        for ids in batches(entries):
            await self.write_rows(f"{NODE} {LINKING}", [*map(node_key, ids)])
        renamed = (c.after.id for c in diff.nodes_changed if c.before.id != c.after.id)
        for ids in batches(renamed):
            await self.record(
                f"{NODE} WITH n SKIP 0 MATCH (n)<-[:{LINKS}]-(linked)"
                f" WITH DISTINCT linked AS n {LINKING} RETURN count(*)",
                rows=[*map(node_key, ids)],
            )

    async def refresh(self) -> None:
        """Write what is derived from the whole graph."""
        for statement in REFRESH:
            await self.record(statement)

    async def commit(self) -> None:
        """Commit; without this call, everything is rolled back."""
        await self.transaction.commit()

    async def _change_nodes(self, changes: Iterable[NodeChange], write: Write) -> None:
        """Change nodes; clear changing unique values first, so that two nodes can swap them."""
        temporary: dict[str, str] = {}
        unique = {
            label: {"id", *(p.name for p in PROPERTIES[label].values() if p.code)}
            for label in LABELS
        }
        moving = (c.before for c in changes if unique[c.after.label] & c.fields.keys())
        for moved in batches(moving):
            rows: list[Mapping[str, object]] = []
            for node in moved:
                temporary[node.id] = f"{node.id} {len(temporary)}"
                freed = {**dict.fromkeys(unique[node.label]), "id": temporary[node.id]}
                rows.append({**node_key(node.id), "freed": freed})
            await write(f"{NODE} SET n += row.freed", rows)
        for batch in batches(changes):
            await write(
                f"{NODE} WITH n, row, n {{{_KEPT}}} AS kept SET n = row.properties, n += kept",
                [
                    {
                        "label": c.before.label,
                        "id": temporary.get(c.before.id, c.before.id),
                        "properties": c.after.properties,
                    }
                    for c in batch
                ],
            )

    async def write_rows(
        self,
        statement: str,
        rows: list[Mapping[str, object]],
        on_progress: OnProgress = ignore_progress,
        **parameters: object,
    ) -> None:
        """Run a statement over rows, and check that it matched each of them."""
        number = len(rows)
        record = await self.record(f"{statement} RETURN count(*) AS done", rows=rows, **parameters)
        if record["done"] != number:
            raise DatabaseFailed(
                f"The database made {record['done']} of {number} changes; nothing was written."
            )
        # The driver holds the parameters of a statement until its transaction ends.
        rows.clear()
        on_progress(number)


@asynccontextmanager
async def write_transaction(
    database: Database, *, seconds: int = LONGEST_LOAD_SECONDS
) -> AsyncIterator[Writer]:
    """Open the transaction of a load, and wait for any other load to end.

    Args:
        database: to write to.
        seconds: the time limit, including the wait.

    Raises:
        LoadRefused: if another load didn't end in time, or memory runs out.
        DatabaseUnavailable: if the database can't be reached, or the connection broke; uncommitted
            changes are rolled back, and loading again is safe.
    """
    with database_errors(database.settings):
        async with database.driver.session(database=database.name) as session:
            transaction = await session.begin_transaction(timeout=seconds)
            try:
                await _lock(transaction, database, seconds)
                yield Writer(transaction)
            finally:
                # Unlike the end of `async with transaction`, this never commits.
                await transaction.close()


async def _lock(transaction: AsyncTransaction, database: Database, seconds: int) -> None:
    try:
        with database_errors(database.settings):
            await (await transaction.run(_LOCK)).consume()
    except DeadlineExceeded:
        raise LoadRefused(
            _(
                "Another load has been running for {seconds} seconds; nothing was written. Wait for"
                " it to end, and load again.",
                seconds=seconds,
            )
        ) from None


def batches(rows: Iterable[T]) -> Iterator[Sequence[T]]:
    """Yield rows in groups that one statement writes."""
    waiting = iter(rows)
    while batch := [*islice(waiting, _BATCH)]:
        yield batch


def node_key(identity: str) -> Mapping[str, object]:
    """Return the row by which NODE finds a node."""
    return {"label": _label(identity), "id": identity}


def _edge_row(edge: EdgeRow) -> Mapping[str, object]:
    return {
        "type": edge.type,
        "fromLabel": _label(edge.source),
        "from": edge.source,
        "toLabel": _label(edge.target),
        "to": edge.target,
        "properties": edge.properties,
    }


def _label(identity: str) -> str:
    """Return the label in an id, or raise DatabaseFailed if the model has no such type."""
    label, _slug = split_id(identity)
    if label not in TYPES:
        raise DatabaseFailed(f"{label!r} is not a type of the model.")
    return label
