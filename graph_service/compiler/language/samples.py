"""Values for the variables of an operation that its client has to send.

>>> from graphql import build_schema, parse
>>> schema = build_schema("type Query { topic(slug: String!, first: Int): Int }")
>>> text = "query ($slug: String!, $first: Int) { topic(slug: $slug, first: $first) }"
>>> sample_variables(parse(text).definitions[0], schema)
{'slug': 'example'}
"""

from __future__ import annotations

from collections.abc import Mapping

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    get_named_type,
    is_required_input_field,
    type_from_ast,
)
from graphql.type import is_input_type

from graph_service.model.json import Json

_SCALARS: Mapping[str, Json] = {
    "Boolean": True,
    "Date": "2018-01-01",
    "DateTime": "2018-01-01T00:00:00Z",
    "Float": 1.0,
    "Int": 1,
}
"""By type; all others are texts."""


def sample_variables(operation: OperationDefinitionNode, schema: GraphQLSchema) -> dict[str, Json]:
    """Return a value for each variable of a valid operation that has no default and isn't null."""
    found: dict[str, Json] = {}
    for definition in operation.variable_definitions or ():
        declared = type_from_ast(schema, definition.type)
        if isinstance(declared, GraphQLNonNull) and definition.default_value is None:
            if not is_input_type(declared):
                raise TypeError(f"{declared} is not a type of variables")
            found[definition.variable.name.value] = _sample(declared)
    return found


def _sample(input_type: GraphQLInputType) -> Json:
    match input_type:
        case GraphQLNonNull(of_type=inner):
            return _sample(inner)
        case GraphQLList(of_type=inner):
            return [_sample(inner)]
        case GraphQLEnumType(values=values):
            return str(next(iter(values)))
        case GraphQLInputObjectType(fields=fields):
            needed = {n: f.type for n, f in fields.items() if is_required_input_field(f)}
            return {name: _sample(field_type) for name, field_type in needed.items()}
    return _SCALARS.get(get_named_type(input_type).name, "example")
