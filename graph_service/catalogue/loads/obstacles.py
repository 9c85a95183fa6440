"""Why a release can't be undone: what later releases have changed of its changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_service.catalogue.three_way.graphs import GraphMerge
from graph_service.catalogue.three_way.merge import Path
from graph_service.catalogue.three_way.merged_entry import MergedEntry
from graph_service.catalogue.three_way.trees import Tree
from graph_service.catalogue.three_way.wording import entry_path, field_path
from graph_service.i18n import Lines, Message, Wording, _
from graph_service.model.ids import split_id
from graph_service.model.types import KNOWLEDGE_TRANSFER
from graph_service.store.changes import Properties
from graph_service.store.graph_reader import GraphReader
from graph_service.store.history import changes_since

from .release import integer, release_name

_MAX_LINES = 20
_EVENTS = "events"


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


def obstacles(merged: GraphMerge) -> list[Obstacle]:
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
    changes = await changes_since(reader, ids, number)
    titles = {integer(each, "number"): release_name(each) for each in releases}
    lines: list[Message] = [
        _(
            "{release} can't be undone: later releases have changed what it changed.",
            release=release_name(release),
        )
    ]
    lines += [_line(obstacle, changes, titles) for obstacle in found[:_MAX_LINES]]
    if len(found) > _MAX_LINES:
        lines.append(_("… and {more} more", more=len(found) - _MAX_LINES))
    lines.append(
        _(
            "Nothing was written. Undo those releases first, the newest first, or correct the"
            " entries in the files and load them."
        )
    )
    return Lines(tuple(lines))


def _line(
    obstacle: Obstacle,
    changes: Sequence[Properties],
    titles: Mapping[int | None, Message | str],
) -> Wording:
    firsts = {path[0] for path in obstacle.fields}
    subjects = {*obstacle.users} if obstacle.users and not firsts else {obstacle.id}
    mine = [change for change in changes if change["currentId"] in subjects]
    exact = [change for change in mine if firsts & {*_fields_of(change)}]
    numbers = dict.fromkeys(integer(change, "number") for change in exact or mine)
    since = [titles[number] for number in numbers if number in titles]
    entry, users = entry_path(obstacle.id), [*map(entry_path, obstacle.users)]
    if users and not since:
        return _("{entry}: in use by {users}", entry=entry, users=users)
    if users:
        return _(
            "{entry}: in use by {users} since {releases}", entry=entry, users=users, releases=since
        )
    if not obstacle.fields:
        return _("{entry}: changed by {releases}", entry=entry, releases=since)
    return _(
        "{entry}: {fields} changed by {releases}",
        entry=entry,
        fields=[*dict.fromkeys(field_path(obstacle.id, path) for path in obstacle.fields)],
        releases=since,
    )


def _fields_of(change: Properties) -> Iterator[str]:
    """Yield the fields of a file that a change concerns: "owners" of "owners[i].note"."""
    names = change.get("fieldNames")
    for name in names if isinstance(names, list) else ():
        yield str(name).partition("[")[0].partition(".")[0]
