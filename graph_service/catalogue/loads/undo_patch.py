"""A diff → the patch that undoes it, and back: lines of JSON, compressed.

["-node", "Topic:new"]                                 remove an added node and its edges
["~node", "Topic:now", "Topic:before", [["note", 1]]]  restore the id and old values
["+node", "Topic", "Topic:old", [["id", "Topic:old"]]] restore a removed node
["-edge", type, source, target], ["~edge", …], ["+edge", …]: likewise
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

MAX_PACKED_BYTES = 8_000_000
"""A change of each of 100,000 entries takes less."""

_Pairs: TypeAlias = "list[tuple[str, StoredValue]]"


def pack(diff: Diff) -> bytes | None:
    """Return the compressed undo patch of a diff; None if it is too large or can't be encoded."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as stream:
        try:
            for line in _lines(diff):
                text = json.dumps(line, ensure_ascii=False, separators=(",", ":"), default=_tagged)
                stream.write(text.encode() + b"\n")
                if packed.tell() > MAX_PACKED_BYTES:
                    return None
        except TypeError:  # a value of a type that no load writes, set by hand
            return None
    return packed.getvalue() if packed.tell() <= MAX_PACKED_BYTES else None


def unpack(packed: bytes, stored: Graph) -> Diff:
    """Return the diff that undoes a load; the stored graph must be as the load left it."""
    nodes_added: list[NodeRow] = []
    nodes_changed: list[NodeChange] = []
    nodes_removed: list[NodeRow] = []
    edges_added: list[EdgeRow] = []
    edges_changed: list[EdgeChange] = []
    edges_removed: list[EdgeRow] = []
    old_ids: dict[str, str] = {}  # complete before the first edge

    def with_old_ids(edge: EdgeRow) -> EdgeRow:
        source, target = (old_ids.get(i, i) for i in (edge.source, edge.target))
        return replace(edge, source=source, target=target)

    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as stream:
        for text in stream:
            match json.loads(text, object_hook=_untagged):
                case ["-node", identity]:
                    nodes_removed.append(stored.nodes[identity])
                case ["~node", now, before, pairs]:
                    old_ids[now] = before
                    row = stored.nodes[now]
                    old = replace(row, id=before, properties=_before(row.properties, pairs))
                    nodes_changed.append(NodeChange(before=row, after=old))
                case ["+node", label, identity, pairs]:
                    nodes_added.append(NodeRow(label=label, id=identity, properties=dict(pairs)))
                case ["-edge", *key]:
                    edges_removed.append(with_old_ids(stored.edges[_key(key)]))
                case ["~edge", *key, pairs]:
                    edge = with_old_ids(stored.edges[_key(key)])
                    former = replace(edge, properties=_before(edge.properties, pairs))
                    edges_changed.append(EdgeChange(before=edge, after=former))
                case ["+edge", *key, pairs]:
                    name, source, target = _key(key)
                    added = EdgeRow(type=name, source=source, target=target, properties=dict(pairs))
                    edges_added.append(with_old_ids(added))
    # The patch doesn't list the edges of added nodes: they go with the nodes.
    removed_ids = {row.id for row in nodes_removed}
    implied = (
        e for e in stored.edges.values() if e.source in removed_ids or e.target in removed_ids
    )
    return Diff(
        nodes_added=tuple(nodes_added),
        nodes_changed=tuple(nodes_changed),
        nodes_removed=tuple(nodes_removed),
        edges_added=tuple(edges_added),
        edges_changed=tuple(edges_changed),
        edges_removed=(*edges_removed, *(with_old_ids(edge) for edge in implied)),
    )


def _lines(diff: Diff) -> Iterator[list[str | _Pairs]]:
    added = set()
    for node in diff.nodes_added:
        added.add(node.id)
        yield ["-node", node.id]
    for node_change in diff.nodes_changed:
        before, after = node_change.before, node_change.after
        yield ["~node", after.id, before.id, _old_values(node_change.fields)]
    for node in diff.nodes_removed:
        yield ["+node", node.label, node.id, _pairs(node.properties)]
    for edge in diff.edges_added:
        if edge.source not in added and edge.target not in added:
            yield ["-edge", *edge.key]
    for edge_change in diff.edges_changed:
        yield ["~edge", *edge_change.after.key, _old_values(edge_change.fields)]
    for edge in diff.edges_removed:
        yield ["+edge", *edge.key, _pairs(edge.properties)]


def _pairs(properties: Properties) -> _Pairs:
    # In the patch, a JSON object is a date.
    return list(properties.items())


def _old_values(fields: Mapping[str, tuple[StoredValue, StoredValue]]) -> _Pairs:
    return [(name, before) for name, (before, _) in fields.items()]


def _before(now: Properties, pairs: Iterable[tuple[str, StoredValue]]) -> Properties:
    """Return properties with old values restored; None removes a property."""
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
