"""What an undo would change: the changes of a release, reversed on the graph of today.

It is a merge: since the release, today's graph and the catalogue before the release each changed
something. What later releases have changed of its changes prevents the undo.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from graph_service.catalogue.checks.contradictions import contradictions, cycles
from graph_service.catalogue.checks.known_entries import KnownEntries
from graph_service.catalogue.document.merge import MergedEntry
from graph_service.catalogue.document.merge_trees import Path
from graph_service.catalogue.document.trees import Documents, Tree, document_entry, same, type_of
from graph_service.catalogue.document.wording import entry_path, field_name, names_in
from graph_service.catalogue.graph.diff import compare, diff_between
from graph_service.catalogue.graph.from_entries import graph_of
from graph_service.catalogue.problems import Place, Problem, listing
from graph_service.errors import HistoryMissing, LoadRefused
from graph_service.i18n import Message, Shown, _
from graph_service.model.ids import split_id
from graph_service.model.types import KNOWLEDGE_TRANSFER
from graph_service.store.change_log import checksums_before, read_releases
from graph_service.store.changes import Properties
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader

from .bases import SinceRelease, by, merge_since
from .changeset import Changeset
from .past import documents_at, graph_at, stored_documents
from .release import checksum, integer, number_of, release_name

_MAX_LINES = 20
_EVENTS = "events"


async def changeset_of_undo(
    reader: GraphReader,
    number: int | None = None,
    loaded_by: str | None = None,
) -> Changeset:
    """Return the changes that undo a release; none if the graph was changed by hand since.

    That must be recorded first.

    Args:
        reader: an open transaction on the database.
        number: of the release; None for the newest load that is still in effect, if it is that of
            the person who undoes it.
        loaded_by: who undoes it.

    Raises:
        LoadRefused: when there is no such release, its changes are not recorded, others have
            changed since what it changed, or another version of this program wrote the graph.
        HistoryMissing: when the changes of a later release are not recorded.
    """
    releases = await read_releases(reader)
    release = _release(releases, number, loaded_by)
    stored = await reader.read_graph()
    before = checksum(stored)
    changeset = Changeset(
        base=releases[0],
        before=before,
        stored=stored,
        diff=diff_between(stored, stored),
        undone=release,
    )
    checksum_before_release = await _recorded_checksum(reader, release)
    if changeset.is_changed_by_hand:
        return changeset
    wanted = await _documents_without(reader, release, stored, checksum_before_release)
    return replace(changeset, diff=compare(graph_of(wanted), stored, prune=True))


def _release(
    releases: Sequence[Properties], number: int | None, loaded_by: str | None
) -> Properties:
    """Return the release to undo."""
    if not releases:
        raise LoadRefused(
            _("Nothing has been loaded into this graph yet, so there is nothing to undo.")
        )
    undone = undone_by(releases)
    if number is None:
        for release in releases:
            if release.get("undoes") is not None or number_of(release) in undone:
                continue
            if release.get("loadedBy") != loaded_by:
                raise LoadRefused(
                    _(
                        "The newest load, {release}, is not yours. Nothing was written. To undo it"
                        " all the same: `seeds undo {number}`.",
                        release=by(release),
                        number=number_of(release),
                    )
                )
            return release
        raise LoadRefused(
            _(
                "Every load has been undone: the graph is as it was before the first. Nothing was"
                " written."
            )
        )
    if number in undone:
        raise LoadRefused(
            _(
                "Release {number} has been undone by Release {by}. Nothing was written. To restore"
                " it, undo that one: `seeds undo {by}`.",
                number=number,
                by=undone[number],
            )
        )
    return numbered(releases, number)


async def _recorded_checksum(reader: GraphReader, release: Properties) -> str:
    """Return the checksum before a release whose changes are recorded."""
    before = (await checksums_before(reader)).get(number_of(release))
    if before is None:
        raise LoadRefused(
            _(
                "{release} can't be undone: its changes are not recorded, because an earlier"
                " version of this program wrote it, or the graph was restored from an archive."
                " Nothing was written. To go back further, load the files as they were, with"
                " --prune.",
                release=release_name(release),
            )
        )
    return before


async def _documents_without(
    reader: GraphReader, release: Properties, stored: Graph, checksum_before_release: str
) -> Documents:
    """Return the entries after the undo of a release."""
    number = number_of(release)
    previous = await documents_at(reader, stored, number - 1)
    left = await documents_at(reader, stored, number)
    expected = ((previous, checksum_before_release), (left, release["checksum"]))
    if not all(graph_at(documents, found) for documents, found in expected):
        raise LoadRefused(
            _(
                "{release} can't be undone: a value of it was forgotten, or its history was changed"
                " by hand. Nothing was written. Correct the entries in the files and load them.",
                release=release_name(release),
            )
        )
    since = await merge_since(reader, number, stored, previous)
    _check_obstacles(release, since)
    wanted, now = since.merge.documents, stored_documents(stored)
    changed = {i for i in {*wanted, *now} if not same(wanted.get(i), now.get(i))}
    if not changed:
        raise LoadRefused(
            _(
                "Nothing of {release} is left to undo: later releases have changed it back. Nothing"
                " was written.",
                release=release_name(release),
            )
        )
    merged = changed & {e.id for e in since.merge.entries if e.result is not None}
    for problem in _problems(wanted, merged):
        raise LoadRefused(
            _(
                "{release} can't be undone: with what was loaded since, {entry} would be wrong:"
                " {why}. Nothing was written. Correct the entry in the files and load it.",
                release=release_name(release),
                entry=problem.place.file,
                why=problem.message,
            )
        )
    return wanted


def _problems(wanted: Documents, merged: Set[str]) -> Iterator[Problem]:
    """Yield what the merge makes wrong, though each side was right: dates, circles."""
    known = KnownEntries(slugs={})
    for identity, document in wanted.items():
        place = Place(file=entry_path(identity))
        known.add(replace(document_entry(identity, document), place=place))
    for entry in known:
        if entry.id in merged:
            yield from contradictions(entry)
    yield from cycles(known)


def undone_by(releases: Sequence[Properties]) -> dict[int, int]:
    """Return the releases that are no longer in effect, each with the release that undid it.

    An undo that was undone itself is not in effect either.
    """
    undone: dict[int, int] = {}
    for release in releases:  # the newest first
        number, undoes = integer(release, "number"), integer(release, "undoes")
        if number is not None and undoes is not None and number not in undone:
            undone[undoes] = number
    return undone


def numbered(releases: Sequence[Properties], number: int) -> Properties:
    """Return the release with a number, or raise HistoryMissing."""
    for release in releases:
        if number_of(release) == number:
            return release
    if not releases:
        raise HistoryMissing(_("Nothing has been loaded into this graph yet."))
    raise HistoryMissing(
        _(
            "There is no Release {number}; the newest is {newest}. `seeds log` lists the releases.",
            number=number,
            newest=release_name(releases[0]),
        )
    )


def _check_obstacles(release: Properties, since: SinceRelease) -> None:
    """Refuse an undo of what later releases have changed, each named with its entries."""
    found = [line for entry in since.merge.entries if (line := _obstacle(entry, since))]
    if not found:
        return
    heading = _(
        "{release} can't be undone: later releases have changed what it changed.",
        release=release_name(release),
    )
    remedy = _(
        "Nothing was written. Undo those releases first, the newest first, or correct the"
        " entries in the files and load them."
    )
    raise LoadRefused(listing(heading, found[:_MAX_LINES], len(found), remedy))


def _obstacle(entry: MergedEntry, since: SinceRelease) -> Message | None:
    """Return the line about an entry: a conflict, others that use it, a new gap between events."""
    identity = entry.names.graph or entry.id
    name, users = entry_path(identity), [*map(entry_path, entry.users)]
    paths: list[Path] = [conflict.path for conflict in entry.conflicts if conflict.path]
    if not entry.conflicts and _gaps(entry, entry.result) - _gaps(entry, entry.graph):
        paths = [(_EVENTS,)]
    names = names_in(since.merge.documents)
    fields = [field_name(type_of(identity), path, names) for path in dict.fromkeys(paths)]
    is_used = bool(users) and not fields and (bool(entry.conflicts) or entry.folder is None)
    subjects = entry.users if is_used else [identity]
    numbered = {r["number"]: r for i in subjects for r in since.changes.get(i, ())}
    releases = [release_name(release) for release in numbered.values()]
    values: dict[str, Shown] = {"entry": name, "users": users, "releases": releases}
    if is_used and not releases:
        return _("{entry}: in use by {users}", **values)
    if is_used:
        return _("{entry}: in use by {users} since {releases}", **values)
    if fields:
        return _("{entry}: {fields} changed by {releases}", fields=fields, **values)
    return _("{entry}: changed by {releases}", **values) if entry.conflicts else None


def _gaps(entry: MergedEntry, tree: Tree | None) -> set[int]:
    """Return the positions without an event before the last one, in one version of an entry."""
    events = (tree or {}).get(_EVENTS)
    if split_id(entry.id)[0] != KNOWLEDGE_TRANSFER.name or not isinstance(events, Mapping):
        return set()
    positions = {int(position) for position in events}
    return {*range(1, max(positions, default=0))} - positions
