"""Who changed what a folder lacks: the releases that changed the same fields of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from graph_service.catalogue.three_way.merged_entry import MergedEntry
from graph_service.model.graph import TYPES, edges_of
from graph_service.model.ids import split_id
from graph_service.store.authors import Author, ChangedField, authors_of_entries
from graph_service.store.graph_reader import GraphReader

from .release import integer

_Path: TypeAlias = tuple[str, ...]


async def authors_of(
    reader: GraphReader, entries: Sequence[MergedEntry], since: int
) -> Mapping[str, tuple[Author, ...]]:
    """Return the releases that changed what the folder lacks, by the entry's id after the merge.

    Args:
        reader: an open transaction on the database.
        entries: the entries that changed in the graph.
        since: the release that the folder is based on. It may still lack what it lacked when that
            release was loaded from it: then the release that last changed it counts.
    """
    by_id = {entry.names.graph or entry.names.base or "": entry for entry in entries}
    found = await authors_of_entries(reader, by_id) if by_id else {}
    return {
        by_id[identity].id: tuple(_chosen(by_id[identity], authors, since))
        for identity, authors in found.items()
    }


def _chosen(entry: MergedEntry, authors: Sequence[Author], since: int) -> Iterator[Author]:
    """Yield the authors of an entry's changes, the oldest first."""
    paths = [path for path, _before, _after in entry.changes]
    paths += [conflict.path for conflict in entry.conflicts]
    changed = {_number(author): _changed(entry.id, author) for author in authors}
    chosen: set[int] = set()
    for path in paths or [()]:
        numbers = [n for n, each in changed.items() if any(_overlap(one, path) for one in each)]
        newer = [number for number in numbers if number > since]
        chosen.update(newer or numbers[-1:])
    yield from (author for author in authors if _number(author) in chosen)


def _number(author: Author) -> int:
    return integer(author.release, "number") or 0


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
