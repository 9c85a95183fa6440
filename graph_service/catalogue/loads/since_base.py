"""What a folder and the graph each changed since the folder's base, merged: for `seeds pull`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph_service.catalogue.document.merge import Merge, MergedEntry, merge_documents
from graph_service.catalogue.files.base_file import Base
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.errors import FolderBehind
from graph_service.i18n import Shown, _
from graph_service.model.graph import TYPES, edges_of
from graph_service.model.ids import split_id
from graph_service.store.change_log import Author, ChangedField, authors_of_entries
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader

from .bases import UNKNOWN_BASE, base_number, by
from .past import documents_at
from .release import integer

_Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SinceBase:
    """What a folder and the graph each changed since the folder's base.

    Attributes:
        merge: the merged entries.
        number: the release that the folder is based on.
        authors: the releases that changed the entries since, by the entry's id after the merge.
    """

    merge: Merge
    number: int
    authors: Mapping[str, tuple[Author, ...]]

    def by(self, entry: MergedEntry) -> Shown:
        """Return which releases changed an entry in the graph, and who loaded them."""
        authors = self.authors.get(entry.id, ())
        if not authors:
            return _("since Release {number}", number=self.number)
        return tuple(by(author.release, author.loaded_by) for author in authors)


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
    newest = integer(await reader.newest_release(), "number") or 0
    base, now = [await documents_at(reader, stored, each) for each in (number, newest)]
    merge = merge_documents(base, now, documents_of(wanted))
    authors = await authors_of(reader, merge.entries, number)
    return SinceBase(merge=merge, number=number, authors=authors)


async def authors_of(
    reader: GraphReader, entries: Sequence[MergedEntry], since: int
) -> Mapping[str, tuple[Author, ...]]:
    """Return the releases that changed what the folder lacks, by the entry's id after the merge.

    Args:
        reader: an open transaction on the database.
        entries: the entries that changed in the graph.
        since: the release that the folder is based on.
    """
    by_id = {entry.names.graph or entry.names.base or "": entry for entry in entries}
    found = await authors_of_entries(reader, by_id) if by_id else {}
    return {
        by_id[identity].id: tuple(_chosen(by_id[identity], authors, since))
        for identity, authors in found.items()
    }


def _chosen(entry: MergedEntry, authors: Sequence[Author], since: int) -> Iterator[Author]:
    """Yield the authors of an entry's changes since a release, the oldest first."""
    paths = [path for path, _before, _after in entry.changes]
    paths += [conflict.path for conflict in entry.conflicts]
    for author in authors:
        changed = _changed(entry.id, author)
        is_newer = (integer(author.release, "number") or 0) > since
        if is_newer and any(_overlap(one, path) for one in changed for path in paths or [()]):
            yield author


def _changed(identity: str, author: Author) -> Sequence[_Path]:
    """Return the paths that a release changed; that of the entry if no fields are recorded."""
    return [_path(identity, field) for field in author.fields] or [()]


def _overlap(one: _Path, other: _Path) -> bool:
    """Whether two paths are the same, or one is a part of the other."""
    common = min(len(one), len(other))
    return one[:common] == other[:common]


def _path(identity: str, field: ChangedField) -> _Path:
    """Return the path of a field that a release changed.

    `name` in English → ("name", "en"); `topics`, of Topic:rescue → ("topics", "rescue");
    `events[2].note` → ("events", "2", "note").
    """
    path = tuple(filter(None, re.split(r"[.\[\]]+", field.name)))
    if field.language:
        return (*path, field.language)
    lists = {edge.forward for edge in edges_of(TYPES[split_id(identity)[0]]) if not edge.one}
    return (*path, split_id(field.value)[1]) if field.name in lists and field.value else path
