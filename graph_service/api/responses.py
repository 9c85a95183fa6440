"""Responses: the result of an operation, and errors over HTTP, as JSON in GraphQL's format."""

from __future__ import annotations

import base64
import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import orjson
from graphql import GraphQLError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph_service.error_codes import Code
from graph_service.errors import (
    RETRY_SOON,
    DatabaseUnavailable,
    Detail,
    ExportRefused,
    GraphServiceError,
    OperationInvalid,
    RequestRefused,
)
from graph_service.model.json import Json
from graph_service.store.read import State
from graph_service.telemetry import CURRENT_REQUEST, Operation

_LOG = logging.getLogger(__name__)
_NOT_FOUND = "There is nothing at this URL: send operations to /graphql."
_NOT_ALLOWED = "Method not allowed for this URL: see the Allow header."
_DEFECT_MESSAGE = "Internal error: the request failed."
ANY_STATE: State = frozenset()
"""The state of an answer that doesn't depend on the database."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """A response.

    Attributes:
        status: the HTTP status: 200 once execution began.
        content: data and errors, as JSON.
        state: the state of the graph that was read; None if the content mixes states.
        json_status: the status for clients that request application/json, if different.
        headers: additional headers.
        operation: the requested operation, if it is valid.
        code: of the first error.
        reason: more about that error, for the log.
    """

    status: int
    content: bytes
    state: State | None = None
    json_status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    operation: Operation | None = None
    code: Code | None = None
    reason: str = ""

    @property
    def is_snapshot(self) -> bool:
        """Whether the content is data of one state, without errors."""
        return self.state is not None and self.code is None

    def content_for(self, request_id: str) -> bytes:
        """Return the content for a request, with its id in every error.

        Requests share results, so results don't contain the id.
        """
        if self.code is None:
            return self.content
        body = orjson.loads(self.content)
        for error in body["errors"]:
            error["extensions"]["requestId"] = request_id
        return orjson.dumps(body)

    @property
    def digest(self) -> bytes:
        """Hash of the content, for an ETag."""
        return base64.urlsafe_b64encode(hashlib.blake2b(self.content, digest_size=18).digest())

    def has_error_at(self, *path: str) -> bool:
        """Whether an error names a field, by its path from the root."""
        errors = orjson.loads(self.content).get("errors", ())
        return any(error.get("path") == [*path] for error in errors)

    @property
    def body(self) -> Mapping[str, Json]:
        """The parsed content."""
        body: Mapping[str, Json] = orjson.loads(self.content)
        return body

    @property
    def data(self) -> Mapping[str, Json]:
        """The data of an answer without errors.

        Raises:
            TypeError: if there is none.
        """
        data = self.body["data"]
        if not isinstance(data, Mapping):
            raise TypeError("an answer without errors has data")
        return data


_DEFECT = {
    "message": "Internal error: the operation failed.",
    "extensions": {"code": Code.INTERNAL},
}
DEFECT = Result(
    status=Code.INTERNAL.status,
    code=Code.INTERNAL,
    content=orjson.dumps({"data": None, "errors": [_DEFECT]}),
)
"""For unexpected errors; the log has the details."""

NOT_MODIFIED = Result(status=304, content=b"")
"""For a client whose copy is current."""


def executed(
    body: Mapping[str, Json],
    state: State | None,
    operation: Operation | None = None,
    extensions: Mapping[str, Json] | None = None,
) -> Result:
    """Return the result of an execution."""
    if extensions:
        body = {**body, "extensions": extensions}
    return Result(
        status=200,
        content=orjson.dumps(body),
        state=state,
        operation=operation,
        code=_first_code(body),
    )


def refusal(error: GraphServiceError, operation: Operation | None = None) -> Result:
    """Return the response to an operation that was not executed, or whose read failed."""
    message = public_message(error)
    if message is None:
        return replace(DEFECT, operation=operation)
    if isinstance(error, OperationInvalid):
        problems = [_formatted(problem, error.code) for problem in error.problems]
        content = orjson.dumps({"errors": problems})
    else:
        content = errors_content(error.code, message, **error.details)
    return Result(
        status=error.code.status,
        json_status=error.code.json_status,
        content=content,
        headers=error.headers,
        operation=operation,
        code=error.code,
        reason="" if message == error.message else error.message,
    )


def _first_code(body: Mapping[str, Json]) -> Code | None:
    match body:
        case {"errors": [{"extensions": {"code": Code() as code}}, *_]}:
            return code
    return None


def _formatted(problem: GraphQLError, code: Code) -> Json:
    places = [{"line": p.line, "column": p.column} for p in problem.locations or ()]
    located: dict[str, Json] = {"locations": places} if places else {}
    return {"message": problem.message, **located, "extensions": {"code": code}}


def public_message(error: GraphServiceError) -> str | None:
    """Return what clients may read; None for a bug, whose details only the log has."""
    match error:
        case RequestRefused() | ExportRefused():
            return error.message
        case DatabaseUnavailable():  # its message may name the database's address
            return "The database can't be reached now; try again soon."
    _LOG.error("%s", error, exc_info=error)
    return None


def errors_content(code: Code, message: str, **details: Detail) -> bytes:
    """Return the body of a response with one error, in GraphQL's format."""
    error = {"message": message, "extensions": {"code": code, **details}}
    return orjson.dumps({"errors": [error]})


async def on_http_exception(_: Request, error: Exception) -> Response:
    """Answer errors at paths other than /graphql, where Starlette would send plain text.

    Raises:
        TypeError: when the error is not an HTTPException.
    """
    if not isinstance(error, HTTPException):
        raise TypeError("not an HTTPException") from error
    match error.status_code:
        case 404:
            code, message = Code.NOT_FOUND, _NOT_FOUND
        case 405:
            code, message = Code.METHOD_NOT_ALLOWED, _NOT_ALLOWED
        case _:
            code, message = Code.BAD_REQUEST, error.detail
    request_id = CURRENT_REQUEST.get().id
    return error_response(code, message, error.status_code, error.headers, requestId=request_id)


async def on_service_error(_: Request, error: Exception) -> Response:
    """Answer an error of ours at these paths, without internal details.

    Raises:
        TypeError: when it is another.
    """
    if not isinstance(error, GraphServiceError):
        raise TypeError("not a GraphServiceError") from error
    if (message := public_message(error)) is None:
        return error_response(Code.INTERNAL, _DEFECT_MESSAGE, 500)
    return error_response(error.code, message, 503)


async def on_defect(_: Request, __: Exception) -> Response:
    """Answer an unexpected exception at these paths; the server logs it."""
    request_id = CURRENT_REQUEST.get().id
    return error_response(Code.INTERNAL, _DEFECT_MESSAGE, 500, requestId=request_id)


def error_response(
    code: Code,
    message: str,
    status: int,
    headers: Mapping[str, str] | None = None,
    **details: Detail,
) -> Response:
    """Return a response with one error, and record its code; 503 has Retry-After."""
    CURRENT_REQUEST.get().code = code
    content = errors_content(code, message, **details)
    headers = headers or (RETRY_SOON if status == 503 else {})
    return Response(content, status, headers, "application/json")
