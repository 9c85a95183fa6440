"""/openapi.json: all that programs can read by plain GET, from what the service declares.

Paths, parameters and formats come from the pages and the routes. openapi_components.json has the
words and the shapes of answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph_service import __version__
from graph_service.api.identifiers import DOCUMENT, IDENTIFIED, IDENTIFIER, TERMS
from graph_service.api.static_files import file_response
from graph_service.error_codes import Code
from graph_service.explorer.downloads import MEDIA_TYPES
from graph_service.explorer.pages import PAGES
from graph_service.explorer.pages.page import ANY, Page
from graph_service.explorer.pages.timeline import TimelineYearPage
from graph_service.explorer.parameters import (
    EXAMPLE_YEAR,
    SLUG,
    YEAR_SCHEMA,
    Schema,
    one_of,
    parameters_of,
)
from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.explorer.site import Site
from graph_service.export.formats import FORMATS as ARCHIVE_FORMATS
from graph_service.model import publication
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json

PATH = "/openapi.json"
_COMPONENTS = files("graph_service") / "api" / "openapi_components.json"
_ARCHIVE = publication.archive_path("{release}", "{archive}")
_IDENTIFIERS = {IDENTIFIER: "identifier", DOCUMENT: "document", TERMS: "terms"}
"""Paths under the prefix of pages, each with what is there."""
_EXPORTS = {
    publication.ARCHIVES: "releases",
    _ARCHIVE: "archive",
    _ARCHIVE + publication.DIGEST_SUFFIX: "digest",
}
_FROM_PAGES = ("304", "308", "400", "404", "503")
_BODIES: Mapping[str, Json] = {"json": {"schema": {"$ref": "#/components/schemas/Page"}}}


def openapi_route(prefix: str, *, has_archives: bool) -> Route:
    """Return the route of the description.

    Args:
        prefix: the path under which the pages are.
        has_archives: whether the service has archives of releases.
    """

    def answer(request: Request) -> Response:
        return file_response(request, description(prefix, has_archives), "application/json")

    return Route(PATH, answer)


@cache
def description(prefix: str, has_archives: bool) -> bytes:
    """Return the description in the form of OpenAPI 3.1."""
    components: dict[str, dict[str, dict[str, Json]]] = orjson.loads(_COMPONENTS.read_bytes())
    components["schemas"]["Code"] |= one_of(code for code in Code if code.status)
    components["parameters"]["type"]["schema"] = one_of(IDENTIFIED)
    components["parameters"]["archive"]["schema"] = one_of(ARCHIVE_FORMATS)
    named = {prefix + path: item for path, item in _IDENTIFIERS.items()}
    named |= _EXPORTS if has_archives else {}
    paths: dict[str, Json] = {path: _ref("pathItems", item) for path, item in named.items()}
    site = Site()
    for page in PAGES:
        if not page.is_framed:
            path = f"{prefix}/{_path(page)}"
            formats = [name for name in MEDIA_TYPES if site.has_format(page, name)]
            paths[path] = {"get": _operation(page, path, formats)}
    info = {
        "title": publication.TITLE.en,
        "description": publication.DESCRIPTION.en,
        "version": __version__,
        "license": {"name": publication.LICENCE.name, "identifier": publication.LICENCE.spdx},
    }
    return orjson.dumps(
        {"openapi": "3.1.0", "info": info, "paths": paths, "components": components}
    )


def _path(page: Page) -> str:
    """Return the path of a page in its formats: {language}/topics/{slug}.{format}."""
    path = "/".join(("{language}", *page.path))
    for part in ["year"] if isinstance(page, TimelineYearPage) else ["slug", "other"]:
        path = path.replace(ANY, f"{{{part}}}", 1)
    return path + ".{format}"


def _operation(page: Page, path: str, formats: Sequence[str]) -> Json:
    examples = [each.example for each in ENTRY_TYPES if (each.folder,) == page.path[:1]]
    in_path: Mapping[str, Schema] = {
        "language": one_of(LANGUAGES),
        "slug": SLUG | {"examples": examples},
        "other": SLUG,
        "year": YEAR_SCHEMA | {"examples": [EXAMPLE_YEAR]},
        "format": one_of(formats),
    }
    shown: Mapping[str, Json] = {
        "description": "The page in this format.",
        "headers": {name: _ref("headers", name) for name in ("ETag", "Cache-Control", "Link")},
        "content": {MEDIA_TYPES[name].partition(";")[0]: _BODIES.get(name, {}) for name in formats},
    }
    return {
        "operationId": re.sub(r"\W+", "_", path).strip("_"),
        "summary": page.operation.text[2:].partition("\n")[0],
        "parameters": [
            *(
                {"name": name, "in": "path", "required": True, "schema": in_path[name]}
                for name in re.findall(r"{(\w+)}", path)
            ),
            *({"name": p.name, "in": "query", "schema": p.schema} for p in parameters_of(page)),
        ],
        "responses": {"200": shown, **{name: _ref("responses", name) for name in _FROM_PAGES}},
    }


def _ref(kind: str, name: str) -> Mapping[str, Json]:
    return {"$ref": f"#/components/{kind}/{name}"}
