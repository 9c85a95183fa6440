"""The one path of an operation: compile, read a snapshot, shape."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from graphql import GraphQLError, GraphQLSchema

from graph_service.compiler.compiler import Compiler
from graph_service.compiler.refusals import OperationInvalid
from graph_service.errors import (
    DatabaseUnavailable,
    DeadlineExceeded,
    GraphServiceError,
    RequestRefused,
)
from graph_service.model.json import Json
from graph_service.store.read import Reader

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A response.

    Attributes:
        status: the HTTP status that fits a request that was understood: 200 once execution began.
        body: data and errors.
    """

    status: int
    body: Mapping[str, Json]


class Engine:
    """Answers operations over one schema and one database."""

    def __init__(self, schema: GraphQLSchema, reader: Reader) -> None:
        """Take the schema that operations are written for, and what reads."""
        self._compiler = Compiler(schema)
        self._reader = reader

    async def answer(
        self,
        text: str,
        variables: Mapping[str, Json] | None = None,
        operation_name: str | None = None,
    ) -> Outcome:
        """Answer an operation; every error becomes a part of the response."""
        try:
            execution = self._compiler.execution(text, variables, operation_name)
            if not execution.text:
                return Outcome(status=200, body=execution.response([]))
            answer = await self._reader.read(execution.text, execution.parameters)
        except GraphServiceError as error:
            return refusal(error)
        body = execution.response(answer.row)
        if not answer.snapshot:
            body = {**body, "extensions": {"snapshot": False}}
        return Outcome(status=200, body=body)


def refusal(error: GraphServiceError) -> Outcome:
    """Give the response to an operation that was not executed, or whose read failed."""
    match error:
        case OperationInvalid():
            errors: list[Json] = [
                _formatted(problem, error.operation_code) for problem in error.errors
            ]
            return Outcome(status=400, body={"errors": errors})
        case DeadlineExceeded():
            return _failed(503, str(error), error)
        case RequestRefused():
            return _failed(400, str(error), error)
        case DatabaseUnavailable():
            return _failed(503, "The database can't be reached now; try again soon.", error)
    # What the database said of a statement of ours is for operators, not for clients.
    logger.error("%s", error, exc_info=error)
    outcome = _failed(200, "The operation failed by a defect of the service.", error)
    return Outcome(status=200, body={"data": None, **outcome.body})


def _formatted(problem: GraphQLError, code: str) -> Json:
    places = [{"line": p.line, "column": p.column} for p in problem.locations or ()]
    located: dict[str, Json] = {"locations": places} if places else {}
    return {"message": problem.message, **located, "extensions": {"code": code}}


def _failed(status: int, message: str, error: GraphServiceError) -> Outcome:
    extensions: dict[str, Json] = {"code": error.code, **error.details}
    return Outcome(status=status, body={"errors": [{"message": message, "extensions": extensions}]})
