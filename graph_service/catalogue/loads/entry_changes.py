"""What a load or an undo does to each entry: its fields before and after.

This is what plans and logs show, and what the graph keeps for ever: a Change node for each entry.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from graph_service.catalogue.document.field_changes import field_changes
from graph_service.catalogue.document.trees import Tree, by_type, same, tree_of, type_of, with_names
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.entry_yaml import entry_text
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.read import read_entry
from graph_service.catalogue.graph.diff import Comparison, former_ids, owners
from graph_service.catalogue.graph.to_entries import entries_of
from graph_service.catalogue.problems import ProblemLog
from graph_service.model.enums import ChangeKind
from graph_service.model.graph import PROPERTIES, TYPES
from graph_service.model.ids import split_id
from graph_service.model.kinds.base import FieldChange
from graph_service.model.storage import (
    CURRENT_ID,
    ENTRY_BEFORE,
    Value,
    restored,
    stored_node,
)
from graph_service.model.text import FALLBACK
from graph_service.model.types import CHANGE, KNOWLEDGE_TRANSFER
from graph_service.store.change_log import changes_since, read_releases
from graph_service.store.changes import Diff, NodeRow, Properties
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader


@dataclass(frozen=True, kw_only=True)
class EntryChange:
    """What happened to an entry.

    Attributes:
        kind: the kind of change.
        id: the id of the entry after it; before it, if it was removed.
        name: its name by language, after it.
        former_id: the id before it, if it was renamed.
        merged_into: the id of the entry that has its slug as a former one, if it was removed.
        fields: the fields that differ.
        own: those of them that don't follow from a merge of an entry that it names.
        before: the entry before it; None if it was added, or the change is read from the graph.
    """

    kind: ChangeKind
    id: str
    name: Mapping[str, str]
    former_id: str | None = None
    merged_into: str | None = None
    fields: tuple[FieldChange, ...] = ()
    own: tuple[FieldChange, ...] = ()
    before: Entry | None = field(default=None, repr=False)


def changes_between(before: Graph, diff: Comparison) -> list[EntryChange]:
    """Return what happened to each entry from one graph to another, sorted by type and slug.

    What only the loader derives is no change of an entry, nor is another name of what it refers to.

    Args:
        before: the graph before the diff.
        diff: the nodes and edges that differ, and the graph after it.
    """
    after = diff.result
    renamed = renamed_ids(diff)
    former = {new: old for old, new in renamed.items()}
    subjects = {renamed.get(i, i) for i in owners(diff)}
    old = _entries(before, {former.get(i, i) for i in subjects})
    new = _entries(after, subjects)
    merged = dict(former_ids(after))
    found = []
    for identity in sorted(subjects, key=by_type):
        node_type = type_of(identity)
        entry = old.get(former.get(identity, identity))
        was = with_names(node_type, tree_of(entry), renamed) if entry is not None else None
        now = tree_of(new[identity]) if identity in new else None
        fields = tuple(field_changes(node_type, was or {}, now or {}))
        own = fields
        if was and (followed := with_names(node_type, was, merged)) != was:
            own = tuple(field_changes(node_type, followed, now or {}))
        kind = _kind(was, now, is_renamed=identity in former)
        if kind is not None and (kind is not ChangeKind.CHANGED or not same(was, now)):
            row = after.nodes.get(identity) or before.nodes[identity]
            found.append(
                EntryChange(
                    kind=kind,
                    id=identity,
                    name=stored_name(row),
                    former_id=former.get(identity),
                    merged_into=merged.get(identity) if kind is ChangeKind.REMOVED else None,
                    fields=fields,
                    own=own,
                    before=entry,
                )
            )
    return found


def _kind(was: Tree | None, now: Tree | None, *, is_renamed: bool) -> ChangeKind | None:
    if now is None:
        return ChangeKind.REMOVED if was is not None else None
    if was is None:
        return ChangeKind.ADDED
    return ChangeKind.RENAMED if is_renamed else ChangeKind.CHANGED


def _entries(graph: Graph, ids: Set[str]) -> Mapping[str, Entry]:
    """Return entries by id; empty ones if no load wrote what the graph has of them."""
    found = ((i, *split_id(i)) for i in ids if i in graph.nodes)
    empty = {i: Entry(type=TYPES[label], slug=slug, values={}) for i, label, slug in found}
    return {**empty, **sayable_entries(graph, ids)}


def sayable_entries(graph: Graph, ids: Collection[str] | None = None) -> Mapping[str, Entry]:
    """Return the entries, or those with the ids, that files can say as the graph does, by id."""
    try:
        return {entry.id: entry for entry in entries_of(graph, ids)}
    except (ValueError, KeyError):
        every = [*(graph.nodes if ids is None else ids)]
        if len(every) == 1:
            return {}
        halves = every[: len(every) // 2], every[len(every) // 2 :]
        return {i: entry for half in halves for i, entry in sayable_entries(graph, half).items()}


def renamed_ids(diff: Diff) -> dict[str, str]:
    """Return the new id of each renamed entry, by its old id."""
    return {
        change.before.id: change.after.id
        for change in diff.nodes_changed
        if change.before.id != change.after.id and TYPES[change.after.label].entry
    }


def stored_name(row: NodeRow) -> Mapping[str, str]:
    """Return the name of an entry by language; a title has the language of its source."""
    name = restored(PROPERTIES[row.label]["name"], row.properties)
    if isinstance(name, Mapping):
        return {language: str(text) for language, text in name.items()}
    language = str(row.properties.get("language", "")).lower()
    return {language if language in FALLBACK else FALLBACK[0]: str(name)}


def counts_by_kind(changes: Iterable[EntryChange]) -> Mapping[str, int]:
    """Return the number of entries by the kind of change."""
    return Counter(change.kind.name for change in changes)


def record_rows(changes: Iterable[EntryChange], number: int) -> Iterator[NodeRow]:
    """Yield the Change node of each change of a release."""
    for change in changes:
        values: dict[str, Value] = {
            "number": number,
            "kind": change.kind,
            "entryType": split_id(change.id)[0],
            "entryId": change.id,
            "name": change.name,
            "fields": list(change.fields),
        }
        if change.former_id is not None:
            values["formerId"] = change.former_id
        slug = f"release-{number}/{change.id}"
        properties = {**stored_node(CHANGE, slug, values), CURRENT_ID: change.id}
        if change.before is not None:
            properties[ENTRY_BEFORE] = entry_text(change.before)
        yield NodeRow(label=CHANGE.name, id=str(properties["id"]), properties=properties)


def change_of(row: Properties) -> EntryChange:
    """Return the change that a Change node records."""
    fields = restored(CHANGE.property_of("fields"), row)
    name = restored(CHANGE.property_of("name"), row)
    former = row.get("formerId")
    found = fields if isinstance(fields, list) else ()
    changes = tuple(each for each in found if isinstance(each, FieldChange))
    return EntryChange(
        kind=ChangeKind[str(row["kind"])],
        id=str(row["entryId"]),
        name={k: str(v) for k, v in name.items()} if isinstance(name, Mapping) else {},
        former_id=str(former) if former is not None else None,
        fields=changes,
        own=changes,
    )


def entry_before(row: Properties) -> Entry | None:
    """Return the entry before the change that a Change node records; None if there was none."""
    text = row.get(ENTRY_BEFORE)
    if text is None:
        return None
    label, slug = split_id(str(row.get("formerId", row["entryId"])))
    file = EntryFile(type=TYPES[label], slug=slug, path="")
    return read_entry(file, str(text).encode(), ProblemLog(file=""))


async def history_of(
    reader: GraphReader, ids: Collection[str], since: int = 0
) -> Mapping[str, list[tuple[Properties, EntryChange]]]:
    """Return what happened to entries after a release, each with its release, the newest last."""
    releases = {release["number"]: release for release in await read_releases(reader)}
    found: dict[str, list[tuple[Properties, EntryChange]]] = defaultdict(list)
    for row in await changes_since(reader, ids, since):
        found[str(row["currentId"])].append((releases[row["number"]], change_of(row)))
    return found


def stage_moves(diff: Diff) -> Sequence[tuple[str, Mapping[str, tuple[str | None, str | None]]]]:
    """Return the existing transfers whose stage or phase changes, with both before and after."""
    found = []
    for change in diff.nodes_changed:
        if change.after.label == KNOWLEDGE_TRANSFER.name and {"stage", "phase"} & {*change.fields}:
            old, new = change.before.properties, change.after.properties
            sides = {name: (_text(old, name), _text(new, name)) for name in ("stage", "phase")}
            found.append((change.after.id, sides))
    return found


def _text(properties: Properties, name: str) -> str | None:
    return str(properties[name]) if name in properties else None
