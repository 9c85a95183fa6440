"""The transaction of a load: a lock against other loads, its changes and its Release."""

from __future__ import annotations

import re
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias, TypeVar

from neo4j import AsyncSession, AsyncTransaction
from neo4j.exceptions import ClientError

from graph_service.errors import DatabaseFailed, DeadlineExceeded, LoadRefused
from graph_service.i18n import _
from graph_service.model.graph import PROPERTIES, TYPES
from graph_service.model.ids import split_id
from graph_service.model.storage import UNFINISHED
from graph_service.model.types import RECORDED

from .changes import Diff, EdgeRow, NodeChange, NodeRow, OnProgress, Properties, ignore_progress
from .driver import Database
from .errors import database_errors
from .graph_reader import LABELS, GraphReader

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Write: TypeAlias = Callable[[str, list[Mapping[str, object]]], Awaitable[None]]

# Because Release.id is unique, MERGE locks the id until the transaction ends, even after the node
# is deleted: this excludes other loads and leaves nothing behind.
_LOCK = "MERGE (lock:Release {id: 'Release:lock'}) DELETE lock"
LONGEST_LOAD_SECONDS = 3600
_KEPT = ", ".join(f".{prop.name}" for prop in RECORDED)
_BATCH = 2000
_WAITING = 5 * _BATCH


@dataclass(frozen=True, kw_only=True)
class Memory:
    """The memory limit of one transaction in bytes, None if the server doesn't report it."""

    transaction: int | None


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
        for label, removed in batches(diff.nodes_removed, _label_of):
            statement = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n"
            await write(statement, [{"id": row.id} for row in removed])
        await self._change_nodes(diff.nodes_changed, write)
        for label, added in batches(diff.nodes_added, _label_of):
            statement = f"UNWIND $rows AS row CREATE (n:{label}) SET n = row.properties"
            rows: list[Mapping[str, object]] = [{"properties": row.properties} for row in added]
            if recorded and TYPES[label].entry:
                await write(f"{statement}, n += $recorded", rows, recorded=recorded)
            else:
                await write(statement, rows)
        # DETACH DELETE has removed the other edges.
        removed_edges = (e for e in diff.edges_removed if not removed_ids & {e.source, e.target})
        changed = (change.after for change in diff.edges_changed)
        for edges, action in (
            (removed_edges, "MATCH (a)-[r:{type}]->(b) DELETE r"),
            (changed, "MATCH (a)-[r:{type}]->(b) SET r = row.properties"),
            (diff.edges_added, "CREATE (a)-[r:{type}]->(b) SET r = row.properties"),
        ):
            for (name, source, target), batch in batches(edges, _edge_kind):
                statement = (
                    f"UNWIND $rows AS row MATCH (a:{source} {{id: row.source}})"
                    f" MATCH (b:{target} {{id: row.target}}) {action.format(type=name)}"
                )
                await write(
                    statement,
                    [
                        {"source": e.source, "target": e.target, "properties": e.properties}
                        for e in batch
                    ],
                )

    async def write_release(self, release: NodeRow) -> None:
        """Write the Release of this load, which also completes a graph that is being filled."""
        await (await self.run(f"MATCH (mark:{UNFINISHED}) DELETE mark")).consume()
        statement = "UNWIND $rows AS row CREATE (n:Release) SET n = row.properties"
        await self.write_rows(statement, [{"properties": release.properties}])

    async def commit(self) -> None:
        """Commit; without this call, everything is rolled back."""
        await self.transaction.commit()

    async def _change_nodes(self, changes: Iterable[NodeChange], write: Write) -> None:
        """Change nodes; clear changing unique values first, so that two nodes can swap them."""
        temporary: dict[str, str] = {}
        unique = {label: _unique_of(label) for label in LABELS}
        moving = (c for c in changes if unique[c.after.label] & c.fields.keys())
        for label, batch in batches(moving, lambda c: c.after.label):
            free = ", ".join(f"n.{name} = null" for name in sorted(unique[label] - {"id"}))
            names = {
                c.before.id: f"{c.before.id} {len(temporary) + n}" for n, c in enumerate(batch)
            }
            temporary |= names
            await write(
                f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n.id = row.to, {free}",
                [{"id": identity, "to": to} for identity, to in names.items()],
            )
        for label, batch in batches(changes, lambda c: c.after.label):
            statement = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}})"
            await write(
                f"{statement} WITH n, row, n {{{_KEPT}}} AS kept SET n = row.properties, n += kept",
                [
                    {
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


async def read_memory(database: Database) -> Memory:
    """Return the memory limit of a transaction, None if the server refuses to report it."""
    names = ["dbms.memory.transaction.total.max", "db.memory.transaction.max"]
    with database_errors(database.settings):
        async with database.driver.session(
            database=database.name, default_access_mode="READ"
        ) as session:
            try:
                values = await _settings(session, names)
            except ClientError:
                return Memory(transaction=None)
    limits = [size for size in map(_bytes, values) if size]
    return Memory(transaction=min(limits) if limits else None)


async def _settings(session: AsyncSession, names: Sequence[str]) -> list[str]:
    statement = "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN value"
    result = await session.run(statement, names=names)
    return [str(value) async for (value,) in result]


def _bytes(text: str) -> int | None:
    """Parse a size, 0 for no limit; None if it isn't a size.

    >>> _bytes("512.00MiB")
    536870912
    """
    match = re.fullmatch(r"([0-9.]+)([KMGT]i)?B", text)
    if match is None:
        return None
    power = {None: 0, "Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4}[match[2]]
    return int(float(match[1]) * 1024**power)


def batches(rows: Iterable[T], kind: Callable[[T], K]) -> Iterator[tuple[K, Sequence[T]]]:
    """Group rows by kind, and yield the largest group whenever enough rows are waiting."""
    waiting: dict[K, list[T]] = {}
    number = 0
    for row in rows:
        waiting.setdefault(kind(row), []).append(row)
        number += 1
        if len(waiting[kind(row)]) == _BATCH or number == _WAITING:
            largest = max(waiting, key=lambda k: len(waiting[k]))
            number -= len(waiting[largest])
            yield largest, waiting.pop(largest)
    yield from waiting.items()


def _unique_of(label: str) -> frozenset[str]:
    return frozenset({p.name for p in PROPERTIES[label].values() if p.code} | {"id"})


def _label_of(row: NodeRow) -> str:
    return row.label


def _edge_kind(edge: EdgeRow) -> tuple[str, str, str]:
    return (edge.type, _label(edge.source), _label(edge.target))


def _label(identity: str) -> str:
    """Return the label in an id, or raise DatabaseFailed if the model has no such type."""
    label, _slug = split_id(identity)
    if label not in TYPES:
        raise DatabaseFailed(f"{label!r} is not a type of the model.")
    return label
