"""`seeds pull`: write what others have loaded since a folder's base into the folder."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_service.catalogue.files.base_file import write_base
from graph_service.catalogue.files.file_changes import changing, reformatted, write_changes
from graph_service.catalogue.files.folder import EntryFile, entry_files
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.graph.to_entries import entries_of
from graph_service.catalogue.loads.bases import Origin
from graph_service.catalogue.loads.load_merge import (
    LoadMerge,
    merge_load,
    named_entries,
)
from graph_service.catalogue.loads.release import release_name
from graph_service.catalogue.model_messages import entries_written
from graph_service.catalogue.plan.display import Display
from graph_service.catalogue.plan.plan_text import change_line
from graph_service.catalogue.three_way.graphs import MergedEntry
from graph_service.catalogue.three_way.merged_files import EntryChange, file_changes
from graph_service.catalogue.three_way.trees import tree_of
from graph_service.catalogue.three_way.wording import conflict_messages, decisions
from graph_service.console import Console
from graph_service.errors import ExportRefused
from graph_service.i18n import Message, _, counted
from graph_service.model.graph import TYPES
from graph_service.model.ids import split_id
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import Properties
from graph_service.store.driver import open_database
from graph_service.store.from_driver import database_errors
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader
from graph_service.store.stream import read_settled

from .origin import base_of, origin_of


@dataclass(frozen=True, kw_only=True)
class _Read:
    """The stored graph, its release, and the merge with a folder."""

    stored: Graph
    release: Properties
    found: LoadMerge | None


def pull_seeds(
    seeds: Path,
    database: DatabaseSettings,
    console: Console,
    *,
    display: Display,
    base: int | None = None,
    ours: Sequence[str] = (),
    theirs: Sequence[str] = (),
) -> int:
    """Write what the graph changed since a folder's base into its files; an empty one gets all.

    Fields that both changed differently stay as they are in the files, and the folder's base stays
    the same, until each is decided.

    Args:
        seeds: the folder.
        database: how to reach the graph.
        console: where the changes are printed.
        display: how they are shown.
        base: the release that the folder is based on, instead of what its file says.
        ours: the entries whose conflicts are decided for the folder.
        theirs: the entries whose conflicts are decided for the graph.

    Returns:
        The exit status: 1 if conflicts are left.

    Raises:
        CatalogueInvalid: with every problem of every file; nothing was written.
        LoadRefused: when the folder's base is not known, or a name is not that of a conflict.
        ExportRefused: when nothing is loaded.
        ChangeRefused: when a file can't be written, or another command changes the folder.
        DatabaseUnavailable: when the database can't be reached.
    """
    with changing(seeds, console):
        files, problems = entry_files(seeds)
        is_new = not files and all(problem.place.file == str(seeds) for problem in problems)
        folder = None if is_new else wanted_graph(seeds)
        origin = origin_of(seeds, number=base)
        read = asyncio.run(_read(database, folder, origin, theirs))
        found = read.found
        if found is None:
            changes = [*_all_entries(read.stored)]
            write_changes(seeds, file_changes(seeds, changes))
            console.say(entries_written(len(changes), seeds))
            left: list[MergedEntry] = []
        else:
            left = _undecided(found, ours, theirs)
            pulled = [entry for entry in found.merge.pending if _is_writable(entry, left)]
            others = [entry for entry in left if entry.folder and not _is_writable(entry, left)]
            by_id = {f"{file.type.name}:{file.slug}": file for file in files}
            changes = [_change(entry, by_id) for entry in pulled]
            changes += (_references_only(entry, by_id) for entry in others)
            written = file_changes(seeds, changes)
            write_changes(seeds, written)
            console.say_changes(_lines(pulled, left, found, display))
            for line in reformatted(written):
                console.say(line)
    if left:
        console.say(_decide(left))
        return 1
    if not write_base(seeds, base_of(read.release)):
        raise ExportRefused(_("{folder} can't be written.", folder=str(seeds)))
    console.say(_("The folder is based on {release} now.", release=release_name(read.release)))
    return 0


async def _read(
    settings: DatabaseSettings,
    folder: Graph | None,
    origin: Origin,
    theirs: Sequence[str],
) -> _Read:
    async def read(reader: GraphReader) -> _Read:
        with database_errors(settings):
            release = await reader.newest_release()
            if release is None:
                raise ExportRefused(_("Nothing has been loaded into this graph yet."))
            stored = await reader.read_graph()
            if folder is None:
                return _Read(stored=stored, release=release, found=None)
            found = await merge_load(reader, folder, stored, origin, prune=True, theirs=theirs)
            if found.since is None and found.refusal is not None:
                raise found.refusal
            return _Read(stored=stored, release=release, found=found)

    async with open_database(settings) as database:
        await database.verify()
        return await read_settled(database, read)


def _all_entries(stored: Graph) -> Iterator[EntryChange]:
    """Yield all entries of the graph as new files."""
    try:
        for entry in entries_of(stored):
            yield EntryChange(
                type=entry.type, slug=entry.slug, before=None, tree=tree_of(entry), file=None
            )
    except (ValueError, KeyError) as error:
        raise ExportRefused(
            _(
                "The graph has been changed by hand to something that no file can contain"
                " ({error}): `seeds check --graph` shows what. Nothing was written.",
                error=str(error),
            )
        ) from error


def _undecided(found: LoadMerge, ours: Sequence[str], theirs: Sequence[str]) -> list[MergedEntry]:
    """Return the entries with conflicts that the user has not decided.

    Raises:
        LoadRefused: when a name is not that of an entry with a conflict.
    """
    conflicts = found.merge.conflicts
    for_folder = named_entries(conflicts, ours)
    for_graph = named_entries(conflicts, theirs)
    return [
        entry
        for entry in conflicts
        if not (
            (entry.id in for_folder and entry.can_be_ours)
            or (entry.id in for_graph and entry.can_be_theirs)
        )
    ]


def _is_writable(entry: MergedEntry, left: Sequence[MergedEntry]) -> bool:
    """Whether an entry's other changes can be written while conflicts are left."""
    if any(conflict.other == entry.id for each in left for conflict in each.conflicts):
        return False  # another entry still has its slug or code
    return entry not in left or (entry.can_be_ours and not entry.names.is_disputed)


def _change(entry: MergedEntry, files: Mapping[str, EntryFile]) -> EntryChange:
    label, slug = split_id(entry.id)
    return EntryChange(
        type=TYPES[label],
        slug=slug,
        before=entry.written,
        tree=entry.result,
        file=files.get(entry.names.folder or ""),
    )


def _references_only(entry: MergedEntry, files: Mapping[str, EntryFile]) -> EntryChange:
    """Return a change that only follows the renaming of what the entry refers to."""
    written = entry.names.folder or ""
    label, slug = split_id(written)
    return EntryChange(
        type=TYPES[label],
        slug=slug,
        before=entry.written,
        tree=entry.folder,
        file=files.get(written),
    )


def _lines(
    pulled: Sequence[MergedEntry], left: Sequence[MergedEntry], found: LoadMerge, display: Display
) -> Iterator[str]:
    for entry in pulled:
        yield change_line(entry, found.by(entry), display)
    yield display.write(
        counted(
            "{number} entry changed in the folder.",
            "{number} entries changed in the folder.",
            len(pulled),
        )
    )
    for entry in left:
        yield from map(display.write, conflict_messages(entry, found.by(entry)))


def _decide(left: Sequence[MergedEntry]) -> Message:
    ours, theirs = decisions(left)
    if theirs:
        return _(
            "The graph and the folder differ here in different ways; the folder stays as it is in"
            " these fields, and its base, too. Pull again, with {theirs} where the graph is right,"
            " and {ours} where the folder is, after you have edited it or as it is.",
            theirs=theirs,
            ours=ours,
        )
    if ours:
        return _(
            "The graph and the folder differ here in different ways; the folder stays as it is in"
            " these fields, and its base, too. Where the folder is right, pull again with {ours}.",
            ours=ours,
        )
    return _(
        "The graph and the folder differ here in different ways; the folder stays as it is in these"
        " fields, and its base, too. Change the files as said here, and pull again."
    )
