"""Wanted against stored: what a load would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from graph_service.model.edges import EDGES
from graph_service.model.graph import PROPERTIES, TYPES
from graph_service.model.storage import node_id
from graph_service.store.changes import (
    Diff,
    EdgeChange,
    EdgeKey,
    EdgeRow,
    Graph,
    NodeChange,
    NodeRow,
)

_OWNS = frozenset(edge.name for edge in EDGES if edge.owns)


def compare(wanted: Graph, stored: Graph, *, prune: bool = False) -> Diff:
    """Give what turns the stored graph into the wanted one.

    An entry that names a former slug takes over the node of that slug. An entry that the files
    don't have is kept, with its parts and its edges, unless `prune`; whatever belongs to an entry
    that they have follows the files.
    """
    former = dict(_former_ids(wanted))
    renamed = _renamed(former, stored)
    before = {renamed.get(i, i): row for i, row in stored.nodes.items()}
    edges = {e.key: e for e in (_moved(e, renamed) for e in stored.edges.values())}
    absent = before.keys() - wanted.nodes.keys()
    owners = {e.target: e.source for e in edges.values() if e.type in _OWNS}

    def stays(identity: str) -> bool:
        """Tell whether a node that the files don't have stays."""
        if prune or identity not in absent or identity in former:
            return False
        return TYPES[before[identity].label].entry or stays(owners.get(identity, ""))

    kept = {identity for identity in absent if stays(identity)}
    removed = absent - kept
    followed = {
        key: edge
        for key, edge in edges.items()
        if edge.source not in kept or edge.target in removed
    }
    return Diff(
        nodes_added=tuple(row for i, row in wanted.nodes.items() if i not in before),
        nodes_changed=tuple(_changed_nodes(wanted, before)),
        nodes_removed=tuple(before[i] for i in sorted(removed)),
        edges_added=tuple(e for key, e in wanted.edges.items() if key not in followed),
        edges_changed=tuple(_changed_edges(wanted, followed)),
        edges_removed=tuple(e for key, e in followed.items() if key not in wanted.edges),
        kept=tuple(before[i] for i in sorted(kept) if TYPES[before[i].label].entry),
    )


def clashes(wanted: Graph, diff: Diff) -> list[tuple[NodeRow, NodeRow, str]]:
    """Give kept entries that hold a code of a wanted one: both, and the property."""
    holders = {
        (row.label, name, row.properties[name]): row
        for row in diff.kept
        for name in _codes(row.label)
        if name in row.properties
    }
    return [
        (holders[key], row, name)
        for row in wanted.nodes.values()
        for name in _codes(row.label)
        if (key := (row.label, name, row.properties.get(name))) in holders
    ]


def resulting(wanted: Graph, stored: Graph, diff: Diff) -> Graph:
    """Give the graph as it will be: the wanted one, and what is kept."""
    gone = {row.id for row in diff.nodes_removed} | {c.before.id for c in diff.nodes_changed}
    nodes = {i: row for i, row in stored.nodes.items() if i not in gone} | dict(wanted.nodes)
    dropped = {edge.key for edge in diff.edges_removed}
    edges = {
        key: edge
        for key, edge in stored.edges.items()
        if key not in dropped and edge.source in nodes and edge.target in nodes
    }
    return Graph(nodes=nodes, edges=edges | dict(wanted.edges))


def _codes(label: str) -> tuple[str, ...]:
    return tuple(p.name for p in PROPERTIES[label].values() if p.code and p.name != "slug")


def _former_ids(wanted: Graph) -> Iterator[tuple[str, str]]:
    for row in wanted.nodes.values():
        slugs = row.properties.get("formerSlugs")
        for slug in slugs if isinstance(slugs, list | tuple) else ():
            yield node_id(row.label, str(slug)), row.id


def _renamed(former: Mapping[str, str], stored: Graph) -> Mapping[str, str]:
    """Give the new id of each stored node that an entry takes over, one an entry at most."""
    taken: dict[str, str] = {}
    for old, new in former.items():
        if old in stored.nodes and new not in stored.nodes:
            taken.setdefault(new, old)
    return {old: new for new, old in taken.items()}


def _moved(edge: EdgeRow, renamed: Mapping[str, str]) -> EdgeRow:
    source, target = (renamed.get(i, i) for i in (edge.source, edge.target))
    return replace(edge, source=source, target=target)


def _changed_nodes(wanted: Graph, before: Mapping[str, NodeRow]) -> Iterator[NodeChange]:
    for identity, row in wanted.nodes.items():
        if identity in before:
            change = NodeChange(before=before[identity], after=row)
            if change.fields:
                yield change


def _changed_edges(wanted: Graph, before: Mapping[EdgeKey, EdgeRow]) -> Iterator[EdgeChange]:
    for key, edge in wanted.edges.items():
        if key in before:
            change = EdgeChange(before=before[key], after=edge)
            if change.fields:
                yield change
