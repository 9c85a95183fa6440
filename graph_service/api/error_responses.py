"""Errors over HTTP: what clients can read of them, as JSON in GraphQL's format."""

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
_NOT_FOUND = "There is nothing at this URL: send operations to /graphql."
_NOT_ALLOWED = "Method not allowed for this URL: see the Allow header."
_DEFECT = "Internal error: the request failed."


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
    return _response(code, message, error.status_code, error.headers)


async def on_defect(_: Request, __: Exception) -> Response:
    """Answer an unexpected exception at these paths; the server logs it."""
    return _response(Code.INTERNAL, _DEFECT, 500)


def _response(
    code: Code, message: str, status: int, headers: Mapping[str, str] | None = None
) -> Response:
    record = CURRENT_REQUEST.get()
    record.code = code
    content = errors_content(code, message, requestId=record.id)
    return Response(content, status, headers, "application/json")
