"""The path of a field, or of a value in it → its column.

"visitorCountries[1].role" → the column of visitorCountries, item "1", property role.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.edge_properties import properties_of
from graph_service.model.graph import TYPES, edges_of

from .columns import Column, columns_of


@dataclass(frozen=True, kw_only=True)
class Location:
    """Where a value is in the table of a type.

    Attributes:
        column: its column.
        part: the position of the part that it belongs to, if it is in one.
        item: the item of a list: its number, or the target of a link.
        fact: the property of the link, if it is one.
    """

    column: Column
    part: str | None = None
    item: str | None = None
    fact: Property | None = None

    @property
    def value(self) -> Property | None:
        """The property that the value is one of; None if it is a slug."""
        return self.fact or self.column.prop


def path_of(field: str) -> tuple[str, ...]:
    """Split the path of a field: "events[2].date" → ("events", "2", "date")."""
    return tuple(re.sub(r"\[(\d+)\]", r".\1", field).split("."))


def locate(node_type: NodeType, path: Sequence[str]) -> Location | None:
    """Return where a value is; None if the type has no column for it.

    >>> from graph_service.model.types import EXCHANGE_VISIT
    >>> locate(EXCHANGE_VISIT, path_of("visitorCountries[1].role")).fact.name
    'role'
    """
    columns = _columns(node_type.name)
    edges = {edge.forward: edge for edge in edges_of(node_type)}
    name, *rest = path
    edge, part = edges.get(name), None
    prefix: tuple[str, ...] = (name,)
    if edge is not None and edge.owns:
        if len(rest) < 2:
            column = columns.get((name, "position"))
            return Location(column=column, part=rest[0] if rest else None) if column else None
        part, inner, *rest = rest
        prefix = (name, inner)
        edge = {e.forward: e for e in edges_of(edge.target)}.get(inner)
    for end in (rest[:1], []):  # a language or a qualifier has a column of its own
        if (column := columns.get((*prefix, *end))) is not None:
            return _inside(column, edge, rest[len(end) :], part)
    if any(path[: len(prefix)] == prefix for path in columns):  # all languages together
        column = next(column for path, column in columns.items() if path[: len(prefix)] == prefix)
        return Location(column=column, part=part)
    return None


def _inside(column: Column, edge: Edge | None, rest: Sequence[str], part: str | None) -> Location:
    item = rest[0] if rest and column.is_list else None
    names = rest[1:] if item is not None else rest
    properties = {prop.name: prop for prop in properties_of(edge)} if edge is not None else {}
    prop = properties.get(names[0]) if names else None
    return Location(column=column, part=part, item=item, fact=prop)


@cache
def _columns(type_name: str) -> Mapping[tuple[str, ...], Column]:
    return {column.path: column for column in columns_of(TYPES[type_name])}
