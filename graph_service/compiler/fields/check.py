"""What must hold of all types together; checked once, when the service starts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Never

from graph_service.compiler.fields.shapes import (
    EnumType,
    InputType,
    InterfaceType,
    ObjectType,
    Shape,
)

SCALARS = frozenset({"Boolean", "Date", "DateTime", "Float", "ID", "Int", "String"})


def check_complete(shapes: Sequence[Shape]) -> None:
    """Check that all types are declared once, and that interfaces are implemented.

    A field that has no plan can't be made in the first place.

    Raises:
        TypeError: with everything that is wrong.
    """
    known = {*SCALARS, *(shape.name for shape in shapes)}
    problems = [*_twice("type", [shape.name for shape in shapes])]
    interfaces = {shape.name: shape for shape in shapes if isinstance(shape, InterfaceType)}
    for shape in shapes:
        if not isinstance(shape, EnumType):
            problems += [f"{shape.name}: {problem}" for problem in _of_fields(shape, known)]
        if isinstance(shape, ObjectType):
            problems += [f"{shape.name}: {problem}" for problem in _of_object(shape, interfaces)]
    if problems:
        raise TypeError("; ".join(problems))


def _twice(what: str, names: Sequence[str]) -> Iterator[str]:
    for name, times in Counter(names).items():
        if times > 1:
            yield f"two {what}s are named {name}"


def _of_fields(
    shape: ObjectType[Never] | InterfaceType | InputType, known: Collection[str]
) -> Iterator[str]:
    yield from _twice("field", [field.name for field in shape.fields])
    arguments = () if isinstance(shape, InputType) else [f.arguments for f in shape.fields]
    for each in (*shape.fields, *(argument for given in arguments for argument in given)):
        if (name := each.type.strip("[]!")) not in known:
            yield f"{each.name} is of a type that is not declared: {name}"


def _of_object(shape: ObjectType[Never], interfaces: Mapping[str, InterfaceType]) -> Iterator[str]:
    implemented = shape.implements
    while implemented is not None:
        interface = interfaces[implemented]
        for field in interface.fields:
            own = shape.by_name.get(field.name)
            if own is None or (own.type, own.arguments) != (field.type, field.arguments):
                yield f"{field.name} is not as in {interface.name}"
        implemented = interface.implements
