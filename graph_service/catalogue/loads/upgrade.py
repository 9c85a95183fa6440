"""Store the graph of an earlier program as this one does, without a change of its entries."""

from __future__ import annotations

from graph_service.catalogue.graph.derive import with_derived
from graph_service.catalogue.graph.from_entries import rows_of
from graph_service.catalogue.graph.to_entries import entries_of
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.storage import STORAGE_VERSION
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import open_database
from graph_service.store.from_driver import database_errors
from graph_service.store.graph_reader import GraphReader
from graph_service.store.staging import Graph, Staging
from graph_service.store.stream import read_settled

from .load import load
from .release import integer


async def upgrade(staging: Staging, settings: DatabaseSettings) -> bool:
    """Bring a graph to this program's storage version; return whether that was needed.

    Raises:
        ValueError: when the graph was changed by hand to something that no load writes.
        LoadRefused: when the change is too large.
        DatabaseUnavailable: when the database can't be reached.
    """

    async def read(reader: GraphReader) -> Graph | None:
        with database_errors(settings):
            release = await reader.newest_release()
            if integer(release, "storageVersion") == STORAGE_VERSION:
                return None
            return await reader.read_graph(staging)

    async with open_database(settings) as database:
        await database.verify()
        stored = await read_settled(database, read)
    if stored is None:
        return False
    wanted = staging.graph()
    entries = sorted(entries_of(stored), key=lambda entry: ENTRY_TYPES.index(entry.type))
    for entry in with_derived(entries):
        nodes, edges = rows_of(entry)
        wanted.add_nodes(nodes)
        wanted.add_edges(edges)
    await load(wanted, settings)
    return True
