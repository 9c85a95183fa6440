"""Stored properties before and after → the fields of files that change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from graph_service.model.declare import Property
from graph_service.model.storage import stored_names, suffix
from graph_service.store.changes import Properties, same

Written: TypeAlias = "str | int | float | bool | list[str] | dict[str, str] | None"
"""A value as a file has it; None where it has none."""


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """A field that a steward writes, before and after.

    Attributes:
        name: of the field.
        language: of the text; None where the field has no languages.
        old: the value as it is.
        new: the value as it will be.
    """

    name: str
    language: str | None = None
    old: Written
    new: Written

    @property
    def path(self) -> str:
        """Name it as it is found in a file: `name.es`."""
        return f"{self.name}.{self.language}" if self.language else self.name


def changed_fields(
    props: Iterable[Property], before: Properties, after: Properties
) -> tuple[FieldChange, ...]:
    """Give the fields that change, in the order of the model; what the loader derives is none."""
    return tuple(
        change
        for prop in props
        if not prop.derived
        for change in _changes(prop, before, after)
        if not _same(change.old, change.new)
    )


def left_out(
    props: Iterable[Property], fields: Iterable[FieldChange], differing: Iterable[str]
) -> tuple[str, ...]:
    """Give what differs in the graph, though no field does: derived, or written by hand."""
    told = {field.name for field in fields}
    known = {name for prop in props if prop.name in told for name in stored_names(prop)}
    return tuple(name for name in differing if name not in known)


def _changes(prop: Property, before: Properties, after: Properties) -> Iterator[FieldChange]:
    if prop.kind.has_languages:
        for language in prop.kind.parts:
            name = f"{prop.name}{suffix(language)}"
            old, new = (_written(properties.get(name)) for properties in (before, after))
            yield FieldChange(name=prop.name, language=language, old=old, new=new)
    else:
        old, new = (_field(prop, properties) for properties in (before, after))
        yield FieldChange(name=prop.name, old=old, new=new)


def _field(prop: Property, properties: Properties) -> Written:
    """Return a value as files have it: a date with its qualifier, unless that is AT."""
    value = _written(properties.get(prop.name))
    qualifier = properties.get(f"{prop.name}Qualifier")
    if value is None or qualifier in ("AT", None):
        return value
    return {"edtf": str(value), "qualifier": str(qualifier)}


def _written(value: object) -> Written:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case list() | tuple():
            return [str(item) for item in value]
    return str(value)


def _same(one: Written, other: Written) -> bool:
    if isinstance(one, dict) or isinstance(other, dict):
        return one == other
    return same(one, other)
