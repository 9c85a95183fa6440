"""The one path of an operation: compile, read a snapshot, shape; or answer with what is kept."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from functools import partial

from graphql import GraphQLSchema

from graph_service.api.cache import ResponseCache, key_of
from graph_service.api.gate import Gate
from graph_service.api.outcome import EVERY_STATE, NOT_MODIFIED, Outcome, executed, refusal
from graph_service.compiler.compiler import Compiler
from graph_service.errors import GraphServiceError
from graph_service.model.json import Json
from graph_service.record import Operation, note_cache
from graph_service.settings import ALL_TOLD, Capacity, Disclosure
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
        disclosure: Disclosure = ALL_TOLD,
    ) -> None:
        """Take the schema that operations are written for, what reads, and how much to keep.

        `disclosure` says what of the schema is told to who doesn't know it.
        """
        self._compiler = Compiler(schema, disclosure)
        self._reader = reader
        self.gate = Gate(reader, at_once=READS_AT_ONCE, most=max_reads)
        self.cache = ResponseCache(reader, cache_bytes) if cache_bytes else None

    async def answer(
        self,
        text: str,
        variables: Mapping[str, Json] | None = None,
        operation_name: str | None = None,
        deadline: Deadline | None = None,
    ) -> Outcome:
        """Answer an operation; every error becomes a part of the response."""
        deadline = deadline or Deadline(self._reader.deadline)
        if self.cache is None or not (key := key_of(text, variables, operation_name)):
            note_cache("off")
            return await self._execute(text, variables, operation_name, deadline)
        read = partial(self._execute, text, variables, operation_name, deadline)
        try:
            return await self.cache.answer(key, read, deadline)
        except GraphServiceError as error:
            return refusal(error)

    async def answer_unless_known(
        self,
        text: str,
        variables: Mapping[str, Json] | None,
        operation_name: str | None,
        known: Container[bytes],
    ) -> tuple[Outcome, bytes | None]:
        """Answer an operation, or say that the client has the answer: its digest is known.

        Returns:
            The response; and the digest of its content, where it may be kept under that.
        """
        deadline = Deadline(self._reader.deadline)
        key = key_of(text, variables, operation_name)
        try:
            if self.cache and key and (digest := await self.cache.known(key, known)):
                kept = self.cache.kept.get(key)  # it may be gone: its digest stays for longer
                return _not_modified(kept.operation if kept else None), digest
        except GraphServiceError as error:
            return refusal(error), None
        outcome = await self.answer(text, variables, operation_name, deadline)
        if not outcome.whole:
            return outcome, None
        digest = self.cache.kept.note(key, outcome) if self.cache and key else outcome.digest
        return _not_modified(outcome.operation) if digest in known else outcome, digest

    async def _execute(
        self,
        text: str,
        variables: Mapping[str, Json] | None,
        operation_name: str | None,
        deadline: Deadline,
    ) -> Outcome:
        operation = None
        try:
            execution = self._compiler.execution(text, variables, operation_name)
            operation = execution.operation
            if not execution.text:
                return executed(execution.response([]), EVERY_STATE, operation)
            async with self.gate.turn(deadline):
                answer = await self._reader.read(execution.text, execution.parameters, deadline)
                if thorough := execution.thorough(answer.row):
                    answer = await self._reader.read(*thorough, deadline)
        except GraphServiceError as error:
            return refusal(error, operation)
        body = execution.response(answer.row)
        if answer.state is None:
            body = {**body, "extensions": {"snapshot": False}}
        return executed(body, answer.state, operation)


def _not_modified(operation: Operation | None) -> Outcome:
    return replace(NOT_MODIFIED, operation=operation)
