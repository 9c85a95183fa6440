"""Stored rows → values of the model → JSON, or the flat cells of tables and GraphML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import TypeAlias

from graph_service.errors import ExportRefused
from graph_service.i18n import _
from graph_service.model.declare import Property
from graph_service.model.edges.derived import REACHED
from graph_service.model.edtf import PartialDate
from graph_service.model.graph import EDGE_TYPES, TYPES, EdgeType, exported
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue, Value, restored_values
from graph_service.model.vocabulary import Vocabulary
from graph_service.store.changes import EdgeRow, NodeRow

Row: TypeAlias = NodeRow | EdgeRow
_REACHED = EdgeType(name=REACHED.name, edges=(REACHED,))


def properties_of(row: Row) -> Sequence[Property]:
    """Return the properties of a row's type that exports have, in the order of the model."""
    if isinstance(row, NodeRow):
        return exported(TYPES[row.label])
    return (_REACHED if row.type == _REACHED.name else EDGE_TYPES[row.type]).properties


def place_of(row: Row) -> str:
    """Return what messages call a node or an edge."""
    if isinstance(row, NodeRow):
        return row.id
    return f"{row.type} from {row.source} to {row.target}"


def values_of(row: Row) -> dict[str, Value]:
    """Return the values of a node or an edge, in the order of the model.

    Raises:
        ExportRefused: if a stored value is invalid, because it was changed by hand.
    """
    try:
        return restored_values(properties_of(row), row.properties)
    except ValueError as error:
        raise ExportRefused(
            _(
                "The graph was changed by hand: {where} has an invalid value of {property}. Load"
                " the seeds to restore it, and export again.",
                where=place_of(row),
                property=str(error).partition(":")[0],
            )
        ) from None


def name_of(row: NodeRow) -> str:
    """Return the name of a node, or its id if the name was removed by hand."""
    return str(row.properties.get("name", row.id))


def as_json(value: Value) -> Json:
    """Return a value as JSON: a text by language, a date with its earliest and latest day."""
    match value:
        case PartialDate():
            return {
                "edtf": value.date.edtf,
                "earliest": value.earliest.isoformat() if value.earliest else None,
                "latest": value.date.latest.isoformat() if value.date.latest else None,
                "precision": value.date.precision.name,
                "qualifier": value.qualifier.name,
            }
        case Vocabulary():
            return value.name
        case dt.datetime():
            return value.isoformat()
        case Mapping():
            return dict(value)
        case list() | tuple():
            return [v.name if isinstance(v, Vocabulary) else str(v) for v in value]
        case str() | int():
            return value
    raise TypeError(f"not a value: {value!r}")


SEPARATOR = "|"
"""Separates the items of a list; escaped by a backslash inside an item."""

Cell: TypeAlias = str | int | float | None
"""A boolean is the string true or false."""


@dataclass(frozen=True)
class Column:
    """A column of a table, or a key of GraphML.

    Attributes:
        name: in the header.
        description: what it has.
        type: string, int, double or boolean, as in GraphML, or date for days, such as 2018-10-09.
        terms: the names that are its only values.
        is_required: whether no cell is empty.
    """

    name: str
    description: str = ""
    _: KW_ONLY
    type: str = "string"
    terms: Collection[str] | None = None
    is_required: bool = False


def columns_of(*props: Property) -> Iterator[Column]:
    """Yield the columns of properties: one per stored property, without the folded keys.

    A text has the column that Browser shows and one per language; a date also has its earliest and
    latest day, its qualifier and its precision.
    """
    for prop in props:
        days = {f"{prop.name}Earliest", f"{prop.name}Latest"} if prop.kind.has_precision else ()
        for name, more in prop.kind.columns(prop).items():
            yield Column(
                name,
                f"{prop.description}{more}",
                type="date" if name in days else prop.kind.column_type,
                terms=prop.enum.__members__ if prop.enum and not prop.many else None,
            )
        if prop.kind.has_precision:
            yield Column(f"{prop.name}Precision", f"{prop.description} How precise the date is.")


def cells_of(row: Row) -> Mapping[str, Cell]:
    """Return the known values of a row, by the names of their columns; see `values_of`."""
    values = values_of(row)
    cells: dict[str, Cell] = {}
    for prop in properties_of(row):
        value = values.get(prop.name)
        if value is not None:
            stored = prop.kind.plain(prop, value)
            cells |= {name: _cell(found) for name, found in stored.items()}
        if isinstance(value, PartialDate):
            cells[f"{prop.name}Precision"] = value.date.precision.name
    return cells


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
