"""The real load of generated programmes, in a process whose memory a test measures.

`python -m tests.catalogue.loads.loader VERSION`
"""

import asyncio
import os
import sys
from collections.abc import Iterator

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.graph.from_entries import rows_of, with_derived
from graph_service.catalogue.loads.load import load
from graph_service.model.edges import EDGES
from graph_service.model.types import PROGRAMME
from graph_service.settings import DatabaseSettings, read_settings
from graph_service.store.graph import Graph
from tests.sizes import size

FEW = size("FEW_ENTRIES", small=3_000, whole=5_000)
COUNTS = {"few": FEW, "many": 3 * FEW}
"""The versions of the catalogue, and how many programmes each has."""
_PART_OF = next(edge for edge in EDGES if edge.name == "PART_OF")


def entries(count: int) -> Iterator[Entry]:
    """Programmes, as a tree below the first."""
    for number in range(count):
        links = (Link(edge=_PART_OF, target=f"t{number // 2}"),) if number else ()
        yield Entry(
            type=PROGRAMME,
            slug=f"t{number}",
            values={"name": {"es": f"{number}"}},
            links=links,
        )


def graph_of(version: str) -> Graph:
    """The graph of a version."""
    graph = Graph()
    for entry in with_derived(entries(COUNTS[version])):
        graph.add(*rows_of(entry, {}))
    return graph


def main(version: str) -> None:
    graph = graph_of(version)
    asyncio.run(load(graph, read_settings(DatabaseSettings, os.environ), prune=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
