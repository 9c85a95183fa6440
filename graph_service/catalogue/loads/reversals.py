"""What a load takes back: values that the history had before, others' additions, and entries.

It may be meant, so a load isn't refused; but it is listed, and needs a confirmation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeAlias

from graph_service.catalogue.document.trees import type_of
from graph_service.catalogue.document.wording import (
    NameOf,
    changed_field,
    differences,
    entry_path,
    without_details,
)
from graph_service.catalogue.problems import listing
from graph_service.errors import LoadRefused, NotConfirmed
from graph_service.i18n import Message, Shown, _
from graph_service.model.declare import NodeType
from graph_service.model.enums import ChangeKind
from graph_service.model.graph import FORMER_SLUGS
from graph_service.model.ids import node_id, split_id
from graph_service.model.kinds.base import FieldChange
from graph_service.store.change_log import find_entries, read_releases
from graph_service.store.changes import Properties
from graph_service.store.graph_reader import GraphReader

from .bases import by
from .entry_changes import EntryChange, history_of

_Past: TypeAlias = list[tuple[Properties, EntryChange]]
_MOST_LINES = 20
_TENTH = 10
"""A load may remove at most one in so many entries."""
_FEW = 10
"""So many may always be removed: a tenth of a small catalogue is nothing."""


@dataclass(frozen=True, kw_only=True)
class Reversal:
    """What a load takes back.

    Attributes:
        id: the entry.
        kind: REMOVED, ADDED if somebody else had removed the entry, or CHANGED.
        release: the release that is taken back; of a removed entry, the one that changed it last,
            None if that is not recorded.
        field: the change of a field, without what of it takes nothing back.
        merged_into: the entry that a removed one became a part of.
    """

    id: str
    kind: ChangeKind
    release: Properties | None
    field: FieldChange | None = None
    merged_into: str | None = None


async def reversals(
    reader: GraphReader, changes: Sequence[EntryChange], loaded_by: str | None
) -> list[Reversal]:
    """Return what the changes of a load take back, in their order.

    A field is put back if it gets a value that a release replaced. Not listed are additions to
    entries that the same person made and removes now, and the person's own entries that are added
    again.

    Args:
        reader: an open transaction on the database.
        changes: those of the load.
        loaded_by: who loads.
    """
    history = await history_of(reader, {i for change in changes for i in _ids_before(change)})
    removed = {c.id: c.merged_into for c in changes if c.kind is ChangeKind.REMOVED}
    last = await last_releases(reader, removed)
    found = [
        Reversal(id=i, kind=ChangeKind.REMOVED, release=last.get(i), merged_into=other)
        for i, other in removed.items()
    ]
    merged = {identity for identity, other in removed.items() if other is not None}
    for change in changes:
        past = next((history[i] for i in _ids_before(change) if i in history), [])
        if change.kind is ChangeKind.ADDED and past and past[-1][0].get("loadedBy") != loaded_by:
            found.append(Reversal(id=change.id, kind=ChangeKind.ADDED, release=past[-1][0]))
        elif change.kind in (ChangeKind.CHANGED, ChangeKind.RENAMED):
            found += _of_fields(change, past, loaded_by, merged)
    return found


def _ids_before(change: EntryChange) -> Sequence[str]:
    """Return the ids that the history may have of an entry; one that is added may have others."""
    if change.kind is not ChangeKind.ADDED:
        return (change.former_id or change.id,)
    label = split_id(change.id)[0]
    slugs = [f.after or "" for f in change.fields if f.name == FORMER_SLUGS.name]
    return (change.id, *(node_id(label, slug) for each in slugs for slug in each.split("\n")))


async def last_releases(reader: GraphReader, ids: Collection[str]) -> Mapping[str, Properties]:
    """Return the release that changed or added each entry last, if it is recorded."""
    if not ids:
        return {}
    releases = {release["number"]: release for release in await read_releases(reader)}
    added = (await find_entries(reader, ids)).items()
    found = {identity: releases[number] for identity, number in added if number in releases}
    history = await history_of(reader, ids)
    return {**found, **{identity: past[-1][0] for identity, past in history.items()}}


def _of_fields(
    change: EntryChange, past: _Past, loaded_by: str | None, merged: Set[str]
) -> Iterator[Reversal]:
    node_type = type_of(change.id)
    for field in without_details(node_type, change.fields, also_of_new=True):
        if _follows_a_merge(field, merged):
            continue
        former = ((r, f) for r, each in reversed(past) for f in each.fields if _same(f, field))
        for release, earlier in former:
            is_others = release.get("loadedBy") != loaded_by
            taken_back = _taken_back(node_type, field, earlier, is_others=is_others)
            for each in taken_back:
                yield Reversal(id=change.id, kind=ChangeKind.CHANGED, release=release, field=each)
            if taken_back:
                break


def _follows_a_merge(field: FieldChange, merged: Set[str]) -> bool:
    """Whether a field belongs to a link to an entry that is united with another by now."""
    slugs = (split_id(identity)[1] for identity in merged)
    return field.before in merged or any(f"[{slug}]" in field.name for slug in slugs)


def _same(one: FieldChange, other: FieldChange) -> bool:
    return (one.name, one.language) == (other.name, other.language)


def _taken_back(
    node_type: NodeType, field: FieldChange, earlier: FieldChange, *, is_others: bool
) -> Sequence[FieldChange]:
    """Return what a change takes back of an earlier one: of a list, the items."""
    ((now,), (then,)) = (differences(node_type, [each]) for each in (field, earlier))
    if now.field.is_list and (now.added or now.removed):
        again = "\n".join(item for item in now.added if item in then.removed)
        gone = "\n".join(item for item in now.removed if item in then.added) if is_others else ""
        removed = [replace(field, before=gone, after=None)] if gone else []
        return [*removed, *([replace(field, before=None, after=again)] if again else [])]
    if field.after is not None:
        return [field] if earlier.before == field.after else []
    is_added = earlier.before is None and earlier.after == field.before
    return [field] if is_others and is_added else []


def reversal_line(reversal: Reversal, name_of: NameOf) -> Message:
    """Return what a load takes back, with the release and who loaded it."""
    release, field = reversal.release, reversal.field
    values: dict[str, Shown] = {
        "entry": entry_path(reversal.id),
        "release": by(release) if release is not None else _("(not recorded)"),
    }
    if reversal.kind is ChangeKind.ADDED:
        return _("  {entry}: added again; {release} removed it", **values)
    if reversal.merged_into is not None:
        values["other"] = entry_path(reversal.merged_into)
        return _("  {entry}: merged into {other}; {release} loaded it", **values)
    if field is None:
        return _("  {entry}: removed; {release} loaded it", **values)
    values["field"] = changed_field(type_of(reversal.id), field, name_of)
    if field.after is None:
        return _("  {entry}, {field}: removes what {release} added", **values)
    if field.before is None:
        return _("  {entry}, {field}: adds again what {release} removed", **values)
    return _("  {entry}, {field}: back to the value before {release}", **values)


def too_many_removed(found: Sequence[Reversal], entries: Mapping[str, int]) -> LoadRefused | None:
    """Return the refusal of a load that removes more than a tenth of the entries, or None.

    Args:
        found: what it takes back.
        entries: the number of entries of each type before it.
    """
    removed = sum(reversal.kind is ChangeKind.REMOVED for reversal in found)
    total = sum(entries.values())
    if removed <= max(_FEW, total // _TENTH):
        return None
    return LoadRefused(
        _(
            "This load would remove {removed} of {total} entries; at most a tenth may be removed at"
            " once. Nothing was written. `seeds plan` lists them: if the files are incomplete, load"
            " without --prune.",
            removed=removed,
            total=total,
        )
    )


def not_confirmed(found: Sequence[Reversal], name_of: NameOf) -> NotConfirmed:
    """Return the refusal of a load that takes something back without a confirmation."""
    heading = _("This load takes back what has been loaded before. Nothing was written.")
    lines = [reversal_line(each, name_of) for each in found[:_MOST_LINES]]
    remedy = _("If that is meant, load with --yes.")
    return NotConfirmed(listing(heading, lines, len(found), remedy))
