"""Cells → the fields of an entry, or of a part of one, as an entry file would have them."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.catalogue.files.yaml_files import Fields, Items, Node, Scalar
from graph_service.model.declare import Kind, Property
from graph_service.model.enums import DateQualifier
from graph_service.model.text import fold

from .columns import Column
from .grid import Cell, CellPlace
from .links import link_node, term_name

_TRUTH = {
    **dict.fromkeys(("true", "si", "yes", "sim", "verdadero", "verdadeiro"), "true"),
    **dict.fromkeys(("false", "no", "nao", "falso"), "false"),
}


def put(
    fields: dict[str, tuple[Scalar, Node]], path: tuple[str, ...], column: Column, cell: Cell
) -> None:
    """Put a cell where it belongs: a field, a language of it, or the qualifier of a date."""
    key = Scalar(text=path[0], plain=True, place=cell.place)
    if column.edge is not None:
        fields[path[0]] = (key, link_node(column.edge, cell))
        return
    prop = column.prop
    if prop is None:
        return
    node = _value(prop, cell)
    if prop.kind is Kind.TEXT:
        inside = fields.get(path[0])
        texts = dict(inside[1].fields) if inside and isinstance(inside[1], Fields) else {}
        texts[path[1]] = (Scalar(text=path[1], plain=True, place=cell.place), node)
        fields[path[0]] = (key, Fields(fields=texts, place=cell.place))
    elif path[1:] == ("qualifier",):
        fields[path[0]] = (key, _qualified(fields.get(path[0]), cell))
    else:
        fields[path[0]] = (key, node)


def _qualified(date: tuple[Scalar, Node] | None, cell: Cell) -> Fields:
    qualifier = Scalar(
        text=term_name(DateQualifier, cell.text) or cell.text, plain=True, place=cell.place
    )
    fields: dict[str, tuple[Scalar, Node]] = {}
    if date is not None:
        fields["edtf"] = date
    fields["qualifier"] = (qualifier, qualifier)
    return Fields(fields=fields, place=cell.place)


def _value(prop: Property, cell: Cell) -> Node:
    if not prop.many:
        return _one(prop, cell.text, cell.place)
    separators = ";,|\n" if prop.enum or prop.name == "formerSlugs" else "|\n"
    items = tuple(_one(prop, text, cell.place) for text in _parted(cell.text, separators))
    return Items(items=items, place=cell.place)


def _parted(text: str, separators: str) -> Iterator[str]:
    """Part a text at separators; brackets and quotes mean nothing in it."""
    for separator in separators[1:]:
        text = text.replace(separator, separators[0])
    return (part.strip() for part in text.split(separators[0]))


def _one(prop: Property, text: str, place: CellPlace) -> Scalar:
    if prop.enum is not None:
        text = term_name(prop.enum, text) or text
    elif prop.kind is Kind.BOOLEAN:
        text = _TRUTH.get(fold(text), text)
    plain = prop.kind in (Kind.INT, Kind.BOOLEAN)
    return Scalar(text=text, plain=plain, place=place)
