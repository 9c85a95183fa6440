"""`graph-service export`: a database → the files of formats in folders."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from graph_service.console import Console, OnProgress
from graph_service.errors import ExportRefused
from graph_service.i18n import _
from graph_service.model.storage import STORAGE_VERSION
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import Properties
from graph_service.store.graph_reader import read_stored

from .folder import MANIFEST, Output, replacing
from .formats import FORMATS, Format
from .manifest import README, Counts, manifest_of, readme_of
from .writer import FindSource, Job, ReleasedGraph, Selection, Writer, as_stored


@dataclass(frozen=True, kw_only=True)
class Exported:
    """A completed export."""

    release: Properties
    counts: Counts
    bytes: int


@dataclass(frozen=True, kw_only=True)
class Target:
    """A format, and the folder for its files."""

    format: Format
    place: Path


def export_graph(
    targets: Sequence[Target],
    selected: Selection,
    database: DatabaseSettings,
    console: Console,
    find_source: FindSource = as_stored,
) -> None:
    """Export into folders, show progress on terminals, and print a summary of each.

    The graph is read once for all of them.

    Args:
        targets: the formats and their folders.
        selected: which types, and the base of IRIs.
        database: how to reach it.
        console: for progress and the summaries.
        find_source: returns the graph to export; by default it is the stored one.

    Raises:
        ExportRefused: if a folder has other files or can't be written, or the graph has no
            release, or another storage version.
        GraphUnsettled: if the graph was written to during every attempt.
        DatabaseUnavailable: if the database can't be reached, or the connection broke.
    """
    with ExitStack() as stack:
        into = [
            Target(format=each.format, place=stack.enter_context(replacing(each.place)))
            for each in targets
        ]
        on_step = stack.enter_context(console.steps())
        source = asyncio.run(read_stored(database, find_source))
        names = ", ".join(each.format.name for each in into)
        size = len(source.graph.nodes) + len(source.graph.edges)
        on_progress = on_step(_("Exporting {format}", format=names), size)
        exported = _export(into, selected, source, on_progress)
    for each, done in zip(targets, exported, strict=True):
        nodes, edges = done.counts.nodes.total(), done.counts.edges.total()
        console.say(
            _(
                "{folder}: {release} as {format}, {nodes:,} nodes and {edges:,} edges,"
                " {bytes:,} bytes.",
                folder=str(each.place),
                release=str(done.release["id"]),
                format=each.format.name,
                nodes=nodes,
                edges=edges,
                bytes=done.bytes,
            )
        )


def _export(
    targets: Sequence[Target], selected: Selection, source: ReleasedGraph, on_progress: OnProgress
) -> list[Exported]:
    release = _checked(source.release)
    outputs = [Output(each.place) for each in targets]
    try:
        formats = tuple(FORMATS.values())
        writers = [
            each.format.writer(
                Job(output=output, selected=selected, release=release, formats=formats)
            )
            for each, output in zip(targets, outputs, strict=True)
        ]
        counts = _write(source, selected, writers, on_progress)
        for each, output in zip(targets, outputs, strict=True):
            output.write(README, readme_of(each.format, selected, release))
            manifest = manifest_of(each.format, selected, release, counts, output.written)
            output.write(MANIFEST, manifest)
    finally:
        for output in outputs:
            output.abandon()
    sizes = [sum(written.bytes for written in output.written) for output in outputs]
    return [Exported(release=release, counts=counts, bytes=size) for size in sizes]


def _write(
    source: ReleasedGraph, selected: Selection, writers: Sequence[Writer], on_progress: OnProgress
) -> Counts:
    counts = Counts(nodes=Counter(), edges=Counter())
    names = {node_type.name for node_type in selected.types}
    for writer in writers:
        writer.begin()
    for node_type in selected.types:
        nodes = source.nodes(node_type.name)
        for writer in writers:
            writer.nodes(node_type, nodes)
        counts.nodes[node_type.name] += len(nodes)
        on_progress(len(nodes))
    for edge_type in selected.edge_types:
        for edges in source.edges(edge_type, names):
            for writer in writers:
                writer.edges(edge_type, edges)
            counts.edges[edge_type.name] += len(edges)
            on_progress(len(edges))
    for writer in writers:
        writer.end()
    return counts


def _checked(release: Properties) -> Properties:
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
