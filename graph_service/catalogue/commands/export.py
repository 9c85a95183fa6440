"""`seeds export`: write the graph as entry files, which load to the same graph."""

from __future__ import annotations

import asyncio
from pathlib import Path

from graph_service.catalogue.files.base_file import Base, write_base
from graph_service.catalogue.files.entry_yaml import entry_text
from graph_service.catalogue.graph.to_entries import entries_of
from graph_service.catalogue.model_messages import entries_written
from graph_service.console import Console
from graph_service.errors import ExportRefused
from graph_service.export.folder import replacing
from graph_service.i18n import _
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import open_database
from graph_service.store.from_driver import database_errors
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader
from graph_service.store.stream import read_settled

from .origin import base_of


def export_seeds(place: Path, database: DatabaseSettings, console: Console) -> None:
    """Write the graph as entry files into an empty or new folder.

    Raises:
        ExportRefused: when nothing is loaded, the folder is not empty, or the graph was changed by
            hand to something that no file can contain; the folder stays unchanged.
        DatabaseUnavailable: when the database can't be reached.
        GraphUnsettled: when loads kept changing the graph while it was read.
    """
    if place.is_dir() and any(place.iterdir()):
        raise ExportRefused(
            _(
                "{folder} is not empty and was left unchanged: name an empty or new folder.",
                folder=str(place),
            )
        )
    written = 0
    with replacing(place) as folder:
        graph, base = asyncio.run(_read(database))
        for entry in entries_of(graph):
            file = folder / f"{entry.type.path_of(entry.slug)}.yaml"
            file.parent.mkdir(exist_ok=True)
            file.write_text(entry_text(entry), encoding="utf-8", newline="\n")
            written += 1
        write_base(folder, base)
    console.say(entries_written(written, place))


async def _read(settings: DatabaseSettings) -> tuple[Graph, Base]:
    async def read(reader: GraphReader) -> tuple[Graph, Base]:
        with database_errors(settings):
            release = await reader.newest_release()
            if release is None:
                raise ExportRefused(_("Nothing has been loaded into this graph yet."))
            return await reader.read_graph(), base_of(release)

    async with open_database(settings) as database:
        await database.verify()
        return await read_settled(database, read)
