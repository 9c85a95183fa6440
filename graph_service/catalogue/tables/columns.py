"""The columns that a table of a type may have: its fields, flat, in the order of entry files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graph_service.model.declare import Edge, Kind, NodeType, Property
from graph_service.model.facts import BASIS
from graph_service.model.graph import PROPERTIES, edges_of
from graph_service.model.text import FALLBACK, fold

from .headers import HEADERS, QUALIFIER, SLUG, Header

_BASIS = replace(BASIS, required=False)
"""What a part of an entry rests on: STATED where nothing stands, as with links."""
_LAST = ("note", "disputed", "formerSlugs")


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column.

    Attributes:
        path: from the field to what the column has of it: ("name", "es"), ("date", "qualifier"),
            ("events", "stage"); ("slug",) for the slug.
        header: its names.
        prop: the property that it is of, or
        edge: the edge; neither for the slug.
    """

    path: tuple[str, ...]
    header: Header
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
    return (Column(path=("slug",), header=SLUG), *_fields(node_type))


def by_header(node_type: NodeType) -> Mapping[str, Column]:
    """Give the columns by all that they may be called, folded."""
    found: dict[str, Column] = {}
    for column in columns_of(node_type):
        for name in (*column.header, column.name):
            found[fold(name)] = column
    return found


def parts_of(node_type: NodeType) -> Edge | None:
    """Give the edge to the parts that stand in an entry of the type; None where it has none."""
    return next((edge for edge in edges_of(node_type) if edge.owns), None)


def _fields(node_type: NodeType) -> Iterator[Column]:
    written = [p for p in PROPERTIES[node_type.name].values() if not p.derived and p.name != "slug"]
    for prop in written:
        if prop.name not in _LAST:
            yield from _of_property(prop)
    for edge in edges_of(node_type):
        if edge.owns:
            yield from (_inside(edge, column) for column in _fields(edge.target))
            basis = Column(path=("basis",), header=HEADERS["basis"], prop=_BASIS)
            yield _inside(edge, basis)
        else:
            yield Column(path=(edge.forward,), header=HEADERS[edge.forward], edge=edge)
    for name in _LAST:
        yield from (c for prop in written if prop.name == name for c in _of_property(prop))


def _of_property(prop: Property) -> Iterator[Column]:
    header = HEADERS[prop.name]
    column = Column(path=(prop.name,), header=header, prop=prop)
    if prop.kind is Kind.TEXT:
        for language in FALLBACK:
            named = Header(*(f"{name} ({language})" for name in header))
            yield replace(column, path=(prop.name, language), header=named)
        return
    yield column
    if prop.kind is Kind.DATE:
        yield replace(column, path=(prop.name, "qualifier"), header=_behind(header, QUALIFIER))


def _inside(edge: Edge, column: Column) -> Column:
    header = _behind(HEADERS[edge.forward], column.header)
    return replace(column, path=(edge.forward, *column.path), header=header)


def _behind(first: Header, then: Header) -> Header:
    """Join two names: "Fecha: calificador"."""
    return Header(*(f"{a}: {b[0].lower()}{b[1:]}" for a, b in zip(first, then, strict=True)))
