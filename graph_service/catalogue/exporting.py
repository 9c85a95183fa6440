"""The stored graph → a folder of entry files, which load to the same graph."""

from __future__ import annotations

import asyncio
from pathlib import Path

from graph_service.errors import ExportRefused
from graph_service.export.folder import replacing
from graph_service.i18n import _
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import open_database
from graph_service.store.errors import database_errors
from graph_service.store.spool import Graph, Spool, open_spool
from graph_service.store.stream import read_settled
from graph_service.store.whole import GraphReader

from .files.writing import entry_text
from .importing import told
from .speaker import Speaker
from .unloading import entries_of


def export_seeds(place: Path, database: DatabaseSettings, speaker: Speaker) -> int:
    """Write the graph as entry files into a folder that is empty, or not there yet.

    Raises:
        ExportRefused: when nothing is loaded, the place holds something, or the graph was changed
            by hand to what no file says; the place is as it was.
        DatabaseUnavailable: when the database can't be reached.
        GraphUnsettled: when loads followed one another while it was read.
    """
    written = 0
    if place.is_dir() and any(place.iterdir()):
        raise ExportRefused(
            _(
                "{folder} is not empty, and is left as it is: name a folder that is empty, or not"
                " there yet.",
                folder=str(place),
            )
        )
    with open_spool() as spool, replacing(place) as folder:
        graph = asyncio.run(_read(database, spool))
        for entry in entries_of(graph):
            file = folder / (entry.type.folder or "") / f"{entry.slug}.yaml"
            file.parent.mkdir(exist_ok=True)
            file.write_text(entry_text(entry), encoding="utf-8")
            written += 1
    speaker.say(told(written, place))
    return 0


async def _read(settings: DatabaseSettings, spool: Spool) -> Graph:
    async def read(reader: GraphReader) -> Graph:
        with database_errors(settings):
            if await reader.newest_release() is None:
                raise ExportRefused(_("Nothing was ever loaded into this graph."))
            return await reader.read_graph(spool)

    async with open_database(settings) as database:
        await database.verify()
        return await read_settled(database, read)
