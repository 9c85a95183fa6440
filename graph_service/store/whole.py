"""The stored graph as it is, whoever wrote it, in one transaction."""

from __future__ import annotations

from neo4j import AsyncResult, AsyncTransaction

from graph_service.model.edge_types import EDGE_TYPES
from graph_service.model.graph import TYPES
from graph_service.model.indexes import constraint_statements
from graph_service.wording import Wording, _

from .changes import EdgeRow, Graph, NodeRow, Properties
from .schema import NEWEST_RELEASE
from .values import native

LABELS = tuple(name for name in TYPES if name != "Release")
_SHOWN = "coalesce({v}.id, coalesce(labels({v})[0], 'node') + ' without id')"
_STRANGE_NODES = f"""MATCH (n)
WHERE size(labels(n)) <> 1 OR NOT labels(n)[0] IN $labels OR n.id IS NULL
RETURN {_SHOWN.format(v="n")} AS id, labels(n) AS labels ORDER BY id"""
_STRANGE_EDGES = f"""MATCH (a)-[r]->(b)
WHERE NOT type(r) IN $types OR a.id IS NULL OR b.id IS NULL
RETURN type(r) AS type, {_SHOWN.format(v="a")} AS source, {_SHOWN.format(v="b")} AS target
ORDER BY type, source, target"""
_REPEATED_EDGES = """MATCH (a)-[r]->(b)
WITH a, b, type(r) AS type, count(*) AS times WHERE times > 1
RETURN type, a.id AS source, b.id AS target, times ORDER BY type, source, target"""


class GraphReader:
    """An open transaction that reads the whole graph."""

    def __init__(self, transaction: AsyncTransaction) -> None:
        """Take the transaction."""
        self._transaction = transaction

    async def newest_release(self) -> Properties | None:
        """Give the properties of the newest release; None where there is none."""
        result = await self.run(f"{NEWEST_RELEASE} RETURN properties(release) AS release")
        record = await result.single()
        return native(record["release"]) if record else None

    async def read_graph(self) -> Graph:
        """Read all nodes and edges of the catalogue, releases left out."""
        nodes: dict[str, NodeRow] = {}
        for label in LABELS:
            statement = f"MATCH (n:{label}) WHERE n.id IS NOT NULL RETURN properties(n)"
            async for (found,) in await self.run(statement):
                properties = native(found)
                identity = str(properties["id"])
                nodes[identity] = NodeRow(label=label, id=identity, properties=properties)
        edges: dict[tuple[str, str, str], EdgeRow] = {}
        for name in EDGE_TYPES:
            statement = (
                f"MATCH (a)-[r:{name}]->(b) WHERE a.id IS NOT NULL AND b.id IS NOT NULL"
                " RETURN a.id, b.id, properties(r)"
            )
            async for source, target, found in await self.run(statement):
                edge = EdgeRow(type=name, source=source, target=target, properties=native(found))
                edges[edge.key] = edge
        return Graph(nodes=nodes, edges=edges)

    async def strangers(self) -> list[Wording]:
        """Tell of each node, edge and repetition that no load has written."""
        found: list[Wording] = []
        async for node, labels in await self.run(_STRANGE_NODES, labels=[*TYPES]):
            shown = ":".join(labels) or _("(none)")
            found.append(_("{what}: a node with the labels {labels}", what=node, labels=shown))
        async for edge, source, target in await self.run(_STRANGE_EDGES, types=[*EDGE_TYPES]):
            arrow = f"{source} -{edge}-> {target}"
            found.append(_("{what}: no edge of the model", what=arrow))
        async for edge, source, target, times in await self.run(_REPEATED_EDGES):
            arrow = f"{source} -{edge}-> {target}"
            found.append(_("{what}: {times} edges instead of one", what=arrow, times=times))
        return found

    async def missing_indexes(self) -> list[str]:
        """Give the names of constraints and indexes that are missing."""
        found = {name async for (name,) in await self.run("SHOW INDEXES YIELD name RETURN name")}
        return [name for name in constraint_statements() if name not in found]

    async def run(self, statement: str, **parameters: object) -> AsyncResult:
        """Run a statement."""
        # Labels, types and property names come from the model, never from files.
        return await self._transaction.run(statement, dict(parameters))
