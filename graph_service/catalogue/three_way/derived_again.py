"""Merged entries → graphs: stages, country edges and inherited sources are derived again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.graph.derive import Known, with_derived
from graph_service.catalogue.graph.entry_ids import owner_of, referring_entries
from graph_service.catalogue.graph.from_entries import rows_of
from graph_service.catalogue.graph.to_entries import entries_of
from graph_service.model.graph import ENTRY_TYPES, TYPES
from graph_service.model.ids import node_id, split_id
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT, INSTITUTION
from graph_service.store.staging import Graph

from .matching import Matching
from .merged_entry import MergedEntry
from .renames import with_names
from .trees import as_tree, entry_of, tree_of


def wanted_graph(folder: Graph, entries: Mapping[str, MergedEntry]) -> Graph:
    """Return the folder's graph with the merged entries, and what is derived from them."""
    wanted = folder.copy()
    before = _countries(folder)
    after = dict(before)
    changed = [entry for entry in entries.values() if entry.is_pending]
    for entry in changed:
        label, slug = split_id(entry.id)
        if label == INSTITUTION.name:
            after.pop(split_id(entry.names.folder or "")[1], None)
            country = as_tree((entry.result or {}).get("country")).get("slug")
            if country is not None:
                after[slug] = str(country)
    moved = [slug for slug in {**before, **after} if before.get(slug) != after.get(slug)]
    rebuilt = [
        entry_of(TYPES[split_id(entry.id)[0]], split_id(entry.id)[1], entry.result)
        for entry in changed
        if entry.result is not None
    ]
    replaced = {entry.names.folder for entry in changed if entry.names.folder}
    institutions = [node_id(INSTITUTION.name, slug) for slug in moved]
    visits = [i for i in replaced if split_id(i)[0] == EXCHANGE_VISIT.name]
    others = referring_entries(folder, [*institutions, *visits]) - replaced
    rebuilt += entries_of(folder, others)
    _remove(wanted, others | replaced)
    _add(wanted, rebuilt, _known(folder, rebuilt, after))
    return wanted


def state_graph(matching: Matching, *, prune: bool) -> Graph:
    """Return the folder's graph, with what it has removed and the load keeps, as in the base."""
    state = matching.folder.copy()
    kept = () if prune else matching.removed_by_folder()
    removed = [
        entry_of(e.type, e.slug, with_names(e.type, tree_of(e), matching.folder_ids))
        for e in entries_of(matching.base, kept)
    ]
    _add(state, removed, _known(matching.base, removed, _countries(matching.base)))
    return state


def _add(graph: Graph, entries: Iterable[Entry], known: Known) -> None:
    for entry in with_derived(sorted(entries, key=_rank), known):
        nodes, edges = rows_of(entry)
        graph.add_nodes(nodes)
        graph.add_edges(edges)


def _known(graph: Graph, entries: Iterable[Entry], countries: dict[str, str]) -> Known:
    """Return what these entries are derived from: countries, and visits of a graph."""
    known = Known(countries)
    links = (link for e in entries for link in e.links_of("ARISING_FROM", EXCHANGE_VISIT))
    visits = {node_id(EXCHANGE_VISIT.name, link.target) for link in links}
    for visit in entries_of(graph, visits):
        known.add(visit)
    return known


def _countries(graph: Graph) -> dict[str, str]:
    """Return the countries of institutions, by slug."""
    statement = """SELECT source, target FROM edge
WHERE graph = :graph AND type = 'IN_COUNTRY' AND source LIKE :source AND target LIKE :target"""
    rows = graph.staging.run(
        statement,
        graph=graph.number,
        source=f"{INSTITUTION.name}:%",
        target=f"{COUNTRY.name}:%",
    )
    return {split_id(source)[1]: split_id(target)[1] for source, target in rows}


def _remove(graph: Graph, ids: Collection[str]) -> None:
    """Remove entries with their parts and the edges that leave them."""
    parts = {e.target for e in graph.edges_from(ids) if owner_of(e.target) == e.source}
    given = json.dumps([*ids, *parts])
    for statement in (
        "DELETE FROM edge WHERE graph = :graph AND source IN (SELECT value FROM json_each(:ids))",
        "DELETE FROM node WHERE graph = :graph AND id IN (SELECT value FROM json_each(:ids))",
    ):
        graph.staging.run(statement, graph=graph.number, ids=given)


def _rank(entry: Entry) -> int:
    return ENTRY_TYPES.index(entry.type)
