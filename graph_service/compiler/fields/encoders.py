"""Encoders: the value of an argument → a parameter. Null stays null: comparisons with it are false.

Columns are sorted by the names of these functions: renaming one may change statements.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from graph_service.model.edtf import Edtf, parse_edtf
from graph_service.model.enums import DatePrecision
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue
from graph_service.model.text import fold


def same(value: Json) -> StoredValue:
    """Return scalars unchanged, and lists without nulls."""
    match value:
        case None | bool() | int() | str():
            return value
        case Sequence():
            return [str(item) for item in value if item is not None]
    raise ValueError(f"{value!r} can't be used here")


def numbers(value: Json) -> StoredValue:
    """Return a list of numbers without nulls."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return None
    return [item for item in value if isinstance(item, int)]


def folded(value: Json) -> StoredValue:
    r"""Fold a text, to find it anywhere in a key.

    >>> folded("Niñez"), line("Niñez")
    ('ninez', '\nninez\n')
    """
    return None if value is None else fold(str(value))


def line_start(value: Json) -> StoredValue:
    """Fold a text, to find it at the start of a line of a key."""
    return None if value is None else f"\n{fold(str(value))}"


def line(value: Json) -> StoredValue:
    """Fold a text, to find it as a line of a key."""
    return None if value is None else f"\n{fold(str(value))}\n"


def _each(value: Json) -> list[str] | None:
    if value is None or isinstance(value, (bool, int, float)):
        return None
    return [str(item) for item in value if item is not None]


def folded_each(value: Json) -> StoredValue:
    """Fold the texts of a list."""
    items = _each(value)
    return None if items is None else [fold(item) for item in items]


def line_each(value: Json) -> StoredValue:
    """Fold the texts of a list, to find each as a line of a key."""
    items = _each(value)
    return None if items is None else [f"\n{fold(item)}\n" for item in items]


def time(value: Json) -> StoredValue:
    """Return a point in time in UTC, as all are stored: Neo4j also compares the offsets from it.

    >>> time("2026-11-24T09:30:00-06:00").isoformat()
    '2026-11-24T15:30:00+00:00'

    Raises:
        ValueError: if it is not a time in ISO 8601 with an offset.
    """
    if value is None:
        return None
    found = datetime.datetime.fromisoformat(str(value))
    if found.tzinfo is None:
        raise ValueError(f"{value!r} has no offset from UTC; add one, such as Z")
    try:
        return found.astimezone(datetime.UTC)
    except OverflowError:
        raise ValueError(f"{value!r} is not within the years 1 to 9999 in UTC") from None


_TYPES = {node_type.enum_name: node_type.name for node_type in ENTRY_TYPES}


def type_name(value: Json) -> StoredValue:
    """Return the name of a type of entries.

    >>> type_name("GOOD_PRACTICE")
    'GoodPractice'
    """
    return None if value is None else _TYPES[str(value)]


def type_names(value: Json) -> StoredValue:
    """Return the names of the types in a list."""
    items = _each(value)
    return None if items is None else [_TYPES[item] for item in items]


def _date(value: Json) -> Edtf:
    date = parse_edtf(str(value))
    if date.precision is DatePrecision.YEAR_UNKNOWN:
        raise ValueError(f"{value!r} has no year, so no date can be compared with it")
    return date


def date_from(value: Json) -> StoredValue:
    """Return the first day of a date; for an open start, the earliest possible day.

    >>> date_from("2018-10")
    datetime.date(2018, 10, 1)
    """
    return None if value is None else _date(value).earliest or datetime.date.min


def date_to(value: Json) -> StoredValue:
    """Return the last day of a date; for an open end, the latest possible day."""
    return None if value is None else _date(value).latest or datetime.date.max
