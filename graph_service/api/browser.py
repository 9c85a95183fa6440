"""The style and the guides for Neo4j Browser, which loads them from another origin."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from graph_service.api.static_files import file_response
from graph_service.guide import FOLDER, PAGES, STYLE, grass, page

# Browser sends Cache-Control, Pragma and, to some hosts, headers for tracing, so it sends a
# preflight. The responses depend neither on these headers nor on the client.
_CORS = Middleware(CORSMiddleware, allow_origins=["*"], allow_headers=["*"])


async def _style(request: Request) -> Response:
    """Answer GET /browser/style.grass."""
    return file_response(request, grass().encode(), "text/plain")


async def _guide(request: Request) -> Response:
    """Answer GET /browser/guia.html and /browser/guide.html."""
    # For an invalid Host, Starlette uses this machine's address (GHSA-86qp-5c8j-p5mr).
    service: str = request.app.state.public_url or f"{request.url.scheme}://{request.url.netloc}"
    file = request.scope["path"].rpartition("/")[2]
    return file_response(request, page(PAGES[file], f"{service}/{FOLDER}").encode(), "text/html")


browser_files = Mount(
    f"/{FOLDER}",
    routes=[Route(f"/{STYLE}", _style), *(Route(f"/{file}", _guide) for file in PAGES)],
    middleware=[_CORS],
)
