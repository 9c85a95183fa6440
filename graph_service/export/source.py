"""What an export reads: the stored graph, or the graph as an earlier release left it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from typing import Protocol, TypeAlias

from graph_service.model.graph import EdgeType
from graph_service.store.changes import EdgeRow, NodeRow, Properties
from graph_service.store.stream import GraphStream


class GraphSource(Protocol):
    """A graph, read in order and page by page; equal graphs give equal exports."""

    async def newest_release(self) -> Properties | None:
        """Return the properties of the graph's release, None if it has none."""

    async def size(self) -> int:
        """Return about how many nodes and edges there are, for progress."""

    def nodes(self, label: str) -> AsyncIterator[Sequence[NodeRow]]:
        """Yield pages of the nodes of a type, sorted by id."""

    def edges(
        self, edge_type: EdgeType, types: Collection[str]
    ) -> AsyncIterator[Sequence[EdgeRow]]:
        """Yield pages of the edges of a type between nodes of some types, sorted by ids."""


FindSource: TypeAlias = Callable[[GraphStream], Awaitable[GraphSource]]


async def as_stored(stream: GraphStream) -> GraphSource:
    """Return the stored graph itself."""
    return stream
