"""How the graph of a folder differs from that of the folder before, by the files that changed.

Countries of visits and transfers are derived from their institutions, and programmes of transfers
from their visits: the rows of an entry follow from its file, and from those of the institutions and
visits that it refers to.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.read import Reading
from graph_service.model.ids import node_id, split_id
from graph_service.model.types import EXCHANGE_VISIT, INSTITUTION
from graph_service.store.graph_file import CachedGraph, GraphPatch
from graph_service.store.staging import Graph, packed_rows
from graph_service.store.user_cache import program_digest

from .derive import Known, complete
from .owners import owner_of, referring_entries
from .rows import rows_of

_DERIVED_FROM = (INSTITUTION, EXCHANGE_VISIT)
_PROGRAM = "program"
_MOST = 1_000
"""Entries that are in memory at once."""
_EDGES_FROM = """SELECT type, source, target FROM edge
WHERE graph = :graph AND source IN (SELECT value FROM json_each(:ids))"""


def graph_facts(files: Iterable[EntryFile], digests: Mapping[str, str]) -> Mapping[str, str]:
    """Return what `folder_patch` needs to know about the folder that a graph was read from."""
    found = {_id(file): digests[file.path] for file in files}
    return {**found, _PROGRAM: program_digest().hex()}


def folder_patch(
    before: CachedGraph, reading: Reading, facts: Mapping[str, str]
) -> GraphPatch | None:
    """Return how the graph of a folder differs from the one before.

    Args:
        before: the graph of the folder before.
        reading: the folder, whose contents have been read.
        facts: of the folder.

    Returns:
        None if another program wrote the graph before, if much has changed, or if a changed file
        has a problem.
    """
    if before.facts.get(_PROGRAM) != facts[_PROGRAM]:
        return None
    files = {_id(file): file for file in reading.files}
    changed = {identity for identity, _digest in before.facts.items() ^ facts.items()}
    changed |= _derived_from(before.graph, changed)
    if len(changed) > _MOST:
        return None
    entries: list[Entry] = []
    for identity in changed & files.keys():
        entry = reading.entry(files[identity])
        if entry is None:
            return None
        entries.append(entry)
    known = Known()
    for identity in _referred(entries) & files.keys():
        entry = reading.entry(files[identity])
        if entry is None:
            return None
        known.add(entry)
    return _patch(before.graph, changed, [complete(entry, known) for entry in entries])


def _id(file: EntryFile) -> str:
    return node_id(file.type.name, file.slug)


def _derived_from(graph: Graph, ids: Collection[str]) -> set[str]:
    """Return the ids of the entries that refer to these institutions and visits."""
    names = {node_type.name for node_type in _DERIVED_FROM}
    return referring_entries(graph, [i for i in ids if split_id(i)[0] in names])


def _referred(entries: Sequence[Entry]) -> set[str]:
    """Return the ids of the institutions and visits that entries refer to, and theirs."""
    return {
        node_id(link.edge.target.name, link.target)
        for entry in entries
        for link in entry.links
        if link.edge.target in _DERIVED_FROM
    } | {entry.id for entry in entries}


def _patch(graph: Graph, ids: Collection[str], entries: Iterable[Entry]) -> GraphPatch:
    """Return the patch that replaces the rows of some entries."""
    edges = [*_edges_from(graph, ids)]
    parts = {target for _name, source, target in edges if owner_of(target) == source != target}
    rows = [rows_of(entry) for entry in entries]
    nodes, new_edges = packed_rows(
        (node for nodes, _edges in rows for node in nodes),
        (edge for _nodes, edges in rows for edge in edges),
    )
    return GraphPatch(
        nodes_removed=(*ids, *parts),
        edges_removed=(*edges, *_edges_from(graph, parts)),
        nodes=tuple(nodes),
        edges=tuple(new_edges),
    )


def _edges_from(graph: Graph, ids: Collection[str]) -> Iterator[tuple[str, str, str]]:
    rows = graph.staging.run(_EDGES_FROM, graph=graph.number, ids=json.dumps([*ids]))
    return ((name, source, target) for name, source, target in rows)
