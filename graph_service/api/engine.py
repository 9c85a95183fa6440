"""The path of every operation: compile, read a snapshot, shape; or answer from the cache."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from functools import partial

from graphql import GraphQLSchema

from graph_service.api.admission import (
    MAX_SECONDS,
    NewStatements,
    Queue,
    Worker,
    waiting_for_turn,
)
from graph_service.api.cache import ResponseCache
from graph_service.api.parameters import Parameters
from graph_service.api.responses import ANY_STATE, NOT_MODIFIED, Result, executed, refusal
from graph_service.api.shared_reads import SharedReads
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
from graph_service.store.read import Answer, Reader
from graph_service.telemetry import Operation, note_cache, note_planning, shaping


class Engine:
    """Answers operations over one schema and one database.

    Attributes:
        limits: checked before an operation is executed.
        worker: runs CPU-bound jobs outside the event loop.
        cache: of responses; None if it is off.
        reads: limits how many operations read at once.
        new: limits how many new statements the database plans at once.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        reader: Reader,
        *,
        cache_bytes: int = 0,
        max_staleness: float = 0.0,
        max_reads: int = Capacity.max_reads,
        disclosure: Disclosure = FULL_DISCLOSURE,
        limits: OperationLimits = DEFAULT_LIMITS,
        valid: Container[str] = (),
    ) -> None:
        self.limits = limits
        self._compiler = Compiler(schema, limits, disclosure=disclosure, valid=valid)
        self.worker = Worker(limits.max_new)
        self.new = NewStatements(limits.max_new, lambda: reader.reconnections)
        self._reader = reader
        self._shared = SharedReads(reader, self.new)
        self.reads = Queue(max_reads, concurrency=MAX_CONCURRENT_READS, what="operations")
        self.cache = ResponseCache(reader, cache_bytes, max_staleness) if cache_bytes else None

    async def answer(
        self,
        text: str,
        variables: Mapping[str, Json] | None = None,
        operation_name: str | None = None,
        with_cost: bool = False,
    ) -> Result:
        """Answer an operation; errors are part of the result."""
        return await self.answer_request(Parameters(text, variables, operation_name, with_cost))

    async def answer_request(self, request: Parameters) -> Result:
        """Answer a request as `answer` does."""
        return await self._answer(request, Deadline(self._reader.deadline))

    async def answer_unless_known(
        self, request: Parameters, known: Container[bytes]
    ) -> tuple[Result, bytes | None]:
        """Answer an operation; NOT_MODIFIED if the client knows the digest of the answer.

        Returns:
            The result, and the digest of its content if clients may cache it.
        """
        deadline = Deadline(self._reader.deadline)
        key = request.key
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

    def samples(self, text: str) -> Sequence[tuple[str | None, Mapping[str, Json]]]:
        """Return the operations of a valid document, by name, each with variables."""
        return self._compiler.samples(text)

    async def plan(self, request: Parameters, *, keeps_answer: bool = False) -> float | None:
        """Let Neo4j plan the statements of an operation that are new to it.

        They are run, as EXPLAIN keeps the plan of an EXPLAIN: running the statement after it took a
        fifth of the time of planning, and after running it nothing (Neo4j 2026.08). The plan of
        this service isn't kept, since it takes more memory than time.

        Args:
            request: the operation.
            keeps_answer: whether to read it in any case, and cache the answer for clients.

        Returns:
            How many seconds it took; None if nothing was done.

        Raises:
            GraphServiceError: if the operation can't be answered.
        """
        compile_only = partial(self._compiler.execution, *_operation_of(request), is_kept=False)
        execution = await self.worker.run(compile_only)
        is_known = not keeps_answer and self.new.are_known(execution.texts)
        if not execution.texts or is_known:
            return None
        answer = await self._read(execution, Deadline(MAX_SECONDS))
        if keeps_answer and self.cache and (key := request.key):
            body = await self._shaped(execution, answer.row)
            self.cache.store.add(key, executed(body, answer.state, execution.operation, {}))
        return answer.planning

    async def _answer(self, request: Parameters, deadline: Deadline) -> Result:
        execute = partial(self._execute, request, deadline)
        if self.cache is None or not (key := request.key):
            note_cache("off")
            return await execute()
        try:
            return await self.cache.answer(key, execute, deadline)
        except GraphServiceError as error:
            return refusal(error)

    async def _execute(self, request: Parameters, deadline: Deadline) -> Result:
        operation = None
        try:
            execution = await self._compiled(request)
            operation = execution.operation
            if not execution.texts:
                body = await self._shaped(execution, [])
                extensions = self._extensions(request, execution, [])
                return executed(body, ANY_STATE, operation, extensions)
            answer = await self._read(execution, deadline)
            note_planning(answer.planning)
            extensions = self._extensions(request, execution, answer.row)
            if answer.state is None:
                extensions["snapshot"] = False
            body = await self._shaped(execution, answer.row)
            return executed(body, answer.state, operation, extensions)
        except GraphServiceError as error:
            return refusal(error, operation)

    async def _read(self, execution: Execution, deadline: Deadline) -> Answer:
        async def read(deadline: Deadline) -> Answer:
            async with self.reads.turn(waiting_for_turn(self._reader, deadline)):
                return await self._shared.read(execution, deadline)

        return await self.new.read(execution.texts, read, deadline)

    def _extensions(self, request: Parameters, execution: Execution, row: Row) -> dict[str, Json]:
        if not request.with_cost:
            return {}
        used = execution.used_cost(row)
        cost = {"requested": execution.cost, "used": used, "limit": self.limits.max_cost}
        return {"cost": cost}

    async def _compiled(self, request: Parameters) -> Execution:
        operation = _operation_of(request)
        if (cached := self._compiler.cached_execution(*operation)) is not None:
            return cached
        return await self.worker.run(partial(self._compiler.execution, *operation))

    async def _shaped(self, execution: Execution, row: Row) -> dict[str, Json]:
        with shaping():
            if execution.introspects:
                return await self.worker.run(partial(execution.response, row))
            return execution.response(row)


def _operation_of(request: Parameters) -> tuple[str, Mapping[str, Json] | None, str | None]:
    return request.query, request.variables, request.operation_name


def _not_modified(operation: Operation | None) -> Result:
    return replace(NOT_MODIFIED, operation=operation)
