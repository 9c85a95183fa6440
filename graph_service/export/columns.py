"""Values → flat cells: one column per stored property, without the folded keys.

A text has the column that Browser shows and one per language; a date also has its earliest and
latest day and its qualifier.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_service.model.declare import Property
from graph_service.model.storage import StoredValue, Value

SEPARATOR = "|"
"""Separates the items of a list; escaped by a backslash inside an item."""

Cell = str | int | None
"""A boolean is the string true or false."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table, or a key of GraphML; `type` is string, int or boolean, as in GraphML."""

    name: str
    type: str = "string"
    description: str


def columns_of(prop: Property) -> tuple[Column, ...]:
    """Return the columns of a property."""
    return tuple(
        Column(name=name, type=prop.kind.column_type, description=f"{prop.description}{more}")
        for name, more in prop.kind.columns(prop).items()
    )


class Columns:
    """The columns of some properties, in order."""

    def __init__(self, props: Iterable[Property]) -> None:
        self._widths = [(prop, len(columns_of(prop))) for prop in props]
        self.all = tuple(column for prop, _ in self._widths for column in columns_of(prop))

    def cells(self, values: Mapping[str, Value]) -> list[Cell]:
        """Return one cell per column, None if unknown."""
        row: list[Cell] = []
        for prop, width in self._widths:
            value = values.get(prop.name)
            if value is None:
                row += (None,) * width
            else:
                row += map(_cell, prop.kind.plain(prop, value).values())
        return row


def _cell(stored: StoredValue) -> Cell:
    match stored:
        case bool():
            return "true" if stored else "false"
        case None | str() | int():
            return stored
        case dt.date():
            return stored.isoformat()
        case list():
            return _joined(stored)
    raise TypeError(f"no cell for {stored!r}")


def _joined(items: Iterable[str | int]) -> str:
    escaped = (
        str(item).replace("\\", "\\\\").replace(SEPARATOR, f"\\{SEPARATOR}") for item in items
    )
    return SEPARATOR.join(escaped)
