"""The wanted graph and the stored one → the diff between them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from graph_service.catalogue.graph.entry_ids import former_ids
from graph_service.model.edges import EDGES
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES
from graph_service.model.ids import split_id
from graph_service.model.types import SOURCE
from graph_service.store.changes import Diff, EdgeChange, NodeChange, NodeRow
from graph_service.store.staging import Cells, Graph, Rows, edge_row, node_row

T = TypeVar("T")

_OWNS = json.dumps([edge.name for edge in EDGES if edge.owns])
_ENTRIES = json.dumps([node_type.name for node_type in ENTRY_TYPES])

# The keys of the rows that differ are found once: of two graphs with 80,000 edges in 0.2 s, while
# the statements for what was added, changed and removed would each take 0.1 s.
_TABLES = (
    """CREATE TABLE IF NOT EXISTS differing_node (
  pair INTEGER, id TEXT, PRIMARY KEY (pair, id)
) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS differing_edge (
  pair INTEGER, type TEXT, source TEXT, target TEXT, PRIMARY KEY (pair, type, source, target)
) WITHOUT ROWID""",
)
_DIFFERING = (
    """INSERT INTO differing_node
SELECT :pair, w.id FROM node w LEFT JOIN node b ON b.graph = :before AND b.id = w.id
WHERE w.graph = :wanted
  AND (b.id IS NULL OR b.properties <> w.properties OR b.others <> w.others)""",
    """INSERT INTO differing_node SELECT :pair, b.id FROM node b
WHERE b.graph = :before
  AND NOT EXISTS (SELECT 1 FROM node w WHERE w.graph = :wanted AND w.id = b.id)""",
    """INSERT INTO differing_edge
SELECT :pair, w.type, w.source, w.target FROM edge w LEFT JOIN edge b ON b.graph = :before
  AND b.type = w.type AND b.source = w.source AND b.target = w.target
WHERE w.graph = :wanted
  AND (b.type IS NULL OR b.properties <> w.properties OR b.others <> w.others)""",
    """INSERT INTO differing_edge SELECT :pair, b.type, b.source, b.target FROM edge b
WHERE b.graph = :before AND NOT EXISTS (
  SELECT 1 FROM edge w WHERE w.graph = :wanted
    AND w.type = b.type AND w.source = b.source AND w.target = b.target
)""",
)

# CROSS JOIN fixes the order: the rows that differ, then each of them in the graphs.
_NODES_ADDED = """SELECT w.label, w.id, w.properties, w.others
FROM differing_node d CROSS JOIN node w ON w.graph = :wanted AND w.id = d.id
WHERE d.pair = :pair
  AND NOT EXISTS (SELECT 1 FROM node b WHERE b.graph = :before AND b.id = d.id)
ORDER BY w.id"""
_NODES_CHANGED = """SELECT b.label, b.id, b.properties, b.others,
  w.label, w.id, w.properties, w.others
FROM differing_node d CROSS JOIN node w ON w.graph = :wanted AND w.id = d.id
  CROSS JOIN node b ON b.graph = :before AND b.id = d.id
WHERE d.pair = :pair
ORDER BY w.id"""
_NODES_REMOVED = """SELECT b.label, b.id, b.properties, b.others
FROM differing_node d CROSS JOIN node b ON b.graph = :before AND b.id = d.id
WHERE d.pair = :pair
  AND NOT EXISTS (SELECT 1 FROM node w WHERE w.graph IN (:wanted, :kept) AND w.id = d.id)
ORDER BY b.id"""
_EDGES_ADDED = """SELECT w.type, w.source, w.target, w.properties, w.others
FROM differing_edge d CROSS JOIN edge w ON w.graph = :wanted
  AND w.type = d.type AND w.source = d.source AND w.target = d.target
WHERE d.pair = :pair AND NOT EXISTS (
  SELECT 1 FROM edge b WHERE b.graph = :before
    AND b.type = d.type AND b.source = d.source AND b.target = d.target
)
ORDER BY w.type, w.source, w.target"""
_EDGES_CHANGED = """SELECT b.type, b.source, b.target, b.properties, b.others,
  w.type, w.source, w.target, w.properties, w.others
FROM differing_edge d CROSS JOIN edge w ON w.graph IN (:wanted, :kept)
  AND w.type = d.type AND w.source = d.source AND w.target = d.target
  CROSS JOIN edge b ON b.graph = :before
  AND b.type = d.type AND b.source = d.source AND b.target = d.target
WHERE d.pair = :pair AND (b.properties <> w.properties OR b.others <> w.others)
ORDER BY w.type, w.source, w.target"""
_EDGES_REMOVED = """SELECT b.type, b.source, b.target, b.properties, b.others
FROM differing_edge d CROSS JOIN edge b ON b.graph = :before
  AND b.type = d.type AND b.source = d.source AND b.target = d.target
WHERE d.pair = :pair AND NOT EXISTS (
  SELECT 1 FROM edge w WHERE w.graph IN (:wanted, :kept)
    AND w.type = d.type AND w.source = d.source AND w.target = d.target
)
ORDER BY b.type, b.source, b.target"""

_KEPT = """SELECT label, id, properties, others FROM node
WHERE graph = :kept AND label IN (SELECT value FROM json_each(:entries)) ORDER BY id"""
_KEEP_ENTRIES = """INSERT INTO node SELECT :kept, b.id, b.label, b.properties, b.others
FROM differing_node d CROSS JOIN node b ON b.graph = :before AND b.id = d.id
WHERE d.pair = :pair AND b.label IN (SELECT value FROM json_each(:entries))
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
    former = dict(former_ids(wanted))
    takeovers = _takeovers(former, stored)
    before = renamed(stored, takeovers)
    pair = _find_differing(wanted, before)
    kept = wanted.staging.graph()
    if not prune:
        _keep(wanted, before, kept, pair, former)
        _rename_sources(kept, takeovers)
    return _diff(wanted, before, kept, pair)


def _find_differing(wanted: Graph, before: Graph) -> int:
    """Find the rows in which two graphs differ, and return a number for this pair of graphs."""
    staging = wanted.staging
    pair = staging.graph().number
    for statement in _TABLES:
        staging.run(statement)
    for statement in _DIFFERING:
        staging.run(statement, wanted=wanted.number, before=before.number, pair=pair)
    return pair


def _keep(wanted: Graph, before: Graph, kept: Graph, pair: int, former: Mapping[str, str]) -> None:
    """Copy the stored entries that are not wanted, with their parts and edges."""
    run = wanted.staging.run
    graphs = {"wanted": wanted.number, "before": before.number, "kept": kept.number}
    names = json.dumps([*former])
    run(_KEEP_ENTRIES, **graphs, pair=pair, former=names, entries=_ENTRIES)
    if kept.counts():  # usually none: to look for their edges takes 0.1 s
        run(_KEEP_PARTS, **graphs, former=names, owns=_OWNS)
        run(_KEEP_EDGES, **graphs)


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


def diff_between(wanted: Graph, before: Graph) -> Comparison:
    """Return the diff between two graphs of one staging; rows with the same id are one row.

    Args:
        wanted: the graph after the diff.
        before: the graph before it, under the ids after it.
    """
    return _diff(wanted, before, wanted.staging.graph(), _find_differing(wanted, before))


def _diff(wanted: Graph, before: Graph, kept: Graph, pair: int) -> Comparison:
    """Return the diff between the graphs of a pair; `kept` are stored rows that are not wanted."""
    numbers = {"wanted": wanted.number, "before": before.number}

    def rows(statement: str, make_row: Callable[[Cells], T]) -> Rows[T]:
        return Rows(wanted.staging, statement, make_row, **numbers, kept=kept.number, pair=pair)

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
