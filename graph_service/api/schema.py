"""The Strawberry schema, whose operations are answered as over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from graphql import GraphQLError, GraphQLSchema
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from graph_service.api.engine import Engine
from graph_service.api.types import build_schema
from graph_service.api.types.schema import DescribedSchema, core_schema
from graph_service.model.json import Json


class CompiledSchema(DescribedSchema):
    """A schema whose operations the engine answers, not resolvers."""

    engine: Engine

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

    def execute_sync(
        self,
        query: str | None,
        variable_values: dict[str, Json] | None = None,
        context_value: object = None,
        root_value: object = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Json] | None = None,
    ) -> ExecutionResult:
        """Raise TypeError: reading the database is asynchronous.

        Raises:
            TypeError: always.
        """
        raise TypeError("Use await schema.execute(…): reading the database is asynchronous.")


def compiled_schema(make_engine: Callable[[GraphQLSchema], Engine]) -> CompiledSchema:
    """Build the schema and its engine."""
    schema = build_schema(CompiledSchema)
    schema.engine = make_engine(core_schema(schema))
    return schema


def _error(error: Mapping[str, Json]) -> GraphQLError:
    path, extensions = error.get("path"), error.get("extensions")
    return GraphQLError(
        str(error["message"]),
        path=path if isinstance(path, list) else None,
        extensions=extensions if isinstance(extensions, dict) else None,
    )
