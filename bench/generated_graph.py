"""The generated graph: entries that the loader's own code completes and turns into nodes and edges.

Nothing in it is real: countries have codes that ISO 3166-1 reserves for users, and names are drawn
from lists of words. The same size produces the same graph, byte for byte.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from itertools import islice

import orjson

from bench.entries import EntryGenerator
from bench.sizes import GraphSize
from graph_service.catalogue.graph.from_entries import rows_of, with_derived
from graph_service.store.changes import Diff

BATCH = 2000
"""Entries per transaction, so that memory stays bounded."""


class GeneratedGraph:
    """A generated graph as a stream; its checksum and counts are final once it is exhausted."""

    def __init__(self, size: GraphSize) -> None:
        self.size = size
        self.nodes: Counter[str] = Counter()
        self.edges: Counter[str] = Counter()
        self._digest = hashlib.sha256()

    def __iter__(self) -> Iterator[Diff]:
        """Yield the nodes and edges to add, one transaction at a time."""
        entries = with_derived(EntryGenerator(self.size).entries())
        while batch := list(islice(entries, BATCH)):
            rows = [rows_of(entry, {}) for entry in batch]
            diff = Diff(
                nodes_added=[node for nodes, _ in rows for node in nodes],
                edges_added=[edge for _, edges in rows for edge in edges],
            )
            self._count(diff)
            yield diff

    @property
    def checksum(self) -> str:
        """SHA-256 over all nodes and edges in the order in which they were generated."""
        return self._digest.hexdigest()

    def _count(self, diff: Diff) -> None:
        for node in diff.nodes_added:
            self.nodes[node.label] += 1
            self._hash([node.label, node.id, dict(node.properties)])
        for edge in diff.edges_added:
            self.edges[edge.type] += 1
            self._hash([edge.type, edge.source, edge.target, dict(edge.properties)])

    def _hash(self, row: list[object]) -> None:
        self._digest.update(
            orjson.dumps(row, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
        )
