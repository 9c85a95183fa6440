"""A value → flat cells: the columns that the reference calls its stored properties, keys left out.

Text has a column a language beside the one that Browser shows; a date its bounds and qualifier.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from graph_service.model.dates import PartialDate
from graph_service.model.declare import Kind, Property
from graph_service.model.storage import Value, suffix
from graph_service.model.terms import Vocabulary
from graph_service.model.text import FALLBACK, shown

SEPARATOR = "|"
"""What stands between the items of a list; in an item, a backslash before it."""

Cell = str | int | None
"""A truth value is written as true or false."""


class CellKind(Enum):
    """What a column holds, as GraphML names it."""

    STRING = "string"
    INT = "int"
    BOOLEAN = "boolean"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table, or a key of GraphML."""

    name: str
    kind: CellKind
    description: str


def columns_of(prop: Property) -> tuple[Column, ...]:
    """Give the columns of a property."""
    kinds = {Kind.INT: CellKind.INT, Kind.BOOLEAN: CellKind.BOOLEAN}
    kind = kinds.get(prop.kind, CellKind.STRING)
    return tuple(
        Column(name=name, kind=kind, description=f"{prop.description}{more}")
        for name, more in _names(prop).items()
    )


class Columns:
    """The columns of some properties, in order."""

    def __init__(self, props: Iterable[Property]) -> None:
        """Take the properties."""
        self._widths = [(prop, len(columns_of(prop))) for prop in props]
        self.all = tuple(column for prop, _ in self._widths for column in columns_of(prop))
        """One after another."""

    def cells(self, values: Mapping[str, Value]) -> list[Cell]:
        """Give the cells of some values, one a column; None where nothing is known."""
        row: list[Cell] = []
        for prop, width in self._widths:
            value = values.get(prop.name)
            row += (None,) * width if value is None else _cells(prop, value)
        return row


def _cells(prop: Property, value: Value) -> Sequence[Cell]:
    match value:
        case PartialDate(date=date, qualifier=qualifier):
            return (date.edtf, _iso(date.earliest), _iso(date.latest), qualifier.name)
        case Mapping() if prop.kind is Kind.TEXT:
            texts = {str(language): str(text) for language, text in value.items()}
            return (shown(texts, FALLBACK[0]), *(texts.get(language) for language in FALLBACK))
        case Mapping():
            return (_joined(value), _joined(value.values()))
        case Vocabulary():
            return (value.name,)
        case list() | tuple():
            return (_joined(v.name if isinstance(v, Vocabulary) else v for v in value),)
        case dt.datetime():
            return (value.isoformat(),)
        case bool():
            return ("true" if value else "false",)
        case str() | int():
            return (value,)
    raise TypeError(f"{prop.name}: {value!r} has no cells")


def _names(prop: Property) -> Mapping[str, str]:
    """Give the names of the columns, each with what its description adds to the property's."""
    name = prop.name
    match prop.kind:
        case Kind.TEXT:
            languages = {f"{name}{suffix(x)}": f" In the language {x}." for x in FALLBACK}
            return {name: f" In the first of {', '.join(FALLBACK)} that there is.", **languages}
        case Kind.DATE:
            return {
                name: " In EDTF (ISO 8601-2).",
                f"{name}Earliest": " The first day that it can mean.",
                f"{name}Latest": " The last day that it can mean.",
                f"{name}Qualifier": " How the date is to be understood.",
            }
        case Kind.COUNTS:
            return {"countedTypes": " The types.", "countedNumbers": " The numbers, in that order."}
    return {name: ""}


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _joined(items: Iterable[str | int]) -> str:
    escaped = (
        str(item).replace("\\", "\\\\").replace(SEPARATOR, f"\\{SEPARATOR}") for item in items
    )
    return SEPARATOR.join(escaped)
