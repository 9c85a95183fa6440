"""GraphQL over HTTP: a request → an operation; an outcome → a response."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import orjson
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.engine import Engine, Outcome, refusal
from graph_service.errors import RequestRefused
from graph_service.model.json import Json

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"


@dataclass(frozen=True, kw_only=True)
class _Call:
    """The parameters of a request."""

    query: str
    variables: Mapping[str, Json] | None
    operation_name: str | None


async def graphql(request: Request) -> Response:
    """Answer GET and POST /graphql."""
    engine: Engine = request.app.state.engine
    media_type = GRAPHQL if GRAPHQL in request.headers.get("accept", GRAPHQL) else JSON
    try:
        call = _from_query(request) if request.method == "GET" else await _from_body(request)
    except RequestRefused as error:
        return _response(refusal(error), media_type)
    outcome = await engine.answer(call.query, call.variables, call.operation_name)
    return _response(outcome, media_type)


def _response(outcome: Outcome, media_type: str) -> Response:
    content = orjson.dumps(outcome.body)
    return Response(content, outcome.status, media_type=f"{media_type}; charset=utf-8")


def _from_query(request: Request) -> _Call:
    given = request.query_params
    variables = given.get("variables")
    return _call(
        {
            "query": given.get("query"),
            "variables": _parsed(variables.encode()) if variables else None,
            "operationName": given.get("operationName") or None,
        }
    )


async def _from_body(request: Request) -> _Call:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise RequestRefused(f"Send the operation as {JSON}.", allowed=[JSON])
    return _call(_parsed(await request.body()))


def _parsed(content: bytes) -> Json:
    try:
        parsed: Json = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise RequestRefused(f"This is no JSON: {error}.") from None
    return parsed


def _call(body: Json) -> _Call:
    if not isinstance(body, Mapping):
        raise RequestRefused('Send a JSON object with "query"; batches are not answered.')
    query, variables = body.get("query"), body.get("variables")
    operation_name = body.get("operationName")
    if not isinstance(query, str):
        raise RequestRefused('"query" has to be a text: the GraphQL operation.')
    if variables is not None and not isinstance(variables, Mapping):
        raise RequestRefused('"variables" has to be an object, or null.')
    if operation_name is not None and not isinstance(operation_name, str):
        raise RequestRefused('"operationName" has to be a text, or null.')
    return _Call(query=query, variables=variables, operation_name=operation_name)
