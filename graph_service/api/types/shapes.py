"""GraphQL types as plain data, before Strawberry makes them real.

Types are written as in SDL: "Int", "String!", "[Country!]!".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


@dataclass(frozen=True, kw_only=True)
class Argument:
    """An argument of a field.

    Attributes:
        name: as in GraphQL.
        type: as in SDL.
        description: where it is not obvious.
        default: a member of the enum that it takes.
    """

    name: str
    type: str
    description: str | None = None
    default: Enum | None = None


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of an object, an interface or an input; that of an input has no arguments."""

    name: str
    type: str
    description: str | None = None
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ObjectShape:
    """An object type.

    Attributes:
        name: as in GraphQL.
        description: what it is.
        fields: all of them, those of its interfaces included.
        implements: the narrowest interface, which implements the others in turn.
    """

    name: str
    description: str
    fields: tuple[Field, ...]
    implements: str | None = None


@dataclass(frozen=True, kw_only=True)
class InterfaceShape(ObjectShape):
    """An interface."""


@dataclass(frozen=True, kw_only=True)
class InputShape:
    """An input type; with `one_of`, exactly one field must be given."""

    name: str
    description: str
    fields: tuple[Field, ...]
    one_of: bool = False


@dataclass(frozen=True, kw_only=True)
class EnumShape:
    """An enum: its GraphQL values are the names of the members.

    Attributes:
        enum: what a coerced value is a member of.
        description: what it is.
        meanings: the description of each member, by name, where it is not obvious.
    """

    enum: type[Enum]
    description: str
    meanings: Mapping[str, str]

    @property
    def name(self) -> str:
        """Give its name in GraphQL."""
        return self.enum.__name__


Shape: TypeAlias = ObjectShape | InputShape | EnumShape


def listed(item: str) -> str:
    """Give a list that is never null, of items that are never null."""
    return f"[{item}!]!"


def nullable(name: str, *, required: bool) -> str:
    """Give a type that may be null, unless it is required."""
    return f"{name}!" if required else name
