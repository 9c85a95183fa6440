"""Stored properties → the model's values: the inverse of what storage.py writes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from .dates import PartialDate, parse_edtf
from .declare import Kind, Property
from .enums import DateQualifier
from .storage import StoredValue, Value, suffix
from .terms import Vocabulary
from .text import FALLBACK

Stored = Mapping[str, StoredValue]
T = TypeVar("T", bound=Vocabulary)


def restored(prop: Property, properties: Stored) -> Value | None:
    """Give the value of a property from stored properties; None where there is none.

    Raises:
        ValueError: when what is stored is not what `stored` writes: it was changed by hand.
    """
    return _of_kind(prop, properties, properties.get(prop.name))


def restored_values(props: Iterable[Property], properties: Stored) -> dict[str, Value]:
    """Give the values that there are, in the order of the properties.

    Raises:
        ValueError: as `restored` does.
    """
    found = ((prop.name, restored(prop, properties)) for prop in props)
    return {name: value for name, value in found if value is not None}


def _of_kind(prop: Property, properties: Stored, found: StoredValue) -> Value | None:
    match prop.kind, found:
        case Kind.TEXT, _:
            texts = {x: properties.get(f"{prop.name}{suffix(x)}") for x in FALLBACK}
            return {x: str(text) for x, text in texts.items() if text is not None} or None
        case Kind.COUNTS, _:
            return _counts(prop, properties)
        case _, None:
            return None
        case Kind.DATE, str():
            qualifier = _term(prop, DateQualifier, properties.get(f"{prop.name}Qualifier"))
            return PartialDate(date=parse_edtf(found), qualifier=qualifier)
        case Kind.ENUM, list() if prop.enum and prop.many:
            return [_term(prop, prop.enum, name) for name in found]
        case Kind.ENUM, str() if prop.enum and not prop.many:
            return _term(prop, prop.enum, found)
        case Kind.STRING, list() if prop.many:
            return [str(text) for text in found]
        case ((Kind.STRING | Kind.URL), str()) if not prop.many:
            return found
        case (
            (Kind.BOOLEAN, bool() as plain)
            | (Kind.INT, int() as plain)
            | (Kind.DATETIME, datetime.datetime() as plain)
        ):
            return plain
    raise ValueError(f"{prop.name}: {found!r} is no {prop.kind.value}")


def _counts(prop: Property, properties: Stored) -> Mapping[str, int] | None:
    types, numbers = (_items(properties.get(f"counted{x}")) for x in ("Types", "Numbers"))
    if len(types) != len(numbers):
        raise ValueError(f"{prop.name}: {len(types)} types, {len(numbers)} numbers")
    return dict(zip(map(str, types), map(int, numbers), strict=True)) or None


def _term(prop: Property, enum: type[T], name: object) -> T:
    term = enum.__members__.get(str(name))
    if term is None:
        raise ValueError(f"{prop.name}: {name!r} is no {enum.__name__}")
    return term


def _items(found: StoredValue) -> Sequence[str | int]:
    return found if isinstance(found, list) else ()
