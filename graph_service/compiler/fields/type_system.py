"""GraphQL types as plain data, fields with their plans; `api/types` makes Strawberry types of them.

Types are written as in SDL: "Int", "String!", "[Country!]!".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Generic, Never, TypeAlias, TypeVar

from graph_service.compiler.ir.values import Value
from graph_service.compiler.language.select import Selected

C = TypeVar("C", contravariant=True)
"""What the fields of an object are planned over: a row, and what else its plans need."""
P = TypeVar("P")
Plan: TypeAlias = Callable[[P, Selected], Value]
"""Adds the columns that a field reads to its row; returns what it answers with."""


@dataclass(frozen=True)
class Argument:
    """An argument of a field; the default is a member of the enum that it takes."""

    name: str
    type: str
    description: str
    default: Enum | None = None


@dataclass(frozen=True)
class Signature:
    """A field as clients see it: all that an interface declares."""

    name: str
    type: str
    description: str
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True)
class Field(Generic[C]):
    """A field of an object.

    Attributes:
        name: as in GraphQL.
        type: as in SDL.
        description: what it answers with.
        plan: of the field.
        arguments: of the field.
    """

    name: str
    type: str
    description: str
    plan: Plan[C]
    arguments: tuple[Argument, ...] = ()

    @property
    def signature(self) -> Signature:
        """The field as an interface declares it."""
        return Signature(self.name, self.type, self.description, self.arguments)


@dataclass(frozen=True)
class InterfaceType:
    """An interface; `implements` names the one that it implements in turn."""

    name: str
    description: str
    fields: tuple[Signature, ...]
    implements: str | None = None


@dataclass(frozen=True)
class ObjectType(Generic[C]):
    """An object type.

    Attributes:
        name: as in GraphQL.
        description: what it is.
        fields: all of them, those of its interfaces included.
        implements: the narrowest interface, which implements the others in turn.
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
class InputField:
    """A field of an input type."""

    name: str
    type: str
    description: str


@dataclass(frozen=True)
class InputType:
    """An input type; with `one_of`, exactly one field must be given."""

    name: str
    description: str
    fields: tuple[InputField, ...]
    one_of: bool = False


@dataclass(frozen=True)
class EnumType:
    """An enum: its GraphQL values are the names of the members.

    Attributes:
        enum: what a coerced value is a member of.
        description: what it is.
        meanings: the description of each member, by name.
        structural: whether a value chooses columns or an order, so that a plan serves it alone;
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
    """Return the type of a list that is never null, of items that are never null."""
    return f"[{item}!]!"


def nullable(name: str, *, required: bool) -> str:
    """Return a type that may be null, unless it is required."""
    return f"{name}!" if required else name
