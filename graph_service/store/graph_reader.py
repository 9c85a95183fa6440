"""Reads the whole stored graph from one state, with data that no load has written; or one entry.

A graph is read in one READ transaction, whose bookmarks are compared at its commit, as for any
snapshot read (read.py). Only then is it known whether all is from one state; otherwise it is read
again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TypeAlias, TypeVar, cast

from neo4j import AsyncResult, AsyncTransaction, Bookmarks, Record

from graph_service.errors import GraphUnsettled
from graph_service.i18n import Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.derived_edges import (
    DERIVED_NAMES,
    LIST_KEYS,
    LONG_EDGES,
    WRONG_KEYS,
)
from graph_service.model.edges.derived import REACHED
from graph_service.model.graph import CATALOGUE_TYPES, EDGE_TYPES, TYPES
from graph_service.model.indexes import constraint_statements
from graph_service.model.storage import (
    LOADED_GRAPH,
    Stored,
    without_recorded,
)
from graph_service.model.types import RECORDED
from graph_service.settings import DatabaseSettings

from .changes import EdgeRow, NodeRow, OnProgress, Properties, ignore_progress
from .derived import WRONG
from .driver import Database, open_database
from .from_driver import database_errors, native
from .graph import Graph
from .read import SECONDS_FOR_A_STATE, Reader, State
from .schema import NEWEST_RELEASE, STORED_RELEASE, check_version

T = TypeVar("T")
_Edge: TypeAlias = tuple[str, str, Stored]
"""An edge from a node: its type, the id of its target, its properties."""
TRIES = 5
"""Attempts before GraphUnsettled is raised."""
_LONGEST_SECONDS = 3600
LABELS = tuple(node_type.name for node_type in CATALOGUE_TYPES)
_DISPLAY_ID = "coalesce({v}.id, coalesce(labels({v})[0], 'node') + ' without id')"
_FOREIGN_NODES = f"""MATCH (n)
WHERE size(labels(n)) <> 1 OR NOT labels(n)[0] IN $labels OR n.id IS NULL
RETURN {_DISPLAY_ID.format(v="n")} AS id, labels(n) AS labels ORDER BY id"""
_FOREIGN_EDGES = f"""MATCH (a)-[r]->(b)
WHERE NOT type(r) IN $types OR a.id IS NULL OR b.id IS NULL
  OR none(x IN labels(a) WHERE x IN $labels) OR none(x IN labels(b) WHERE x IN $labels)
RETURN type(r) AS type, {_DISPLAY_ID.format(v="a")} AS source, {_DISPLAY_ID.format(v="b")} AS target
ORDER BY type, source, target"""
_DUPLICATE_EDGES = """MATCH (a)-[r]->(b)
WITH a, b, type(r) AS type, count(*) AS times WHERE times > 1
RETURN type, a.id AS source, b.id AS target, times ORDER BY type, source, target"""

_WRONG_KEYS = f"""MATCH (a)-[r:{"|".join(LONG_EDGES)}]->(b)
WHERE a.id IS NOT NULL AND b.id IS NOT NULL AND ({WRONG_KEYS})
RETURN type(r) AS type, a.id AS source, b.id AS target ORDER BY type, source, target"""
LEFT_OUT = ", ".join(f"{name}: null" for name in (prop.name for prop in RECORDED))
"""In a map projection of a node, leaves out what loads record: the driver takes longer to decode a
DateTime than all other properties of a node."""
STORED_EDGE = f"r {{.*, {', '.join(f'{key}: null' for key in LIST_KEYS.values())}}}"
"""The properties of an edge `r`, in Cypher; what loads derive is null."""

_LEAVING = f"""COLLECT {{
  MATCH (n)-[r]->(m)
  WHERE type(r) IN $types AND m.id IS NOT NULL AND any(x IN labels(m) WHERE x IN $labels)
  RETURN [type(r), m.id, {STORED_EDGE}] ORDER BY type(r), m.id, elementId(r)
}}"""
# One statement for all types: one for each would be 75, which Neo4j plans for 5 s of CPU time, and
# for 20 s while its planner is cold. One record with a list costs a fiftieth of one per row. A node
# may have a label of a researcher's own, too.
_ROWS = f"""MATCH (n) WHERE n.id > ''
WITH n, [label IN labels(n) WHERE label IN $labels][0] AS label WHERE label IS NOT NULL
WITH n, label ORDER BY n.id
RETURN collect([label, n.id, n {{.*, {LEFT_OUT}}}, {_LEAVING}])"""
_ROW = f"[properties(n), {_LEAVING}] AS row"
_MODEL = {"labels": LABELS, "types": [*EDGE_TYPES]}
_REACHED = f"""MATCH (a)-[r:{REACHED.name}]->(b)
RETURN a.id AS source, b.id AS target, properties(r) AS properties ORDER BY source, target"""


class GraphReader:
    """An open transaction that reads the whole graph."""

    def __init__(self, transaction: AsyncTransaction) -> None:
        self.transaction = transaction

    async def newest_release(self) -> Properties | None:
        """Return the properties of the newest release, None if there is none.

        Raises:
            LoadRefused: when another version of this program wrote the graph.
        """
        result = await self.run(f"{NEWEST_RELEASE} RETURN {STORED_RELEASE} AS release")
        record = await result.single()
        if record is None:
            return None
        check_version(record["release"].get("storageVersion"))
        return native(record["release"])

    async def size(self) -> int:
        """Return the number of all nodes and edges, including those outside the model."""
        return int((await self.record("RETURN COUNT { () } + COUNT { ()-->() }"))[0])

    async def read_graph(self, on_progress: OnProgress = ignore_progress) -> Graph:
        """Read all nodes and edges of the model, except releases."""
        graph = Graph()
        # Before the first load, Neo4j would take half a second to plan the statement.
        if not await self.size():
            return graph
        for label, identity, properties, edges in (await self.record(_ROWS, **_MODEL))[0]:
            node = without_recorded(native(properties))
            graph.add([NodeRow(label=label, id=identity, properties=node)], _edges(identity, edges))
            on_progress(1 + len(edges))
        return graph

    async def read_reached(self) -> list[EdgeRow]:
        """Read the edges REACHED as the newest load derived them, sorted by their ends."""
        edges = await self.run(_REACHED)
        return [
            EdgeRow(type=REACHED.name, source=source, target=target, properties=native(properties))
            async for source, target, properties in edges
        ]

    async def foreign_data(self) -> list[Wording]:
        """Describe each node, edge and duplicate edge that no load has written."""
        found: list[Wording] = []
        ours = [*TYPES, LOADED_GRAPH]
        async for node, labels in await self.run(_FOREIGN_NODES, labels=ours):
            shown = ":".join(labels) or _("(none)")
            found.append(_("{what}: a node with the labels {labels}", what=node, labels=shown))
        types = [*EDGE_TYPES, *DERIVED_NAMES]
        edges = await self.run(_FOREIGN_EDGES, types=types, labels=[*TYPES])
        async for edge, source, target in edges:
            arrow = f"{source} -{edge}-> {target}"
            found.append(_("{what}: not an edge of the model", what=arrow))
        async for edge, source, target, times in await self.run(_DUPLICATE_EDGES):
            arrow = f"{source} -{edge}-> {target}"
            found.append(_("{what}: {times} edges instead of one", what=arrow, times=times))
        async for edge, source, target in await self.run(_WRONG_KEYS):
            arrow = f"{source} -{edge}-> {target}"
            found.append(
                _(
                    "{what}: its key for lists is not what a load writes; delete the edge, and load"
                    " again",
                    what=arrow,
                )
            )
        for statement in WRONG:
            async for (what,) in await self.run(statement):
                found.append(
                    _(
                        "{what}: not what the edges say that it is derived from; the next load"
                        " with changes corrects it",
                        what=what,
                    )
                )
        return found

    async def missing_indexes(self) -> list[str]:
        """Return the names of missing constraints and indexes."""
        found = {name async for (name,) in await self.run("SHOW INDEXES YIELD name RETURN name")}
        return [name for name in constraint_statements() if name not in found]

    async def record(self, statement: str, **parameters: object) -> Record:
        """Run a statement and return its only record."""
        result = await self.run(statement, **parameters)
        return await result.single(strict=True)

    async def run(self, statement: str, **parameters: object) -> AsyncResult:
        """Run a statement."""
        # Labels, types and property names in the text are from the model, never from files.
        return await self.transaction.run(statement, dict(parameters))


def _edges(source: str, edges: Iterable[_Edge]) -> list[EdgeRow]:
    return [
        EdgeRow(type=name, source=source, target=target, properties=native(properties))
        for name, target, properties in edges
    ]


async def read_entry(
    reader: Reader, node_type: NodeType, identity: str
) -> tuple[NodeRow, list[EdgeRow]] | None:
    """Return a node and its edges, or None.

    Raises:
        DatabaseUnavailable: if the database can't be reached.
        DeadlineExceeded: if it took too long.
    """
    statement = f"OPTIONAL MATCH (n:{node_type.name} {{id: $id}}) RETURN {_ROW}"
    found, edges = (await reader.read(statement, {"id": identity, **_MODEL})).row
    if found is None:
        return None
    properties = native(cast("dict[str, object]", found))
    node = NodeRow(label=node_type.name, id=identity, properties=properties)
    return node, _edges(identity, cast("Sequence[_Edge]", edges))


async def read_stored(
    settings: DatabaseSettings, consume: Callable[[GraphReader], Awaitable[T]]
) -> T:
    """Open a database, and return what `consume` makes of its graph, as `read_settled`."""
    async with open_database(settings) as database:
        await database.verify()
        return await read_settled(database, consume)


async def read_settled(database: Database, consume: Callable[[GraphReader], Awaitable[T]]) -> T:
    """Return what `consume` makes of the graph, after all of it was read from one state.

    If the graph was written to meanwhile, `consume` is called again.

    Raises:
        GraphUnsettled: if the graph was written to during every attempt.
        DatabaseUnavailable: if the database can't be reached, or the connection broke.
    """
    reader = Reader(database, deadline=SECONDS_FOR_A_STATE)
    for _try in range(TRIES):
        known = await reader.newest()
        with database_errors(database.settings):
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
    database: Database, known: State, consume: Callable[[GraphReader], Awaitable[T]]
) -> tuple[T, State]:
    async with database.driver.session(
        database=database.name,
        default_access_mode="READ",
        bookmarks=Bookmarks.from_raw_values(known),
    ) as session:
        transaction = await session.begin_transaction(timeout=_LONGEST_SECONDS)
        try:
            result = await consume(GraphReader(transaction))
            await transaction.commit()
            return result, (await session.last_bookmarks()).raw_values
        finally:
            await transaction.close()
