"""Terms of a vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

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
