"""Dates as precise as their sources."""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier
from graph_service.model.json import Json

from .base import Kind, Property, Stored, StoredValue, Value
from .vocabularies import term


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
            f"{prop.name}Earliest": " The first possible day.",
            f"{prop.name}Latest": " The last possible day.",
            f"{prop.name}Qualifier": " How to read the date.",
        }

    def indexes(self, prop: Property) -> Mapping[str, str]:
        """Index the last day, which orders and filters use."""
        return {f"{prop.name}Latest": "RANGE"}

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        return {"$ref": f"#/$defs/{self.name}"}

    def plain(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        if not isinstance(value, PartialDate):
            raise TypeError(self.mismatch(prop, value))
        return {
            prop.name: value.date.edtf,
            f"{prop.name}Earliest": value.date.earliest,
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
