"""A folder of seeds → the graph to be stored: a node per entry, an edge per link."""

from __future__ import annotations

from pathlib import Path

from graph_service.catalogue.checks.check import read_catalogue
from graph_service.catalogue.files.entry_cache import EntryCache
from graph_service.catalogue.files.read import Reading, folder_state, read_folder
from graph_service.console import OnStep, ignore_steps
from graph_service.store.changes import EdgeRow, NodeRow
from graph_service.store.staging import Graph, Staging, packed_rows

from .derive import with_derived
from .folder_patch import folder_patch, graph_facts
from .rows import rows_of

_BATCH = 500
"""Nodes that are staged at once, with their edges."""


def wanted_graph(
    seeds: Path,
    staging: Staging,
    on_step: OnStep = ignore_steps,
    cache: EntryCache | None = None,
) -> Graph:
    """Return the graph that a folder of seeds describes.

    With a cache, only what changed in the folder is read into the graph that it described before.

    Raises:
        CatalogueInvalid: with every problem of every file.
    """
    reading = read_folder(seeds, cache)
    digests = reading.digests() if reading.cache is not None else None
    if reading.cache is None or digests is None:
        return _read(reading, staging, on_step)
    file, state = reading.cache.graph, folder_state(digests)
    found = file.read(staging, state)
    if found is not None:
        return found.graph
    facts = graph_facts(reading.files, digests)
    before = file.read(staging, None)
    patch = folder_patch(before, reading, facts) if before is not None else None
    if before is None or patch is None:
        graph, since = _read(reading, staging, on_step), None
    else:
        if not reading.cache.is_valid(state):
            for _entry in read_catalogue(reading, on_step):
                pass
        graph, since = before.graph, (before, patch)
        patch.apply(graph)
    reading.cache.set_valid(state)
    file.write(graph, state, facts=facts, since=since)
    return graph


def _read(reading: Reading, staging: Staging, on_step: OnStep) -> Graph:
    graph = staging.graph()
    nodes: list[NodeRow] = []
    edges: list[EdgeRow] = []
    for entry in with_derived(read_catalogue(reading, on_step)):
        more_nodes, more_edges = rows_of(entry)
        nodes += more_nodes
        edges += more_edges
        if len(nodes) >= _BATCH:
            graph.add_packed(*packed_rows(nodes, edges))
            nodes, edges = [], []
    graph.add_packed(*packed_rows(nodes, edges))
    return graph
