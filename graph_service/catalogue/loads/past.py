"""The graph as an earlier release left it: the patches of the releases since are reversed.

A patch is a diff as lines of JSON, compressed:

["node", "Topic", "Topic:before", "Topic:after", before, after]   null for an absent node
["edge", "CITES", "Topic:after", "Source:tip", before, after]     ids after renaming

`before` and `after` are properties with the names of those that are dates, or null. An added or
removed row has all its properties; a changed one those that differ, and those needed to show them.
"""

from __future__ import annotations

import datetime as dt
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
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice

from graph_service.catalogue.graph.diff import diff_between, renamed
from graph_service.errors import ExportRefused, HistoryMissing
from graph_service.export.writer import GraphSource
from graph_service.i18n import _
from graph_service.model.graph import EdgeType
from graph_service.model.ids import split_id
from graph_service.model.storage import StoredValue
from graph_service.model.types import RELEASE
from graph_service.store.change_log import read_change_log, read_releases
from graph_service.store.changes import (
    Diff,
    EdgeRow,
    NodeRow,
    Properties,
    differing,
)
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import PAGE, GraphReader
from graph_service.store.stream import GraphStream

from .release import EMPTY_CHECKSUM, checksum, integer

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


async def graph_at(reader: GraphReader, stored: Graph, number: int) -> Graph:
    """Return the graph as a release left it, 0 for the graph before the first.

    The changes of the later releases are reversed on the stored graph. Changes by hand since then
    remain, unless a later release has changed the same property.

    Args:
        reader: an open transaction on the database.
        stored: the graph as stored now; it stays as it is.
        number: of the release.

    Raises:
        HistoryMissing: if the changes of a later release are not recorded.
    """
    newest = integer(await reader.newest_release(), "number") or 0
    graph = stored
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
        is_first = log.checksum == EMPTY_CHECKSUM
        graph = Graph() if is_first else reverse(graph, unpack(log.changes))
    if graph is not stored:
        # Only changes by hand leave edges without ends behind.
        nodes = graph.nodes
        loose = [k for k, e in graph.edges.items() if not (e.source in nodes and e.target in nodes)]
        for key in loose:
            del graph.edges[key]
    return graph


def reverse(graph: Graph, patch: Patch) -> Graph:
    """Return a graph as it was before a patch."""
    former = graph.copy()
    before, after = patch.before, patch.after
    for identity in after.nodes.keys() - before.nodes.keys():
        former.nodes.pop(identity, None)
    for key in after.edges.keys() - before.edges.keys():
        former.edges.pop(key, None)
    for identity, node in before.nodes.items():
        if (changed := after.nodes.get(identity)) is None:
            former.nodes[identity] = node
        elif (row := graph.nodes.get(identity)) is not None:
            old = _reversed(row.properties, node.properties, changed.properties)
            former.nodes[identity] = NodeRow(label=row.label, id=str(old["id"]), properties=old)
    for key, edge in before.edges.items():
        if (changed_edge := after.edges.get(key)) is None:
            former.edges[key] = edge
        elif (stored := graph.edges.get(key)) is not None:
            old = _reversed(stored.properties, edge.properties, changed_edge.properties)
            former.edges[key] = replace(stored, properties=old)
    return renamed(former, {new: old for old, new in patch.renames.items()})


def _reversed(now: Properties, before: Properties, after: Properties) -> Properties:
    """Return the properties of a row with the old values of a patch."""
    old = {name: before for name, (before, _after) in differing(before, after).items()}
    return {name: value for name, value in {**now, **old}.items() if value is not None}


@dataclass(frozen=True, kw_only=True)
class Patch:
    """What a release changed, as two partial graphs.

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


def pack(diff: Diff) -> bytes:
    """Return the compressed patch of a diff."""
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as stream:
        for line in _lines(diff):
            stream.write(line.encode() + b"\n")
    return buffer.getvalue()


def unpack(changes: bytes) -> Patch:
    """Read a compressed patch."""
    before, after = Graph(), Graph()
    renames: dict[str, str] = {}
    with gzip.GzipFile(fileobj=io.BytesIO(changes)) as stream:
        for text in stream:
            match json.loads(text):
                case ["node", label, old, new, was, now]:
                    for graph, row in ((before, was), (after, now)):
                        if row is not None:
                            properties = _properties(*row)
                            graph.nodes[new or old] = NodeRow(
                                label=label, id=str(properties["id"]), properties=properties
                            )
                    if old and new and old != new:
                        renames[old] = new
                case ["edge", name, source, target, was, now]:
                    for graph, row in ((before, was), (after, now)):
                        if row is not None:
                            edge = EdgeRow(
                                type=name,
                                source=source,
                                target=target,
                                properties=_properties(*row),
                            )
                            graph.add((), [edge])
    return Patch(before=before, after=after, renames=renames)


def _properties(row: Properties, dates: Collection[str]) -> Properties:
    """Return the properties of a row, of which some are dates."""
    return {name: _date(str(value)) if name in dates else value for name, value in row.items()}


def _date(text: str) -> StoredValue:
    for kind in (dt.date, dt.datetime):
        with suppress(ValueError):
            return kind.fromisoformat(text)
    return text


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
    dates = [name for name, value in properties.items() if not isinstance(value, _PLAIN)]
    return f"[{_encode(properties)}, {json.dumps(sorted(dates))}]"


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else repr(value)


_PLAIN = (str, int, float, list, tuple)
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=_text).encode
