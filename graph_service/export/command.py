"""`graph-service export`: a database → the files of formats in folders."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from graph_service.console import Console
from graph_service.i18n import _
from graph_service.settings import DatabaseSettings
from graph_service.store.graph_reader import read_stored

from .folder import replacing, write_files
from .formats import FORMATS
from .manifest import exported_files
from .selection import FindSource, Selection, job_of


def export_graph(
    places: Mapping[str, Path],
    selected: Selection,
    database: DatabaseSettings,
    console: Console,
    find_source: FindSource,
) -> None:
    """Export into folders, show progress on terminals, and print a summary of each.

    The graph is read once for all of them.

    Args:
        places: the folder for the files of each format, by its name.
        selected: which types, and the base of IRIs.
        database: how to reach it.
        console: for progress and the summaries.
        find_source: returns the graph to export.

    Raises:
        ExportRefused: if a folder has other files or can't be written, or the graph has no
            release.
        LoadRefused: if another version of this program wrote the graph.
        GraphUnsettled: if the graph was written to during every attempt.
        DatabaseUnavailable: if the database can't be reached, or the connection broke.
    """
    sizes = {}
    with ExitStack() as stack:
        folders = {name: stack.enter_context(replacing(place)) for name, place in places.items()}
        on_step = stack.enter_context(console.steps())
        source = asyncio.run(read_stored(database, find_source))
        job = job_of(source, selected)
        on_progress = on_step(_("Exporting {format}", format=", ".join(places)), len(places))
        for name, folder in folders.items():
            files = exported_files(FORMATS[name], job)
            write_files(folder, files)
            sizes[name] = sum(map(len, files.values()))
            on_progress(1)
    for name, place in places.items():
        console.say(
            _(
                "{folder}: {release} as {format}, {nodes:,} nodes and {edges:,} edges,"
                " {bytes:,} bytes.",
                folder=str(place),
                release=job.version,
                format=name,
                nodes=sum(len(rows) for _type, rows in job.nodes),
                edges=sum(len(rows) for _type, rows in job.edges),
                bytes=sizes[name],
            )
        )
