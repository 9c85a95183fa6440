"""The style and the guide for Neo4j Browser, which fetches them from a page of another origin."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from graph_service.api.static_files import file_response
from graph_service.guide import FOLDER, PAGES, STYLE, grass, page

# Browser sends Cache-Control and Pragma, and headers for tracing to some hosts and not to others,
# so that it asks by OPTIONS first. Nothing here depends on who asks, or on what else is sent.
_CORS = Middleware(CORSMiddleware, allow_origins=["*"], allow_headers=["*"])


async def _style(request: Request) -> Response:
    """Answer GET /browser/style.grass."""
    return file_response(request, grass().encode(), "text/plain")


async def _guide(request: Request) -> Response:
    """Answer GET /browser/guia.html and /browser/guide.html."""
    # Of a Host that is none Starlette makes this machine's address (GHSA-86qp-5c8j-p5mr).
    service: str = request.app.state.public_url or f"{request.url.scheme}://{request.url.netloc}"
    file = request.scope["path"].rpartition("/")[2]
    return file_response(request, page(PAGES[file], f"{service}/{FOLDER}").encode(), "text/html")


browser_files = Mount(
    f"/{FOLDER}",
    routes=[Route(f"/{STYLE}", _style), *(Route(f"/{file}", _guide) for file in PAGES)],
    middleware=[_CORS],
)
