"""How an argument's value becomes a parameter. Null stays null: a comparison with it is false."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from graph_service.model.edtf import Edtf, parse_edtf
from graph_service.model.enums import DatePrecision
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue
from graph_service.model.text import fold


def same(value: Json) -> StoredValue:
    """Pass scalars on; of a list, what is not null."""
    match value:
        case None | bool() | int() | str():
            return value
        case Sequence():
            return [str(item) for item in value if item is not None]
    raise ValueError(f"{value!r} can't be used here")


def numbers(value: Json) -> StoredValue:
    """Pass a list of numbers on."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return None
    return [item for item in value if isinstance(item, int)]


def folded(value: Json) -> StoredValue:
    """Fold a text, to find it anywhere in a key."""
    return None if value is None else fold(str(value))


def line_start(value: Json) -> StoredValue:
    """Fold a text, to find it where a line of a key begins."""
    return None if value is None else f"\n{fold(str(value))}"


def line(value: Json) -> StoredValue:
    """Fold a text, to find it as a whole line of a key."""
    return None if value is None else f"\n{fold(str(value))}\n"


def _each(value: Json) -> list[str] | None:
    if value is None or isinstance(value, (bool, int, float)):
        return None
    return [str(item) for item in value if item is not None]


def folded_each(value: Json) -> StoredValue:
    """Fold every text of a list."""
    items = _each(value)
    return None if items is None else [fold(item) for item in items]


def line_each(value: Json) -> StoredValue:
    """Fold every text of a list, to find it as a whole line of a key."""
    items = _each(value)
    return None if items is None else [f"\n{fold(item)}\n" for item in items]


def _date(value: Json) -> Edtf:
    date = parse_edtf(str(value))
    if date.precision is DatePrecision.YEAR_UNKNOWN:
        raise ValueError(f"{value!r} has no year, so no date can be compared with it")
    return date


def date_from(value: Json) -> StoredValue:
    """Return the first day of a date; of an open start, the first of all days."""
    return None if value is None else _date(value).earliest or datetime.date.min


def date_to(value: Json) -> StoredValue:
    """Return the last day of a date; of an open end, the last of all days."""
    return None if value is None else _date(value).latest or datetime.date.max
