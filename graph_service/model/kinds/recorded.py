"""What only loads write: counts of a release, and the entries and fields that a change names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_service.model.kinds.base import FieldChange

from .base import Kind, Property, Stored, StoredValue, Value
from .scalars import PlainKind


class CountsKind(Kind):
    """Numbers by type, stored as two lists because Neo4j cannot store maps."""

    name = "TypeCount"
    is_written = False
    is_filtered = False
    is_sorted = False
    is_list = True

    def columns(self, prop: Property) -> Mapping[str, str]:
        return {"countedTypes": " The types.", "countedNumbers": " The numbers, in the same order."}

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


class ReferenceKind(PlainKind):
    """A text that identifies something: compared exactly, and not unique."""

    python_type = str
    is_written = False
    is_sorted = False


class EntryIdKind(ReferenceKind):
    """The id of an entry, which may no longer exist."""

    name = "EntryId"

    def graphql_type(self, prop: Property) -> str:
        return "ID"

    def filter_name(self, prop: Property) -> str:
        return "IdFilter"


class EntryTypeKind(ReferenceKind):
    """A type of entries, stored by its name, as in ids."""

    name = "EntryType"
    has_labels = True


class FieldChangesKind(Kind):
    """Changed fields, stored as four lists because Neo4j cannot store lists of maps.

    Lists have no nulls: a field without a language, or without a value, has "" there.
    """

    name = "FieldChange"
    is_written = False
    is_filtered = False
    is_sorted = False
    is_list = True

    def columns(self, prop: Property) -> Mapping[str, str]:
        return {
            "fieldNames": " Their names.",
            "fieldLanguages": " The language of each, or an empty text.",
            "fieldsBefore": " The value of each before, or an empty text.",
            "fieldsAfter": " The value of each after, or an empty text.",
        }

    def plain(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        if not isinstance(value, list | tuple):
            raise TypeError(self.mismatch(prop, value))
        changes = [change for change in value if isinstance(change, FieldChange)]
        return {
            "fieldNames": [change.name for change in changes],
            "fieldLanguages": [change.language or "" for change in changes],
            "fieldsBefore": [change.before or "" for change in changes],
            "fieldsAfter": [change.after or "" for change in changes],
        }

    def restore(self, prop: Property, properties: Stored) -> Value | None:
        lists = [_texts(properties.get(name)) for name in self.columns(prop)]
        if properties.get("fieldNames") is None:
            return None
        if len({len(texts) for texts in lists}) > 1:
            raise ValueError(f"{prop.name}: lists of {', '.join(str(len(x)) for x in lists)} items")
        return [
            FieldChange(
                name=name, language=language or None, before=before or None, after=after or None
            )
            for name, language, before, after in zip(*lists, strict=True)
        ]


def _texts(found: StoredValue) -> Sequence[str]:
    return [str(text) for text in found] if isinstance(found, list) else []
