"""Values → flat cells: one column per stored property, without the folded keys.

A text has the column that Browser shows and one per language; a date also has its earliest and
latest day, its qualifier and its precision.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_service.model.declare import Property
from graph_service.model.edtf import PartialDate
from graph_service.model.storage import StoredValue, Value

SEPARATOR = "|"
"""Separates the items of a list; escaped by a backslash inside an item."""

Cell = str | int | None
"""A boolean is the string true or false."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table, or a key of GraphML.

    Attributes:
        name: in the header.
        type: string, int or boolean, as in GraphML.
        description: what it has.
        is_day: whether its texts are days, such as 2018-10-09.
    """

    name: str
    type: str = "string"
    description: str
    is_day: bool = False


def columns_of(prop: Property) -> tuple[Column, ...]:
    """Return the columns of a property."""
    days = {f"{prop.name}Earliest", f"{prop.name}Latest"} if prop.kind.has_precision else ()
    columns = tuple(
        Column(
            name=name,
            type=prop.kind.column_type,
            description=f"{prop.description}{more}",
            is_day=name in days,
        )
        for name, more in prop.kind.columns(prop).items()
    )
    if not prop.kind.has_precision:
        return columns
    precision = f"{prop.description} How precise the date is."
    return (*columns, Column(name=f"{prop.name}Precision", description=precision))


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
                if isinstance(value, PartialDate):
                    row.append(value.date.precision.name)
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
