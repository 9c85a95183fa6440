"""`graph-service export`: a database → the files of a format in a folder."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from graph_service.console import Console, OnProgress, OnStep
from graph_service.errors import ExportRefused
from graph_service.i18n import _
from graph_service.model.storage import STORAGE_VERSION
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import Properties
from graph_service.store.driver import open_database
from graph_service.store.stream import GraphStream, read_settled

from .folder import replacing
from .formats import FORMATS, Format
from .manifest import MANIFEST, Counts, manifest_of
from .output import Output
from .readme import README, readme_of
from .source import FindSource, GraphSource, as_stored
from .writer import Job, Selection, Writer


@dataclass(frozen=True, kw_only=True)
class Exported:
    """A completed export."""

    release: Properties
    counts: Counts
    bytes: int


def export_graph(
    chosen: Format,
    selected: Selection,
    place: Path,
    database: DatabaseSettings,
    console: Console,
    find_source: FindSource = as_stored,
) -> int:
    """Export into a folder, show progress on terminals, and print a summary.

    Args:
        chosen: the format.
        selected: which types, and the base of IRIs.
        place: the folder.
        database: how to reach it.
        console: for progress and the summary.
        find_source: returns the graph to export; by default it is the stored one.

    Raises:
        ExportRefused: if the folder has other files or can't be written, or the graph has no
            release, or another storage version.
        GraphUnsettled: if the graph was written to during every attempt.
        DatabaseUnavailable: if the database can't be reached, or the connection broke.
    """
    with replacing(place) as folder, console.steps() as on_step:
        exported = asyncio.run(_export(chosen, selected, folder, database, find_source, on_step))
    nodes, edges = exported.counts.nodes.total(), exported.counts.edges.total()
    console.say(
        _(
            "{folder}: {release} as {format}, {nodes:,} nodes and {edges:,} edges,"
            " {bytes:,} bytes.",
            folder=str(place),
            release=str(exported.release["id"]),
            format=chosen.name,
            nodes=nodes,
            edges=edges,
            bytes=exported.bytes,
        )
    )
    return 0


async def _export(
    chosen: Format,
    selected: Selection,
    folder: Path,
    settings: DatabaseSettings,
    find_source: FindSource,
    on_step: OnStep,
) -> Exported:
    async def write(stream: GraphStream) -> Exported:
        graph = await find_source(stream)
        release = _checked(await graph.newest_release())
        on_progress = on_step(_("Exporting {format}", format=chosen.name), await graph.size())
        output = Output(folder)
        try:
            formats = tuple(FORMATS.values())
            job = Job(output=output, selected=selected, release=release, formats=formats)
            writer = chosen.writer(job)
            counts = await _stream(graph, selected, writer, on_progress)
            output.write(README, readme_of(chosen, selected, release))
            manifest = manifest_of(chosen, selected, release, counts, output.written)
            output.write(MANIFEST, manifest)
        finally:
            output.abandon()
        size = sum(written.bytes for written in output.written)
        return Exported(release=release, counts=counts, bytes=size)

    async with open_database(settings) as database:
        return await read_settled(database, write)


async def _stream(
    graph: GraphSource, selected: Selection, writer: Writer, on_progress: OnProgress
) -> Counts:
    counts = Counts(nodes=Counter(), edges=Counter())
    names = {node_type.name for node_type in selected.types}
    writer.begin()
    for node_type in selected.types:
        async for nodes in graph.nodes(node_type.name):
            writer.nodes(node_type, nodes)
            counts.nodes[node_type.name] += len(nodes)
            on_progress(len(nodes))
    for edge_type in selected.edge_types:
        async for edges in graph.edges(edge_type, names):
            writer.edges(edge_type, edges)
            counts.edges[edge_type.name] += len(edges)
            on_progress(len(edges))
    writer.end()
    return counts


def _checked(release: Properties | None) -> Properties:
    if release is None:
        raise ExportRefused(_("The graph has no release: load the seeds and export again."))
    version = release.get("storageVersion")
    if version != STORAGE_VERSION:
        raise ExportRefused(
            _(
                "The graph has storage version {version}, but this program reads {own}: load the"
                " seeds and export again.",
                version=str(version),
                own=STORAGE_VERSION,
            )
        )
    return release
