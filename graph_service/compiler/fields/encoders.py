"""Encoders: the value of an argument → a parameter. Arguments that are null have no parameter.

Columns are sorted by the names of these functions: renaming one may change statements.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from graph_service.model.edtf import FORMS_OF, Edtf, parse_edtf
from graph_service.model.enums import DatePrecision
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue, suffix
from graph_service.model.text import fold


def same(value: Json) -> StoredValue:
    """Return scalars and lists of texts unchanged."""
    match value:
        case bool() | int() | str():
            return value
        case Sequence():
            return [str(item) for item in value]
    raise ValueError(f"{value!r} can't be used here")


def _items(value: Json) -> Sequence[Json]:
    if isinstance(value, list):
        return value
    raise ValueError(f"{value!r} is not a list")


def numbers(value: Json) -> StoredValue:
    """Return a list of numbers unchanged."""
    return [item for item in _items(value) if isinstance(item, int)]


def capitals(value: Json) -> StoredValue:
    """Return a code of capital letters, which may be written in lower case.

    >>> capitals("gt")
    'GT'
    """
    return str(value).upper()


def capitals_each(value: Json) -> StoredValue:
    """Return codes of capital letters."""
    return [str(item).upper() for item in _items(value)]


def folded(value: Json) -> StoredValue:
    r"""Fold a text, to find it anywhere in a key.

    >>> folded("Niñez"), line("Niñez")
    ('ninez', '\nninez\n')
    """
    return fold(str(value))


def line_start(value: Json) -> StoredValue:
    """Fold a text, to find it at the start of a line of a key."""
    return f"\n{fold(str(value))}"


def line(value: Json) -> StoredValue:
    """Fold a text, to find it as a line of a key."""
    return f"\n{fold(str(value))}\n"


def language_suffix(value: Json) -> StoredValue:
    """Return the suffix of a language's stored properties.

    >>> language_suffix("PT")
    'Pt'
    """
    return suffix(str(value).lower())


def folded_each(value: Json) -> StoredValue:
    """Fold the texts of a list."""
    return [fold(str(item)) for item in _items(value)]


def line_each(value: Json) -> StoredValue:
    """Fold the texts of a list, to find each as a line of a key."""
    return [f"\n{fold(str(item))}\n" for item in _items(value)]


def time(value: Json) -> StoredValue:
    """Return a point in time in UTC, as all are stored: Neo4j also compares the offsets from it.

    >>> time("2026-11-24T09:30:00-06:00").isoformat()
    '2026-11-24T15:30:00+00:00'

    Raises:
        ValueError: if it is not a time in ISO 8601 with an offset.
    """
    found = datetime.datetime.fromisoformat(str(value))
    if found.tzinfo is None:
        raise ValueError(
            f"{value!r} has no offset from UTC; write the time with one, such as"
            f" {found.isoformat()}Z"
        )
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
    return _TYPES[str(value)]


def type_names(value: Json) -> StoredValue:
    """Return the names of the types in a list."""
    return [_TYPES[str(item)] for item in _items(value)]


def _date(value: Json) -> Edtf:
    date = parse_edtf(str(value))
    if date.precision is DatePrecision.YEAR_UNKNOWN:
        raise ValueError(f"{value!r} has no year, so no date can be compared with it")
    return date


def year_from(value: Json) -> StoredValue:
    """Return the first day of a year.

    Raises:
        ValueError: if it hasn't four digits, so that no date is in it.
    """
    if isinstance(value, int) and not 1000 <= value <= 9999:
        raise ValueError(f"{value} is not a year of four digits, such as 2018")
    return date_from(value)


def date_forms(value: Json) -> StoredValue:
    """Return the forms of dates that have one of these precisions.

    >>> date_forms(["YEAR"])
    ['[0-9]{4}']
    """
    return [FORMS_OF[DatePrecision[str(name)]] for name in _items(value)]


def date_from(value: Json) -> StoredValue:
    """Return the first day of a date; for an open start, the earliest possible day.

    >>> date_from("2018-10")
    datetime.date(2018, 10, 1)
    """
    return _date(value).earliest or datetime.date.min


def date_to(value: Json) -> StoredValue:
    """Return the last day of a date; for an open end, the latest possible day."""
    return _date(value).latest or datetime.date.max
