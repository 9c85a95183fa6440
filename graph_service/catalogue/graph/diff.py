"""The wanted graph and the stored one → the diff between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph_service.catalogue.document.merge import EntryIds, renames
from graph_service.model.edges import EDGES
from graph_service.model.graph import FORMER_SLUGS, PROPERTIES, TYPES, owner_of
from graph_service.model.ids import node_id, split_id
from graph_service.model.storage import StoredValue
from graph_service.model.types import SOURCE
from graph_service.store.changes import Diff, NodeChange, NodeRow, same_properties
from graph_service.store.graph import Graph

_OWNS = frozenset(edge.name for edge in EDGES if edge.owns)


@dataclass(frozen=True, kw_only=True)
class Comparison(Diff):
    """A diff, and the graph after it: the wanted one and the kept entries."""

    result: Graph


def compare(wanted: Graph, stored: Graph, *, prune: bool = False) -> Comparison:
    """Return the diff that turns the stored graph into the wanted one.

    A wanted entry takes over the stored node of an entry that was renamed to it. A stored entry
    that is not wanted is kept, with its parts and edges, unless `prune`; but parts and edges of
    wanted entries that are not wanted themselves are always removed.
    """
    names = renames(_ids(stored), _ids(wanted))
    before = _renamed(stored, names)
    if prune:
        return diff_between(wanted, before)
    kept = _kept(wanted, before, dict(former_ids(wanted)))
    _rename_sources(kept, names)
    result = wanted.copy()
    result.add(kept.nodes.values(), kept.edges.values())
    entries = [row for row in kept.nodes.values() if TYPES[row.label].entry]
    return diff_between(result, before, kept=entries)


def _kept(wanted: Graph, before: Graph, former: Mapping[str, str]) -> Graph:
    """Return the stored entries that are not wanted, with their parts and edges."""
    gone = {i: row for i, row in before.nodes.items() if i not in wanted.nodes and i not in former}
    kept = Graph(row for row in gone.values() if TYPES[row.label].entry)
    if not kept.nodes:
        return kept
    leaving = before.edges_from(kept.nodes)
    parts = [e.target for e in leaving if e.type in _OWNS and e.target in gone]
    kept.add((gone[part] for part in parts), ())
    ends = wanted.nodes.keys() | kept.nodes.keys()
    kept.add((), (edge for edge in before.edges_from(kept.nodes) if edge.target in ends))
    return kept


def _ids(graph: Graph) -> EntryIds:
    return EntryIds(now=frozenset(graph.nodes), former=tuple(former_ids(graph)))


def _rename_sources(kept: Graph, names: Mapping[str, str]) -> None:
    """Rename the sources of kept edges: their slugs are properties, which no file updates."""
    slugs = {
        split_id(old)[1]: split_id(new)[1]
        for old, new in names.items()
        if split_id(old)[0] == SOURCE.name
    }
    for key, edge in [*kept.edges.items()] if slugs else ():
        sources = edge.properties.get("sources")
        if isinstance(sources, list) and not slugs.keys().isdisjoint(sources):
            renamed = [slugs.get(str(slug), str(slug)) for slug in sources]
            kept.edges[key] = replace(edge, properties={**edge.properties, "sources": renamed})


def diff_between(after: Graph, before: Graph, *, kept: Iterable[NodeRow] = ()) -> Comparison:
    """Return the diff between two graphs; rows with the same id are one row.

    Args:
        after: the graph after the diff.
        before: the graph before it, under the ids after it.
        kept: the entries that are only stored.
    """
    nodes, edges = sorted(after.nodes.items()), sorted(after.edges.items())
    return Comparison(
        nodes_added=[row for i, row in nodes if i not in before.nodes],
        nodes_changed=[
            NodeChange(before=old, after=row)
            for i, row in nodes
            if (old := before.nodes.get(i)) and not same_properties(old.properties, row.properties)
        ],
        nodes_removed=[r for i, r in sorted(before.nodes.items()) if i not in after.nodes],
        edges_added=[row for key, row in edges if key not in before.edges],
        edges_changed=[
            row
            for key, row in edges
            if (old_edge := before.edges.get(key))
            and not same_properties(old_edge.properties, row.properties)
        ],
        edges_removed=[r for key, r in sorted(before.edges.items()) if key not in after.edges],
        kept=sorted(kept, key=lambda row: row.id),
        result=after,
    )


def owners(diff: Diff) -> set[str]:
    """Return the ids of the entries of which a node or an edge differs."""
    nodes = [*diff.nodes_added, *diff.nodes_removed, *(c.after for c in diff.nodes_changed)]
    edges = [*diff.edges_added, *diff.edges_removed, *diff.edges_changed]
    return {owner_of(i) for i in (*(n.id for n in nodes), *(e.source for e in edges))}


def former_ids(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield the former ids of entries, each with the id now."""
    for _id, row in sorted(graph.nodes.items()):
        slugs = row.properties.get(FORMER_SLUGS.name)
        for slug in slugs if isinstance(slugs, list | tuple) else ():
            yield node_id(row.label, str(slug)), row.id


def code_conflicts(wanted: Graph, diff: Diff) -> list[tuple[NodeRow, NodeRow, str]]:
    """Return (kept entry, wanted entry, property) for each code that both have."""
    holders = {key: row for row in diff.kept for key in _codes(row)}
    return [
        (holders[key], row, key[1])
        for _id, row in sorted(wanted.nodes.items())
        for key in _codes(row)
        if key in holders
    ]


def _codes(row: NodeRow) -> Iterator[tuple[str, str, StoredValue]]:
    """Yield the label of an entry with the name and the value of each of its codes."""
    for prop in PROPERTIES[row.label].values():
        if prop.code and prop.name != "slug" and prop.name in row.properties:
            yield row.label, prop.name, row.properties[prop.name]


def _renamed(stored: Graph, names: Mapping[str, str]) -> Graph:
    """Return a graph with renamed ids (old → new); the properties of nodes keep the old ones."""
    if not names:
        return stored
    after = Graph()
    after.nodes.update((names.get(i, i), row) for i, row in stored.nodes.items())
    for edge in stored.edges.values():
        source, target = (names.get(i, i) for i in (edge.source, edge.target))
        after.add((), [replace(edge, source=source, target=target)])
    return after
