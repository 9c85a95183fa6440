"""All types → strawberry.Schema."""

from __future__ import annotations

from typing import TypeVar, overload

import strawberry
from graphql import GraphQLInputObjectType, GraphQLScalarType, GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from graph_service.api.types.assemble import assemble, directive
from graph_service.compiler.fields.query import DIRECTIVES, NAMED_TYPES, QUERY
from graph_service.compiler.fields.type_system import InputType

DESCRIPTION = """\
Good practices against trafficking in persons, the visits by which governments of Latin America
learn from one another, and the knowledge that they transfer.

Begin with `search`, with a list such as `goodPractices`, or with one entry:
`country(by: {iso3: "HND"})`. Lists are connections as in Relay, with `nodes` beside `edges`; they
have `where`, `orderBy` and `facets`. Texts are in Spanish, English and Portuguese. Every entry and
every relation has its sources.

Anyone may query without a key. Every answer is as new as the catalogue."""
"""The description of the schema, which API explorers show first."""
_RFC_3339 = {
    "Date": "A day in the form of RFC 3339, such as `2018-10-09`.",
    "DateTime": "A point in time in the form of RFC 3339, such as `2026-11-24T15:30:00Z`.",
}
_RFC_3339_URL = "https://www.rfc-editor.org/rfc/rfc3339"


class DescribedSchema(strawberry.Schema):
    """Strawberry's schema with a description, which Strawberry itself doesn't print."""

    def as_str(self) -> str:
        """Return the SDL."""
        return f'"""\n{DESCRIPTION}\n"""\nschema {{\n  query: Query\n}}\n\n{super().as_str()}'


S = TypeVar("S", bound=DescribedSchema)


@overload
def build_schema() -> DescribedSchema: ...


@overload
def build_schema(kind: type[S]) -> S: ...


def build_schema(kind: type[DescribedSchema] = DescribedSchema) -> DescribedSchema:
    """Build the schema, as an instance of `kind`."""
    types = assemble(NAMED_TYPES)
    schema = kind(
        query=types.classes[QUERY.name],
        types=[*types.classes.values(), *types.enums.values()],
        directives=[directive(declared, types) for declared in DIRECTIVES],
        config=StrawberryConfig(auto_camel_case=False),
    )
    core_schema(schema).description = DESCRIPTION
    one_of = {s.name for s in NAMED_TYPES if isinstance(s, InputType) and s.one_of}
    for made in core_schema(schema).type_map.values():
        if isinstance(made, GraphQLInputObjectType) and made.name in one_of:
            # Strawberry checks this by a rule of its own, which graphql-core's validate() lacks.
            made.is_one_of = True
        if isinstance(made, GraphQLScalarType) and made.name in _RFC_3339:
            made.description, made.specified_by_url = _RFC_3339[made.name], _RFC_3339_URL
    return schema


def core_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """Return the schema that graphql-core parses, validates and coerces with."""
    return schema._schema  # noqa: SLF001 (Strawberry offers no other way)
