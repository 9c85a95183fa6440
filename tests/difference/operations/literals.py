"""Input values as Python: JSON with enum values and variables in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graph_service.model.json import Json


@dataclass(frozen=True)
class EnumValue:
    """A value of an enum: a bare word as a literal, a text as a variable."""

    name: str


@dataclass(frozen=True)
class Variable:
    """A variable in the place of a value."""

    name: str


Literal: TypeAlias = (
    "None | bool | int | str | EnumValue | Variable | list[Literal] | dict[str, Literal]"
)


def written(value: Literal) -> str:
    """Write a value as GraphQL."""
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
    """Give a value as a request's variable; it has no variables in it."""
    match value:
        case EnumValue(name):
            return name
        case Variable(name):
            raise ValueError(f"${name} is no JSON")
        case list():
            return [as_json(item) for item in value]
        case dict():
            return {key: as_json(item) for key, item in value.items()}
    return value


def constant(value: Literal) -> bool:
    """Tell whether a value has no variables in it."""
    match value:
        case Variable():
            return False
        case list():
            return all(map(constant, value))
        case Mapping():
            return all(map(constant, value.values()))
    return True
