"""Reads one node with the edges that begin at it, as exports have them."""

from __future__ import annotations

from typing import cast

from graph_service.model.declare import NodeType
from graph_service.model.graph import EDGE_TYPES

from .changes import EdgeRow, NodeRow
from .from_driver import native
from .graph_reader import STORED_EDGE
from .read import Reader

_STATEMENT = """OPTIONAL MATCH (n:{label} {{id: $id}})
OPTIONAL MATCH (n)-[r]->(m) WHERE type(r) IN $types AND m.id IS NOT NULL
WITH n, r, m ORDER BY type(r), m.id
WITH properties(n) AS node, collect([type(r), m.id, {edge}]) AS edges
RETURN [node, edges] AS row"""


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
