"""The columns that a table of a type may have: its fields, flat, in the order of entry files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.edge_properties import BASIS
from graph_service.model.graph import SLUG, around_edges, edges_of
from graph_service.model.labels import Labels
from graph_service.model.text import fold

_BASIS = replace(BASIS, required=False)
"""What a part of an entry rests on: STATED where nothing stands, as with links."""
_QUALIFIER = Labels("Qué indica", "Qualifier", "Qualificador")
"""Of a date: what is told of that day."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column.

    Attributes:
        path: from the field to what the column has of it: ("name", "es"), ("date", "qualifier"),
            ("events", "stage"); ("slug",) for the slug.
        label: its header.
        prop: the property that it is of, or
        edge: the edge; neither for the slug.
    """

    path: tuple[str, ...]
    label: Labels
    prop: Property | None = None
    edge: Edge | None = None

    @property
    def name(self) -> str:
        """Give what it may be called beside its headers: "name.es"."""
        return ".".join(self.path)

    @property
    def needed(self) -> bool:
        """Tell whether no entry can do without it; of texts, one language is enough."""
        if self.prop is not None:
            return self.prop.required and self.path[-1] not in ("en", "pt", "qualifier")
        return self.edge.required if self.edge is not None else True


def columns_of(node_type: NodeType) -> tuple[Column, ...]:
    """Give the columns of a type."""
    return (Column(path=("slug",), label=SLUG.label), *_fields(node_type))


def by_header(node_type: NodeType) -> Mapping[str, Column]:
    """Give the columns by all that they may be called, folded."""
    found: dict[str, Column] = {}
    for column in columns_of(node_type):
        for name in (*column.label, column.name):
            found[fold(name)] = column
    return found


def parts_of(node_type: NodeType) -> Edge | None:
    """Give the edge to the parts that stand in an entry of the type; None where it has none."""
    return next((edge for edge in edges_of(node_type) if edge.owns), None)


def _fields(node_type: NodeType) -> Iterator[Column]:
    before, behind = around_edges(node_type)
    for prop in before:
        yield from _of_property(prop)
    for edge in edges_of(node_type):
        if edge.owns:
            yield from (_inside(edge, column) for column in _fields(edge.target))
            yield _inside(edge, Column(path=("basis",), label=_BASIS.label, prop=_BASIS))
        else:
            yield Column(path=(edge.forward,), label=edge.label, edge=edge)
    for prop in behind:
        yield from _of_property(prop)


def _of_property(prop: Property) -> Iterator[Column]:
    column = Column(path=(prop.name,), label=prop.label, prop=prop)
    if prop.kind.has_languages:
        for language in prop.kind.parts:
            label = prop.label.with_each(f"{{}} ({language})".format)
            yield replace(column, path=(prop.name, language), label=label)
        return
    yield column
    if "qualifier" in prop.kind.parts:
        label = _behind(prop.label, _QUALIFIER)
        yield replace(column, path=(prop.name, "qualifier"), label=label)


def _inside(edge: Edge, column: Column) -> Column:
    label = _behind(edge.label, column.label)
    return replace(column, path=(edge.forward, *column.path), label=label)


def _behind(first: Labels, then: Labels) -> Labels:
    """Join two names: "Fecha: qué indica"."""
    return Labels(*(f"{a}: {b[0].lower()}{b[1:]}" for a, b in zip(first, then, strict=True)))
