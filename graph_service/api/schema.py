"""The GraphQL schema: Strawberry prints it, and the engine answers its operations.

Its types are declared with their plans in `compiler/fields`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Never, cast

import strawberry
from graphql import GraphQLError, GraphQLInputObjectType, GraphQLScalarType, GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from graph_service.api.strawberry_types import assemble, directive
from graph_service.compiler.fields.query import DIRECTIVES, NAMED_TYPES, QUERY
from graph_service.compiler.fields.type_system import InputType
from graph_service.model.json import Json

if TYPE_CHECKING:
    from graph_service.api.engine import Engine

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


class Schema(strawberry.Schema):
    """A schema whose operations are answered as over HTTP, not by resolvers.

    Attributes:
        engine: answers operations; set before the first one.
    """

    engine: Engine

    def as_str(self) -> str:
        """Return the SDL, with the description, which Strawberry doesn't print."""
        return f'"""\n{DESCRIPTION}\n"""\nschema {{\n  query: Query\n}}\n\n{super().as_str()}'

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Json] | None = None,
        context_value: object = None,
        root_value: object = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Json] | None = None,
    ) -> ExecutionResult:
        """Answer an operation; contexts and roots are ignored."""
        body = (await self.engine.answer(query or "", variable_values, operation_name)).body
        data, errors, extensions = (body.get(key) for key in ("data", "errors", "extensions"))
        return ExecutionResult(
            data=data if isinstance(data, dict) else None,
            errors=[_error(e) for e in errors] if isinstance(errors, list) else None,
            extensions=extensions if isinstance(extensions, dict) else None,
        )

    def execute_sync(self, *_arguments: object, **_options: object) -> Never:
        """Raise TypeError: reading the database is asynchronous.

        Raises:
            TypeError: always.
        """
        raise TypeError("Use await schema.execute(…): reading the database is asynchronous.")


def build_schema() -> Schema:
    """Build the schema, without an engine."""
    types = assemble(NAMED_TYPES)
    schema = Schema(
        query=cast("type", types[QUERY.name]),
        types=[*types.values()],
        directives=[directive(declared, types) for declared in DIRECTIVES],
        config=StrawberryConfig(auto_camel_case=False),
    )
    core = core_schema(schema)
    core.description = DESCRIPTION
    one_of = {s.name for s in NAMED_TYPES if isinstance(s, InputType) and s.one_of}
    for made in core.type_map.values():
        if isinstance(made, GraphQLInputObjectType) and made.name in one_of:
            # Strawberry checks this by a rule of its own, which graphql-core's validate() lacks.
            made.is_one_of = True
        if isinstance(made, GraphQLScalarType) and made.name in _RFC_3339:
            made.description, made.specified_by_url = _RFC_3339[made.name], _RFC_3339_URL
    return schema


def core_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """Return the schema that graphql-core parses, validates and coerces with."""
    return schema._schema  # noqa: SLF001 (Strawberry offers no other way)


def _error(error: Mapping[str, Json]) -> GraphQLError:
    path, extensions = error.get("path"), error.get("extensions")
    return GraphQLError(
        str(error["message"]),
        path=path if isinstance(path, list) else None,
        extensions=extensions if isinstance(extensions, dict) else None,
    )
