"""The graph as an earlier release left it, from the entries that the releases since changed."""

from __future__ import annotations

from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Sequence,
)
from itertools import islice

from graph_service.catalogue.document.trees import Documents, tree_of, with_names
from graph_service.catalogue.graph.from_entries import graph_of
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.errors import ExportRefused, HistoryMissing
from graph_service.export.writer import GraphSource
from graph_service.i18n import Message, _
from graph_service.model.graph import TYPES, EdgeType
from graph_service.model.ids import split_id
from graph_service.model.types import RELEASE
from graph_service.store.change_log import changes_of_release, checksum_before, read_releases
from graph_service.store.changes import EdgeRow, NodeRow, Properties
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import PAGE, GraphReader
from graph_service.store.stream import GraphStream

from .entry_changes import entry_before
from .release import EMPTY_CHECKSUM, checksum, integer


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
        releases = sorted(self._releases, key=lambda row: row.id)
        rows = iter(releases if label == RELEASE.name else self._graph.with_label(label))
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


def at_release(wanted: str) -> Callable[[GraphStream], Awaitable[GraphSource]]:
    """Return a function that finds the graph of a release in the stored one.

    Args:
        wanted: the release's version, id, slug or number. Of several with one version, whose
            contents are the same, it is the first, so that an export never changes.

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
        graph = await graph_at(stream, await stream.read_graph(), number)
        if checksum(graph) != chosen["checksum"]:
            raise ExportRefused(
                _(
                    "Release {number} can't be rebuilt: the graph was changed by hand since, which"
                    " `seeds check --graph` shows, or a value of it was forgotten.",
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


async def graph_at(reader: GraphReader, stored: Graph, number: int) -> Graph:
    """Return the graph as a release left it, 0 for the graph before the first.

    Args:
        reader: an open transaction on the database.
        stored: the graph as stored now; it stays as it is.
        number: of the release.

    Raises:
        HistoryMissing: as `documents_at`.
    """
    newest = integer(await reader.newest_release(), "number") or 0
    return stored if number >= newest else graph_of(await documents_at(reader, stored, number))


async def documents_at(reader: GraphReader, stored: Graph, number: int) -> Documents:
    """Return the entries as a release left them, 0 for those before the first.

    Args:
        reader: an open transaction on the database.
        stored: the graph as stored now.
        number: of the release.

    Raises:
        HistoryMissing: if the changes of a later release are not recorded, or the graph was changed
            by hand to something that no load writes.
    """
    newest = integer(await reader.newest_release(), "number") or 0
    try:
        documents: Documents = documents_of(stored)
    except (ValueError, KeyError) as error:
        raise HistoryMissing(in_no_file(error)) from error
    for later in range(newest, number, -1):
        before = await checksum_before(reader, later)
        if before is None:
            raise HistoryMissing(
                _(
                    "What Release {number} left is not known: the changes of Release {later} are"
                    " not recorded, because an earlier version of this program wrote it, or"
                    " the graph was restored from an archive.",
                    number=number,
                    later=later,
                )
            )
        if before == EMPTY_CHECKSUM:
            documents = {}
        else:
            documents = _without(documents, await changes_of_release(reader, later))
    return documents


def in_no_file(error: Exception) -> Message:
    """Return the message for a graph that was changed by hand to what can't be an entry."""
    return _(
        "The graph has been changed by hand to something that no file can contain ({error}):"
        " `seeds check --graph` shows what. Nothing was written.",
        error=str(error),
    )


def _without(documents: Documents, changes: Sequence[Properties]) -> Documents:
    """Return the entries before the changes of a release."""
    names = {str(c["entryId"]): str(c["formerId"]) for c in changes if "formerId" in c}
    changed = {str(change["entryId"]) for change in changes}
    before = {
        identity: with_names(TYPES[split_id(identity)[0]], document, names)
        for identity, document in documents.items()
        if identity not in changed
    }
    for entry in filter(None, map(entry_before, changes)):
        before[entry.id] = tree_of(entry)
    return before
