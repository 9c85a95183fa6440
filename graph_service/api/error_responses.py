"""How errors look over HTTP: what clients may know of them, as JSON in GraphQL's form."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph_service.error_codes import Code
from graph_service.errors import (
    DatabaseUnavailable,
    Detail,
    ExportRefused,
    GraphServiceError,
    RequestRefused,
)
from graph_service.telemetry import CURRENT_REQUEST

_LOG = logging.getLogger(__name__)
_NOT_FOUND = "Nothing is at this address: operations are answered at /graphql."
_NOT_ALLOWED = "This address doesn't answer that method: see the header Allow."
_DEFECT = "The request failed by a defect of the service."


def public_message(error: GraphServiceError) -> str | None:
    """Return what clients may read; None for a defect, whose details only the log has."""
    match error:
        case RequestRefused() | ExportRefused():
            return error.message
        case DatabaseUnavailable():  # its message may name the database's address
            return "The database can't be reached now; try again soon."
    _LOG.error("%s", error, exc_info=error)
    return None


def errors_content(code: Code, message: str, **details: Detail) -> bytes:
    """Return the body of a response with one error, in GraphQL's form."""
    error = {"message": message, "extensions": {"code": code, **details}}
    return orjson.dumps({"errors": [error]})


async def on_http_exception(_: Request, error: Exception) -> Response:
    """Answer instead of Starlette's plain text, for addresses other than the endpoint's.

    Raises:
        TypeError: for other kinds of errors.
    """
    if not isinstance(error, HTTPException):
        raise TypeError("only HTTP's exceptions have a status") from error
    match error.status_code:
        case 404:
            code, message = Code.NOT_FOUND, _NOT_FOUND
        case 405:
            code, message = Code.METHOD_NOT_ALLOWED, _NOT_ALLOWED
        case _:
            code, message = Code.BAD_REQUEST, error.detail
    return _response(code, message, error.status_code, error.headers)


async def on_defect(_: Request, __: Exception) -> Response:
    """Answer an unexpected exception at those addresses; the server logs it."""
    return _response(Code.INTERNAL, _DEFECT, 500)


def _response(
    code: Code, message: str, status: int, headers: Mapping[str, str] | None = None
) -> Response:
    record = CURRENT_REQUEST.get()
    record.code = code
    content = errors_content(code, message, requestId=record.id)
    return Response(content, status, headers, "application/json")
