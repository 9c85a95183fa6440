"""A graph in memory: nodes by id and edges by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from graph_service.model.storage import as_checksummed

from .changes import EdgeKey, EdgeRow, NodeRow, line


class Graph:
    """Nodes and edges, which can be changed; rows can't.

    Attributes:
        nodes: the nodes by id.
        edges: the edges by type, source and target.
    """

    def __init__(self, nodes: Iterable[NodeRow] = (), edges: Iterable[EdgeRow] = ()) -> None:
        self.nodes: dict[str, NodeRow] = {}
        self.edges: dict[EdgeKey, EdgeRow] = {}
        self.add(nodes, edges)

    def add(self, nodes: Iterable[NodeRow], edges: Iterable[EdgeRow]) -> None:
        """Add nodes and edges; they replace others with the same id or key."""
        self.nodes.update((row.id, row) for row in nodes)
        self.edges.update((row.key, row) for row in edges)

    def copy(self) -> Graph:
        """Return a copy, which can be changed."""
        copied = Graph()
        copied.nodes.update(self.nodes)
        copied.edges.update(self.edges)
        return copied

    def with_label(self, label: str) -> list[NodeRow]:
        """Return the nodes with a label, sorted by id."""
        found = (row for row in self.nodes.values() if row.label == label)
        return sorted(found, key=lambda row: row.id)

    def edges_from(self, ids: Collection[str]) -> list[EdgeRow]:
        """Return the edges that leave the nodes with these ids, sorted by key."""
        return [row for key, row in sorted(self.edges.items()) if key[1] in ids]

    def counts(self) -> Mapping[str, int]:
        """Return the number of nodes of each label."""
        return Counter(row.label for row in self.nodes.values())

    def lines(self) -> Iterator[bytes]:
        """Yield the lines of JSON of which checksums are made: of nodes, then edges, sorted."""
        for identity, node in sorted(self.nodes.items()):
            yield line(node.label, identity, properties=as_checksummed(node.properties))
        for key, edge in sorted(self.edges.items()):
            yield line(*key, properties=as_checksummed(edge.properties))
