"""The one path of an operation: compile, read a snapshot, shape; or answer with what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from graphql import GraphQLSchema

from graph_service.api.cache import ResponseCache, key_of
from graph_service.api.gate import Gate
from graph_service.api.outcome import EVERY_STATE, Outcome, executed, refusal
from graph_service.compiler.compiler import Compiler
from graph_service.errors import GraphServiceError
from graph_service.model.json import Json
from graph_service.settings import Capacity
from graph_service.store.deadline import Deadline
from graph_service.store.driver import READS_AT_ONCE
from graph_service.store.read import Reader


class Engine:
    """Answers operations over one schema and one database.

    Attributes:
        cache: the responses that are kept; None when it is off.
        gate: bounds how many read at once.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        reader: Reader,
        *,
        cache_bytes: int = 0,
        max_reads: int = Capacity.max_reads,
    ) -> None:
        """Take the schema that operations are written for, what reads, and how much to keep."""
        self._compiler = Compiler(schema)
        self._reader = reader
        self.gate = Gate(reader, at_once=READS_AT_ONCE, most=max_reads)
        self.cache = ResponseCache(reader, cache_bytes) if cache_bytes else None

    async def answer(
        self,
        text: str,
        variables: Mapping[str, Json] | None = None,
        operation_name: str | None = None,
    ) -> Outcome:
        """Answer an operation; every error becomes a part of the response."""
        deadline = Deadline(self._reader.deadline)
        if self.cache is None or not (key := key_of(text, variables, operation_name)):
            return await self._execute(text, variables, operation_name, deadline)
        read = partial(self._execute, text, variables, operation_name, deadline)
        try:
            return await self.cache.answer(key, read, deadline)
        except GraphServiceError as error:
            return refusal(error)

    async def _execute(
        self,
        text: str,
        variables: Mapping[str, Json] | None,
        operation_name: str | None,
        deadline: Deadline,
    ) -> Outcome:
        try:
            execution = self._compiler.execution(text, variables, operation_name)
            if not execution.text:
                return executed(execution.response([]), EVERY_STATE)
            async with self.gate.turn(deadline):
                answer = await self._reader.read(execution.text, execution.parameters, deadline)
                if thorough := execution.thorough(answer.row):
                    answer = await self._reader.read(*thorough, deadline)
        except GraphServiceError as error:
            return refusal(error)
        body = execution.response(answer.row)
        if answer.state is None:
            body = {**body, "extensions": {"snapshot": False}}
        return executed(body, answer.state)
