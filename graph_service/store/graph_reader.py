"""Reads the whole stored graph, including data that no load has written, or one of its entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from neo4j import AsyncResult, AsyncTransaction, Record

from graph_service.i18n import Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.derived_edges import (
    FLOW_EDGE_NAMES,
    FLOW_EDGES,
    LIST_KEYS,
    LONG_EDGES,
    WRONG_KEYS,
)
from graph_service.model.graph import CATALOGUE_TYPES, EDGE_TYPES, TYPES, EdgeType
from graph_service.model.indexes import constraint_statements
from graph_service.model.storage import (
    FORMER_LABELS,
    LOGS,
    UNFINISHED,
    without_recorded,
)
from graph_service.model.types import RECORDED

from .changes import EdgeRow, NodeRow, OnProgress, Properties, ignore_progress
from .derived import wrong_flows_statement
from .from_driver import native
from .graph import Graph
from .read import Reader
from .schema import NEWEST_RELEASE, STORED_RELEASE

PAGE = 2000
"""Nodes, or sources of edges, per statement: pages bound the memory of client and server, and cost
a fiftieth of one record per row."""
LABELS = tuple(node_type.name for node_type in CATALOGUE_TYPES)
_PRESENT = """UNWIND $labels AS label
WITH label WHERE EXISTS { MATCH (:$(label)) } RETURN collect(label)"""
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
LEFT_OUT = ", ".join(f"{name}: null" for name in (*(prop.name for prop in RECORDED), *LOGS))
"""In a map projection of a node, leaves out what loads record: the driver takes longer to decode a
DateTime than all other properties of a node."""
STORED_EDGE = f"r {{.*, {', '.join(f'{key}: null' for key in LIST_KEYS.values())}}}"
"""The properties of an edge `r`, in Cypher; what loads derive is null."""

MAX_SIZE = 20_000
"""The most nodes and edges of a small graph, in rows of about 1 kB."""
_LABEL = "[label IN labels({v}) WHERE label IN $labels][0]"
"""A node may have a label of a researcher's own, too."""
_NODES = f"""MATCH (n) WHERE n.id IS NOT NULL WITH n, {_LABEL.format(v="n")} AS label ORDER BY n.id
WHERE label IS NOT NULL RETURN collect([label, n.id, n {{.*, {LEFT_OUT}}}])"""
_EDGES = f"""MATCH (a)-[r]->(b)
WHERE type(r) IN $types AND a.id IS NOT NULL AND b.id IS NOT NULL
WITH a, r, b ORDER BY a.id, b.id, elementId(r)
RETURN collect([
  type(r), {_LABEL.format(v="a")}, a.id, {_LABEL.format(v="b")}, b.id, {STORED_EDGE}
])"""
_STATEMENT = """OPTIONAL MATCH (n:{label} {{id: $id}})
OPTIONAL MATCH (n)-[r]->(m) WHERE type(r) IN $types AND m.id IS NOT NULL
WITH n, r, m ORDER BY type(r), m.id
WITH properties(n) AS node, collect([type(r), m.id, {edge}]) AS edges
RETURN [node, edges] AS row"""


class GraphReader:
    """An open transaction that reads the whole graph."""

    def __init__(self, transaction: AsyncTransaction) -> None:
        self.transaction = transaction

    async def newest_release(self) -> Properties | None:
        """Return the properties of the newest release, None if there is none."""
        result = await self.run(f"{NEWEST_RELEASE} RETURN {STORED_RELEASE} AS release")
        record = await result.single()
        return native(record["release"]) if record else None

    async def unfinished(self) -> bool:
        """Whether an empty graph is being filled, or a fill was interrupted."""
        return bool((await self.record(f"MATCH (mark:{UNFINISHED}) RETURN count(mark)"))[0])

    async def size(self) -> int:
        """Return the number of all nodes and edges, including those outside the model."""
        return int((await self.record("RETURN COUNT { () } + COUNT { ()-->() }"))[0])

    async def nodes(self, label: str) -> AsyncIterator[Sequence[NodeRow]]:
        """Yield pages of the nodes of a type, sorted by id, without what loads record in them."""
        statement = (
            f"MATCH (n:{label}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT {PAGE}"
            f" RETURN collect([n.id, n {{.*, {LEFT_OUT}}}])"
        )
        after = ""
        while page := (await self.record(statement, after=after))[0]:
            yield [
                NodeRow(label=label, id=i, properties=without_recorded(native(found)))
                for i, found in page
            ]
            after = page[-1][0]

    async def read_graph(self, on_progress: OnProgress = ignore_progress) -> Graph:
        """Read all nodes and edges, except releases."""
        graph = Graph()
        if await self.unfinished():  # an interrupted fill is not a catalogue
            return graph
        if (small := await read_small(self)) is not None:
            for label in LABELS:
                nodes, edges = small.nodes.get(label, ()), small.edges_from(label, LABELS)
                graph.add(nodes, edges)
                on_progress(len(nodes) + len(edges))
            return graph
        # Only labels that have nodes: planning each statement takes time.
        labels = (await self.record(_PRESENT, labels=LABELS))[0]
        for label in labels:
            async for nodes in self.nodes(label):
                graph.add(nodes, ())
                on_progress(len(nodes))
        for label in labels:
            async for edges in self.edges_from(label):
                graph.add((), edges)
                on_progress(len(edges))
        return graph

    async def edges_from(self, label: str) -> AsyncIterator[Sequence[EdgeRow]]:
        """Yield the edges from nodes of a type, one page of these nodes at a time."""
        statement = (
            f"MATCH (a:{label}) WHERE a.id > $after WITH a ORDER BY a.id LIMIT {PAGE}"
            f" OPTIONAL MATCH (a)-[r:{'|'.join(EDGE_TYPES)}]->(b:{'|'.join(LABELS)})"
            " WHERE b.id IS NOT NULL"
            f" RETURN max(a.id), collect([type(r), a.id, b.id, {STORED_EDGE}])"
        )
        after = ""
        while after is not None:
            after, page = await self.record(statement, after=after)
            yield [
                EdgeRow(type=name, source=a, target=b, properties=native(found))
                for name, a, b, found in page
                if b is not None
            ]

    async def foreign_data(self) -> list[Wording]:
        """Describe each node, edge and duplicate edge that no load has written."""
        found: list[Wording] = []
        ours = [*TYPES, *FORMER_LABELS, UNFINISHED]
        async for node, labels in await self.run(_FOREIGN_NODES, labels=ours):
            shown = ":".join(labels) or _("(none)")
            found.append(_("{what}: a node with the labels {labels}", what=node, labels=shown))
        types = [*EDGE_TYPES, *FLOW_EDGE_NAMES]
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
        for flow in FLOW_EDGES:
            async for source, target in await self.run(wrong_flows_statement(flow)):
                arrow = f"{source} -{flow.name}-> {target}"
                found.append(
                    _(
                        "{what}: not what the edges say that it is derived from; the next load"
                        " with changes corrects it",
                        what=arrow,
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


@dataclass(frozen=True, kw_only=True)
class SmallGraph:
    """The nodes by label, and the edges by type with the labels of their ends, sorted by ids."""

    nodes: Mapping[str, Sequence[NodeRow]]
    edges: Mapping[str, Sequence[tuple[str, str, EdgeRow]]]

    def edges_of(
        self, edge_type: EdgeType, label: str, targets: Collection[str]
    ) -> Sequence[EdgeRow]:
        """Return the edges of a type from nodes of one label to nodes of others."""
        found = self.edges.get(edge_type.name, ())
        return [row for source, target, row in found if source == label and target in targets]

    def edges_from(self, label: str, targets: Collection[str]) -> Sequence[EdgeRow]:
        """Return the edges of all types from nodes of one label to nodes of others."""
        return [
            row
            for edge_type in EDGE_TYPES.values()
            for row in self.edges_of(edge_type, label, targets)
        ]


async def read_small(reader: GraphReader) -> SmallGraph | None:
    """Return the nodes and edges of the model's types, without what loads record in them.

    Two statements read them: one for each type would be 75, which Neo4j plans for 5 s of CPU time,
    and for 20 s while its planner is cold.

    Returns:
        None if the graph is too large.
    """
    size = await reader.size()
    if size > MAX_SIZE:
        return None
    if not size:  # before the first load, when Neo4j takes half a second to plan the statements
        return SmallGraph(nodes={}, edges={})
    labels = [*TYPES]
    nodes: dict[str, list[NodeRow]] = defaultdict(list)
    for label, identity, found in (await reader.record(_NODES, labels=labels))[0]:
        properties = without_recorded(native(found))
        nodes[label].append(NodeRow(label=label, id=identity, properties=properties))
    edges: dict[str, list[tuple[str, str, EdgeRow]]] = defaultdict(list)
    rows = (await reader.record(_EDGES, labels=labels, types=[*EDGE_TYPES]))[0]
    for name, source, a, target, b, found in rows:
        row = EdgeRow(type=name, source=a, target=b, properties=native(found))
        edges[name].append((source, target, row))
    return SmallGraph(nodes=nodes, edges=edges)


async def read_entry(
    reader: Reader, node_type: NodeType, identity: str
) -> tuple[NodeRow, list[EdgeRow]] | None:
    """Return a node and its edges, or None.

    Raises:
        DatabaseUnavailable: if the database can't be reached.
        DeadlineExceeded: if it took too long.
    """
    text = _STATEMENT.format(label=node_type.name, edge=STORED_EDGE)
    found, edges = (await reader.read(text, {"id": identity, "types": list(EDGE_TYPES)})).row
    if found is None:
        return None
    node = NodeRow(
        label=node_type.name, id=identity, properties=native(cast("dict[str, object]", found))
    )
    rows = [
        EdgeRow(type=name, source=identity, target=target, properties=native(properties))
        for name, target, properties in cast(
            "list[tuple[str | None, str, dict[str, object]]]", edges
        )
        if name is not None
    ]
    return node, rows
