"""Identifiers as addresses: /id/Type/slug is answered as HTML, JSON-LD or JSON, by Accept.

They are the IRIs of exports whose base is `{public_url}/id/`. An identifier names a thing, not a
document, so it redirects (303) to the document that fits; a former slug redirects to the present
one (308). The terms and the vocabularies that entries use are defined in /id/terms.jsonld.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from graph_service.api.engine import Engine
from graph_service.api.negotiation import preferred_type, prefers_html
from graph_service.api.parameters import Parameters
from graph_service.api.responses import error_response
from graph_service.api.static_files import generated_response, service_url
from graph_service.error_codes import Code
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.languages import preferred_language
from graph_service.explorer.parts.operations import read_operation
from graph_service.export.json_ld import (
    definition_iris,
    definitions_document,
    entry_document,
)
from graph_service.model.declare import NodeType
from graph_service.model.graph import PUBLIC_TYPES
from graph_service.model.ids import node_id, node_iri
from graph_service.settings import ServiceSettings
from graph_service.store.graph_reader import read_entry

_HTML, _JSON_LD, _JSON = "text/html", "application/ld+json", "application/json"
_EXTENSION = ".jsonld"
IDENTIFIER = "/id/{type}/{slug}"
DOCUMENT = IDENTIFIER + _EXTENSION
TERMS = f"/id/terms{_EXTENSION}"
"""Paths, under the prefix of pages."""
IDENTIFIED = {node_type.name: node_type for node_type in PUBLIC_TYPES}
_VARY = {"Vary": "Accept, Accept-Language"}


def base_iri_of(service: ServiceSettings) -> str | None:
    """Return the base of the IRIs that are addresses of this service; None if it isn't known."""
    if not service.public_url:
        return None
    return f"{service.public_url}{service.explorer.path or ''}/id/"


def identifier_routes(prefix: str) -> list[Route]:
    """Return the routes; they use the engine and the reader in the application's state."""
    definition = partial(_definition, prefix)
    return [
        Route(prefix + TERMS, partial(_definitions, prefix)),
        Route(f"{prefix}/id/terms", definition),
        Route(f"{prefix}/id/vocabulary/{{iri:path}}", definition),
        Route(f"{prefix}/id/topic-scheme/{{iri:path}}", definition),
        Route(prefix + IDENTIFIER, partial(_identifier, prefix)),
    ]


async def _definition(prefix: str, request: Request) -> Response:
    """Answer GET for a vocabulary, a term of it, or our own terms: one document defines all."""
    iri = request.url.path.removeprefix(f"{prefix}/id/")
    if iri != "terms" and iri not in definition_iris():
        return _not_found(request, f"No term or vocabulary has the IRI {iri}.")
    return RedirectResponse(prefix + TERMS, 303)


async def _definitions(prefix: str, request: Request) -> Response:
    content = definitions_document(f"{service_url(request)}{prefix}/id/")
    return await generated_response(request, content, _JSON_LD, {"X-Robots-Tag": "noindex"})


async def _identifier(prefix: str, request: Request) -> Response:
    """Answer GET for an identifier, or for its document in JSON-LD."""
    slug: str = request.path_params["slug"]
    extension = _EXTENSION if slug.endswith(_EXTENSION) else ""
    slug = slug.removesuffix(_EXTENSION)
    node_type = IDENTIFIED.get(request.path_params["type"])
    if node_type is None:
        allowed = ", ".join(IDENTIFIED)
        return _not_found(request, f"Identifiers are /id/Type/slug; types: {allowed}.")
    requested = node_id(node_type.name, slug.lower())
    engine: Engine = request.app.state.engine
    operation = Parameters(read_operation("identifier").text, {"id": requested}, None)
    result, digest = await engine.answer_unless_known(operation, ())
    if result.code is not None or digest is None:
        code = result.code or Code.DATABASE_UNAVAILABLE
        return error_response(code, "The catalogue can't be read now; try again soon.", 503)
    node = result.data["node"]
    if not isinstance(node, Mapping):
        return _not_found(request, f"There is no {requested} in the catalogue.")
    found = str(node["id"])
    path = f"{prefix}/id/{node_iri(found)}"
    if found != node_id(node_type.name, slug):
        return RedirectResponse(f"{path}{extension}", 308)
    if extension:
        return await _document(prefix, request, node_type, found)
    return _representation(prefix, request, path, found)


def _representation(prefix: str, request: Request, path: str, found: str) -> Response:
    """Redirect to the document in the media type and the language that the client prefers."""
    language = preferred_language(request.headers.get("Accept-Language", ""))
    page = Address(language, prefix=prefix).to_entry(found)
    offered = (_HTML, _JSON_LD, _JSON) if page else (_JSON_LD,)
    preferred = preferred_type(request.headers.get("Accept", ""), offered)
    if preferred is None:
        message = f"Available: {', '.join(offered)}. Accept must allow one of them."
        return error_response(Code.NOT_ACCEPTABLE, message, 406)
    if page is None or preferred == _JSON_LD:
        return RedirectResponse(f"{path}{_EXTENSION}", 303, _VARY)
    target = page.in_format("json") if preferred == _JSON else page
    return RedirectResponse(str(target), 303, _VARY)


async def _document(prefix: str, request: Request, node_type: NodeType, identity: str) -> Response:
    read = await read_entry(request.app.state.reader, node_type, identity)
    if read is None:
        return _not_found(request, f"There is no {identity} in the catalogue.")
    content = entry_document(f"{service_url(request)}{prefix}/id/", *read)
    return await generated_response(request, content, _JSON_LD, {"X-Robots-Tag": "noindex"})


def _not_found(request: Request, message: str) -> Response:
    """Answer 404: as a page to browsers, as JSON to others."""
    if prefers_html(request.headers.get("Accept", "").encode()):
        raise HTTPException(404)
    return error_response(Code.NOT_FOUND, message, 404)
