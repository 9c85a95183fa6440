"""The wanted graph and the stored one → the diff between them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from graph_service.model.edges import EDGES
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES
from graph_service.model.ids import node_id, split_id
from graph_service.model.types import SOURCE
from graph_service.store.changes import Diff, EdgeChange, NodeChange, NodeRow
from graph_service.store.staging import Cells, Graph, Rows, edge_row, node_row

T = TypeVar("T")

_OWNS = json.dumps([edge.name for edge in EDGES if edge.owns])
_ENTRIES = json.dumps([node_type.name for node_type in ENTRY_TYPES])

_NODES_ADDED = """SELECT w.label, w.id, w.properties, w.others FROM node w
WHERE w.graph = :wanted
  AND NOT EXISTS (SELECT 1 FROM node b WHERE b.graph = :before AND b.id = w.id)
ORDER BY w.id"""
_NODES_CHANGED = """SELECT b.label, b.id, b.properties, b.others,
  w.label, w.id, w.properties, w.others
FROM node w JOIN node b ON b.graph = :before AND b.id = w.id
WHERE w.graph = :wanted AND (b.properties <> w.properties OR b.others <> w.others)
ORDER BY w.id"""
_NODES_REMOVED = """SELECT b.label, b.id, b.properties, b.others FROM node b
WHERE b.graph = :before
  AND NOT EXISTS (SELECT 1 FROM node w WHERE w.graph IN (:wanted, :kept) AND w.id = b.id)
ORDER BY b.id"""
_EDGES_ADDED = """SELECT w.type, w.source, w.target, w.properties, w.others FROM edge w
WHERE w.graph = :wanted AND NOT EXISTS (
  SELECT 1 FROM edge b WHERE b.graph = :before
    AND b.type = w.type AND b.source = w.source AND b.target = w.target
)
ORDER BY w.type, w.source, w.target"""
_EDGES_CHANGED = """SELECT b.type, b.source, b.target, b.properties, b.others,
  w.type, w.source, w.target, w.properties, w.others
FROM edge w JOIN edge b ON b.graph = :before
  AND b.type = w.type AND b.source = w.source AND b.target = w.target
WHERE w.graph IN (:wanted, :kept) AND (b.properties <> w.properties OR b.others <> w.others)
ORDER BY w.type, w.source, w.target"""
_EDGES_REMOVED = """SELECT b.type, b.source, b.target, b.properties, b.others FROM edge b
WHERE b.graph = :before AND NOT EXISTS (
  SELECT 1 FROM edge w WHERE w.graph IN (:wanted, :kept)
    AND w.type = b.type AND w.source = b.source AND w.target = b.target
)
ORDER BY b.type, b.source, b.target"""

_KEPT = """SELECT label, id, properties, others FROM node
WHERE graph = :kept AND label IN (SELECT value FROM json_each(:entries)) ORDER BY id"""
_KEEP_ENTRIES = """INSERT INTO node SELECT :kept, b.id, b.label, b.properties, b.others FROM node b
WHERE b.graph = :before AND b.label IN (SELECT value FROM json_each(:entries))
  AND b.id NOT IN (SELECT value FROM json_each(:former))
  AND NOT EXISTS (SELECT 1 FROM node w WHERE w.graph = :wanted AND w.id = b.id)"""
_KEEP_PARTS = """INSERT INTO node SELECT DISTINCT :kept, b.id, b.label, b.properties, b.others
FROM edge e JOIN node b ON b.graph = :before AND b.id = e.target
WHERE e.graph = :before AND e.type IN (SELECT value FROM json_each(:owns))
  AND b.id NOT IN (SELECT value FROM json_each(:former))
  AND EXISTS (SELECT 1 FROM node k WHERE k.graph = :kept AND k.id = e.source)
  AND NOT EXISTS (SELECT 1 FROM node w WHERE w.graph IN (:wanted, :kept) AND w.id = b.id)"""
_KEEP_EDGES = """INSERT INTO edge
SELECT :kept, b.type, b.source, b.target, b.properties, b.others FROM edge b
WHERE b.graph = :before
  AND EXISTS (SELECT 1 FROM node k WHERE k.graph = :kept AND k.id = b.source)
  AND EXISTS (SELECT 1 FROM node w WHERE w.graph IN (:wanted, :kept) AND w.id = b.target)"""

_RENAME_NODES = """INSERT INTO node
SELECT :after, coalesce(r.new, n.id), n.label, n.properties, n.others
FROM node n LEFT JOIN renaming r ON r.graph = :after AND r.old = n.id WHERE n.graph = :before"""
_RENAME_EDGES = """INSERT OR REPLACE INTO edge
SELECT :after, e.type, coalesce(s.new, e.source), coalesce(t.new, e.target), e.properties, e.others
FROM edge e
LEFT JOIN renaming s ON s.graph = :after AND s.old = e.source
LEFT JOIN renaming t ON t.graph = :after AND t.old = e.target
WHERE e.graph = :before"""


@dataclass(frozen=True, kw_only=True)
class Comparison(Diff):
    """A diff, and the graph after it: the wanted one and the kept entries."""

    result: Graph


def compare(wanted: Graph, stored: Graph, *, prune: bool = False) -> Comparison:
    """Return the diff that turns the stored graph into the wanted one; both are in one staging.

    A wanted entry with a former slug takes over the stored node of that slug. A stored entry that
    is not wanted is kept, with its parts and edges, unless `prune`; but parts and edges of wanted
    entries that are not wanted themselves are always removed.
    """
    former = dict(_former_ids(wanted))
    takeovers = _takeovers(former, stored)
    before = renamed(stored, takeovers)
    kept = wanted.staging.graph()
    if not prune:
        names = {"former": json.dumps([*former]), "entries": _ENTRIES, "owns": _OWNS}
        graphs = {"wanted": wanted.number, "before": before.number, "kept": kept.number}
        for statement in (_KEEP_ENTRIES, _KEEP_PARTS, _KEEP_EDGES):
            wanted.staging.run(statement, **graphs, **names)
        _rename_sources(kept, takeovers)
    return diff_between(wanted, before, kept)


def _rename_sources(kept: Graph, takeovers: Mapping[str, str]) -> None:
    """Rename the sources of kept edges: their slugs are properties, which no file updates."""
    slugs = {
        split_id(old)[1]: split_id(new)[1]
        for old, new in takeovers.items()
        if split_id(old)[0] == SOURCE.name
    }
    changed = []
    for edge in kept.edges.values() if slugs else ():
        sources = edge.properties.get("sources")
        if isinstance(sources, list) and not slugs.keys().isdisjoint(sources):
            renamed_slugs = [slugs.get(str(slug), str(slug)) for slug in sources]
            changed.append(replace(edge, properties={**edge.properties, "sources": renamed_slugs}))
    kept.add_edges(changed)


def diff_between(wanted: Graph, before: Graph, kept: Graph | None = None) -> Comparison:
    """Return the diff between two graphs of one staging; rows with the same id are one row.

    Args:
        wanted: the graph after the diff, without the kept entries.
        before: the graph before it, under the ids after it.
        kept: the stored rows that are not wanted, and are kept.
    """
    kept = kept or wanted.staging.graph()
    graphs = {"wanted": wanted.number, "before": before.number, "kept": kept.number}

    def rows(statement: str, make_row: Callable[[Cells], T]) -> Rows[T]:
        return Rows(wanted.staging, statement, make_row, **graphs)

    return Comparison(
        nodes_added=rows(_NODES_ADDED, node_row),
        nodes_changed=rows(_NODES_CHANGED, _node_change),
        nodes_removed=rows(_NODES_REMOVED, node_row),
        edges_added=rows(_EDGES_ADDED, edge_row),
        edges_changed=rows(_EDGES_CHANGED, _edge_change),
        edges_removed=rows(_EDGES_REMOVED, edge_row),
        kept=Rows(wanted.staging, _KEPT, node_row, kept=kept.number, entries=_ENTRIES),
        result=Graph(wanted.staging, wanted.number, kept.number),
    )


def code_conflicts(wanted: Graph, diff: Diff) -> list[tuple[NodeRow, NodeRow, str]]:
    """Return (kept entry, wanted entry, property) for each code that both have."""
    holders = {
        (row.label, name, row.properties[name]): row
        for row in diff.kept
        for name in _codes(row.label)
        if name in row.properties
    }
    labels = {label for label, _, _ in holders}
    return [
        (holders[key], row, name)
        for label in sorted(labels)
        for row in wanted.with_label(label)
        for name in _codes(label)
        if (key := (label, name, row.properties.get(name))) in holders
    ]


def _codes(label: str) -> tuple[str, ...]:
    return tuple(p.name for p in PROPERTIES[label].values() if p.code and p.name != "slug")


def _former_ids(wanted: Graph) -> Iterator[tuple[str, str]]:
    for row in wanted.with_property("formerSlugs"):
        slugs = row.properties["formerSlugs"]
        for slug in slugs if isinstance(slugs, list) else ():
            yield node_id(row.label, str(slug)), row.id


def _takeovers(former: Mapping[str, str], stored: Graph) -> Mapping[str, str]:
    """Return old id → new id of the stored nodes that entries take over, at most one per entry."""
    taken: dict[str, str] = {}
    for old, new in former.items():
        if old in stored.nodes and new not in stored.nodes:
            taken.setdefault(new, old)
    return {old: new for new, old in taken.items()}


def renamed(stored: Graph, names: Mapping[str, str]) -> Graph:
    """Return a graph with renamed ids (old → new); the properties keep the old ones."""
    if not names:
        return stored
    staging, after = stored.staging, stored.staging.graph()
    rows = [(after.number, old, new) for old, new in names.items()]
    staging.run_many("INSERT INTO renaming VALUES (?, ?, ?)", rows)
    for statement in (_RENAME_NODES, _RENAME_EDGES):
        staging.run(statement, before=stored.number, after=after.number)
    return after


def _node_change(cells: Cells) -> NodeChange:
    return NodeChange(before=node_row(cells[:4]), after=node_row(cells[4:]))


def _edge_change(cells: Cells) -> EdgeChange:
    return EdgeChange(before=edge_row(cells[:5]), after=edge_row(cells[5:]))
