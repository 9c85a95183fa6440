"""The GraphQL schema, which tests share: building it takes 0.2 s."""

from functools import cache

from graphql import GraphQLSchema

from graph_service.api.schema import build_schema, core_schema


@cache
def api_schema() -> GraphQLSchema:
    return core_schema(build_schema())
