"""The graph as an earlier release left it: the patches of the releases since are reversed.

A patch is a diff as lines of JSON, compressed:

["node", "Topic", "Topic:before", "Topic:after", before, after]   null for an absent node
["edge", "CITES", "Topic:after", "Source:tip", before, after]     ids after renaming

`before` and `after` are properties with the names of those that are dates, or null. An added or
removed row has all its properties; a changed one those that differ, and those needed to show them.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass
from itertools import islice

from graph_service.errors import ExportRefused, HistoryMissing
from graph_service.export.writer import GraphSource
from graph_service.i18n import _
from graph_service.model.graph import EdgeType
from graph_service.model.ids import split_id
from graph_service.model.types import RELEASE
from graph_service.store.change_log import read_change_log, read_releases
from graph_service.store.changes import (
    Diff,
    EdgeRow,
    NodeRow,
    Properties,
    differing,
    pack_plain,
    packed,
    unpacked,
)
from graph_service.store.graph_reader import PAGE, GraphReader
from graph_service.store.staging import Graph, Staging
from graph_service.store.stream import GraphStream

from .diff import diff_between, renamed
from .release import EMPTY_CHECKSUM, checksum, integer

_NODES_ADDED = """SELECT id FROM node a WHERE a.graph = :after
AND NOT EXISTS (SELECT 1 FROM node b WHERE b.graph = :before AND b.id = a.id)"""
_NODES_CHANGED = """SELECT g.label, g.id, g.properties, g.others,
  b.properties, b.others, a.properties, a.others
FROM node a JOIN node b ON b.graph = :before AND b.id = a.id
JOIN node g ON g.graph = :graph AND g.id = a.id WHERE a.graph = :after"""
_RESTORE_NODES = """INSERT OR REPLACE INTO node
SELECT :graph, b.id, b.label, b.properties, b.others FROM node b WHERE b.graph = :before
AND NOT EXISTS (SELECT 1 FROM node a WHERE a.graph = :after AND a.id = b.id)"""
_EDGES_ADDED = """SELECT type, source, target FROM edge a WHERE a.graph = :after AND NOT EXISTS (
  SELECT 1 FROM edge b WHERE b.graph = :before
    AND b.type = a.type AND b.source = a.source AND b.target = a.target
)"""
_EDGES_CHANGED = """SELECT g.type, g.source, g.target, g.properties, g.others,
  b.properties, b.others, a.properties, a.others
FROM edge a JOIN edge b ON b.graph = :before
  AND b.type = a.type AND b.source = a.source AND b.target = a.target
JOIN edge g ON g.graph = :graph
  AND g.type = a.type AND g.source = a.source AND g.target = a.target
WHERE a.graph = :after"""
_RESTORE_EDGES = """INSERT OR REPLACE INTO edge
SELECT :graph, b.type, b.source, b.target, b.properties, b.others FROM edge b
WHERE b.graph = :before AND NOT EXISTS (
  SELECT 1 FROM edge a WHERE a.graph = :after
    AND a.type = b.type AND a.source = b.source AND a.target = b.target
)"""
_REMOVE_NODE = "DELETE FROM node WHERE graph = ? AND id = ?"
_REMOVE_EDGE = "DELETE FROM edge WHERE graph = ? AND type = ? AND source = ? AND target = ?"
# Only changes by hand leave such edges behind.
_REMOVE_LOOSE_EDGES = """DELETE FROM edge WHERE graph = :graph AND (
  NOT EXISTS (SELECT 1 FROM node n WHERE n.graph = :graph AND n.id = edge.source)
  OR NOT EXISTS (SELECT 1 FROM node n WHERE n.graph = :graph AND n.id = edge.target)
)"""
_CONTEXT = frozenset({"id", "name", "basis", "stage", "phase"})
"""Properties of a changed row that its patch has even if they are the same."""
_QUALIFIER = "Qualifier"


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


async def graph_at(reader: GraphReader, staging: Staging, stored: Graph, number: int) -> Graph:
    """Return the graph as a release left it, 0 for the graph before the first.

    The changes of the later releases are reversed on the stored graph. Changes by hand since then
    remain, unless a later release has changed the same property.

    Args:
        reader: an open transaction on the database.
        staging: the file of the stored graph.
        stored: the graph as stored now; it stays as it is.
        number: of the release.

    Raises:
        HistoryMissing: if the changes of a later release are not recorded.
    """
    newest = integer(await reader.newest_release(), "number") or 0
    if number >= newest:
        return stored
    graph = stored.copy()
    for later in range(newest, number, -1):
        log = await read_change_log(reader, later)
        if log is None:
            raise HistoryMissing(
                _(
                    "What Release {number} left is not known: the changes of Release {later} are"
                    " not recorded, because an earlier version of this program wrote it, or"
                    " the graph was restored from an archive.",
                    number=number,
                    later=later,
                )
            )
        if log.checksum == EMPTY_CHECKSUM:
            graph.drop()
            continue
        patch = unpack(log.changes, staging)
        graph = reverse(graph, patch)
        patch.drop()
    staging.run(_REMOVE_LOOSE_EDGES, graph=graph.number)
    return graph


def reverse(graph: Graph, patch: Patch) -> Graph:
    """Reverse a patch on a graph, which is changed or dropped, and return the result."""
    staging = graph.staging
    graphs = {"before": patch.before.number, "after": patch.after.number, "graph": graph.number}
    sides = {name: graphs[name] for name in ("before", "after")}
    for added, remove in ((_EDGES_ADDED, _REMOVE_EDGE), (_NODES_ADDED, _REMOVE_NODE)):
        staging.run_many(remove, ((graph.number, *key) for key in staging.run(added, **sides)))
    for label, identity, *texts in staging.run(_NODES_CHANGED, **graphs):
        graph.add_packed_node(label, identity, packed(_reversed(*texts)))
    for name, source, target, *texts in staging.run(_EDGES_CHANGED, **graphs):
        graph.add_packed_edge((name, source, target), packed(_reversed(*texts)))
    for restore in (_RESTORE_NODES, _RESTORE_EDGES):
        staging.run(restore, **graphs)
    if not patch.renames:
        return graph
    former = renamed(graph, {new: old for old, new in patch.renames.items()})
    graph.drop()
    return former


def _reversed(*texts: str) -> Properties:
    """Return the properties of a row with the old values of a patch; packed: now, before, after."""
    now, before, after = (unpacked(*texts[i : i + 2]) for i in (0, 2, 4))
    old = {name: before for name, (before, _after) in differing(before, after).items()}
    return {name: value for name, value in {**now, **old}.items() if value is not None}


@dataclass(frozen=True, kw_only=True)
class Patch:
    """What a release changed, as two partial graphs of one staging file.

    Attributes:
        before: the rows that it removed or changed, as they were; under their ids after renaming.
        after: the rows that it added or changed, as it left them.
        renames: id before → id after.
    """

    before: Graph
    after: Graph
    renames: Mapping[str, str]

    @property
    def diff(self) -> Diff:
        """The changes; a changed row has only the properties of the patch."""
        return diff_between(self.after, self.before)

    def drop(self) -> None:
        """Remove the patch from the staging file."""
        self.before.drop()
        self.after.drop()


def pack(diff: Diff) -> bytes:
    """Return the compressed patch of a diff."""
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as stream:
        for line in _lines(diff):
            stream.write(line.encode() + b"\n")
    return buffer.getvalue()


def unpack(changes: bytes, staging: Staging) -> Patch:
    """Read a compressed patch into a staging file."""
    before, after = staging.graph(), staging.graph()
    renames: dict[str, str] = {}
    with gzip.GzipFile(fileobj=io.BytesIO(changes)) as stream:
        for text in stream:
            match json.loads(text):
                case ["node", label, old, new, was, now]:
                    for graph, row in ((before, was), (after, now)):
                        if row is not None:
                            graph.add_packed_node(label, new or old, pack_plain(*row))
                    if old and new and old != new:
                        renames[old] = new
                case ["edge", name, source, target, was, now]:
                    for graph, row in ((before, was), (after, now)):
                        if row is not None:
                            graph.add_packed_edge((name, source, target), pack_plain(*row))
    return Patch(before=before, after=after, renames=renames)


def _lines(diff: Diff) -> Iterator[str]:
    for node in diff.nodes_added:
        yield _line("node", node.label, None, node.id, before=None, after=node.properties)
    for change in diff.nodes_changed:
        was, now = change.before, change.after
        before, after = _partial(was.properties, now.properties, change.fields)
        yield _line("node", now.label, was.id, now.id, before=before, after=after)
    for node in diff.nodes_removed:
        yield _line("node", node.label, node.id, None, before=node.properties, after=None)
    for edge in diff.edges_added:
        yield _line("edge", *edge.key, before=None, after=edge.properties)
    for edge_change in diff.edges_changed:
        before, after = _partial(
            edge_change.before.properties, edge_change.after.properties, edge_change.fields
        )
        yield _line("edge", *edge_change.after.key, before=before, after=after)
    for edge in diff.edges_removed:
        yield _line("edge", *edge.key, before=edge.properties, after=None)


def _partial(
    before: Properties, after: Properties, fields: Collection[str]
) -> tuple[Properties, Properties]:
    """Return the properties that differ and their context, before and after."""
    names = {*fields, *_CONTEXT}
    # A date is shown with its qualifier.
    names |= {f"{name}{_QUALIFIER}" for name in fields}
    names |= {name.removesuffix(_QUALIFIER) for name in fields}
    partial = [{n: v for n, v in row.items() if n in names} for row in (before, after)]
    return partial[0], partial[1]


def _line(*key: str | None, before: Properties | None, after: Properties | None) -> str:
    names = ", ".join(json.dumps(part, ensure_ascii=False) for part in key)
    return f"[{names}, {_row(before)}, {_row(after)}]"


def _row(properties: Properties | None) -> str:
    if properties is None:
        return "null"
    text, dates = packed(properties)
    return f"[{text}, {dates or '[]'}]"
