"""A load: one transaction that no other load runs beside, its changes and its Release."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import groupby

from neo4j import AsyncSession, AsyncTransaction
from neo4j.exceptions import ClientError

from graph_service.errors import DatabaseFailed, DeadlineExceeded, LoadRefused
from graph_service.model.graph import PROPERTIES, TYPES
from graph_service.wording import _

from .changes import Diff, EdgeRow, NodeRow
from .driver import Database
from .errors import database_errors
from .whole import LABELS, GraphReader

# The uniqueness of Release.id makes MERGE lock the id until the transaction ends, whether or not
# the node lives: so this locks out other loads, and leaves nothing behind.
_LOCK = "MERGE (lock:Release {id: 'Release:lock'}) DELETE lock"
_LONGEST_LOAD_SECONDS = 900
_BATCH = 2000


@dataclass(frozen=True, kw_only=True)
class Memory:
    """How much memory one transaction may use, in bytes; None where the server doesn't say."""

    transaction: int | None


class Writer(GraphReader):
    """The open transaction of a load, which has the lock already."""

    async def apply(self, diff: Diff) -> None:
        """Carry out a diff: what goes first, so that its unique values are free again."""
        gone = {row.id for row in diff.nodes_removed}
        for label, removed in _by_label(diff.nodes_removed):
            statement = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n"
            await self._write(statement, [{"id": row.id} for row in removed])
        await self._change_nodes(diff)
        for label, added in _by_label(diff.nodes_added):
            statement = f"UNWIND $rows AS row CREATE (n:{label}) SET n = row.properties"
            await self._write(statement, [{"properties": row.properties} for row in added])
        left = [e for e in diff.edges_removed if e.source not in gone and e.target not in gone]
        await self._edges(left, "MATCH (a)-[r:{type}]->(b) DELETE r")
        changed = [change.after for change in diff.edges_changed]
        await self._edges(changed, "MATCH (a)-[r:{type}]->(b) SET r = row.properties")
        await self._edges(diff.edges_added, "CREATE (a)-[r:{type}]->(b) SET r = row.properties")

    async def write_release(self, release: NodeRow) -> None:
        """Write the record of this load."""
        statement = "UNWIND $rows AS row CREATE (n:Release) SET n = row.properties"
        await self._write(statement, [{"properties": release.properties}])

    async def commit(self) -> None:
        """Make it so; without this call, everything is rolled back."""
        await self._transaction.commit()

    async def _change_nodes(self, diff: Diff) -> None:
        """Change nodes; unique values that change are taken away first, so that two may swap."""
        for label in LABELS:
            changes = [c for c in diff.nodes_changed if c.after.label == label]
            codes = {p.name for p in PROPERTIES[label].values() if p.code} | {"id"}
            passing = {
                c.before.id: f"{c.before.id} {number}"
                for number, c in enumerate(changes)
                if codes & c.fields.keys()
            }
            freed = ", ".join(f"n.{name} = null" for name in sorted(codes - {"id"}))
            await self._write(
                f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n.id = row.to, {freed}",
                [{"id": identity, "to": to} for identity, to in passing.items()],
            )
            rows = [
                {"id": passing.get(c.before.id, c.before.id), "properties": c.after.properties}
                for c in changes
            ]
            statement = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}})"
            await self._write(f"{statement} SET n = row.properties", rows)

    async def _edges(self, edges: Sequence[EdgeRow], action: str) -> None:
        def kind(edge: EdgeRow) -> tuple[str, str, str]:
            return (edge.type, _label(edge.source), _label(edge.target))

        for (name, source, target), group in groupby(sorted(edges, key=kind), key=kind):
            statement = (
                f"UNWIND $rows AS row MATCH (a:{source} {{id: row.source}})"
                f" MATCH (b:{target} {{id: row.target}}) {action.format(type=name)}"
            )
            rows = [
                {"source": e.source, "target": e.target, "properties": e.properties} for e in group
            ]
            await self._write(statement, rows)

    async def _write(self, statement: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Run a statement over rows in batches, and make sure that it did something for each."""
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            result = await self.run(f"{statement} RETURN count(*) AS done", rows=list(batch))
            record = await result.single(strict=True)
            if record["done"] != len(batch):
                raise DatabaseFailed(
                    f"The database did {record['done']} of {len(batch)} changes; nothing was"
                    " written."
                )


@asynccontextmanager
async def write_transaction(database: Database) -> AsyncIterator[Writer]:
    """Open the transaction of a load, and wait for any other load to end.

    Raises:
        LoadRefused: when another load didn't end in time, or memory runs out.
        DatabaseUnavailable: when the database can't be reached, or the connection broke; what was
            not committed is rolled back, and loading again is safe.
    """
    with database_errors(database.settings):
        async with database.driver.session(database=database.name) as session:
            transaction = await session.begin_transaction(timeout=_LONGEST_LOAD_SECONDS)
            try:
                await _lock(transaction, database)
                yield Writer(transaction)
            finally:
                # Unlike the end of `async with transaction`, this never commits.
                await transaction.close()


async def _lock(transaction: AsyncTransaction, database: Database) -> None:
    try:
        with database_errors(database.settings):
            await (await transaction.run(_LOCK)).consume()
    except DeadlineExceeded:
        raise LoadRefused(
            _(
                "Another load has been under way for {seconds} seconds; nothing was written. Wait"
                " for it to end, and load again.",
                seconds=_LONGEST_LOAD_SECONDS,
            )
        ) from None


async def read_memory(database: Database) -> Memory:
    """Ask how much memory a transaction may use; a server that won't tell is not pressed."""
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
    """Read a size such as 346.46MiB; None where it is none, 0 for no limit."""
    match = re.fullmatch(r"([0-9.]+)([KMGT]i)?B", text)
    if match is None:
        return None
    power = {None: 0, "Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4}[match[2]]
    return int(float(match[1]) * 1024**power)


def _by_label(rows: Sequence[NodeRow]) -> list[tuple[str, list[NodeRow]]]:
    return [
        (label, found) for label in LABELS if (found := [row for row in rows if row.label == label])
    ]


def _label(identity: str) -> str:
    """Give the label that an id begins with, if it is one of the model's."""
    label, _colon, _slug = identity.partition(":")
    if label not in TYPES:
        raise DatabaseFailed(f"{label!r} is no type of the model.")
    return label
