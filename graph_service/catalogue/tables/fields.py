"""Cells → the fields of an entry, or of a part of one, like those of an entry file.

A cell "Visita" in the column name.es → `name: {es: Visita}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph_service.catalogue.files.yaml_files import Fields, Items, Node, Scalar
from graph_service.catalogue.problems import Problem
from graph_service.catalogue.suggest.terms import term_name
from graph_service.model.declare import Property
from graph_service.model.enums import DateQualifier

from .columns import Column
from .grid import Cell
from .links import link_node
from .values import plain_scalar, scalar


@dataclass(frozen=True, kw_only=True)
class Document:
    """The fields of an entry, or of a part of one, while its cells are read.

    Attributes:
        problems: the problems so far.
        inside: the path of the part, such as "events[2].".
        fields: as in an entry file.
    """

    problems: list[Problem]
    inside: str = ""
    fields: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)

    def put(self, path: tuple[str, ...], column: Column, cell: Cell) -> None:
        """Store a cell as a field, as a language of a text, or as the qualifier of a date."""
        name = path[0]
        key = plain_scalar(name, cell.place)
        if column.edge is not None:
            node = link_node(column.edge, cell, f"{self.inside}{name}", self.problems)
            self.fields[name] = (key, node)
            return
        prop = column.prop
        if prop is None:
            return
        node = _value(prop, cell)
        if path[1:] == ("qualifier",):
            node = _qualified(self.fields.get(name), cell)
        elif path[1:]:  # a language
            text = self.fields.get(name)
            texts = dict(text[1].fields) if text and isinstance(text[1], Fields) else {}
            texts[path[1]] = (plain_scalar(path[1], cell.place), node)
            node = Fields(fields=texts, place=cell.place)
        self.fields[name] = (key, node)


def _qualified(date: tuple[Scalar, Node] | None, cell: Cell) -> Fields:
    qualifier = plain_scalar(term_name(DateQualifier, cell.text) or cell.text, cell.place)
    fields: dict[str, tuple[Scalar, Node]] = {}
    if date is not None:
        fields["edtf"] = date
    fields["qualifier"] = (qualifier, qualifier)
    return Fields(fields=fields, place=cell.place)


def _value(prop: Property, cell: Cell) -> Node:
    if not prop.many:
        return scalar(prop, cell.text, cell.place)
    separators = ";,|\n" if prop.enum or prop.name == "formerSlugs" else "|\n"
    items = tuple(scalar(prop, text, cell.place) for text in _split(cell.text, separators))
    return Items(items=items, place=cell.place)


def _split(text: str, separators: str) -> Iterator[str]:
    """Split a text at separators, also inside brackets and quotes."""
    for separator in separators[1:]:
        text = text.replace(separator, separators[0])
    return (item.strip() for item in text.split(separators[0]))
