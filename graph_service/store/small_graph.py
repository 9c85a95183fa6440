"""A small graph, read whole by two statements.

Neo4j plans a statement for each type of nodes and edges, 75 in all, for 5 s of CPU time, and for
20 s while its planner is cold: the first export after a start took a minute on a busy machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph_service.model.edge_types import EDGE_TYPES, EdgeType
from graph_service.model.graph import TYPES
from graph_service.model.storage import without_recorded

from .changes import EdgeRow, NodeRow
from .graph_reader import LEFT_OUT, STORED_EDGE, GraphReader
from .native import native

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

    None if the graph is too large.
    """
    if await reader.size() > MAX_SIZE:
        return None
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
