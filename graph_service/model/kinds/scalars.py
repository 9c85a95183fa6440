"""Single values: terms of a vocabulary, dates, integers, Booleans and points in time."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import ClassVar, TypeVar

from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier
from graph_service.model.json import Json
from graph_service.model.vocabulary import Vocabulary

from .base import Kind, Property, Stored, StoredValue, Value

T = TypeVar("T", bound=Vocabulary)


class EnumKind(Kind):
    """A term of the property's vocabulary, or a list of terms, stored by name."""

    name = "Enum"
    is_counted = True
    has_labels = True

    def type_name(self, prop: Property) -> str:
        return prop.vocabulary.__name__

    def filter_name(self, prop: Property) -> str:
        return f"{self.type_name(prop)}{'List' if prop.many else ''}Filter"

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        return {"$ref": f"#/$defs/{self.type_name(prop)}"}

    def plain(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        if prop.many and isinstance(value, list | tuple):
            return {prop.name: [v.name for v in value if isinstance(v, Vocabulary)]}
        if not prop.many and isinstance(value, Vocabulary):
            return {prop.name: value.name}
        raise TypeError(self.mismatch(prop, value))

    def restore(self, prop: Property, properties: Stored) -> Value | None:
        found = properties.get(prop.name)
        if found is None:
            return None
        enum = prop.vocabulary
        if prop.many and isinstance(found, list):
            return [term(prop, enum, name) for name in found]
        if not prop.many and isinstance(found, str):
            return term(prop, enum, found)
        raise ValueError(self.mismatch(prop, found))


def term(prop: Property, enum: type[T], name: object) -> T:
    """Return the term with a stored name.

    Raises:
        ValueError: if the vocabulary has no such term.
    """
    found = enum.__members__.get(str(name))
    if found is None:
        raise ValueError(f"{prop.name}: {name!r} is not a value of {enum.__name__}")
    return found


class DateKind(Kind):
    """An EDTF expression, stored with its first and last day and its qualifier."""

    name = "PartialDate"
    is_counted = True
    is_temporal = True
    has_precision = True
    parts = ("edtf", "qualifier")
    rdf_datatype = "edtf:EDTF"

    def columns(self, prop: Property) -> Mapping[str, str]:
        return {
            prop.name: " In EDTF (ISO 8601-2).",
            f"{prop.name}Earliest": " The first possible day, if one is known.",
            f"{prop.name}Latest": " The last possible day.",
            f"{prop.name}Qualifier": " How to read the date.",
        }

    def indexes(self, prop: Property) -> Mapping[str, str]:
        """Index the last day, which orders and filters use."""
        return {f"{prop.name}Latest": "RANGE"}

    def counted_columns(self, prop: Property) -> tuple[str, ...]:
        return (f"{prop.name}Earliest", f"{prop.name}Latest")

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        return {"$ref": f"#/$defs/{self.name}"}

    def plain(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        if not isinstance(value, PartialDate):
            raise TypeError(self.mismatch(prop, value))
        return {
            prop.name: value.date.edtf,
            f"{prop.name}Earliest": value.earliest,
            f"{prop.name}Latest": value.date.latest,
            f"{prop.name}Qualifier": value.qualifier.name,
        }

    def restore(self, prop: Property, properties: Stored) -> Value | None:
        found = properties.get(prop.name)
        if found is None:
            return None
        if not isinstance(found, str):
            raise ValueError(self.mismatch(prop, found))
        qualifier = term(prop, DateQualifier, properties.get(f"{prop.name}Qualifier"))
        return PartialDate(date=parse_edtf(found), qualifier=qualifier)


ANY_NUMBER = (-(10**18), 10**18)
"""The bounds of a number that declares none."""


class PlainKind(Kind):
    """A value of one Python type, stored as it is."""

    python_type: ClassVar[type[bool] | type[int] | type[str] | type[datetime.datetime]]

    def plain(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        if isinstance(value, self.python_type):
            return {prop.name: value}
        raise TypeError(self.mismatch(prop, value))

    def restore(self, prop: Property, properties: Stored) -> Value | None:
        found = properties.get(prop.name)
        if found is None:
            return None
        if isinstance(found, self.python_type):
            return found
        raise ValueError(self.mismatch(prop, found))


class IntKind(PlainKind):
    """An integer."""

    name = "Int"
    python_type = int
    column_type = "int"

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        minimum, maximum = prop.bounds or ANY_NUMBER
        return {"type": "integer", "minimum": minimum, "maximum": maximum}


class BooleanKind(PlainKind):
    """A Boolean."""

    name = "Boolean"
    python_type = bool
    column_type = "boolean"

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        return {"type": "boolean"}


class DateTimeKind(PlainKind):
    """A point in time; only the loader writes one."""

    name = "DateTime"
    python_type = datetime.datetime
    is_written = False
    is_temporal = True
    rdf_datatype = "xsd:dateTime"
