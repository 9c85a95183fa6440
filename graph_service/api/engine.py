"""The path of every operation: compile, read a snapshot, shape; or answer from the cache."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from functools import partial

from graphql import GraphQLSchema

from graph_service.api.admission import NewStatements, Queue, Worker, waiting_for_turn
from graph_service.api.cache import ResponseCache, key_of
from graph_service.api.parameters import Parameters
from graph_service.api.result import ANY_STATE, NOT_MODIFIED, Result, executed, refusal
from graph_service.compiler.compiler import Compiler
from graph_service.compiler.execution import Execution
from graph_service.compiler.shape.shaper import Row
from graph_service.errors import GraphServiceError
from graph_service.model.json import Json
from graph_service.settings import (
    DEFAULT_LIMITS,
    FULL_DISCLOSURE,
    Capacity,
    Disclosure,
    OperationLimits,
)
from graph_service.store.deadline import Deadline
from graph_service.store.driver import MAX_CONCURRENT_READS
from graph_service.store.read import Reader
from graph_service.telemetry import Operation, note_cache


class Engine:
    """Answers operations over one schema and one database.

    Attributes:
        limits: checked before an operation is executed.
        worker: runs CPU-bound jobs outside the event loop.
        cache: of responses; None if it is off.
        reads: limits how many operations read at once.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        reader: Reader,
        *,
        cache_bytes: int = 0,
        max_reads: int = Capacity.max_reads,
        disclosure: Disclosure = FULL_DISCLOSURE,
        limits: OperationLimits = DEFAULT_LIMITS,
    ) -> None:
        self.limits = limits
        self._compiler = Compiler(schema, limits, disclosure=disclosure)
        self.worker = Worker(limits.max_new)
        self._new = NewStatements(limits.max_new)
        self._reader = reader
        self.reads = Queue(max_reads, concurrency=MAX_CONCURRENT_READS, what="operations")
        self.cache = ResponseCache(reader, cache_bytes) if cache_bytes else None

    async def answer(
        self,
        text: str,
        variables: Mapping[str, Json] | None = None,
        operation_name: str | None = None,
        with_cost: bool = False,
    ) -> Result:
        """Answer an operation; errors are part of the result."""
        request = Parameters(text, variables, operation_name, with_cost)
        return await self._answer(request, Deadline(self._reader.deadline))

    async def answer_unless_known(
        self, request: Parameters, known: Container[bytes]
    ) -> tuple[Result, bytes | None]:
        """Answer an operation; NOT_MODIFIED if the client knows the digest of the answer.

        Returns:
            The result, and the digest of its content if clients may cache it.
        """
        deadline = Deadline(self._reader.deadline)
        key = key_of(*request)
        try:
            if self.cache and key and (digest := await self.cache.known(key, known)):
                cached = self.cache.store.get(key)  # may be evicted before its digest
                return _not_modified(cached.operation if cached else None), digest
        except GraphServiceError as error:
            return refusal(error), None
        result = await self._answer(request, deadline)
        if not result.is_snapshot:
            return result, None
        digest = self.cache.store.note(key, result) if self.cache and key else result.digest
        return _not_modified(result.operation) if digest in known else result, digest

    async def _answer(self, request: Parameters, deadline: Deadline) -> Result:
        execute = partial(self._execute, request, deadline)
        if self.cache is None or not (key := key_of(*request)):
            note_cache("off")
            return await execute()
        try:
            return await self.cache.answer(key, execute, deadline)
        except GraphServiceError as error:
            return refusal(error)

    async def _execute(self, request: Parameters, deadline: Deadline) -> Result:
        extensions: dict[str, Json] = {}
        operation = None
        try:
            execution = await self._compiled(request)
            operation = execution.operation
            if request.with_cost:
                extensions["cost"] = {"requested": execution.cost, "limit": self.limits.max_cost}
            if not execution.text:
                body = await self._shaped(execution, [])
                return executed(body, ANY_STATE, operation, extensions)
            wait = waiting_for_turn(self._reader, deadline)
            async with self._new.turn(execution.text, deadline), self.reads.turn(wait):
                answer = await self._reader.read(execution.text, execution.parameters, deadline)
                if thorough := execution.thorough(answer.row):
                    answer = await self._reader.read(*thorough, deadline)
            if answer.state is None:
                extensions["snapshot"] = False
            body = await self._shaped(execution, answer.row)
            return executed(body, answer.state, operation, extensions)
        except GraphServiceError as error:
            return refusal(error, operation)

    async def _compiled(self, request: Parameters) -> Execution:
        operation = request.query, request.variables, request.operation_name
        if (cached := self._compiler.cached_execution(*operation)) is not None:
            return cached
        return await self.worker.run(partial(self._compiler.execution, *operation))

    async def _shaped(self, execution: Execution, row: Row) -> dict[str, Json]:
        if execution.introspects:
            return await self.worker.run(partial(execution.response, row))
        return execution.response(row)


def _not_modified(operation: Operation | None) -> Result:
    return replace(NOT_MODIFIED, operation=operation)
