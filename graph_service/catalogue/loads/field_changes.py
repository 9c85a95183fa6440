"""Stored properties before and after → the fields that change in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from graph_service.model.declare import Property
from graph_service.model.storage import stored_names, suffix
from graph_service.store.changes import Properties, same

FileValue: TypeAlias = "str | int | float | bool | list[str] | dict[str, str] | None"
"""A value as written in a file; None if the field is missing."""


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """A field of a file, before and after.

    Attributes:
        name: the field.
        language: the language of the text; None if the field has no languages.
        old: the value before.
        new: the value after.
    """

    name: str
    language: str | None = None
    old: FileValue
    new: FileValue

    @property
    def path(self) -> str:
        """The path in the file, such as `name.es`."""
        return f"{self.name}.{self.language}" if self.language else self.name


def changed_fields(
    props: Iterable[Property], before: Properties, after: Properties
) -> tuple[FieldChange, ...]:
    """Return the fields that change, in the order of the model, without derived properties."""
    return tuple(
        change
        for prop in props
        if not prop.derived
        for change in _changes(prop, before, after)
        if not _same(change.old, change.new)
    )


def changes_without_field(
    props: Iterable[Property], fields: Iterable[FieldChange], differing: Iterable[str]
) -> tuple[str, ...]:
    """Return the differing properties that no field explains: derived, or written by hand."""
    changed = {field.name for field in fields}
    explained = {name for prop in props if prop.name in changed for name in stored_names(prop)}
    return tuple(name for name in differing if name not in explained)


def _changes(prop: Property, before: Properties, after: Properties) -> Iterator[FieldChange]:
    if prop.kind.has_languages:
        for language in prop.kind.parts:
            name = f"{prop.name}{suffix(language)}"
            old, new = (_file_value(properties.get(name)) for properties in (before, after))
            yield FieldChange(name=prop.name, language=language, old=old, new=new)
    else:
        old, new = (_field(prop, properties) for properties in (before, after))
        yield FieldChange(name=prop.name, old=old, new=new)


def _field(prop: Property, properties: Properties) -> FileValue:
    """Return a value as in a file: a date has its qualifier, unless that is AT."""
    value = _file_value(properties.get(prop.name))
    qualifier = properties.get(f"{prop.name}Qualifier")
    if value is None or qualifier in ("AT", None):
        return value
    return {"edtf": str(value), "qualifier": str(qualifier)}


def _file_value(value: object) -> FileValue:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case list() | tuple():
            return [str(item) for item in value]
    return str(value)


def _same(one: FileValue, other: FileValue) -> bool:
    if isinstance(one, dict) or isinstance(other, dict):
        return one == other
    return same(one, other)
