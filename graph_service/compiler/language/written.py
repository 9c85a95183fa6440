"""Input values as clients wrote them: literals in the text, or JSON in variables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from graphql import (
    BooleanValueNode,
    EnumValueNode,
    FloatValueNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    print_ast,
)

from graph_service.model.json import Json

Kind: TypeAlias = Literal[
    "null", "boolean", "number", "string", "name", "list", "object", "variable"
]
_LONGEST = 60
"""Characters of a value that a message shows."""
_KINDS: Mapping[type[ValueNode], Kind] = {
    NullValueNode: "null",
    BooleanValueNode: "boolean",
    IntValueNode: "number",
    FloatValueNode: "number",
    StringValueNode: "string",
    EnumValueNode: "name",
    ListValueNode: "list",
    ObjectValueNode: "object",
    VariableNode: "variable",
}


def as_text(value: Json) -> str:
    """Return a value as JSON for a message, shortened.

    >>> as_text("Niñez")
    '"Niñez"'
    """
    return shortened(json.dumps(value, ensure_ascii=False))


def shortened(text: str) -> str:
    """Return the beginning of a text."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


@dataclass(frozen=True)
class Written:
    """A value, either a literal or JSON.

    Attributes:
        value: as it was parsed.
        is_literal: whether it is a literal.
    """

    value: ValueNode | Json
    is_literal: bool

    @property
    def kind(self) -> Kind:
        """What it is."""
        match self.value:
            case ValueNode():
                return _KINDS[type(self.value)]
            case None:
                return "null"
            case bool():
                return "boolean"
            case int() | float():
                return "number"
            case str():
                return "string"
            case Mapping():
                return "object"
        return "list"

    @property
    def text(self) -> str:
        """The value as it was written, shortened.

        >>> Written({"name": None, "inRegion": True}, is_literal=False).text
        '{"name": null, "inRegion": true}'
        """
        if self.kind in ("object", "list"):
            size = len(self.names) if self.kind == "object" else len(self.items)
            if size > 20:
                return f"{'an object' if self.kind == 'object' else 'a list'} of {size} values"
        if isinstance(self.value, ValueNode):
            text = " ".join(print_ast(self.value).split())
        else:
            return as_text(self.value)
        return shortened(text)

    @property
    def word(self) -> str:
        """A text or a name without quotation marks; "" for anything else."""
        match self.value:
            case StringValueNode(value=value) | EnumValueNode(value=value):
                return value
            case str() as value:
                return value
        return ""

    @property
    def names(self) -> Sequence[str]:
        """The names of an object's fields."""
        match self.value:
            case ObjectValueNode(fields=fields):
                return [field.name.value for field in fields]
            case Mapping():
                return list(self.value)
        return ()

    @property
    def items(self) -> Sequence[ValueNode | Json]:
        """The items of a list."""
        match self.value:
            case ListValueNode(values=values):
                return values
            case list():
                return self.value
        return ()

    def at(self, path: Sequence[str | int]) -> Written:
        """Return the value at a path, of names and indices."""
        found = self.value
        for step in path:
            match found, step:
                case (ObjectValueNode(fields=fields), str()):
                    found = next(field.value for field in fields if field.name.value == step)
                case (ListValueNode(values=values), int()):
                    found = values[step]
                case (Mapping(), str()):
                    found = found[step]
                case (list(), int()):
                    found = found[step]
        return Written(found, self.is_literal)
