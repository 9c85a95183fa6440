"""GraphQL types as plain data, with plans of fields; `api` makes Strawberry types of them.

Types are written as in SDL: "Int", "String!", "[Country!]!". `check_complete` has the rules that
span several types; the service doesn't start if one is broken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Generic, Never, TypeAlias, TypeVar

from graph_service.compiler.ir.values import Value
from graph_service.compiler.language.select import Selected

C = TypeVar("C", contravariant=True)
"""The row that the fields of an object are planned over."""
P = TypeVar("P")
Plan: TypeAlias = Callable[[P, Selected], Value]
"""Adds the columns that a field reads to its row; returns the value of the field."""


@dataclass(frozen=True)
class InputField:
    """A field of an input type."""

    name: str
    type: str
    description: str | None = None


@dataclass(frozen=True)
class Argument(InputField):
    """An argument of a field; a default is a member of its enum.

    The description of the schema explains the arguments that most fields have.
    """

    default: Enum | None = None


@dataclass(frozen=True)
class DirectiveType:
    """A directive of queries."""

    name: str
    description: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True)
class Field(Generic[C]):
    """A field of an object.

    Attributes:
        name: as in GraphQL.
        type: as in SDL.
        description: for clients.
        plan: adds columns and returns the value.
        arguments: in the order of the schema.
    """

    name: str
    type: str
    description: str
    plan: Plan[C]
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True)
class InterfaceType:
    """An interface; `implements` is the name of its own interface, if any.

    The plans of its fields aren't used: those of the types that implement it are.
    """

    name: str
    description: str
    fields: tuple[Field[Never], ...]
    implements: str | None = None


@dataclass(frozen=True)
class ObjectType(Generic[C]):
    """An object type.

    Attributes:
        name: as in GraphQL.
        description: for clients.
        fields: including those of its interfaces.
        implements: the name of the narrowest interface.
    """

    name: str
    description: str
    fields: tuple[Field[C], ...]
    implements: str | None = None

    @cached_property
    def by_name(self) -> Mapping[str, Field[C]]:
        """The fields by name."""
        return {field.name: field for field in self.fields}


@dataclass(frozen=True)
class InputType:
    """An input type; with `one_of`, exactly one field must be given."""

    name: str
    description: str
    fields: tuple[InputField, ...]
    one_of: bool = False


@dataclass(frozen=True)
class EnumType:
    """An enum, whose GraphQL values are the names of its members.

    Attributes:
        enum: the class of coerced values.
        description: for clients.
        meanings: descriptions of members, by name.
        structural: whether a value chooses columns or an order, and so belongs to the plan key;
            the values of other enums are parameters.
    """

    enum: type[Enum]
    description: str
    meanings: Mapping[str, str]
    structural: bool = False

    @property
    def name(self) -> str:
        """Its name in GraphQL."""
        return self.enum.__name__


NamedType: TypeAlias = "ObjectType[Never] | InterfaceType | InputType | EnumType"


def listed(item: str) -> str:
    """Return a non-null list type of non-null items."""
    return f"[{item}!]!"


def brief(description: str) -> str:
    """Return the first clause of a description, where a field is only referred to.

    >>> brief("The time; null if unknown.")
    'The time.'
    """
    return f"{re.split('[;:.] ', description)[0].removesuffix('.')}."


def nullable(name: str, *, required: bool) -> str:
    """Return a type, non-null if required."""
    return f"{name}!" if required else name


SCALARS = frozenset({"Boolean", "Date", "DateTime", "Float", "ID", "Int", "String"})


def check_complete(named_types: Sequence[NamedType]) -> None:
    """Check that type and field names are unique, and types declared; graphql-core checks the rest.

    Raises:
        TypeError: with every problem.
    """
    known = {*SCALARS, *(t.name for t in named_types)}
    problems = [*_duplicates("type", [t.name for t in named_types])]
    for t in named_types:
        if not isinstance(t, EnumType):
            problems += [f"{t.name}: {problem}" for problem in _field_problems(t, known)]
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
