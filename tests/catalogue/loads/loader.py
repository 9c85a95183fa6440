"""The real load of a generated catalogue, in a process that tests kill or measure.

`python -m tests.catalogue.loads.loader VERSION [MEMORY]`; with MEMORY, as if the server allowed
that many bytes per transaction, and in small batches.
"""

import asyncio
import os
import sys
from collections.abc import Iterator
from unittest.mock import patch

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.graph.derive import with_derived
from graph_service.catalogue.graph.rows import rows_of
from graph_service.catalogue.loads.load import load
from graph_service.model.edges import EDGES
from graph_service.model.enums import TopicScheme
from graph_service.model.types import TOPIC
from graph_service.settings import read_database_settings
from graph_service.store import write
from graph_service.store.driver import Database
from graph_service.store.staging import Graph, Staging, open_staging
from graph_service.store.write import Memory, read_memory
from tests.sizes import size

ALFA = size("KILLED_ENTRIES", small=1_000, whole=2_000)
FEW = size("FEW_ENTRIES", small=3_000, whole=5_000)
COUNTS = {"alfa": ALFA, "beta": ALFA * 6 // 5, "few": FEW, "many": 3 * FEW}
"""The versions of the catalogue, and how many topics each has."""
_BROADER = next(edge for edge in EDGES if edge.name == "BROADER")


def entries(version: str) -> Iterator[Entry]:
    """The topics of a version, as a tree below the first; names and tree differ by version."""
    for number in range(COUNTS[version]):
        parent = number // (2 if version == "alfa" else 3)
        links = (Link(edge=_BROADER, target=f"t{parent}"),) if number else ()
        yield Entry(
            type=TOPIC,
            slug=f"t{number}",
            values={"name": {"es": f"{version} {number}"}, "scheme": TopicScheme.SUBJECT},
            links=links,
        )


def graph_of(version: str, staging: Staging) -> Graph:
    """The graph of a version."""
    graph = staging.graph()
    for entry in with_derived(entries(version)):
        nodes, edges = rows_of(entry)
        graph.add_nodes(nodes)
        graph.add_edges(edges)
    return graph


def main(version: str, memory: int | None = None) -> None:
    async def memory_limit(database: Database) -> Memory:
        return await read_memory(database) if memory is None else Memory(transaction=memory)

    batch = write._BATCH if memory is None else 100
    with (
        open_staging() as staging,
        patch("graph_service.catalogue.loads.open_load.read_memory", memory_limit),
        patch.object(write, "_BATCH", batch),
    ):
        graph = graph_of(version, staging)
        print("ready", flush=True)  # noqa: T201
        asyncio.run(load(graph, read_database_settings(os.environ), prune=True))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
