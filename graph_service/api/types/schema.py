"""All shapes → strawberry.Schema."""

from __future__ import annotations

import strawberry
from graphql import GraphQLInputObjectType, GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from graph_service.api.types.assemble import assemble
from graph_service.api.types.connections import connection_shapes
from graph_service.api.types.facets import facet_shapes
from graph_service.api.types.filters import filter_shapes
from graph_service.api.types.flows import flow_shapes
from graph_service.api.types.leaves import enum_shapes, leaf_shapes
from graph_service.api.types.nodes import node_shapes
from graph_service.api.types.orders import order_shapes
from graph_service.api.types.roots import QUERY, root_shapes
from graph_service.api.types.search import search_shapes
from graph_service.api.types.shapes import InputShape, Shape
from graph_service.api.types.wheres import where_shapes


def all_shapes() -> tuple[Shape, ...]:
    """Give every type of the schema, interfaces before what implements them."""
    return (
        *enum_shapes(),
        *leaf_shapes(),
        *node_shapes(),
        *connection_shapes(),
        *facet_shapes(),
        *search_shapes(),
        *flow_shapes(),
        *filter_shapes(),
        *where_shapes(),
        *order_shapes(),
        *root_shapes(),
    )


def build_schema(kind: type[strawberry.Schema] = strawberry.Schema) -> strawberry.Schema:
    """Build the schema from the model.

    Args:
        kind: the class to build; one that overrides `execute` answers operations its own way.
    """
    shapes = all_shapes()
    types = assemble(shapes)
    schema = kind(
        query=types.classes[QUERY],
        types=[*types.classes.values(), *types.enums.values()],
        config=StrawberryConfig(auto_camel_case=False),
    )
    one_of = {s.name for s in shapes if isinstance(s, InputShape) and s.one_of}
    for made in core_schema(schema).type_map.values():
        if isinstance(made, GraphQLInputObjectType) and made.name in one_of:
            # Strawberry checks this by a rule of its own, which graphql-core's validate() lacks.
            made.is_one_of = True
    return schema


def core_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """Give the schema that graphql-core parses, validates and coerces with."""
    return schema._schema  # noqa: SLF001 (Strawberry offers no other way)
