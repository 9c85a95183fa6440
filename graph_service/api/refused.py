"""What is refused by HTTP's own rules, before GraphQL has a say; each refusal is JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph_service.codes import Code
from graph_service.errors import Detail, RequestRefused
from graph_service.telemetry import CURRENT_REQUEST


class HttpRefused(RequestRefused):
    """A request that HTTP's rules, or a bound of ours, forbid.

    Attributes:
        headers: that the response needs beside its usual ones.
    """

    headers: ClassVar[Mapping[str, str]] = {}


class MethodNotAllowed(HttpRefused):
    """The method isn't one of the endpoint's."""

    code = Code.METHOD_NOT_ALLOWED
    headers: ClassVar[Mapping[str, str]] = {"allow": "GET, HEAD, OPTIONS, POST"}


class NotAQuery(MethodNotAllowed):
    """A mutation or a subscription by a method that must be safe."""

    headers: ClassVar[Mapping[str, str]] = {"allow": "POST"}


class NotAcceptable(HttpRefused):
    """No media type of ours is among those that the client takes."""

    code = Code.NOT_ACCEPTABLE


class UnsupportedMediaType(HttpRefused):
    """The body isn't JSON by its header, or it is compressed."""

    code = Code.UNSUPPORTED_MEDIA_TYPE
    headers: ClassVar[Mapping[str, str]] = {
        "accept-post": "application/json",
        "accept-encoding": "identity",
    }


class BodyTooLarge(HttpRefused):
    """The body is larger than may be sent."""

    code = Code.BODY_TOO_LARGE


class UrlTooLong(HttpRefused):
    """The query of the address is longer than may be sent."""

    code = Code.URL_TOO_LONG


class DocumentNotFound(HttpRefused):
    """No trusted document has the id."""

    code = Code.PERSISTED_QUERY_NOT_FOUND


class DocumentsNotSupported(HttpRefused):
    """There are no trusted documents."""

    code = Code.PERSISTED_QUERY_NOT_SUPPORTED


class TextNotTrusted(HttpRefused):
    """Only trusted documents are answered, and this is a text."""

    code = Code.QUERY_NOT_IN_SAFELIST


def errors_content(code: Code, message: str, **details: Detail) -> bytes:
    """Write a refusal in GraphQL's form."""
    error = {"message": message, "extensions": {"code": code, **details}}
    return orjson.dumps({"errors": [error]})


_ADVICE = {
    404: (Code.NOT_FOUND, "Nothing is at this address: operations are answered at /graphql."),
    405: (
        Code.METHOD_NOT_ALLOWED,
        "This address doesn't answer that method: see the header Allow.",
    ),
}


async def refused(_: Request, error: Exception) -> Response:
    """Answer in place of Starlette's plain text, for addresses other than the endpoint's.

    Raises:
        TypeError: when it is given another kind of error.
    """
    if not isinstance(error, HTTPException):
        raise TypeError("only HTTP's exceptions are refusals") from error
    code, message = _ADVICE.get(error.status_code, (Code.BAD_REQUEST, error.detail))
    return _response(code, message, error.status_code, error.headers)


async def failed(_: Request, __: Exception) -> Response:
    """Answer for a defect at those addresses; the server's log has the error."""
    message = "The request failed by a defect of the service."
    return _response(Code.INTERNAL, message, 500)


def _response(
    code: Code, message: str, status: int, headers: Mapping[str, str] | None = None
) -> Response:
    record = CURRENT_REQUEST.get()
    record.code = code
    content = errors_content(code, message, requestId=record.id)
    return Response(content, status, headers, "application/json")
