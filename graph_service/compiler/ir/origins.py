"""Where the value of an argument comes from.

A plan is made once and serves every operation of the same shape, so it must not hold values: it
holds origins, and each execution reads its own values from them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph_service.model.json import Json

Variables: TypeAlias = Mapping[str, Json]
"""Coerced variables: enums by name, defaults applied, absent ones left out."""


@dataclass(frozen=True)
class Constant:
    """A value that stands in the operation's text."""

    value: Json


@dataclass(frozen=True)
class FromVariable:
    """A value that comes with the request: a variable, and the way into it."""

    name: str
    path: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Items:
    """A list literal with variables in it."""

    origins: tuple[Origin, ...]


Origin: TypeAlias = "Constant | FromVariable | Items"


def read(origin: Origin, variables: Variables) -> Json:
    """Return the value of an origin in one request."""
    match origin:
        case Constant(value):
            return value
        case Items(origins):
            return [read(item, variables) for item in origins]
        case FromVariable(name, path):
            found = variables.get(name)
            for step in path:
                match found, step:
                    case Mapping(), str():
                        found = found[step]
                    case Sequence(), int():
                        found = found[step]
            return found
