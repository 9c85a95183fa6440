"""Compare the graph with the files, without a load: finds changes by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_service.catalogue.files.base_file import Base
from graph_service.catalogue.graph.diff import Comparison, compare
from graph_service.errors import FolderBehind
from graph_service.i18n import Wording
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import Properties
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader, read_stored

from .bases import behind
from .entry_changes import EntryChange, changes_between
from .release import checksum


@dataclass(frozen=True, kw_only=True)
class Audit:
    """How the files differ from the graph.

    Attributes:
        release: the newest release; None if nothing has been loaded yet.
        is_as_loaded: whether the graph has the release's checksum: then nobody changed the graph by
            hand, and differences come from newer files.
        diff: the nodes and edges that loading the files would change.
        changes: the same by entry.
        unexpected: nodes and edges that no load wrote.
        missing_indexes: the names of constraints and indexes that loads create.
        behind: why the folder isn't compared: it lacks what others have loaded since its base.
    """

    release: Properties | None
    is_as_loaded: bool
    diff: Comparison
    changes: Sequence[EntryChange]
    unexpected: Sequence[Wording]
    missing_indexes: Sequence[str]
    behind: FolderBehind | None = None

    @property
    def is_equal(self) -> bool:
        """Whether the graph equals the files."""
        found = (self.unexpected, self.missing_indexes, self.behind)
        return self.diff.empty and not any(found)


async def audit(
    wanted: Graph, settings: DatabaseSettings, bases: Sequence[Base] | None = None
) -> Audit:
    """Compare the stored graph with the wanted one; write nothing.

    Args:
        wanted: the graph that the folder describes.
        settings: the database.
        bases: what the folder is based on: it is not compared if that is not the newest release;
            None to compare it in any case.

    Raises:
        DatabaseUnavailable: when the database can't be reached.
        GraphUnsettled: when loads kept changing the graph while it was read.
    """

    async def read(reader: GraphReader) -> Audit:
        release = await reader.newest_release()
        stored = await reader.read_graph()
        stale = None
        if release is not None and bases is not None:
            stale = await behind(reader, wanted, release, bases)
        diff = compare(wanted if stale is None else stored, stored, prune=True)
        return Audit(
            release=release,
            is_as_loaded=release is not None and release.get("checksum") == checksum(stored),
            diff=diff,
            changes=changes_between(stored, diff.result, diff),
            unexpected=await reader.foreign_data(),
            missing_indexes=await reader.missing_indexes(),
            behind=stale,
        )

    return await read_stored(settings, read)
