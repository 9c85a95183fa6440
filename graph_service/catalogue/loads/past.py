"""The graph as an earlier release left it, as exports read a graph."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from itertools import islice

from graph_service.errors import ExportRefused, HistoryMissing
from graph_service.export.writer import GraphSource
from graph_service.i18n import _
from graph_service.model.graph import EdgeType
from graph_service.model.ids import split_id
from graph_service.model.types import RELEASE
from graph_service.store.changes import EdgeRow, NodeRow, Properties
from graph_service.store.graph_reader import PAGE
from graph_service.store.history import read_releases
from graph_service.store.staging import Graph, Staging
from graph_service.store.stream import GraphStream

from .history import graph_at
from .release import checksum, integer


class PastGraph:
    """A rebuilt graph, with the releases up to its own."""

    def __init__(self, graph: Graph, releases: Sequence[NodeRow]) -> None:
        """Combine a graph with its releases, its own the last."""
        self._graph = graph
        self._releases = releases

    async def newest_release(self) -> Properties:
        """Return the properties of the graph's own release."""
        return self._releases[-1].properties

    async def size(self) -> int:
        """Return the number of nodes and edges."""
        return len(self._releases) + len(self._graph.nodes) + len(self._graph.edges)

    async def nodes(self, label: str) -> AsyncIterator[Sequence[NodeRow]]:
        """Yield pages of the nodes of a type, sorted by id."""
        is_release = label == RELEASE.name
        rows = iter(self._by_id() if is_release else self._graph.with_label(label))
        while page := [*islice(rows, PAGE)]:
            yield page

    async def edges(
        self, edge_type: EdgeType, types: Collection[str]
    ) -> AsyncIterator[Sequence[EdgeRow]]:
        """Yield pages of the edges of a type between nodes of some types, sorted by ids."""
        for label in edge_type.sources:
            if label not in types:
                continue
            between = (
                row
                for row in self._graph.edges_of(edge_type.name, label)
                if split_id(row.target)[0] in types
            )
            while page := [*islice(between, PAGE)]:
                yield page

    def _by_id(self) -> Sequence[NodeRow]:
        return sorted(self._releases, key=lambda row: row.id)


def at_release(wanted: str, staging: Staging) -> Callable[[GraphStream], Awaitable[GraphSource]]:
    """Return a function that finds the graph of a release in the stored one.

    Args:
        wanted: the release's version, id, slug or number. Of several with one version, whose
            contents are the same, it is the first, so that an export never changes.
        staging: an open file for the graphs.

    The function raises HistoryMissing if there is no such release, or the changes since are not
    recorded, and ExportRefused if the graph was changed by hand since.
    """

    async def find(stream: GraphStream) -> GraphSource:
        releases = await read_releases(stream)  # the newest first
        chosen = next((r for r in reversed(releases) if wanted in _names(r)), None)
        if chosen is None:
            raise HistoryMissing(
                _(
                    "There is no release {release}. The newest is {newest}; `seeds log` lists all.",
                    release=wanted,
                    newest=str(releases[0].get("version") or releases[0]["id"])
                    if releases
                    else _("(none)"),
                )
            )
        if chosen is releases[0]:
            return stream
        number = integer(chosen, "number") or 0
        stored = await stream.read_graph(staging)
        graph = await graph_at(stream, staging, stored, number)
        if checksum(graph) != chosen["checksum"]:
            raise ExportRefused(
                _(
                    "Release {number} can't be rebuilt: the graph was changed by hand since."
                    " `seeds check --graph` shows what.",
                    number=number,
                )
            )
        until = [r for r in reversed(releases) if (integer(r, "number") or 0) <= number]
        return PastGraph(
            graph, [NodeRow(label=RELEASE.name, id=str(r["id"]), properties=r) for r in until]
        )

    return find


def _names(release: Properties) -> Collection[str]:
    names = (release.get(name) for name in ("version", "id", "slug", "number"))
    return {str(name) for name in names if name is not None}
