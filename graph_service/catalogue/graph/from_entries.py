"""A folder of seeds → the graph to be stored: a node per entry, an edge per link."""

from __future__ import annotations

from pathlib import Path

from graph_service.catalogue.checks.check import read_catalogue
from graph_service.catalogue.files.read import read_folder
from graph_service.console import OnStep, ignore_steps
from graph_service.store.staging import Graph, Staging

from .derive import with_derived
from .rows import rows_of


def wanted_graph(seeds: Path, staging: Staging, on_step: OnStep = ignore_steps) -> Graph:
    """Return the graph that a folder of seeds describes.

    Raises:
        CatalogueInvalid: with every problem of every file.
    """
    graph = staging.graph()
    for entry in with_derived(read_catalogue(read_folder(seeds), on_step)):
        nodes, edges = rows_of(entry)
        graph.add_nodes(nodes)
        graph.add_edges(edges)
    return graph
