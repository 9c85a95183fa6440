"""What an operation comes to: the response, ready to be sent."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

import orjson
from graphql import GraphQLError

from graph_service.compiler.refusals import OperationInvalid
from graph_service.errors import (
    DatabaseUnavailable,
    DeadlineExceeded,
    GraphServiceError,
    RequestRefused,
)
from graph_service.model.json import Json
from graph_service.store.read import State

logger = logging.getLogger(__name__)

EVERY_STATE: State = frozenset()
"""Under what an answer stands that doesn't depend on the database."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A response.

    Attributes:
        status: the HTTP status that fits a request that was understood: 200 once execution began.
        content: data and errors, as JSON.
        state: the state of the graph that it is the response at; None where it is that of none.
    """

    status: int
    content: bytes
    state: State | None = None

    @property
    def body(self) -> Mapping[str, Json]:
        """Read the content."""
        body: Mapping[str, Json] = orjson.loads(self.content)
        return body


def executed(body: Mapping[str, Json], state: State | None) -> Outcome:
    """Give the response of an execution."""
    return Outcome(status=200, content=orjson.dumps(body), state=state)


def refusal(error: GraphServiceError) -> Outcome:
    """Give the response to an operation that was not executed, or whose read failed."""
    match error:
        case OperationInvalid():
            errors: list[Json] = [
                _formatted(problem, error.operation_code) for problem in error.errors
            ]
            return Outcome(status=400, content=orjson.dumps({"errors": errors}))
        case DeadlineExceeded():
            return _failed(503, str(error), error)
        case RequestRefused():
            return _failed(400, str(error), error)
        case DatabaseUnavailable():
            return _failed(503, "The database can't be reached now; try again soon.", error)
    # What the database said of a statement of ours is for operators, not for clients.
    logger.error("%s", error, exc_info=error)
    return _failed(200, "The operation failed by a defect of the service.", error, {"data": None})


def _formatted(problem: GraphQLError, code: str) -> Json:
    places = [{"line": p.line, "column": p.column} for p in problem.locations or ()]
    located: dict[str, Json] = {"locations": places} if places else {}
    return {"message": problem.message, **located, "extensions": {"code": code}}


def _failed(
    status: int, message: str, error: GraphServiceError, data: Mapping[str, Json] | None = None
) -> Outcome:
    extensions: dict[str, Json] = {"code": error.code, **error.details}
    errors: list[Json] = [{"message": message, "extensions": extensions}]
    return Outcome(status=status, content=orjson.dumps({**(data or {}), "errors": errors}))
