"""A diff → its patch, and back: lines of JSON, compressed.

["node", "Topic", "Topic:before", "Topic:after", before, after]   null for an absent node
["edge", "CITES", "Topic:after", "Source:tip", before, after]     ids after renaming

`before` and `after` are properties with the names of those that are dates, or null. An added or
removed row has all its properties; a changed one those that differ, and those needed to show them.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from graph_service.store.changes import Diff, Properties
from graph_service.store.packing import pack_plain, packed
from graph_service.store.staging import Graph, Staging

from .diff import diff_between

_CONTEXT = frozenset({"id", "name", "basis", "stage", "phase"})
"""Properties of a changed row that its patch has even if they are the same."""
_QUALIFIER = "Qualifier"


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
