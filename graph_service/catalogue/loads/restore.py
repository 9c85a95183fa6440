"""Fills an empty database with the graph of an archive, and its releases."""

from __future__ import annotations

from collections.abc import Sequence

from graph_service.console import OnStep
from graph_service.errors import ArchiveInvalid, LoadRefused
from graph_service.i18n import _
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import NodeRow
from graph_service.store.graph import Graph
from graph_service.store.schema import refresh_statistics

from .changeset import changeset_of_load
from .load import open_load
from .release import release_name


async def restore(
    graph: Graph, releases: Sequence[NodeRow], settings: DatabaseSettings, on_step: OnStep
) -> None:
    """Write a graph and its releases into an empty database, completely or not at all.

    What the loads recorded beside the catalogue, such as `addedIn` and changes, is not in archives.

    Args:
        graph: the archive's graph.
        releases: the archive's releases; the last is its own.
        settings: the database.
        on_step: called when a step begins, for progress.

    Raises:
        LoadRefused: when the database is not empty, or would need more memory.
        ArchiveInvalid: when the graph is not the one that the release's checksum names.
        DatabaseUnavailable: when the database can't be reached.
    """
    async with open_load(settings) as opened:
        writer = opened.writer
        changeset = await changeset_of_load(writer, graph, opened.memory, prune=False)
        if not changeset.is_first:
            raise LoadRefused(
                _(
                    "The database has {release}: a release is restored into an empty database."
                    " Nothing was written.",
                    release=release_name(changeset.base)
                    if changeset.base
                    else _("entries without a release"),
                )
            )
        if changeset.after != releases[-1].properties["checksum"]:
            raise ArchiveInvalid(
                _(
                    "The archive's graph has the checksum {found}, but its release has"
                    " {expected}. Nothing was written.",
                    found=changeset.after,
                    expected=str(releases[-1].properties["checksum"]),
                )
            )
        if changeset.refusal is not None:
            raise changeset.refusal
        changes = await opened.writer_of(changeset)
        await changes.apply(changeset.diff, on_step(_("Writing"), changeset.diff.size))
        await writer.write_releases(*releases)
        await writer.commit()
        await refresh_statistics(opened.database)
