"""All types → strawberry.Schema."""

from __future__ import annotations

import strawberry
from graphql import GraphQLInputObjectType, GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from graph_service.api.types.assemble import assemble
from graph_service.compiler.fields.query import QUERY, SHAPES
from graph_service.compiler.fields.shapes import InputType


def build_schema(kind: type[strawberry.Schema] = strawberry.Schema) -> strawberry.Schema:
    """Build the schema.

    Args:
        kind: the class to build; one that overrides `execute` answers operations its own way.
    """
    types = assemble(SHAPES)
    schema = kind(
        query=types.classes[QUERY.name],
        types=[*types.classes.values(), *types.enums.values()],
        config=StrawberryConfig(auto_camel_case=False),
    )
    one_of = {s.name for s in SHAPES if isinstance(s, InputType) and s.one_of}
    for made in core_schema(schema).type_map.values():
        if isinstance(made, GraphQLInputObjectType) and made.name in one_of:
            # Strawberry checks this by a rule of its own, which graphql-core's validate() lacks.
            made.is_one_of = True
    return schema


def core_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """Return the schema that graphql-core parses, validates and coerces with."""
    return schema._schema  # noqa: SLF001 (Strawberry offers no other way)
