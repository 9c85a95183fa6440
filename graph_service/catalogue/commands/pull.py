"""`seeds pull`: write what others have loaded since a folder's base into the folder."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from graph_service.catalogue.document.merge import MergedEntry
from graph_service.catalogue.document.trees import Documents
from graph_service.catalogue.document.wording import conflict_messages, how_to_settle
from graph_service.catalogue.files.base_file import Base, read_bases, write_base
from graph_service.catalogue.files.changed_entries import DocumentChange, file_changes
from graph_service.catalogue.files.comments import CONFLICT
from graph_service.catalogue.files.file_changes import changing, reformatted, write_changes
from graph_service.catalogue.files.folder import EntryFile, entry_files
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.loads.bases import SinceRelease, base_of, merge_since_base
from graph_service.catalogue.loads.past import stored_documents
from graph_service.catalogue.loads.release import release_name
from graph_service.catalogue.model_messages import entries_written
from graph_service.catalogue.plan.display import Display
from graph_service.catalogue.plan.plan_text import change_line
from graph_service.console import Console
from graph_service.errors import ExportRefused
from graph_service.i18n import _, counted
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import Properties
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader, read_stored


def pull_seeds(
    seeds: Path, database: DatabaseSettings, console: Console, *, display: Display
) -> int:
    """Write what the graph changed since a folder's base into its files; an empty one gets all.

    Where both changed a field differently, the file keeps its value, with a comment that names the
    other: `check` and `load` refuse the file until the comment is deleted.

    Args:
        seeds: the folder.
        database: how to reach the graph.
        console: where the changes are printed.
        display: how they are shown.

    Returns:
        The exit status: 1 if there are conflicts.

    Raises:
        CatalogueInvalid: with every problem of every file; nothing was written.
        LoadRefused: when the folder's base is not known.
        ExportRefused: when nothing is loaded.
        ChangeRefused: when a file can't be written, or another command changes the folder.
        DatabaseUnavailable: when the database can't be reached.
    """
    with changing(seeds, console):
        files, problems = entry_files(seeds)
        is_new = not files and all(problem.place.file == str(seeds) for problem in problems)
        folder = None if is_new else wanted_graph(seeds)
        release, stored, found = asyncio.run(
            read_stored(database, partial(_read, folder=folder, bases=read_bases(seeds)))
        )
        if found is None:
            new = [DocumentChange(id=i, tree=tree) for i, tree in sorted(stored.items())]
            write_changes(seeds, file_changes(seeds, new))
            console.say(entries_written(len(new), seeds))
            conflicts: int | None = 0
        else:
            conflicts = _write(seeds, files, found, console, display)
        if conflicts is None:
            return 1
        if not write_base(seeds, base_of(release, is_pulled=True)):
            raise ExportRefused(_("{folder} can't be written.", folder=str(seeds)))
    console.say(_("The folder is based on {release} now.", release=release_name(release)))
    return int(conflicts > 0)


async def _read(
    reader: GraphReader, folder: Graph | None, bases: Sequence[Base]
) -> tuple[Properties, Documents, SinceRelease | None]:
    """Return the newest release, its entries, and their merge with a folder that isn't new."""
    release = await reader.newest_release()
    if release is None:
        raise ExportRefused(_("Nothing has been loaded into this graph yet."))
    graph = await reader.read_graph()
    stored = stored_documents(graph)
    if folder is None:
        return release, stored, None
    return release, stored, await merge_since_base(reader, folder, graph, bases)


def _write(
    seeds: Path,
    files: Sequence[EntryFile],
    found: SinceRelease,
    console: Console,
    display: Display,
) -> int | None:
    """Write merged entries; return the number of conflicts, None if files must change first."""
    entries, conflicting = found.merge.entries, found.merge.conflicts
    if blocked := [entry for entry in conflicting if not entry.is_writable]:
        for entry in blocked:
            console.say(*conflict_messages(entry, found.by(entry)))
        console.say(_("Nothing was written. Change the files as said here, and pull again."))
        return None
    by_id = {f"{file.type.name}:{file.slug}": file for file in files}
    pulled = [entry for entry in entries if entry.is_pending or entry in conflicting]
    written = file_changes(seeds, [_change(entry, by_id, found, display) for entry in pulled])
    write_changes(seeds, written)
    console.say_changes(_lines(pulled, found, display))
    console.say(*reformatted(written))
    number = sum(len(entry.conflicts) for entry in conflicting)
    if number:
        console.say(
            counted(
                "{number} conflict: the graph and the folder have changed this in different ways."
                " {remedy}",
                "{number} conflicts: the graph and the folder have changed these in different ways."
                " {remedy}",
                number,
                remedy=how_to_settle(number),
            )
        )
    return number


def _change(
    entry: MergedEntry, files: Mapping[str, EntryFile], found: SinceRelease, display: Display
) -> DocumentChange:
    # An entry that the folder has removed and the graph has changed is a conflict: it comes back.
    tree = entry.graph if entry.conflicts and entry.result is None else entry.result
    messages = conflict_messages(entry, found.by(entry))
    return DocumentChange(
        id=entry.id,
        before=entry.written,
        tree=tree,
        file=files.get(entry.names.folder or ""),
        comments=tuple(f"{CONFLICT} {display.write(message)}" for message in messages),
    )


def _lines(pulled: Sequence[MergedEntry], found: SinceRelease, display: Display) -> Iterator[str]:
    for entry in pulled:
        if entry.is_pending:
            yield change_line(entry, found, display)
        yield from map(display.write, conflict_messages(entry, found.by(entry)))
    yield display.write(
        counted(
            "{number} entry changed in the folder.",
            "{number} entries changed in the folder.",
            len(pulled),
        )
    )
