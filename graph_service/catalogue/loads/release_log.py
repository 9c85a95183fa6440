"""The history for people: the releases, what one changed, and what happened to one entry."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.catalogue.document.trees import by_type, type_of
from graph_service.catalogue.document.wording import (
    NameOf,
    changed_fields,
    entry_name,
    slug_of,
)
from graph_service.catalogue.graph.diff import diff_between
from graph_service.catalogue.graph.from_entries import graph_of
from graph_service.catalogue.problems import quoted
from graph_service.catalogue.suggest.names import possible_ids
from graph_service.errors import HistoryMissing
from graph_service.i18n import Message, _
from graph_service.model.enums import ChangeKind
from graph_service.store.change_log import (
    changes_of_release,
    checksums_before,
    count_changes,
    find_entries,
    read_nodes,
    read_releases,
)
from graph_service.store.changes import Properties
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader

from .entry_changes import EntryChange, change_of, changes_between, history_of, stored_name
from .past import documents_at
from .release import EMPTY_CHECKSUM, number_of, release_name
from .undo import numbered, undone_by

MOST_IDS = 4
"""How many entries of each kind of change a summary names."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A release, and how many entries it changed.

    Attributes:
        release: its properties.
        undone_by: the number of the release that undid it.
        changes: the number of changed entries, and the first ids, by kind of change; none for a
            first load.
        is_recorded: whether it is known what the release changed.
    """

    release: Properties
    undone_by: int | None
    changes: Mapping[str, tuple[int, Sequence[str]]]
    is_recorded: bool


async def release_summaries(reader: GraphReader, most: int | None) -> list[Summary]:
    """Return the newest releases, all of them if `most` is None, the newest first."""
    releases = await read_releases(reader)
    return await _summaries(reader, releases[:most], undone_by(releases))


async def _summaries(
    reader: GraphReader, releases: Sequence[Properties], undone: Mapping[int, int]
) -> list[Summary]:
    counts = await count_changes(reader, [*map(number_of, releases)], MOST_IDS)
    recorded = await checksums_before(reader)
    return [
        Summary(
            release=release,
            undone_by=undone.get(number_of(release)),
            changes=counts[number_of(release)],
            is_recorded=number_of(release) in recorded,
        )
        for release in releases
    ]


async def entry_history(
    reader: GraphReader, name: str
) -> tuple[list[tuple[Properties, EntryChange]], NameOf]:
    """Return what each release did to an entry, the newest first, also under its former names.

    The function returns the names of other entries.

    Args:
        reader: an open transaction on the database.
        name: its id, the path of its file without .yaml, or its slug, present or former.

    Raises:
        HistoryMissing: when there is no such entry, or several.
    """
    identity, added = await find_entry(reader, name)
    releases = {number_of(release): release for release in await read_releases(reader)}
    history = (await history_of(reader, [identity])).get(identity, [])
    if added in releases and not any(release is releases[added] for release, _c in history):
        former = next((change.former_id for _r, change in history if change.former_id), None)
        first = EntryChange(kind=ChangeKind.ADDED, id=former or identity, name={})
        history.insert(0, (releases[added], first))
    return history[::-1], await _names(reader, [change for _release, change in history])


async def find_entry(reader: GraphReader, name: str) -> tuple[str, int | None]:
    """Return the id of an entry that has or had a name, and the release that added it, if known.

    Raises:
        HistoryMissing: when there is no such entry, or several.
    """
    found = await find_entries(reader, possible_ids(name))
    if len(found) != 1:
        raise HistoryMissing(_no_entry(name, [*found]))
    ((identity, added),) = found.items()
    return identity, added


async def release_changes(
    reader: GraphReader, number: int
) -> tuple[Summary, list[EntryChange], NameOf]:
    """Return a release, what it did to each entry, and a function with the names of others.

    Raises:
        HistoryMissing: when there is no such release, or its changes are not recorded.
    """
    releases = await read_releases(reader)
    release = numbered(releases, number)
    before = (await checksums_before(reader)).get(number)
    if before is None:
        raise HistoryMissing(
            _(
                "What {release} changed is not recorded, because an earlier version of this"
                " program wrote it, or the graph was restored from an archive.",
                release=release_name(release),
            )
        )
    if before == EMPTY_CHECKSUM:
        left = graph_of(await documents_at(reader, await reader.read_graph(), number))
        changes = changes_between(Graph(), diff_between(left, Graph()))
    else:
        recorded = map(change_of, await changes_of_release(reader, number))
        changes = sorted(recorded, key=lambda change: by_type(change.id))
    (summary,) = await _summaries(reader, [release], undone_by(releases))
    return summary, changes, await _names(reader, changes)


async def _names(reader: GraphReader, changes: Sequence[EntryChange]) -> NameOf:
    """Return a function that returns the names of the entries that changes mention."""
    ids: set[str] = set()

    def mention(identity: str) -> str:
        ids.add(identity)
        return identity

    for change in changes:
        deque(changed_fields(type_of(change.id), change.fields, mention), maxlen=0)
    rows = await read_nodes(reader, ids)
    return lambda i: entry_name(stored_name(rows[i])) if i in rows else slug_of(i)


def _no_entry(name: str, found: Sequence[str]) -> Message:
    if not found:
        return _(
            "No entry has or had the name {name}: give its slug, or its type and slug, such as"
            " Topic:helpline.",
            name=quoted(name),
        )
    return _(
        "{name} may be one of several entries: give one of {names}.",
        name=quoted(name),
        names=[*found],
    )
