"""A value → flat cells: the columns that the reference calls its stored properties, keys left out.

Text has a column a language beside the one that Browser shows; a date its bounds and qualifier.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_service.model.declare import Property
from graph_service.model.storage import StoredValue, Value

SEPARATOR = "|"
"""What stands between the items of a list; in an item, a backslash before it."""

Cell = str | int | None
"""A truth value is written as true or false."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table, or a key of GraphML, which calls its type string, int or boolean."""

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
        """Take the properties."""
        self._widths = [(prop, len(columns_of(prop))) for prop in props]
        self.all = tuple(column for prop, _ in self._widths for column in columns_of(prop))
        """One after another."""

    def cells(self, values: Mapping[str, Value]) -> list[Cell]:
        """Return the cells of some values, one per column; None if nothing is known."""
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
    raise TypeError(f"{stored!r} fits no cell")


def _joined(items: Iterable[str | int]) -> str:
    escaped = (
        str(item).replace("\\", "\\\\").replace(SEPARATOR, f"\\{SEPARATOR}") for item in items
    )
    return SEPARATOR.join(escaped)
