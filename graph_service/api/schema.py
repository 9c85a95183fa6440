"""The schema as Strawberry knows it, answering by the compiled path like HTTP does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import strawberry
from graphql import GraphQLError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from graph_service.api.engine import Engine
from graph_service.api.types import build_schema
from graph_service.api.types.schema import core_schema
from graph_service.model.json import Json
from graph_service.settings import (
    DEFAULT_LIMITS,
    FULL_DISCLOSURE,
    Capacity,
    Disclosure,
    OperationLimits,
)
from graph_service.store.read import Reader

if TYPE_CHECKING:
    from collections.abc import Mapping


class CompiledSchema(strawberry.Schema):
    """A schema whose operations the engine answers; there is no second path by resolvers."""

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
        """Answer an operation; contexts and roots have no meaning here."""
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
        """Refuse: reading the database is asynchronous.

        Raises:
            TypeError: always.
        """
        raise TypeError("Use await schema.execute(…): reading the database is asynchronous.")


def compiled_schema(
    reader: Reader,
    *,
    cache_bytes: int = 0,
    max_reads: int = Capacity.max_reads,
    disclosure: Disclosure = FULL_DISCLOSURE,
    limits: OperationLimits = DEFAULT_LIMITS,
) -> CompiledSchema:
    """Build the schema over what reads, keeping so many bytes of responses."""
    schema = build_schema(CompiledSchema)
    if not isinstance(schema, CompiledSchema):
        raise TypeError("build_schema gave another kind of schema")
    schema.engine = Engine(
        core_schema(schema),
        reader,
        cache_bytes=cache_bytes,
        max_reads=max_reads,
        disclosure=disclosure,
        limits=limits,
    )
    return schema


def _error(error: Mapping[str, Json]) -> GraphQLError:
    path, extensions = error.get("path"), error.get("extensions")
    return GraphQLError(
        str(error["message"]),
        path=path if isinstance(path, list) else None,
        extensions=extensions if isinstance(extensions, dict) else None,
    )
