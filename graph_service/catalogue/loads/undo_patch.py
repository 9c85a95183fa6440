"""A diff → what undoes it, packed; and back to a diff against the graph that it led to.

A line of JSON each: ids of what was added, whole rows of what was removed, and of what was changed
the values before. Edges that go with a node that was added aren't written; the graph has them.
"""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from graph_service.model.storage import StoredValue
from graph_service.store.changes import (
    Diff,
    EdgeChange,
    EdgeKey,
    EdgeRow,
    NodeChange,
    NodeRow,
    Properties,
)
from graph_service.store.staging import Graph

LARGEST = 8_000_000
"""How many bytes may be kept of a load, packed: a change of each of 100,000 entries takes less."""

_Pairs: TypeAlias = "list[tuple[str, StoredValue]]"


def pack(diff: Diff) -> bytes | None:
    """Give what undoes a diff; None where it is too large, or can't be written."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as stream:
        try:
            for line in _lines(diff):
                text = json.dumps(line, ensure_ascii=False, separators=(",", ":"), default=_tagged)
                stream.write(text.encode() + b"\n")
                if packed.tell() > LARGEST:
                    return None
        except TypeError:  # a hand wrote a value of a type that no load writes
            return None
    return packed.getvalue() if packed.tell() <= LARGEST else None


def unpack(packed: bytes, stored: Graph) -> Diff:
    """Give the diff that leads back from the stored graph, which is as the load left it."""
    nodes_added: list[NodeRow] = []
    nodes_changed: list[NodeChange] = []
    nodes_removed: list[NodeRow] = []
    edges_added: list[EdgeRow] = []
    edges_changed: list[EdgeChange] = []
    edges_removed: list[EdgeRow] = []
    then: dict[str, str] = {}  # complete before the first edge

    def moved(edge: EdgeRow) -> EdgeRow:
        source, target = (then.get(i, i) for i in (edge.source, edge.target))
        return replace(edge, source=source, target=target)

    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as stream:
        for text in stream:
            match json.loads(text, object_hook=_untagged):
                case ["-node", identity]:
                    nodes_removed.append(stored.nodes[identity])
                case ["~node", now, before, pairs]:
                    then[now] = before
                    row = stored.nodes[now]
                    old = replace(row, id=before, properties=_before(row.properties, pairs))
                    nodes_changed.append(NodeChange(before=row, after=old))
                case ["+node", label, identity, pairs]:
                    nodes_added.append(NodeRow(label=label, id=identity, properties=dict(pairs)))
                case ["-edge", *key]:
                    edges_removed.append(moved(stored.edges[_key(key)]))
                case ["~edge", *key, pairs]:
                    edge = moved(stored.edges[_key(key)])
                    former = replace(edge, properties=_before(edge.properties, pairs))
                    edges_changed.append(EdgeChange(before=edge, after=former))
                case ["+edge", *key, pairs]:
                    name, source, target = _key(key)
                    added = EdgeRow(type=name, source=source, target=target, properties=dict(pairs))
                    edges_added.append(moved(added))
    gone = {row.id for row in nodes_removed}
    going = (e for e in stored.edges.values() if e.source in gone or e.target in gone)
    return Diff(
        nodes_added=tuple(nodes_added),
        nodes_changed=tuple(nodes_changed),
        nodes_removed=tuple(nodes_removed),
        edges_added=tuple(edges_added),
        edges_changed=tuple(edges_changed),
        edges_removed=(*edges_removed, *(moved(edge) for edge in going)),
    )


def _lines(diff: Diff) -> Iterator[list[str | _Pairs]]:
    added = set()
    for node in diff.nodes_added:
        added.add(node.id)
        yield ["-node", node.id]
    for change in diff.nodes_changed:
        yield ["~node", change.after.id, change.before.id, _old(change.fields)]
    for node in diff.nodes_removed:
        yield ["+node", node.label, node.id, _pairs(node.properties)]
    for edge in diff.edges_added:
        if edge.source not in added and edge.target not in added:
            yield ["-edge", *edge.key]
    for altered in diff.edges_changed:
        yield ["~edge", *altered.after.key, _old(altered.fields)]
    for edge in diff.edges_removed:
        yield ["+edge", *edge.key, _pairs(edge.properties)]


def _pairs(properties: Properties) -> _Pairs:
    """Write a mapping as pairs: a mapping in JSON stands for a date."""
    return list(properties.items())


def _old(fields: Mapping[str, tuple[StoredValue, StoredValue]]) -> _Pairs:
    return [(name, before) for name, (before, _) in fields.items()]


def _before(now: Properties, pairs: Iterable[tuple[str, StoredValue]]) -> Properties:
    """Put old values in place; None stands for none."""
    return {name: value for name, value in {**now, **dict(pairs)}.items() if value is not None}


def _key(parts: Sequence[str]) -> EdgeKey:
    name, source, target = parts
    return (name, source, target)


def _tagged(value: object) -> Mapping[str, str]:
    if isinstance(value, dt.datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    raise TypeError(value)


def _untagged(tag: Mapping[str, str]) -> dt.date | dt.datetime:
    if "datetime" in tag:
        return dt.datetime.fromisoformat(tag["datetime"])
    return dt.date.fromisoformat(tag["date"])
