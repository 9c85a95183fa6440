"""The one path of an operation: compile, read a snapshot, shape; or answer with what is kept."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from functools import partial

from graphql import GraphQLSchema

from graph_service.api.admission import NewStatements, Queue, Worker, waiting_for_turn
from graph_service.api.cache import ResponseCache, key_of
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
from graph_service.store.driver import READS_AT_ONCE
from graph_service.store.read import Reader
from graph_service.telemetry import Operation, note_cache


class Engine:
    """Answers operations over one schema and one database.

    Attributes:
        limits: what is held against an operation.
        worker: does CPU-bound work beside the event loop.
        cache: of responses; None if it is off.
        reads: bounds how many operations read at once.
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
        """Take the schema that operations are written for, what reads, and how much to keep.

        `disclosure` says what of the schema is told to who doesn't know it.
        """
        self.limits = limits
        self._compiler = Compiler(schema, limits, disclosure=disclosure)
        self.worker = Worker(limits.max_new)
        self._new = NewStatements(limits.max_new)
        self._reader = reader
        self.reads = Queue(max_reads, at_once=READS_AT_ONCE, what="operations")
        self.cache = ResponseCache(reader, cache_bytes) if cache_bytes else None

    async def answer(
        self,
        text: str,
        variables: Mapping[str, Json] | None = None,
        operation_name: str | None = None,
        with_cost: bool = False,
        *,
        deadline: Deadline | None = None,
    ) -> Result:
        """Answer an operation, with its cost if wanted; every error becomes a part of it."""
        deadline = deadline or Deadline(self._reader.deadline)
        asked = (text, variables, operation_name, with_cost)
        if self.cache is None or not (key := key_of(*asked)):
            note_cache("off")
            return await self._execute(*asked, deadline)
        try:
            return await self.cache.answer(key, partial(self._execute, *asked, deadline), deadline)
        except GraphServiceError as error:
            return refusal(error)

    async def answer_unless_known(
        self,
        text: str,
        variables: Mapping[str, Json] | None,
        operation_name: str | None,
        with_cost: bool,
        known: Container[bytes],
    ) -> tuple[Result, bytes | None]:
        """Answer an operation, or say that the client has the answer: its digest is known.

        Returns:
            The response; and the digest of its content, where it may be kept under that.
        """
        deadline = Deadline(self._reader.deadline)
        asked = (text, variables, operation_name, with_cost)
        key = key_of(*asked)
        try:
            if self.cache and key and (digest := await self.cache.known(key, known)):
                kept = self.cache.store.get(key)  # it may be gone: its digest stays for longer
                return _not_modified(kept.operation if kept else None), digest
        except GraphServiceError as error:
            return refusal(error), None
        result = await self.answer(*asked, deadline=deadline)
        if not result.whole:
            return result, None
        digest = self.cache.store.note(key, result) if self.cache and key else result.digest
        return _not_modified(result.operation) if digest in known else result, digest

    async def _execute(
        self,
        text: str,
        variables: Mapping[str, Json] | None,
        operation_name: str | None,
        with_cost: bool,
        deadline: Deadline,
    ) -> Result:
        extensions: dict[str, Json] = {}
        operation = None
        try:
            execution = await self._compiled(text, variables, operation_name)
            operation = execution.operation
            if with_cost:
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

    async def _compiled(
        self, text: str, variables: Mapping[str, Json] | None, operation_name: str | None
    ) -> Execution:
        ready = self._compiler.ready(text, variables, operation_name)
        if ready is not None:
            return ready
        return await self.worker.do(
            partial(self._compiler.execution, text, variables, operation_name)
        )

    async def _shaped(self, execution: Execution, row: Row) -> dict[str, Json]:
        if execution.introspects:
            return await self.worker.do(partial(execution.response, row))
        return execution.response(row)


def _not_modified(operation: Operation | None) -> Result:
    return replace(NOT_MODIFIED, operation=operation)
