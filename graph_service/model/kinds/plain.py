"""Values that Neo4j stores as they are: numbers, truth values, points in time."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from graph_service.model.json import Json

from .base import Kind, Stored, StoredValue, Value

if TYPE_CHECKING:
    from graph_service.model.declare import Property

ANY_NUMBER = (-(10**18), 10**18)
"""The bounds of a number that has no closer ones."""


class PlainKind(Kind):
    """A value of one Python type, stored as it is."""

    held: ClassVar[type[bool] | type[int] | type[datetime.datetime]]

    def plain(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        if isinstance(value, self.held):
            return {prop.name: value}
        raise TypeError(self.mismatch(prop, value))

    def restore(self, prop: Property, properties: Stored) -> Value | None:
        found = properties.get(prop.name)
        if found is None:
            return None
        if isinstance(found, self.held):
            return found
        raise ValueError(self.mismatch(prop, found))


class IntKind(PlainKind):
    """A whole number."""

    name = "Int"
    held = int
    column_type = "int"

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        least, most = prop.bounds or ANY_NUMBER
        return {"type": "integer", "minimum": least, "maximum": most}


class BooleanKind(PlainKind):
    """Yes or no."""

    name = "Boolean"
    held = bool
    column_type = "boolean"

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        return {"type": "boolean"}


class DateTimeKind(PlainKind):
    """A point in time, which only the loader writes."""

    name = "DateTime"
    held = datetime.datetime
    is_written = False
    is_filtered = False
    is_sorted = False
    is_temporal = True
    rdf_datatype = "xsd:dateTime"

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        return {"type": "string", "format": "date-time"}
