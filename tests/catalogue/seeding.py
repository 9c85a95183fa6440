"""A small folder of seeds for tests, and its graph."""

from dataclasses import dataclass

import pytest

from graph_service.catalogue.checks.check import check_entries
from graph_service.catalogue.files.read import read_folder
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.problems import Problem
from graph_service.errors import CatalogueInvalid
from graph_service.model.storage import StoredValue
from graph_service.store.changes import EdgeRow
from graph_service.store.graph import Graph

from .seed_files import SeedFiles


@dataclass(frozen=True)
class Seeds(SeedFiles):
    """A folder of seeds, read by the program's own code, without its commands."""

    def problems(self) -> list[Problem]:
        """Return all problems, sorted by place."""
        reading = read_folder(self.folder)
        for _ in check_entries(reading):
            pass
        return sorted(reading.problems, key=lambda p: p.place)

    def problem(self) -> Problem:
        """Return the only problem."""
        (problem,) = self.problems()
        return problem

    def graph(self) -> Graph:
        """Return the graph that the folder describes."""
        return wanted_graph(self.folder)

    def refused(self) -> str:
        """Return the report of an invalid folder."""
        with pytest.raises(CatalogueInvalid) as caught:
            self.graph()
        return caught.value.message


def edge(graph: Graph, name: str, source: str, target: str) -> EdgeRow:
    """Return the edge between two nodes."""
    return graph.edges[name, source, target]


def targets(graph: Graph, name: str, source: str) -> list[str]:
    """Return the target ids of a node's edges of a type, sorted."""
    return sorted(e.target for e in graph.edges.values() if e.type == name and e.source == source)


def fact(graph: Graph, identity: str, name: str) -> StoredValue:
    """Return a stored property of a node, or None."""
    return graph.nodes[identity].properties.get(name)
