"""Input values as Python objects: JSON plus enum values and variables."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graph_service.model.json import Json


@dataclass(frozen=True)
class EnumValue:
    """An enum value: a bare word in a literal, a string in a variable."""

    name: str


@dataclass(frozen=True)
class Variable:
    """A reference to a variable."""

    name: str


Literal: TypeAlias = (
    "None | bool | int | str | EnumValue | Variable | list[Literal] | dict[str, Literal]"
)


def written(value: Literal) -> str:
    """Return a value as GraphQL text."""
    match value:
        case EnumValue(name):
            return name
        case Variable(name):
            return f"${name}"
        case list():
            return f"[{', '.join(map(written, value))}]"
        case dict():
            return f"{{{', '.join(f'{key}: {written(item)}' for key, item in value.items())}}}"
    return json.dumps(value, ensure_ascii=False)


def as_json(value: Literal) -> Json:
    """Return a constant value as JSON, for the variables of a request."""
    match value:
        case EnumValue(name):
            return name
        case Variable(name):
            raise ValueError(f"${name} is not a constant")
        case list():
            return [as_json(item) for item in value]
        case dict():
            return {key: as_json(item) for key, item in value.items()}
    return value


def is_constant(value: Literal) -> bool:
    """Whether a value contains no variables."""
    match value:
        case Variable():
            return False
        case list():
            return all(map(is_constant, value))
        case Mapping():
            return all(map(is_constant, value.values()))
    return True
