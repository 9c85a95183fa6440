"""A diff → the changed fields of entries, each a row that orders them as their files do.

An entry changes with its own fields, the edges that its file declares, and its events. What the
loader derives is not a change, nor are the sources that an edge inherits from its entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

from graph_service.catalogue.graph.entry_ids import owner_of
from graph_service.model.declare import Edge, Property
from graph_service.model.edge_properties import BASIS, SOURCES, properties_of
from graph_service.model.edges import CITES
from graph_service.model.enums import Basis
from graph_service.model.graph import PROPERTIES, TYPES, around_edges, edges_of
from graph_service.model.ids import split_id
from graph_service.model.types import KNOWLEDGE_TRANSFER, STAGE_EVENT
from graph_service.store.changes import Diff, EdgeChange, EdgeRow, NodeRow, Properties

from .entry_changes import Mark, declared_edge
from .field_changes import FieldChange, FileValue, changed_fields

FieldRow: TypeAlias = tuple[str, int, str, int, str, str, str, str]
"""Owner, place of the field in its file, detail that orders a list, part; then the change: name,
language, the text before and the text after."""

_EVENTS = "events"
_Cited: TypeAlias = "set[tuple[Mark, str]]"


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
        ends = FieldChange(
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
        self, field: str, detail: str, change: FieldChange, part: int = 0
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


def _texts(change: FieldChange) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, language, and the texts before and after; of a date, its qualifier too.

    >>> [*_texts(FieldChange(name="date", old="2018", new={"edtf": "2019", "qualifier": "BY"}))]
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
