"""The number of entries of each type in a release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_service.model.json import Json

from .base import Kind, Property, Stored, StoredValue, Value


class CountsKind(Kind):
    """Numbers by type, stored as two lists because Neo4j cannot store maps."""

    name = "TypeCount"
    is_written = False
    is_filtered = False
    is_sorted = False
    is_list = True

    def columns(self, prop: Property) -> Mapping[str, str]:
        return {"countedTypes": " The types.", "countedNumbers": " The numbers, in the same order."}

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        return {"type": "object", "additionalProperties": {"type": "integer"}}

    def plain(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        if not isinstance(value, Mapping):
            raise TypeError(self.mismatch(prop, value))
        return {
            "countedTypes": [str(type_name) for type_name in value],
            "countedNumbers": [n for n in value.values() if isinstance(n, int)],
        }

    def restore(self, prop: Property, properties: Stored) -> Value | None:
        types, numbers = (_items(properties.get(name)) for name in self.columns(prop))
        if len(types) != len(numbers):
            raise ValueError(f"{prop.name}: {len(types)} types, {len(numbers)} numbers")
        return dict(zip(map(str, types), map(int, numbers), strict=True)) or None


def _items(found: StoredValue) -> Sequence[str | int]:
    return found if isinstance(found, list) else ()
