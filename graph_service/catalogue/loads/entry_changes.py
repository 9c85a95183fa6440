"""A diff → the entries and edges that change, in the terms of the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from graph_service.model.declare import Edge, Property
from graph_service.model.edge_properties import EDGE_PROPERTIES, SOURCES, properties_of
from graph_service.model.edges import CITES, EDGES
from graph_service.model.graph import FORMER_SLUGS, PROPERTIES
from graph_service.model.ids import node_id, split_id
from graph_service.model.search_text import SEARCH_RANK, SEARCH_TEXTS
from graph_service.model.storage import TITLE, StoredValue, stored_names, suffix
from graph_service.model.types import KNOWLEDGE_TRANSFER
from graph_service.model.types.shared import CAPTION
from graph_service.store.changes import Diff, EdgeRow, NodeChange, NodeRow, Properties, same

_EDGES: Mapping[tuple[str, str, str], Edge] = {
    (edge.name, edge.source.name, edge.target.name): edge for edge in (*EDGES, *CITES)
}
_DEPENDENT = ("id", "slug", TITLE, CAPTION.name, *SEARCH_TEXTS, SEARCH_RANK)
"""Properties that change along with an entry's slug, texts and dates."""
FileValue: TypeAlias = "str | int | float | bool | list[str] | dict[str, str] | None"
"""A value as written in a file; None if the field is missing."""


class Mark(StrEnum):
    """The kind of change of an entry or an edge."""

    ADDED = "added"
    CHANGED = "changed"
    RENAMED = "renamed"
    REMOVED = "removed"
    KEPT = "kept"


@dataclass(frozen=True, kw_only=True)
class NodeView:
    """An entry, or an event of a transfer, that changes.

    Attributes:
        mark: the kind of change.
        row: the node after the change; before it, if removed or kept.
        formerly: the old id, if renamed.
        merged_into: the id of the entry that has the slug as a former one by now, if removed.
        fields: the fields that change.
        derived: stored properties that change without a field.
    """

    mark: Mark
    row: NodeRow
    formerly: str | None = None
    merged_into: str | None = None
    fields: tuple[ChangedValue, ...] = ()
    derived: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EdgeView:
    """An edge that changes.

    Attributes:
        mark: the kind of change.
        row: the edge after the change; before it, if removed.
        edge: the declaration; None for an edge written by hand between other types.
        fields: the fields that change.
        derived: stored properties that change without a field.
    """

    mark: Mark
    row: EdgeRow
    edge: Edge | None
    fields: tuple[ChangedValue, ...] = ()
    derived: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The field of the file that declares the edge."""
        return self.edge.forward if self.edge else self.row.type


@dataclass(frozen=True, kw_only=True)
class StageMove:
    """A transfer's stage and phase, each before and after."""

    id: str
    stages: tuple[str | None, str | None]
    phases: tuple[str | None, str | None]


def node_views(diff: Diff) -> Iterator[NodeView]:
    """Yield the nodes that change, and the entries that are kept."""
    for row in diff.nodes_added:
        yield NodeView(mark=Mark.ADDED, row=row)
    for change in diff.nodes_changed:
        yield _changed_node(change)
    merged = dict(_merged(diff)) if diff.nodes_removed else {}
    for row in diff.nodes_removed:
        yield NodeView(mark=Mark.REMOVED, row=row, merged_into=merged.get(row.id))
    for row in diff.kept:
        yield NodeView(mark=Mark.KEPT, row=row)


def _merged(diff: Diff) -> Iterator[tuple[str, str]]:
    """Yield the former ids of the entries that change, with their ids."""
    for rows in (diff.nodes_added, (change.after for change in diff.nodes_changed)):
        for row in rows:
            slugs = row.properties.get(FORMER_SLUGS.name)
            for slug in slugs if isinstance(slugs, list) else ():
                yield node_id(row.label, str(slug)), row.id


def edge_views(diff: Diff) -> Iterator[EdgeView]:
    """Yield the edges that change."""
    for row in diff.edges_added:
        yield EdgeView(mark=Mark.ADDED, row=row, edge=declared_edge(row))
    for change in diff.edges_changed:
        edge = declared_edge(change.after)
        props = properties_of(edge) if edge else (*EDGE_PROPERTIES, SOURCES)
        fields = changed_fields(props, change.before.properties, change.after.properties)
        yield EdgeView(
            mark=Mark.CHANGED,
            row=change.after,
            edge=edge,
            fields=fields,
            derived=changes_without_field(props, fields, change.fields),
        )
    for row in sorted(diff.edges_removed, key=lambda edge: edge.key):
        yield EdgeView(mark=Mark.REMOVED, row=row, edge=declared_edge(row))


def stage_moves(diff: Diff) -> Iterator[StageMove]:
    """Yield the existing transfers whose stage or phase changes."""
    for change in diff.nodes_changed:
        if change.after.label == KNOWLEDGE_TRANSFER.name and {"stage", "phase"} & {*change.fields}:
            yield StageMove(
                id=change.after.id, stages=_both(change, "stage"), phases=_both(change, "phase")
            )


def tally(diff: Diff) -> Mapping[str, Mapping[str, int]]:
    """Count the changes by kind; a renamed node counts as renamed, not as changed."""
    renamed = sum(change.before.id != change.after.id for change in diff.nodes_changed)
    return {
        "nodes": {
            Mark.ADDED: len(diff.nodes_added),
            Mark.CHANGED: len(diff.nodes_changed) - renamed,
            Mark.RENAMED: renamed,
            Mark.REMOVED: len(diff.nodes_removed),
            Mark.KEPT: len(diff.kept),
        },
        "edges": {
            Mark.ADDED: len(diff.edges_added),
            Mark.CHANGED: len(diff.edges_changed),
            Mark.REMOVED: len(diff.edges_removed),
        },
    }


def _changed_node(change: NodeChange) -> NodeView:
    before, after = change.before, change.after
    props = [prop for prop in PROPERTIES[after.label].values() if prop.name != "slug"]
    fields = changed_fields(props, before.properties, after.properties)
    derived = changes_without_field(props, fields, change.fields)
    is_renamed = before.id != after.id
    return NodeView(
        mark=Mark.RENAMED if is_renamed else Mark.CHANGED,
        row=after,
        formerly=before.id if is_renamed else None,
        fields=fields,
        derived=tuple(x for x in derived if not (fields or is_renamed) or x not in _DEPENDENT),
    )


def _both(change: NodeChange, name: str) -> tuple[str | None, str | None]:
    before, after = change.fields.get(name, (change.after.properties.get(name),) * 2)
    return (_text(before), _text(after))


def _text(value: StoredValue) -> str | None:
    return str(value) if value is not None else None


def declared_edge(row: EdgeRow) -> Edge | None:
    """Return the declaration of an edge; None for one written by hand between other types."""
    return _EDGES.get((row.type, split_id(row.source)[0], split_id(row.target)[0]))


@dataclass(frozen=True, kw_only=True)
class ChangedValue:
    """A field of a file, before and after.

    Attributes:
        name: the field.
        language: the language of the text; None if the field has no languages.
        old: the value before.
        new: the value after.
    """

    name: str
    language: str | None = None
    old: FileValue
    new: FileValue

    @property
    def path(self) -> str:
        """The path in the file, such as `name.es`."""
        return f"{self.name}.{self.language}" if self.language else self.name


def changed_fields(
    props: Iterable[Property], before: Properties, after: Properties
) -> tuple[ChangedValue, ...]:
    """Return the fields that change, in the order of the model, without derived properties."""
    return tuple(
        change
        for prop in props
        if not prop.derived
        for change in _changes(prop, before, after)
        if not _same(change.old, change.new)
    )


def changes_without_field(
    props: Iterable[Property], fields: Iterable[ChangedValue], differing: Iterable[str]
) -> tuple[str, ...]:
    """Return the differing properties that no field explains: derived, or written by hand."""
    changed = {field.name for field in fields}
    explained = {name for prop in props if prop.name in changed for name in stored_names(prop)}
    return tuple(name for name in differing if name not in explained)


def _changes(prop: Property, before: Properties, after: Properties) -> Iterator[ChangedValue]:
    if prop.kind.has_languages:
        for language in prop.kind.parts:
            name = f"{prop.name}{suffix(language)}"
            old, new = (_file_value(properties.get(name)) for properties in (before, after))
            yield ChangedValue(name=prop.name, language=language, old=old, new=new)
    else:
        old, new = (_field(prop, properties) for properties in (before, after))
        yield ChangedValue(name=prop.name, old=old, new=new)


def _field(prop: Property, properties: Properties) -> FileValue:
    """Return a value as in a file: a date has its qualifier, unless that is AT."""
    value = _file_value(properties.get(prop.name))
    qualifier = properties.get(f"{prop.name}Qualifier")
    if value is None or qualifier in ("AT", None):
        return value
    return {"edtf": str(value), "qualifier": str(qualifier)}


def _file_value(value: object) -> FileValue:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case list() | tuple():
            return [str(item) for item in value]
    return str(value)


def _same(one: FileValue, other: FileValue) -> bool:
    if isinstance(one, dict) or isinstance(other, dict):
        return one == other
    return same(one, other)
