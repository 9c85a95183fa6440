"""GraphQL over HTTP: a request → an operation; an outcome → a response.

Plain ASGI: what Starlette's requests and responses do beyond it takes longer than answering with
what is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import orjson
from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from graph_service.api.engine import Engine
from graph_service.api.outcome import Outcome, refusal
from graph_service.errors import RequestRefused
from graph_service.model.json import Json

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"


class _Call(NamedTuple):
    """The parameters of a request."""

    query: str
    variables: Mapping[str, Json] | None
    operation_name: str | None


class GraphQLEndpoint:
    """Answers GET and POST /graphql, as an ASGI application.

    Attributes:
        methods: what it answers.
        engine: what answers operations; set before the first request comes.
    """

    methods = ("GET", "POST")
    engine: Engine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        try:
            if scope["method"] == "GET":
                call = _from_query(scope["query_string"])
            else:
                _check_content_type(headers)
                call = _call(_parsed(await _body(receive)))
        except RequestRefused as error:
            outcome = refusal(error)
        except ClientDisconnect:
            return
        else:
            outcome = await self.engine.answer(*call)
        await _respond(outcome, headers, send)


async def _respond(outcome: Outcome, headers: list[tuple[bytes, bytes]], send: Send) -> None:
    media_type = GRAPHQL if GRAPHQL in _header(headers, b"accept", GRAPHQL) else JSON
    await send(
        {
            "type": "http.response.start",
            "status": outcome.status,
            "headers": [
                (b"content-length", b"%d" % len(outcome.content)),
                (b"content-type", b"%s; charset=utf-8" % media_type.encode()),
            ],
        }
    )
    await send({"type": "http.response.body", "body": outcome.content})


def _header(headers: list[tuple[bytes, bytes]], name: bytes, default: str) -> str:
    for key, value in headers:
        if key == name:
            return value.decode("latin-1")
    return default


def _check_content_type(headers: list[tuple[bytes, bytes]]) -> None:
    if _header(headers, b"content-type", "").partition(";")[0].strip().lower() != JSON:
        raise RequestRefused(f"Send the operation as {JSON}.", allowed=[JSON])


async def _body(receive: Receive) -> bytes:
    """Receive the body.

    Raises:
        ClientDisconnect: when the client went away before it was complete.
    """
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _from_query(query_string: bytes) -> _Call:
    given = QueryParams(query_string)
    variables = given.get("variables")
    return _call(
        {
            "query": given.get("query"),
            "variables": _parsed(variables.encode()) if variables else None,
            "operationName": given.get("operationName") or None,
        }
    )


def _parsed(content: bytes) -> Json:
    try:
        parsed: Json = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise RequestRefused(f"This is no JSON: {error}.") from None
    return parsed


def _call(body: Json) -> _Call:
    if not isinstance(body, dict):
        raise RequestRefused('Send a JSON object with "query"; batches are not answered.')
    query, variables = body.get("query"), body.get("variables")
    operation_name = body.get("operationName")
    if not isinstance(query, str):
        raise RequestRefused('"query" has to be a text: the GraphQL operation.')
    if variables is not None and not isinstance(variables, dict):
        raise RequestRefused('"variables" has to be an object, or null.')
    if operation_name is not None and not isinstance(operation_name, str):
        raise RequestRefused('"operationName" has to be a text, or null.')
    return _Call(query=query, variables=variables, operation_name=operation_name)
