"""A diff → what a load did to each entry, field by field: the Change nodes of the graph."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import TypeAlias

from graph_service.catalogue.graph.diff import Comparison
from graph_service.catalogue.graph.entry_ids import owner_of
from graph_service.model.declare import Edge, Property
from graph_service.model.edge_properties import BASIS, SOURCES, properties_of
from graph_service.model.edges import CITES
from graph_service.model.enums import Basis, ChangeKind
from graph_service.model.graph import PROPERTIES, TYPES, around_edges, edges_of
from graph_service.model.ids import split_id
from graph_service.model.kinds.base import FieldChange
from graph_service.model.storage import CURRENT_ID, Value, restored, stored, stored_node
from graph_service.model.text import FALLBACK
from graph_service.model.types import (
    ADDED_IN,
    CHANGE,
    KNOWLEDGE_TRANSFER,
    STAGE_EVENT,
    UPDATED_AT,
    UPDATED_IN,
)
from graph_service.store.changes import Diff, EdgeChange, EdgeRow, NodeRow, Properties

from .entry_changes import ChangedValue, FileValue, Mark, changed_fields, declared_edge

FieldRow: TypeAlias = tuple[str, int, str, int, str, str, str, str]
"""Owner, place of the field in its file, detail that orders a list, part; then the change: name,
language, the text before and the text after."""

_EVENTS = "events"
_Cited: TypeAlias = "set[tuple[Mark, str]]"


def entry_records(diff: Comparison, number: int) -> Iterator[NodeRow]:
    """Yield a Change node for each entry that a diff adds, changes, renames or removes.

    Args:
        diff: the changes of a load or an undo.
        number: of its release.
    """
    renamed = renamed_ids(diff)
    entries = _Entries(diff, renamed)
    rows = sorted(changed_field_rows(diff, renamed), key=lambda row: row[:4])
    for owner, group in groupby(rows, key=lambda row: row[0]):
        yield entries.record(owner, _joined(group), number)
    for owner in entries.without_fields():
        yield entries.record(owner, [], number)


def recorded_properties(number: int, loaded_at: dt.datetime) -> Properties:
    """Return the properties that record a release in the entries that it adds."""
    return {
        **stored(ADDED_IN, number),
        **stored(UPDATED_IN, number),
        **stored(UPDATED_AT, loaded_at),
    }


def renamed_ids(diff: Diff) -> dict[str, str]:
    """Return the new id of each renamed node, by its old id."""
    return {
        change.before.id: change.after.id
        for change in diff.nodes_changed
        if change.before.id != change.after.id
    }


class _Entries:
    """The entries of a diff: the kind of change of each, its name, and its former id."""

    def __init__(self, diff: Comparison, renamed: Mapping[str, str]) -> None:
        self._result = diff.result
        self._former = {new: old for old, new in renamed.items() if TYPES[split_id(new)[0]].entry}
        self._names: dict[str, Mapping[str, str]] = {}
        self._kinds: dict[str, ChangeKind] = dict.fromkeys(self._former, ChangeKind.RENAMED)
        self._missing = {*self._former}
        for kind, rows in (
            (ChangeKind.ADDED, diff.nodes_added),
            (ChangeKind.REMOVED, diff.nodes_removed),
        ):
            for row in rows:
                if TYPES[row.label].entry:
                    self._kinds[row.id] = kind
                    self._names[row.id] = _name(row.label, row.properties)

    def record(self, owner: str, fields: Sequence[FieldChange], number: int) -> NodeRow:
        self._missing.discard(owner)
        label = split_id(owner)[0]
        name = self._names.get(owner) or _name(label, self._result.nodes[owner].properties)
        values: dict[str, Value] = {
            "number": number,
            "kind": self._kinds.get(owner, ChangeKind.CHANGED),
            "entryType": label,
            "entryId": owner,
            "name": name,
            "fields": fields,
        }
        if owner in self._former:
            values["formerId"] = self._former[owner]
        slug = f"release-{number}/{owner}"
        properties = {**stored_node(CHANGE, slug, values), CURRENT_ID: owner}
        return NodeRow(label=CHANGE.name, id=str(properties["id"]), properties=properties)

    def without_fields(self) -> list[str]:
        """Return the renamed entries that have not been recorded yet."""
        return sorted(self._missing)


def _name(label: str, properties: Properties) -> Mapping[str, str]:
    """Return the name of an entry by language; a title has the language of its source."""
    name = restored(PROPERTIES[label]["name"], properties)
    if isinstance(name, Mapping):
        return {language: str(text) for language, text in name.items()}
    language = str(properties.get("language", "")).lower()
    return {language if language in FALLBACK else FALLBACK[0]: str(name)}


def _joined(rows: Iterable[FieldRow]) -> list[FieldChange]:
    """Return the changes of an entry; the old and the new target of a relation are one change."""
    found: list[FieldChange] = []
    for _owner, _place, detail, _part, name, language, before, after in rows:
        change = FieldChange(
            name=name, language=language or None, before=before or None, after=after or None
        )
        last = found[-1] if found else None
        if (
            last is not None
            and not detail.rpartition(" ")[2]
            and (last.name, last.language) == (change.name, change.language)
        ):
            found[-1] = replace(
                last, before=last.before or change.before, after=last.after or change.after
            )
        else:
            found.append(change)
    return found


def changed_field_rows(diff: Diff, renamed: Mapping[str, str]) -> Iterator[FieldRow]:
    """Yield the changed fields of nodes, then those that are edges.

    Args:
        diff: the changes of a load or an undo.
        renamed: the new ids of renamed nodes, by their old ids.
    """
    yield from _node_fields(diff)
    yield from _edge_fields(diff, _cited(diff), renamed)


def _node_fields(diff: Diff) -> Iterator[FieldRow]:
    nothing: Properties = {}
    for row in diff.nodes_added:
        yield from _of_node(row, nothing, row.properties)
    for change in diff.nodes_changed:
        yield from _of_node(change.after, change.before.properties, change.after.properties)
    for row in diff.nodes_removed:
        yield from _of_node(row, row.properties, nothing)


def _of_node(row: NodeRow, before: Properties, after: Properties) -> Iterator[FieldRow]:
    where = _Where.of(row.id)
    skipped = ("slug", "position") if where.event else ("slug",)
    props = [prop for prop in PROPERTIES[row.label].values() if prop.name not in skipped]
    for change in changed_fields(props, before, after):
        yield from where.rows(change.name, "", change)


def _edge_fields(
    diff: Diff, cited: Mapping[str, _Cited], renamed: Mapping[str, str]
) -> Iterator[FieldRow]:
    nothing: Properties = {}
    for edge in diff.edges_added:
        yield from _of_edge(edge, nothing, edge.properties)
    for change in diff.edges_changed:
        yield from _of_edge(
            change.after,
            change.before.properties,
            change.after.properties,
            has_own_sources=not _is_inherited(change, cited, renamed),
        )
    for edge in diff.edges_removed:
        yield from _of_edge(edge, edge.properties, nothing)


def _of_edge(
    row: EdgeRow, before: Properties, after: Properties, *, has_own_sources: bool = False
) -> Iterator[FieldRow]:
    """Yield the changes of an edge; a derived one is in no file, so it counts as absent."""
    edge = declared_edge(row)
    if edge is None:  # written by hand
        return
    before, after = ({} if _is_derived(side) else side for side in (before, after))
    where, is_changed = _Where.of(row.source), bool(before and after)
    detail = "" if edge.one else row.target
    if edge.owns:
        if is_changed:
            where = _Where.of(row.target)
            for change in changed_fields(_props(edge, has_own_sources), before, after):
                yield from where.rows(change.name, "", change)
        return
    if bool(before) != bool(after):
        ends = ChangedValue(
            name=edge.forward,
            old=row.target if before else None,
            new=row.target if after else None,
        )
        yield from where.rows(edge.forward, detail, ends)
    prefix = f"{edge.forward}[{split_id(row.target)[1]}]."
    for change in changed_fields(_props(edge, has_own_sources), before, after):
        is_default = Basis.STATED.name in (change.old, change.new) and not is_changed
        if not (change.name == BASIS.name and is_default):
            yield from where.rows(
                edge.forward, detail, replace(change, name=f"{prefix}{change.name}"), part=1
            )


def _props(edge: Edge, has_own_sources: bool) -> list[Property]:
    return [p for p in properties_of(edge) if p is not SOURCES or has_own_sources]


def _is_derived(properties: Properties) -> bool:
    return properties.get(BASIS.name) == Basis.DERIVED.name


@dataclass(frozen=True)
class _Where:
    """A node's place in a file: the entry, and the position of the event, if it is one."""

    owner: str
    event: int | None = None

    @classmethod
    def of(cls, identity: str) -> _Where:
        label, slug = split_id(identity)
        if label != STAGE_EVENT.name:
            return cls(identity)
        return cls(owner_of(identity), int(slug.rpartition("-")[2]))

    def rows(
        self, field: str, detail: str, change: ChangedValue, part: int = 0
    ) -> Iterator[FieldRow]:
        """Yield the rows of a changed field of the node or of an edge that leaves it."""
        label = split_id(self.owner)[0] if self.event is None else STAGE_EVENT.name
        place, prefix = _file_order(label).get(field, 0), ""
        if self.event is not None:
            detail = f"{self.event:05d} {place:03d} {detail}"
            place, prefix = (
                _file_order(KNOWLEDGE_TRANSFER.name)[_EVENTS],
                f"{_EVENTS}[{self.event}].",
            )
        for name, language, before, after in _texts(change):
            yield (self.owner, place, detail, part, f"{prefix}{name}", language, before, after)


@cache
def _file_order(label: str) -> Mapping[str, int]:
    """Return the place of each field in files of a type."""
    before, behind = around_edges(TYPES[label])
    edges = [edge.forward for edge in edges_of(TYPES[label])]
    names = [*(p.name for p in before), *edges, *(p.name for p in behind)]
    return {name: place for place, name in enumerate(names)}


def _texts(change: ChangedValue) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, language, and the texts before and after; of a date, its qualifier too.

    >>> [*_texts(ChangedValue(name="date", old="2018", new={"edtf": "2019", "qualifier": "BY"}))]
    [('date', '', '2018', '2019'), ('date.qualifier', '', '', 'BY')]
    """
    dates = [_date_parts(value) for value in (change.old, change.new)]
    (old, old_qualifier), (new, new_qualifier) = dates
    if old != new:
        yield change.name, change.language or "", old, new
    if old_qualifier != new_qualifier:
        yield f"{change.name}.qualifier", "", old_qualifier, new_qualifier


def _date_parts(value: FileValue) -> tuple[str, str]:
    """Return a value as text, and the qualifier of a date."""
    match value:
        case None:
            return "", ""
        case bool():
            return str(value).lower(), ""
        case list():
            return "\n".join(value), ""
        case dict():
            return value["edtf"], value["qualifier"]
    return str(value), ""


def _cited(diff: Diff) -> Mapping[str, _Cited]:
    """Return the added and removed sources of each node."""
    cited: dict[str, _Cited] = defaultdict(set)
    for mark, edges in ((Mark.ADDED, diff.edges_added), (Mark.REMOVED, diff.edges_removed)):
        for edge in edges:
            if edge.type == CITES[0].name:
                cited[edge.source].add((mark, split_id(edge.target)[1]))
    return cited


def _is_inherited(
    change: EdgeChange, cited: Mapping[str, _Cited], renamed: Mapping[str, str]
) -> bool:
    """Whether an edge's sources change only along with those of its entry, or their slugs."""
    new_slugs = {split_id(old)[1]: split_id(new)[1] for old, new in renamed.items()}
    old, new = (
        {str(slug) for slug in found} if isinstance(found, list) else set()
        for found in (side.properties.get(SOURCES.name) for side in (change.before, change.after))
    )
    old = {new_slugs.get(slug, slug) for slug in old}
    delta = {(Mark.ADDED, x) for x in new - old} | {(Mark.REMOVED, x) for x in old - new}
    source = change.after.source
    return not delta or delta in (cited.get(source), cited.get(owner_of(source)))
