"""Rules that span several types, checked once when the service starts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Never

from graph_service.compiler.fields.type_system import (
    EnumType,
    InputType,
    InterfaceType,
    NamedType,
    ObjectType,
)

SCALARS = frozenset({"Boolean", "Date", "DateTime", "Float", "ID", "Int", "String"})


def check_complete(named_types: Sequence[NamedType]) -> None:
    """Check that type and field names are unique, types declared, and interfaces implemented.

    Raises:
        TypeError: with every problem.
    """
    known = {*SCALARS, *(t.name for t in named_types)}
    problems = [*_duplicates("type", [t.name for t in named_types])]
    interfaces = {t.name: t for t in named_types if isinstance(t, InterfaceType)}
    for t in named_types:
        if not isinstance(t, EnumType):
            problems += [f"{t.name}: {problem}" for problem in _field_problems(t, known)]
        if isinstance(t, ObjectType):
            problems += [f"{t.name}: {problem}" for problem in _interface_problems(t, interfaces)]
    if problems:
        raise TypeError("; ".join(problems))


def _duplicates(what: str, names: Sequence[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"two {what}s are named {name}"


def _field_problems(
    t: ObjectType[Never] | InterfaceType | InputType, known: Collection[str]
) -> Iterator[str]:
    yield from _duplicates("field", [field.name for field in t.fields])
    arguments = () if isinstance(t, InputType) else [a for f in t.fields for a in f.arguments]
    for typed in (*t.fields, *arguments):
        if (name := typed.type.strip("[]!")) not in known:
            yield f"{typed.name} is of an undeclared type: {name}"


def _interface_problems(
    t: ObjectType[Never], interfaces: Mapping[str, InterfaceType]
) -> Iterator[str]:
    implemented = t.implements
    while implemented is not None:
        interface = interfaces[implemented]
        for field in interface.fields:
            own = t.by_name.get(field.name)
            if own is None or (own.type, own.arguments) != (field.type, field.arguments):
                yield f"{field.name} differs from {interface.name}"
        implemented = interface.implements
