"""The merge of a load: the graph that it writes, with what others have loaded since the base."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from graph_service.catalogue.three_way.graphs import GraphMerge, MergedEntry, merge_graphs
from graph_service.catalogue.three_way.wording import conflict_messages, decisions, entry_path
from graph_service.errors import HistoryMissing, LoadRefused, MergeRefused
from graph_service.i18n import Lines, Message, Shown, Wording, _, counted
from graph_service.model.graph import TYPES, edges_of
from graph_service.model.ids import split_id
from graph_service.store.change_log import Author, ChangedField, authors_of_entries
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader

from .bases import BaseGraph, Origin, base_graph
from .release import integer, release_name

_Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LoadMerge:
    """What a folder and the graph each changed since the folder's base.

    Attributes:
        wanted: the graph to load.
        merge: the merged entries.
        since: the release that the folder is based on; None if the load needs none.
        authors: the releases that changed the entries since, by the entry's id after the merge.
        conflicts: the entries whose conflicts the user hasn't decided.
        refusal: why the folder can't be loaded; None if it can.
    """

    wanted: Graph
    merge: GraphMerge
    since: int | None = None
    authors: Mapping[str, tuple[Author, ...]] = field(default_factory=dict)
    conflicts: tuple[MergedEntry, ...] = ()
    refusal: LoadRefused | None = None

    def by(self, entry: MergedEntry) -> Shown:
        """Return which releases changed an entry in the graph, and who loaded them."""
        return by_whom(self.authors.get(entry.id, ()), self.since)


def by_whom(authors: Sequence[Author], since: int | None) -> Shown:
    """Return the releases that changed an entry, and who loaded them."""
    if not authors:
        return _("since Release {number}", number=since or 0)
    return tuple(map(_author, authors))


def _author(author: Author) -> Message:
    release = release_name(author.release)
    if author.loaded_by is None:
        return release
    return _("{release}, {person}", release=release, person=author.loaded_by)


async def merge_load(
    reader: GraphReader,
    wanted: Graph,
    stored: Graph,
    origin: Origin,
    *,
    prune: bool,
    theirs: Sequence[str] = (),
    is_load: bool = True,
) -> LoadMerge:
    """Merge a folder with the stored graph.

    Args:
        reader: an open transaction on the database.
        wanted: the graph that the folder describes.
        stored: the stored graph, not empty.
        origin: what is known about the releases that the folder is based on.
        prune: whether entries that the folder has removed are removed from the graph.
        theirs: the entries whose conflicts the user decides for the graph.
        is_load: whether a load asks; else the refusal doesn't say that nothing was written, nor
            name --prune, which the user may not want.

    Raises:
        LoadRefused: when the graph was changed by hand to something that no load writes, or one of
            `theirs` has no conflict.
    """
    unmerged = GraphMerge(wanted=wanted)
    try:
        base = await base_graph(reader, stored, wanted, origin)
    except HistoryMissing as missing:
        refusal = MergeRefused(missing.translatable)
        return LoadMerge(wanted=wanted, merge=unmerged, refusal=refusal)
    if base is None:
        refusal = MergeRefused(_no_base(origin))
        return LoadMerge(wanted=wanted, merge=unmerged, refusal=refusal)
    merge = merged_graphs(base, stored, wanted, prune=prune)
    if theirs:
        chosen = named_entries(merge.conflicts, theirs)
        merge = merged_graphs(base, stored, wanted, prune=prune, theirs=chosen)
    authors = await authors_of(reader, merge.entries, base.number)
    found = LoadMerge(wanted=merge.wanted, merge=merge, since=base.number, authors=authors)
    try:
        left = undecided(merge.conflicts, origin.ours)
    except LoadRefused as refused:
        return replace(found, conflicts=tuple(merge.conflicts), refusal=refused)
    refused_by = _refusal(found, left, prune=prune, is_load=is_load) if left else None
    return replace(found, conflicts=left, refusal=refused_by)


def merged_graphs(
    base: BaseGraph,
    stored: Graph,
    wanted: Graph,
    *,
    prune: bool,
    theirs: Collection[str] = (),
) -> GraphMerge:
    """Merge three graphs.

    Raises:
        LoadRefused: when the graph was changed by hand to something that no load writes.
    """
    try:
        return merge_graphs(base.graph, stored, wanted, prune=prune, theirs=theirs)
    except (ValueError, KeyError) as error:
        raise MergeRefused(
            _(
                "The graph has been changed by hand to something that no file can contain"
                " ({error}): `seeds check --graph` shows what. Nothing was written.",
                error=str(error),
            )
        ) from error


def named_entries(entries: Sequence[MergedEntry], names: Sequence[str]) -> set[str]:
    """Return the ids of the entries that a user names by slug, by file or by id.

    Raises:
        LoadRefused: when a name is not that of exactly one of the entries.
    """
    found: set[str] = set()
    for name in names:
        matches = [entry for entry in entries if name.removesuffix(".yaml") in _names_of(entry)]
        if len(matches) != 1:
            raise LoadRefused(_unclear(name, matches, entries))
        found.add(matches[0].id)
    return found


def _names_of(entry: MergedEntry) -> set[str]:
    ids = {entry.id, *(i for i in (entry.names.graph, entry.names.folder) if i is not None)}
    return {form for i in ids for form in (i, entry_path(i), split_id(i)[1])}


def _unclear(name: str, matches: Sequence[MergedEntry], entries: Sequence[MergedEntry]) -> Wording:
    paths = [entry_path(entry.id) for entry in matches or entries]
    if matches:
        return _("{name} may be each of {entries}: name its folder, too.", name=name, entries=paths)
    if not entries:
        return _("{name} has no conflict, and neither has any other entry.", name=name)
    return _(
        "{name} has no conflict; the entries with conflicts are {entries}.",
        name=name,
        entries=paths,
    )


def undecided(conflicts: Sequence[MergedEntry], ours: Sequence[str]) -> tuple[MergedEntry, ...]:
    """Return the entries with conflicts that the user hasn't decided for the folder.

    Raises:
        LoadRefused: when a name is not that of exactly one of the entries.
    """
    decided = named_entries(conflicts, ours)
    return tuple(entry for entry in conflicts if entry.id not in decided or not entry.can_be_ours)


def _refusal(
    found: LoadMerge, left: Sequence[MergedEntry], *, prune: bool, is_load: bool
) -> LoadRefused:
    """Return the refusal of a load with undecided conflicts."""
    lines = [line for entry in left for line in conflict_messages(entry, found.by(entry))]
    if is_load:
        number = counted(
            "{number} conflict: the graph and the folder have changed this in different ways."
            " Nothing was written.",
            "{number} conflicts: the graph and the folder have changed these in different ways."
            " Nothing was written.",
            len(lines),
        )
    else:
        number = counted(
            "{number} conflict: the graph and the folder have changed this in different ways.",
            "{number} conflicts: the graph and the folder have changed these in different ways.",
            len(lines),
        )
    return MergeRefused(Lines((*lines, number, _remedy(left, prune=prune and is_load))))


def _remedy(left: Sequence[MergedEntry], *, prune: bool) -> Wording:
    ours, theirs = decisions(left, most=3)
    if prune and ours:
        ours = f"--prune {ours}"
    if theirs:
        return _(
            "`seeds pull` brings the other changes of the graph into the folder. Where the folder"
            " is right, load with {ours}; where the graph is right, pull with {theirs}; else edit"
            " the entry, and load with --ours.",
            ours=ours,
            theirs=theirs,
        )
    if ours:
        return _(
            "Where the folder is right, load with {ours}. `seeds pull` brings the other changes of"
            " the graph into the folder.",
            ours=ours,
        )
    return _("Change the files as said here, and load again.")


def _no_base(origin: Origin) -> Wording:
    if origin.number is not None:
        return _(
            "Release {number} is not a release of this graph: `seeds log` lists them. Nothing was"
            " written.",
            number=origin.number,
        )
    return _(
        "The folder doesn't say which release of this graph its entries are based on, so a load"
        " could revert what others have loaded. Nothing was written. If they are from a release"
        " that `seeds log` lists, name it: --base NUMBER. If you don't know, write the graph's"
        " entries into a new folder with `seeds pull`, make your changes there, and load that."
    )


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
