"""Where the value of an argument comes from.

A plan is reused for all requests with the same plan key, so it must not contain values. It contains
origins, from which each execution reads its own values:

>>> first, second = FromVariable("n"), FromVariable("where", ("slug", "eq"))
>>> read(Items((Constant(1), first, second)), {"n": 5, "where": {"slug": {"eq": "a"}}})
[1, 5, 'a']
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph_service.model.json import Json

Variables: TypeAlias = Mapping[str, Json]
"""Coerced variables: enum values by name, with defaults, without absent ones."""


@dataclass(frozen=True)
class Constant:
    """A literal in the text of the operation."""

    value: Json


@dataclass(frozen=True)
class FromVariable:
    """A variable of the request, and the path to the value in it."""

    name: str
    path: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Items:
    """A list literal that contains variables."""

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
