"""The stored graph as it is, whoever wrote it, in one transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from neo4j import AsyncResult, AsyncTransaction, Record

from graph_service.i18n import Wording, _
from graph_service.model.edge_types import EDGE_TYPES
from graph_service.model.graph import TYPES
from graph_service.model.indexes import constraint_statements
from graph_service.model.storage import UNDO_LOG, UNFINISHED

from .changes import EdgeRow, NodeRow, OnProgress, Properties, ignore_progress
from .schema import NEWEST_RELEASE
from .staging import Graph, Staging
from .values import native

PAGE = 2000
"""How many nodes, or sources of edges, are read at a time: pages keep memory bounded at both ends,
and cost a fiftieth of a record a row."""
LABELS = tuple(name for name in TYPES if name != "Release")
_SHOWN = "coalesce({v}.id, coalesce(labels({v})[0], 'node') + ' without id')"
_STRANGE_NODES = f"""MATCH (n)
WHERE size(labels(n)) <> 1 OR NOT labels(n)[0] IN $labels OR n.id IS NULL
RETURN {_SHOWN.format(v="n")} AS id, labels(n) AS labels ORDER BY id"""
_STRANGE_EDGES = f"""MATCH (a)-[r]->(b)
WHERE NOT type(r) IN $types OR a.id IS NULL OR b.id IS NULL
  OR none(x IN labels(a) WHERE x IN $labels) OR none(x IN labels(b) WHERE x IN $labels)
RETURN type(r) AS type, {_SHOWN.format(v="a")} AS source, {_SHOWN.format(v="b")} AS target
ORDER BY type, source, target"""
_REPEATED_EDGES = """MATCH (a)-[r]->(b)
WITH a, b, type(r) AS type, count(*) AS times WHERE times > 1
RETURN type, a.id AS source, b.id AS target, times ORDER BY type, source, target"""


class GraphReader:
    """An open transaction that reads the whole graph."""

    def __init__(self, transaction: AsyncTransaction) -> None:
        """Take the transaction."""
        self.transaction = transaction

    async def newest_release(self) -> Properties | None:
        """Give the properties of the newest release; None where there is none."""
        result = await self.run(f"{NEWEST_RELEASE} RETURN properties(release) AS release")
        record = await result.single()
        return native(record["release"]) if record else None

    async def unfinished(self) -> bool:
        """Tell whether an empty graph is being filled, or a fill was broken off."""
        return bool((await self.record(f"MATCH (mark:{UNFINISHED}) RETURN count(mark)"))[0])

    async def size(self) -> int:
        """Give the number of nodes and edges that the database counts, strangers' too."""
        nodes = await self.record("MATCH (n) RETURN count(*)")
        edges = await self.record("MATCH ()-[r]->() RETURN count(*)")
        return int(nodes[0]) + int(edges[0])

    async def nodes(self, label: str) -> AsyncIterator[Sequence[NodeRow]]:
        """Give the nodes of a type by pages, sorted by id."""
        statement = (
            f"MATCH (n:{label}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT {PAGE}"
            " RETURN collect([n.id, properties(n)])"
        )
        after = ""
        while page := (await self.record(statement, after=after))[0]:
            yield [NodeRow(label=label, id=i, properties=native(found)) for i, found in page]
            after = page[-1][0]

    async def read_graph(
        self, staging: Staging, on_progress: OnProgress = ignore_progress
    ) -> Graph:
        """Read all nodes and edges of the catalogue into a graph of a staging, releases left out.

        What a fill has left that was broken off is no catalogue: nothing is read.
        """
        graph = staging.graph()
        if await self.unfinished():
            return graph
        there: list[str] = []
        for label in LABELS:
            async for nodes in self.nodes(label):
                graph.add_nodes(nodes)
                on_progress(len(nodes))
                there += [label] if label not in there else []
        for label in there:  # what there is none of needs no plan
            async for edges in self._edges_from(label):
                graph.add_edges(edges)
                on_progress(len(edges))
        return graph

    async def _edges_from(self, label: str) -> AsyncIterator[Sequence[EdgeRow]]:
        """Give the edges of the model's types that leave nodes of a type, by pages of these."""
        statement = (
            f"MATCH (a:{label}) WHERE a.id > $after WITH a ORDER BY a.id LIMIT {PAGE}"
            f" OPTIONAL MATCH (a)-[r:{'|'.join(EDGE_TYPES)}]->(b:{'|'.join(LABELS)})"
            " WHERE b.id IS NOT NULL"
            " RETURN max(a.id), collect([type(r), a.id, b.id, properties(r)])"
        )
        after = ""
        while after is not None:
            after, page = await self.record(statement, after=after)
            yield [
                EdgeRow(type=name, source=a, target=b, properties=native(found))
                for name, a, b, found in page
                if b is not None
            ]

    async def strangers(self) -> list[Wording]:
        """Tell of each node, edge and repetition that no load has written."""
        found: list[Wording] = []
        ours = [*TYPES, UNDO_LOG, UNFINISHED]
        async for node, labels in await self.run(_STRANGE_NODES, labels=ours):
            shown = ":".join(labels) or _("(none)")
            found.append(_("{what}: a node with the labels {labels}", what=node, labels=shown))
        edges = await self.run(_STRANGE_EDGES, types=[*EDGE_TYPES], labels=[*TYPES])
        async for edge, source, target in edges:
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

    async def record(self, statement: str, **parameters: object) -> Record:
        """Run a statement that gives one record."""
        result = await self.run(statement, **parameters)
        return await result.single(strict=True)

    async def run(self, statement: str, **parameters: object) -> AsyncResult:
        """Run a statement."""
        # Labels, types and property names come from the model, never from files.
        return await self.transaction.run(statement, dict(parameters))
