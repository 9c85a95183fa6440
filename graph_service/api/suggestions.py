"""Suggestions for the search field while one types: /en/suggest.json?prefix=she."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph_service.api.engine import Engine
from graph_service.api.parameters import Parameters
from graph_service.api.responses import errors_content
from graph_service.api.static_files import generated_response
from graph_service.error_codes import Code
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.explorer.parts.operations import read_operation
from graph_service.model.graph import TYPES
from graph_service.model.ids import split_id
from graph_service.model.json import Json
from graph_service.telemetry import CURRENT_REQUEST

_LONGEST = 100


def suggestion_routes(prefix: str) -> list[Route]:
    """Return the routes; they use the engine in the application's state."""
    return [
        Route(f"{prefix}/{code}/suggest.json", partial(_suggest, Address(code, prefix=prefix)))
        for code in LANGUAGES
    ]


async def _suggest(home: Address, request: Request) -> Response:
    """Answer with the entries that have a word with this beginning, each with its page."""
    text = request.query_params.get("prefix", "").strip()[:_LONGEST]
    variables: dict[str, Json] = {"prefix": text, "lang": home.language.upper()}
    operation = Parameters(read_operation("autocomplete").text, variables, None)
    engine: Engine = request.app.state.engine
    result, _ = await engine.answer_unless_known(operation, ())
    record = CURRENT_REQUEST.get()
    record.operation, record.code, record.reason = result.operation, result.code, result.reason
    if result.code is not None:
        status = 400 if result.code.status == 400 else 503
        content = errors_content(
            result.code if status == 400 else Code.DATABASE_UNAVAILABLE, "No suggestions now."
        )
        return Response(content, status, media_type="application/json")
    data = result.body["data"]
    found = data["suggest"] if isinstance(data, Mapping) else ()
    listed = found if isinstance(found, Sequence) else ()
    suggestions = [_suggestion(home, one) for one in listed if isinstance(one, Mapping)]
    content = orjson.dumps({"suggestions": suggestions})
    return await generated_response(request, content, "application/json")


def _suggestion(home: Address, found: Mapping[str, Json]) -> Mapping[str, Json]:
    identity = str(found["id"])
    node_type = TYPES[split_id(identity)[0]]
    return {
        "label": found["label"],
        "matched": found["matched"],
        "type": node_type.label.in_language(home.language),
        "address": str(home.to_entry(identity) or home),
    }
