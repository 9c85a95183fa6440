"""Values that Neo4j stores as they are: integers, Booleans, points in time."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import ClassVar

from graph_service.model.json import Json

from .base import Kind, Property, Stored, StoredValue, Value

ANY_NUMBER = (-(10**18), 10**18)
"""The bounds of a number that declares none."""


class PlainKind(Kind):
    """A value of one Python type, stored as it is."""

    python_type: ClassVar[type[bool] | type[int] | type[datetime.datetime]]

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

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        return {"type": "string", "format": "date-time"}
