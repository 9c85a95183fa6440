"""GraphiQL: the page for browsers at /graphql, and its files.

`make graphiql` builds files/ from source/. GraphiQL has only English, so that source/jsx.js
translates its texts; they, the help and the examples are in the reader's language. The
Content-Security-Policy forbids files from other origins.
"""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send

from graph_service.api.static_files import file_response
from graph_service.explorer.parts.languages import preferred_language

_FILES = Path(__file__).parent / "files"
_MEDIA_TYPES = {
    "graphiql.js": "text/javascript",
    "graphiql.css": "text/css",
    "favicon.svg": "image/svg+xml",
    "licences.txt": "text/plain",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
}


async def graphiql_page(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a browser at /graphql in the reader's language, as an ASGI application."""
    request = Request(scope)
    language = preferred_language(request.headers.get("Accept-Language", ""))
    headers = {**_HEADERS, "Vary": "Accept, Accept-Language", "Content-Language": language}
    response = file_response(request, _read(f"page.{language}.html"), "text/html", headers)
    await response(scope, receive, send)


def _file(name: str, request: Request) -> Response:
    """Answer GET /graphiql/…; Starlette runs this in a thread, since it isn't async."""
    return file_response(request, _read(name), _MEDIA_TYPES[name], _HEADERS)


@cache
def _read(name: str) -> bytes:
    return (_FILES / name).read_bytes()


graphiql_files = Mount(
    "/graphiql", routes=[Route(f"/{name}", partial(_file, name)) for name in _MEDIA_TYPES]
)
