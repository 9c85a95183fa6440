"""What a folder is based on: a load compares it with the newest release, a pull merges since it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.catalogue.document.merge import Merge, MergedEntry, merge_documents
from graph_service.catalogue.document.trees import Documents
from graph_service.catalogue.document.wording import entry_path
from graph_service.catalogue.files.base_file import Base
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.catalogue.problems import listing
from graph_service.errors import FolderBehind
from graph_service.i18n import Message, Shown, _
from graph_service.store.change_log import (
    count_changes,
    read_releases,
    release_numbers,
)
from graph_service.store.changes import Properties
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader

from .entry_changes import history_of
from .past import documents_at, stored_documents
from .release import BY_HAND, EMPTY_CHECKSUM, checksum, number_of, person_of, release_name

_MOST_RELEASES = 5
_MOST_ENTRIES = 10
UNKNOWN_BASE = _(
    "The folder doesn't say which release of this graph its entries are based on, so a load"
    " could revert what others have loaded. Nothing was written. Write the graph's entries into a"
    " new folder with `seeds pull`, make your changes there, and load that."
)


def base_of(release: Properties, *, is_pulled: bool) -> Base:
    """Return the base of a folder that a release was loaded from, or pulled into."""
    return Base(checksum=str(release["checksum"]), name=str(release["name"]), is_pulled=is_pulled)


async def base_number(reader: GraphReader, wanted: Graph, bases: Sequence[Base]) -> int | None:
    """Return the release that a folder is based on; None if it is not known.

    It is the first that the folder's file names and the graph has. A folder without such a file
    may still be a release as it is, unchanged.
    """
    checksums = [*(base.checksum for base in bases), checksum(wanted)]
    known = await release_numbers(reader, checksums)
    return next((known[each] for each in checksums if each in known), None)


def _fits(newest: Properties, bases: Sequence[Base]) -> bool:
    """Whether a folder's file names the newest release, and before it nothing that was pulled.

    What was loaded from the folder and stands before it has been undone: the folder may be
    corrected and loaded again. What was pulled into it and undone by others would come back.
    """
    for base in bases:
        if base.checksum == newest["checksum"]:
            return True
        if base.is_pulled:
            return False
    return newest["checksum"] == EMPTY_CHECKSUM


async def behind(
    reader: GraphReader, wanted: Graph, newest: Properties, bases: Sequence[Base]
) -> FolderBehind | None:
    """Return the refusal of a folder that is not based on the newest release, or None.

    It says who has loaded what since. A load never merges: `seeds pull` does, in the files.

    Args:
        reader: an open transaction on the database.
        wanted: the graph that the folder describes.
        newest: the newest release.
        bases: what the folder's file names, newest first.
    """
    releases = await read_releases(reader)
    # A load may take back what was changed by hand, which it names.
    loaded = next((r for r in releases if r.get("loadedBy") != BY_HAND), newest)
    if _fits(loaded, bases):
        return None
    number = await base_number(reader, wanted, bases)
    if number is None:
        return FolderBehind(UNKNOWN_BASE)
    since = [release for release in releases if number_of(release) > number]
    if not since:
        return None
    shown = since[:_MOST_RELEASES]
    numbers = [number_of(release) for release in shown]
    changes = await count_changes(reader, numbers, _MOST_ENTRIES)
    heading = _(
        "The graph has changed since Release {number}, which the folder is based on. Nothing"
        " was written.",
        number=number,
    )
    lines = [_line(r, changes[n]) for r, n in zip(shown, numbers, strict=True)]
    remedy = _("`seeds pull` writes these changes into the files: then load again.")
    return FolderBehind(listing(heading, lines, len(since), remedy))


def _line(release: Properties, changes: Mapping[str, tuple[int, Sequence[str]]]) -> Message:
    """Return the line of a release: who changed which entries.

    Release 4 (2026-11-26), ana: topics/borders, sources/tip
    """
    entries = [entry_path(identity) for _number, ids in changes.values() for identity in ids]
    names = sorted(entries)[:_MOST_ENTRIES]
    if sum(number for number, _ids in changes.values()) > len(names):
        names.append("…")
    return _(
        "  {release}: {entries}",
        release=by(release),
        entries=names or _("no entry changed"),
    )


def by(release: Properties) -> Message:
    """Return a release and who loaded it: "Release 4 (2026-11-26), ana"."""
    name, person = release_name(release), person_of(release)
    return name if person is None else _("{release}, {person}", release=name, person=person)


@dataclass(frozen=True, kw_only=True)
class SinceRelease:
    """What somebody else and the graph each changed since a release, merged.

    Attributes:
        merge: the merged entries.
        number: the release.
        changes: the releases that changed entries since, by the entry's id in the graph, or its
            last one.
    """

    merge: Merge
    number: int
    changes: Mapping[str, Sequence[Properties]]

    def by(self, entry: MergedEntry) -> Shown:
        """Return which releases changed an entry in the graph, and who loaded them."""
        found = self.changes.get(entry.names.graph or entry.names.base or "")
        if not found:
            return _("since Release {number}", number=self.number)
        return tuple(by(release) for release in found)


async def merge_since(
    reader: GraphReader, number: int, stored: Graph, other: Documents
) -> SinceRelease:
    """Merge entries that are based on a release with those of the graph.

    Args:
        reader: an open transaction on the database.
        number: of the release.
        stored: the graph.
        other: the entries to merge with its own.

    Raises:
        HistoryMissing: when the changes since the release are not recorded, or the graph was
            changed by hand to what no file can contain.
    """
    now = stored_documents(stored)
    merge = merge_documents(await documents_at(reader, stored, number), now, other)
    ids = {i for e in merge.entries for i in (e.names.graph or e.names.base or "", *e.users)}
    history = await history_of(reader, ids, number)
    changes = {i: [release for release, _change in past] for i, past in history.items()}
    return SinceRelease(merge=merge, number=number, changes=changes)


async def merge_since_base(
    reader: GraphReader, wanted: Graph, stored: Graph, bases: Sequence[Base]
) -> SinceRelease:
    """Merge a folder with the entries of the graph, as `merge_since`.

    Args:
        reader: an open transaction on the database.
        wanted: the graph that the folder describes.
        stored: the graph.
        bases: what the folder's file names, newest first.

    Raises:
        FolderBehind: when the base is not known.
    """
    number = await base_number(reader, wanted, bases)
    if number is None:
        raise FolderBehind(UNKNOWN_BASE)
    return await merge_since(reader, number, stored, documents_of(wanted))
