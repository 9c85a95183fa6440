"""The one path of an operation: compile, read a snapshot, shape; or answer with what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from graphql import GraphQLSchema

from graph_service.api.cache import ResponseCache, key_of
from graph_service.api.outcome import EVERY_STATE, Outcome, executed, refusal
from graph_service.api.turns import Turns, Worker
from graph_service.compiler.compiler import CACHE_BYTES, Compiler
from graph_service.compiler.execution import Execution
from graph_service.compiler.shape import Row
from graph_service.errors import GraphServiceError
from graph_service.model.json import Json
from graph_service.settings import USUAL, OperationLimits
from graph_service.store.read import Reader


class Engine:
    """Answers operations over one schema and one database.

    Attributes:
        limits: what is held against an operation.
        cache: the responses that are kept; None when it is off.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        reader: Reader,
        *,
        cache_bytes: int = 0,
        limits: OperationLimits = USUAL,
        operation_cache_bytes: int = CACHE_BYTES,
    ) -> None:
        """Take the schema that operations are written for, what reads, and how much to keep."""
        self.limits = limits
        self._compiler = Compiler(schema, limits, operation_cache_bytes)
        self._worker = Worker(limits.max_new)
        self._turns = Turns(limits.max_new)
        self._reader = reader
        self.cache = ResponseCache(reader, cache_bytes) if cache_bytes else None

    async def answer(
        self,
        text: str,
        variables: Mapping[str, Json] | None = None,
        operation_name: str | None = None,
        with_cost: bool = False,
    ) -> Outcome:
        """Answer an operation, with its cost if wanted; every error becomes a part of it."""
        asked = (text, variables, operation_name)
        execute = partial(self._execute, *asked, with_cost=with_cost)
        if self.cache is None or not (key := key_of(*asked, with_cost=with_cost)):
            return await execute()
        try:
            return await self.cache.answer(key, execute)
        except GraphServiceError as error:
            return refusal(error)

    async def _execute(
        self,
        text: str,
        variables: Mapping[str, Json] | None,
        operation_name: str | None,
        *,
        with_cost: bool,
    ) -> Outcome:
        extensions: dict[str, Json] = {}
        try:
            execution = await self._compiled(text, variables, operation_name)
            if with_cost:
                extensions["cost"] = {"requested": execution.cost, "limit": self.limits.max_cost}
            if not execution.text:
                return executed(await self._shaped(execution, []), EVERY_STATE, extensions)
            async with self._turns.turn(execution.text):
                answer = await self._reader.read(execution.text, execution.parameters)
                if thorough := execution.thorough(answer.row):
                    answer = await self._reader.read(*thorough)
            if answer.state is None:
                extensions["snapshot"] = False
            return executed(await self._shaped(execution, answer.row), answer.state, extensions)
        except GraphServiceError as error:
            return refusal(error)

    async def _compiled(
        self, text: str, variables: Mapping[str, Json] | None, operation_name: str | None
    ) -> Execution:
        ready = self._compiler.ready(text, variables, operation_name)
        if ready is not None:
            return ready
        return await self._worker.do(
            partial(self._compiler.execution, text, variables, operation_name)
        )

    async def _shaped(self, execution: Execution, row: Row) -> dict[str, Json]:
        if execution.introspects:
            return await self._worker.do(partial(execution.response, row))
        return execution.response(row)
