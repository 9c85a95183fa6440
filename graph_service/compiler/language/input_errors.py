"""Invalid input values → messages that say what is allowed, and what to write instead.

graphql-core finds the errors, but it writes values as Python does, and doesn't know that filters
have operators and relations have quantifiers. So the messages are written here:

>>> from graphql import GraphQLInputField, GraphQLInputObjectType, GraphQLString, parse_value
>>> filter_type = GraphQLInputObjectType("TextFilter", {"eq": GraphQLInputField(GraphQLString)})
>>> value = Written(parse_value('"Honduras"'), is_literal=True)
>>> check_input(value, filter_type, lambda error: print(error.message))
Expected an object of type TextFilter, found "Honduras". Write {eq: "Honduras"}.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    Node,
    ValueNode,
    get_named_type,
)
from graphql.utilities.validate_input_value import validate_input_literal, validate_input_value

from graph_service.compiler.language.arguments import nullable
from graph_service.compiler.language.input_hints import FOR_SEVERAL, about_shape, about_unknown
from graph_service.compiler.language.suggestions import accepts, nearest
from graph_service.compiler.language.written import Written, shortened

Path = Sequence[str | int]


@dataclass(frozen=True)
class InputError:
    """An error in a value.

    Attributes:
        message: what is wrong, and what is allowed.
        path: names and indices that lead to it.
        node: the place in the text of the operation; None in a variable.
    """

    message: str
    path: Path
    node: Node | None


def check_input(
    value: Written,
    input_type: GraphQLInputType,
    report: Callable[[InputError], None],
    *,
    hides: bool = False,
) -> None:
    """Report every error of a value.

    Args:
        value: a literal, or the value of a variable.
        input_type: the type of its position.
        report: called with each error; it may raise an exception to stop.
        hides: whether messages must not say what the schema has.
    """
    unknown: dict[tuple[str | int, ...], Iterator[str]] = {}

    def on_error(error: GraphQLError, path: Path) -> None:
        inner, part = _type_at(input_type, value, path), value.at(path)
        name = None
        if isinstance(inner, GraphQLInputObjectType):
            names = [name for name in part.names if name not in inner.fields]
            if _is_about_one_of(error):
                if names:
                    return  # the error about these says enough
            else:  # graphql-core reports each unknown field once, in the order of the text
                name = next(unknown.setdefault(tuple(path), iter(names)), None)
        node: Node | None = part.value if isinstance(part.value, Node) else None
        if error.nodes and error.nodes[0].loc is not None:  # copies have no location
            node = error.nodes[0]
        report(InputError(_message(part, inner, path, name, hides=hides), path, node))

    # Suggestions take milliseconds each: only those of reported errors are computed.
    if isinstance(value.value, ValueNode):
        validate_input_literal(value.value, input_type, on_error, None, None, True)
    else:
        validate_input_value(value.value, input_type, on_error, True)


def _is_about_one_of(error: GraphQLError) -> bool:
    return error.message.startswith("Within OneOf")


def _type_at(input_type: GraphQLInputType, value: Written, path: Path) -> GraphQLInputType:
    """Return the type at a path; for null, the non-null type that forbids it."""
    found = input_type
    for step in path:
        found = nullable(found)
        if isinstance(step, int) and isinstance(found, GraphQLList):
            found = found.of_type
            continue
        while isinstance(found, GraphQLList):
            found = nullable(found.of_type)
        if isinstance(found, GraphQLInputObjectType) and isinstance(step, str):
            found = found.fields[step].type
    part = value.at(path)
    if part.kind == "null":
        return found
    found = nullable(found)
    while isinstance(found, GraphQLList) and part.kind != "list":
        found = nullable(found.of_type)
    return found


def _message(
    value: Written, input_type: GraphQLInputType, path: Path, unknown: str | None, *, hides: bool
) -> str:
    """Return the message for an error of a value; `unknown` is a field that its type lacks."""
    if value.kind == "null":
        where = f"'{path[-1]}'" if path and isinstance(path[-1], str) else "this position"
        return f"Null is not allowed in {where}: it needs a value of type {input_type}."
    if isinstance(input_type, GraphQLInputObjectType):
        if unknown is not None:
            message = f"{input_type.name} has no field '{shortened(unknown)}'."
            return message if hides else f"{message}{about_unknown(unknown, input_type, value)}"
        if value.kind == "object":
            is_null = any(value.at([name]).kind == "null" for name in value.names)
            return (
                f"{input_type.name} needs exactly one field that is not null, but"
                f" {len(value.names)} are given{': leave out what is null' if is_null else ''}."
                f"{'' if hides else accepts(input_type)}"
            )
        message = f"Expected an object of type {input_type.name}, found {value.text}."
        return message if hides else f"{message}{about_shape(value, input_type)}"
    expected = _EXPECTED.get(get_named_type(input_type).name, f"a value of {input_type}")
    message = f"Expected {expected}, found {value.text}."
    return message if hides else f"{message}{_about_leaf(value, input_type, path)}"


_EXPECTED: Mapping[str, str] = {
    "Boolean": "true or false",
    "DateTime": "a time with an offset from UTC, such as 2026-11-24T15:30:00Z",
    "ID": "an id, a text in quotes",
    "Int": "a whole number from -2147483648 to 2147483647",
    "String": "a text in quotes",
}


def _about_leaf(value: Written, input_type: GraphQLInputType, path: Path) -> str:
    last = next((step for step in reversed(path) if isinstance(step, str)), "")
    if value.kind == "list":
        several = FOR_SEVERAL.get(last)
        return f" For several values, write {{{several}: {value.text}}}." if several else ""
    if len(value.names) == 1:
        return f" Write only the value: {value.at(value.names).text}."
    if isinstance(input_type, GraphQLEnumType):
        if value.kind == "string" and value.is_literal and value.word in input_type.values:
            return f" Write {value.word} without quotes."
        return nearest(value.word, input_type.values) + accepts(input_type)
    name = get_named_type(input_type).name
    if name == "Int" and value.kind == "string" and value.word.strip().lstrip("-").isdigit():
        return f" Write {value.word.strip()} without quotes."
    if name == "Boolean" and value.word in ("true", "false"):
        return f" Write {value.word} without quotes."
    if name in ("String", "ID") and value.kind in ("name", "number", "boolean"):
        return f' Write "{value.text}".'
    return ""
