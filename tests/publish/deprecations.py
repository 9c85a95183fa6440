"""Finds deprecations in a schema that do not name a replacement."""

import re
from collections.abc import Iterator

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
)


def unreplaced(schema: GraphQLSchema) -> list[str]:
    """Return the deprecated coordinates whose reason names no replacement in backticks.

    A replacement is `Type.name`, or the `name` of a member of the same type.
    """
    found = list(_deprecated(schema))
    known = {coordinate for coordinate, _ in _members(schema)}
    deprecated = {coordinate for coordinate, _ in found}
    return [
        coordinate
        for coordinate, reason in found
        if not any(
            name in known - deprecated
            or f"{coordinate.partition('.')[0]}.{name}" in known - deprecated
            for name in re.findall(r"`([^`]+)`", reason)
        )
    ]


def _deprecated(schema: GraphQLSchema) -> Iterator[tuple[str, str]]:
    for coordinate, reason in _members(schema):
        if reason is not None:
            yield coordinate, reason


def _members(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Yield the coordinates that can be deprecated, with the reason if they are."""
    for name, each in schema.type_map.items():
        match each:
            case GraphQLObjectType() | GraphQLInterfaceType():
                for field_name, field in each.fields.items():
                    yield f"{name}.{field_name}", field.deprecation_reason
                    for argument_name, argument in field.args.items():
                        coordinate = f"{name}.{field_name}({argument_name}:)"
                        yield coordinate, argument.deprecation_reason
            case GraphQLInputObjectType():
                for field_name, input_field in each.fields.items():
                    yield f"{name}.{field_name}", input_field.deprecation_reason
            case GraphQLEnumType():
                for value_name, value in each.values.items():
                    yield f"{name}.{value_name}", value.deprecation_reason
            case _:
                pass
