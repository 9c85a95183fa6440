"""What a folder and the graph each changed since the folder's base, merged: for `seeds pull`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.catalogue.document.merge import Merge, MergedEntry, merge_documents
from graph_service.catalogue.files.base_file import Base
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.errors import FolderBehind
from graph_service.i18n import Message, Shown, _
from graph_service.store.change_log import changes_since, read_releases
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader

from .bases import UNKNOWN_BASE, base_number, by
from .past import documents_at
from .release import integer


@dataclass(frozen=True, kw_only=True)
class SinceBase:
    """What a folder and the graph each changed since the folder's base.

    Attributes:
        merge: the merged entries.
        number: the release that the folder is based on.
        authors: the releases that changed the entries since, and who loaded them, by the entry's
            id in the graph, or its last one.
    """

    merge: Merge
    number: int
    authors: Mapping[str, Sequence[Message]]

    def by(self, entry: MergedEntry) -> Shown:
        """Return which releases changed an entry in the graph, and who loaded them."""
        found = self.authors.get(entry.names.graph or entry.names.base or "")
        return tuple(found) if found else _("since Release {number}", number=self.number)


async def merge_since_base(
    reader: GraphReader, wanted: Graph, stored: Graph, bases: Sequence[Base]
) -> SinceBase:
    """Merge a folder with the stored graph.

    Args:
        reader: an open transaction on the database.
        wanted: the graph that the folder describes.
        stored: the stored graph, not empty.
        bases: what the folder's file names, newest first.

    Raises:
        HistoryMissing: when the changes since the base are not recorded, or the graph was changed
            by hand to something that no load writes.
        FolderBehind: when the base is not known.
    """
    number = await base_number(reader, wanted, bases)
    if number is None:
        raise FolderBehind(UNKNOWN_BASE)
    releases = {integer(release, "number"): release for release in await read_releases(reader)}
    base = await documents_at(reader, stored, number)
    now = await documents_at(reader, stored, max(filter(None, releases)))
    merge = merge_documents(base, now, documents_of(wanted))
    ids = {entry.names.graph or entry.names.base or "" for entry in merge.entries}
    authors: dict[str, list[Message]] = defaultdict(list)
    for change in await changes_since(reader, ids, number):
        release = releases[integer(change, "number")]
        authors[str(change["currentId"])].append(by(release, release.get("loadedBy")))
    return SinceBase(merge=merge, number=number, authors=authors)
