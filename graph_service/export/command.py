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

from .folder import MANIFEST, replacing, write_files, written
from .formats import FORMATS, Format
from .manifest import README, Counts, manifest_of, readme_of
from .selection import FindSource, Job, ReleasedGraph, Selection, as_stored


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
        on_progress = on_step(_("Exporting {format}", format=names), len(into))
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
    job = Job(source=source, selected=selected, formats=tuple(FORMATS.values()))
    counts = Counts(nodes=Counter(), edges=Counter())
    for node_type, nodes in job.nodes():
        counts.nodes[node_type.name] += len(nodes)
    for edge_type, edges in job.edges():
        counts.edges[edge_type.name] += len(edges)
    found = []
    for each in targets:
        files = {**each.format.files(job), README: readme_of(each.format, selected, release)}
        digests = [written(name, content) for name, content in sorted(files.items())]
        manifest = manifest_of(each.format, selected, release, counts, digests)
        write_files(each.place, {**files, MANIFEST: manifest})
        size = sum(file.bytes for file in digests) + len(manifest)
        found.append(Exported(release=release, counts=counts, bytes=size))
        on_progress(1)
    return found


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
