"""Cells → the fields of an entry, or of a part of one, like those of an entry file.

A cell "Visita" in the column name.es → `name: {es: Visita}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph_service.catalogue.files.yaml_nodes import Fields, Items, Node, Scalar
from graph_service.catalogue.problems import Problem
from graph_service.catalogue.suggest.terms import term_name
from graph_service.model.declare import Property
from graph_service.model.enums import DateQualifier

from .columns import Column
from .grid import Cell
from .links import link_node
from .marks import is_clear
from .named_slugs import NamedSlug
from .values import plain_scalar, scalar

_PIECES = re.compile(r"\\[\\|\n]|[^\\|\n]+|.", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Document:
    """The fields of an entry, or of a part of one, while its cells are read.

    Attributes:
        problems: the problems so far.
        named: the slugs after a name so far.
        inside: the path of the part, such as "events[2].".
        fields: as in an entry file.
    """

    problems: list[Problem]
    named: list[NamedSlug]
    inside: str = ""
    fields: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)

    def put(self, path: tuple[str, ...], column: Column, cell: Cell) -> None:
        """Store a cell as a field, or as a part of one: a language, the qualifier of a date.

        A cell that clears its field is stored as null.
        """
        name, *inner = path
        key = plain_scalar(name, cell.place)
        if is_clear(cell.text):
            node: Node = plain_scalar("", cell.place)
        elif column.edge is not None:
            at = f"{self.inside}{name}"
            node = link_node(column.edge, cell, at, self.problems, self.named)
        elif inner == ["qualifier"]:
            node = plain_scalar(term_name(DateQualifier, cell.text) or cell.text, cell.place)
        elif column.prop is not None:
            node = _value(column.prop, cell)
        else:
            return
        if column.prop is not None and column.prop.kind.parts:
            part = inner[0] if inner else "edtf"
            whole = self.fields.get(name)
            parts = dict(whole[1].fields) if whole and isinstance(whole[1], Fields) else {}
            parts[part] = (plain_scalar(part, cell.place), node)
            node = Fields(fields=parts, place=cell.place)
        self.fields[name] = (key, node)


def _value(prop: Property, cell: Cell) -> Node:
    if not prop.many:
        return scalar(prop, cell.text, cell.place)
    texts = _split(cell.text, ";,|\n") if prop.enum or prop.names else _lines(cell.text)
    items = tuple(scalar(prop, text.strip(), cell.place) for text in texts)
    return Items(items=items, place=cell.place)


def escape(text: str) -> str:
    r"""Return an item of a list of texts as a line of a cell, on which bars separate items.

    >>> escape("a|b")
    'a\\|b'
    """
    return re.sub(r"([\\|\n])", r"\\\1", text)


def _lines(text: str) -> Iterator[str]:
    """Split a text into lines, and at bars; the inverse of `escape`, other backslashes stay."""
    line = ""
    for piece in _PIECES.findall(text):
        if piece in "|\n":
            yield line
            line = ""
        else:
            line += piece[1:] if len(piece) == 2 and piece[0] == "\\" else piece
    yield line


def _split(text: str, separators: str) -> Iterator[str]:
    """Split a text at separators, also inside brackets and quotes."""
    for separator in separators[1:]:
        text = text.replace(separator, separators[0])
    return iter(text.split(separators[0]))
