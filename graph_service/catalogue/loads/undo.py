"""What an undo would change: the changes of a release, reversed on the graph of today.

What later releases have changed of its changes prevents the undo.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_service.catalogue.checks.contradictions import contradictions
from graph_service.catalogue.document.matching import differing, ids_of, renames
from graph_service.catalogue.document.merge import Merge, MergedEntry, merge_documents
from graph_service.catalogue.document.merge_trees import Path
from graph_service.catalogue.document.trees import Documents, Tree, document_entry
from graph_service.catalogue.document.wording import entry_path, field_path
from graph_service.catalogue.graph.diff import diff_between, renamed
from graph_service.catalogue.graph.from_entries import graph_of
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.errors import LoadRefused
from graph_service.i18n import Lines, Message, Wording, _
from graph_service.model.ids import split_id
from graph_service.model.storage import STORAGE_VERSION
from graph_service.model.types import KNOWLEDGE_TRANSFER
from graph_service.store.change_log import changes_since, checksum_before, read_releases
from graph_service.store.changes import Properties
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader
from graph_service.store.schema import check_version
from graph_service.store.write import Memory

from .changeset import Changeset, memory_refusal
from .past import documents_at
from .release import checksum, counts, integer, release_name

_MAX_LINES = 20
_EVENTS = "events"


async def changeset_of_undo(
    reader: GraphReader, memory: Memory, number: int | None = None
) -> Changeset:
    """Return the changes that undo a release.

    The changeset has a refusal and no changes if there is no such release, if its changes are not
    recorded, or if others have changed since what it changed.

    Args:
        reader: an open transaction on the database.
        memory: the limit of a transaction.
        number: of the release; None for the newest load that is still in effect.

    Raises:
        LoadRefused: when a newer program wrote the graph.
    """
    releases = await read_releases(reader)
    base = releases[0] if releases else None
    check_version(integer(base, "storageVersion"))
    stored = await reader.read_graph()
    undo = _Undo(reader=reader, releases=releases, stored=stored, before=checksum(stored))
    wanted = await undo.wanted(number)
    if not isinstance(wanted, _Wanted):
        return Changeset(
            base=base,
            before=undo.before,
            stored=stored,
            counts=counts(stored),
            diff=diff_between(stored, stored),
            refusal=LoadRefused(wanted),
        )
    names = renames(ids_of(documents_of(stored)), ids_of(wanted.documents))
    diff = diff_between(wanted.graph, renamed(stored, names))
    return Changeset(
        base=base,
        before=undo.before,
        stored=stored,
        counts=counts(diff.result),
        diff=diff,
        refusal=memory_refusal(diff, memory),
        undoes=wanted.undoes,
    )


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """The entries after an undo of a release, and their graph."""

    undoes: int
    documents: Documents
    graph: Graph


@dataclass(frozen=True, kw_only=True)
class _Undo:
    """The state before an undo.

    Attributes:
        reader: an open transaction on the database.
        releases: all releases, the newest first.
        stored: the stored graph.
        before: its checksum.
    """

    reader: GraphReader
    releases: Sequence[Properties]
    stored: Graph
    before: str

    async def wanted(self, number: int | None) -> _Wanted | Message:
        """Return the graph after the undo of a release, or why it can't be undone."""
        release = self._release(number)
        if not isinstance(release, Mapping):
            return release
        number = integer(release, "number") or 0
        before = await checksum_before(self.reader, number)
        if before is None or integer(self.releases[0], "storageVersion") != STORAGE_VERSION:
            return _(
                "{release} can't be undone: its changes are not recorded, because an earlier"
                " version of this program wrote it, or the graph was restored from an archive."
                " Nothing was written. To go back further, load the files as they were, with"
                " --prune.",
                release=release_name(release),
            )
        # What was changed by hand is in no log.
        if self.before != self.releases[0]["checksum"]:
            return _(
                "The graph is not as {release} left it: it has been changed by hand. Nothing was"
                " written. `seeds check --graph` shows how it differs from the files: revert those"
                " changes, or load the files as they were before, with --prune.",
                release=release_name(self.releases[0]),
            )
        previous = await documents_at(self.reader, self.stored, number - 1)
        graph = graph_of(previous)
        if checksum(graph) == before:
            if self.before == release["checksum"]:
                return _Wanted(undoes=number, documents=previous, graph=graph)
            left = await documents_at(self.reader, self.stored, number)
            if checksum(graph_of(left)) == release["checksum"]:
                return await self._merged(release, left, previous)
        return _(
            "{release} can't be undone: the graph had been changed by hand, or a value was"
            " forgotten. Nothing was written. Correct the entries in the files and load them.",
            release=release_name(release),
        )

    def _release(self, number: int | None) -> Properties | Message:
        """Return the release to undo, or why there is none."""
        if not self.releases:
            return _("Nothing has been loaded into this graph yet, so there is nothing to undo.")
        undone = undone_by(self.releases)
        for release in self.releases:
            found = integer(release, "number")
            if number is None and release.get("undoes") is None and found not in undone:
                return release
            if found == number and found in undone:
                by = undone[found]
                return _(
                    "Release {number} has been undone by Release {by}. Nothing was written. To"
                    " restore it, undo that one: `seeds undo {by}`.",
                    number=found,
                    by=by,
                )
            if found == number:
                return release
        if number is None:
            return _(
                "Every load has been undone: the graph is as it was before the first. Nothing was"
                " written."
            )
        return no_release(number, self.releases)

    async def _merged(
        self, release: Properties, left: Documents, previous: Documents
    ) -> _Wanted | Message:
        """Reverse a release's changes where later ones have changed other things."""
        number = integer(release, "number") or 0
        now = documents_of(self.stored)
        merged = merge_documents(left, now, previous)
        found = obstacles(merged)
        if found:
            return await obstacles_message(self.reader, self.releases, release, found)
        changed = differing(merged.documents, now)
        if not changed:
            return _(
                "Nothing of {release} is left to undo: later releases have changed it back. Nothing"
                " was written.",
                release=release_name(release),
            )
        for identity in sorted(changed & merged.documents.keys()):
            entry = document_entry(identity, merged.documents[identity])
            for problem in contradictions(entry):
                return _(
                    "{release} can't be undone: with what was loaded since, {entry} would be wrong:"
                    " {why}. Nothing was written. Correct the entry in the files and load it.",
                    release=release_name(release),
                    entry=entry_path(identity),
                    why=problem.message,
                )
        graph = graph_of(merged.documents)
        return _Wanted(undoes=number, documents=merged.documents, graph=graph)


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


def no_release(number: int, releases: Sequence[Properties]) -> Message:
    """Return the message that there is no release with this number."""
    return _(
        "There is no Release {number}; the newest is {newest}. `seeds log` lists the releases.",
        number=number,
        newest=release_name(releases[0]),
    )


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """An entry that prevents an undo.

    Attributes:
        id: its id today.
        fields: the paths of the fields that were changed since; none for the whole entry.
        users: the entries that refer to it, if the undo would remove it.
    """

    id: str
    fields: tuple[Path, ...] = ()
    users: tuple[str, ...] = ()


def obstacles(merged: Merge) -> list[Obstacle]:
    """Return what prevents an undo: conflicts, entries in use, and new gaps between events."""
    return [found for entry in merged.entries for found in _of_entry(entry)]


def _of_entry(entry: MergedEntry) -> Iterator[Obstacle]:
    identity = entry.names.graph or entry.id
    if entry.conflicts:
        fields = tuple(conflict.path for conflict in entry.conflicts if conflict.path)
        yield Obstacle(id=identity, fields=fields, users=tuple(entry.users))
    elif entry.users and entry.folder is None:
        yield Obstacle(id=identity, users=tuple(entry.users))
    elif _missing(entry, entry.result) - _missing(entry, entry.graph):
        yield Obstacle(id=identity, fields=((_EVENTS,),))


def _missing(entry: MergedEntry, tree: Tree | None) -> set[int]:
    """Return the positions without an event before the last one, in one version of an entry."""
    events = (tree or {}).get(_EVENTS)
    if split_id(entry.id)[0] != KNOWLEDGE_TRANSFER.name or not isinstance(events, Mapping):
        return set()
    positions = {int(position) for position in events}
    return {*range(1, max(positions, default=0))} - positions


async def obstacles_message(
    reader: GraphReader,
    releases: Sequence[Properties],
    release: Properties,
    found: Sequence[Obstacle],
) -> Message:
    """Return the message about obstacles, each with the later releases that made it."""
    number = integer(release, "number") or 0
    ids = {each for obstacle in found for each in (obstacle.id, *obstacle.users)}
    titles = {integer(each, "number"): release_name(each) for each in releases}
    since: dict[str, list[Message]] = defaultdict(list)
    for change in await changes_since(reader, ids, number):
        since[str(change["currentId"])].append(titles[integer(change, "number")])
    lines: list[Message] = [
        _(
            "{release} can't be undone: later releases have changed what it changed.",
            release=release_name(release),
        )
    ]
    lines += [_line(obstacle, since) for obstacle in found[:_MAX_LINES]]
    if len(found) > _MAX_LINES:
        lines.append(_("… and {more} more", more=len(found) - _MAX_LINES))
    lines.append(
        _(
            "Nothing was written. Undo those releases first, the newest first, or correct the"
            " entries in the files and load them."
        )
    )
    return Lines(tuple(lines))


def _line(obstacle: Obstacle, since: Mapping[str, Sequence[Message]]) -> Wording:
    subjects = obstacle.users if obstacle.users and not obstacle.fields else (obstacle.id,)
    found = [release for each in subjects for release in since.get(each, ())]
    releases = [release for n, release in enumerate(found) if release not in found[:n]]
    entry, users = entry_path(obstacle.id), [*map(entry_path, obstacle.users)]
    if users and not releases:
        return _("{entry}: in use by {users}", entry=entry, users=users)
    if users:
        return _(
            "{entry}: in use by {users} since {releases}",
            entry=entry,
            users=users,
            releases=releases,
        )
    if not obstacle.fields:
        return _("{entry}: changed by {releases}", entry=entry, releases=releases)
    return _(
        "{entry}: {fields} changed by {releases}",
        entry=entry,
        fields=[*dict.fromkeys(field_path(obstacle.id, path) for path in obstacle.fields)],
        releases=releases,
    )
