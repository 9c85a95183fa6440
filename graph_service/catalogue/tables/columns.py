"""The columns of a type's table: its fields, flattened, in the order of entry files.

A practice's `name` has the columns name.es, name.en and name.pt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graph_service.catalogue.suggest.fields import DATE_LABELS
from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.edge_properties import BASIS
from graph_service.model.graph import SLUG, around_edges, edges_of
from graph_service.model.labels import Labels
from graph_service.model.text import fold

_BASIS = replace(BASIS, required=False)
"""Optional for a part of an entry, as for a link: the default is STATED."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column.

    Attributes:
        path: the field, and its component: ("name", "es"), ("date", "qualifier"),
            ("events", "stage"); ("slug",) for the slug.
        label: its header.
        prop: its property, if it is one of a property.
        edge: its edge, if it is one of an edge.
    """

    path: tuple[str, ...]
    label: Labels
    prop: Property | None = None
    edge: Edge | None = None

    @property
    def name(self) -> str:
        """The header that is the same in all languages: "name.es"."""
        return ".".join(self.path)

    @property
    def is_required(self) -> bool:
        """Whether every entry needs it; a text needs one language, so only Spanish is marked."""
        if self.prop is not None:
            return self.prop.required and self.path[-1] not in ("en", "pt", "qualifier")
        return self.edge.required if self.edge is not None else True


def columns_of(node_type: NodeType) -> tuple[Column, ...]:
    """Return the columns of a type."""
    return (Column(path=("slug",), label=SLUG.label), *_fields(node_type))


def columns_by_header(node_type: NodeType) -> Mapping[str, Column]:
    """Return the columns by their headers in each language, and by their names, folded."""
    return {
        fold(header): column
        for column in columns_of(node_type)
        for header in (*column.label, column.name)
    }


def owned_edge(node_type: NodeType) -> Edge | None:
    """Return the edge to the parts of an entry of the type; None if it has no parts."""
    return next((edge for edge in edges_of(node_type) if edge.owns), None)


def _fields(node_type: NodeType) -> Iterator[Column]:
    before, after = around_edges(node_type)
    for prop in before:
        yield from _of_property(prop)
    for edge in edges_of(node_type):
        if edge.owns:
            yield from (_inside(edge, column) for column in _fields(edge.target))
            yield _inside(edge, Column(path=("basis",), label=_BASIS.label, prop=_BASIS))
        else:
            yield Column(path=(edge.forward,), label=edge.label, edge=edge)
    for prop in after:
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
        label = _joined(prop.label, DATE_LABELS["qualifier"])
        yield replace(column, path=(prop.name, "qualifier"), label=label)


def _inside(edge: Edge, column: Column) -> Column:
    label = _joined(edge.label, column.label)
    return replace(column, path=(edge.forward, *column.path), label=label)


def _joined(first: Labels, then: Labels) -> Labels:
    """Join two names: "Fecha: qué indica"."""
    return Labels(*(f"{a}: {b[0].lower()}{b[1:]}" for a, b in zip(first, then, strict=True)))
