"""The styles, guides and questions for Neo4j Browser, which loads them from another origin."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from graph_service.api.identifiers import service_url
from graph_service.api.static_files import file_response, generated_response
from graph_service.guide import (
    FOLDER,
    PAGES,
    QUESTION_FILES,
    STYLES,
    grass,
    page,
    questions_cypher,
)

# Browser sends Cache-Control, Pragma and, to some hosts, headers for tracing, so it sends a
# preflight. The responses depend neither on these headers nor on the client.
_CORS = Middleware(CORSMiddleware, allow_origins=["*"], allow_headers=["*"])


async def _style(request: Request) -> Response:
    """Answer GET /browser/style.grass and /browser/style.en.grass."""
    return file_response(request, grass(STYLES[_file(request)]).encode(), "text/plain")


async def _questions(request: Request) -> Response:
    """Answer GET /browser/preguntas.cypher and /browser/questions.cypher."""
    content = questions_cypher(QUESTION_FILES[_file(request)]).encode()
    return file_response(request, content, "text/plain")


async def _guide(request: Request) -> Response:
    """Answer GET /browser/guia.html and /browser/guide.html."""
    content = page(PAGES[_file(request)], f"{service_url(request)}/{FOLDER}").encode()
    return await generated_response(request, content, "text/html")


def _file(request: Request) -> str:
    path: str = request.scope["path"]
    return path.rpartition("/")[2]


browser_files = Mount(
    f"/{FOLDER}",
    routes=[
        *(Route(f"/{file}", _style) for file in STYLES),
        *(Route(f"/{file}", _guide) for file in PAGES),
        *(Route(f"/{file}", _questions) for file in QUESTION_FILES),
    ],
    middleware=[_CORS],
)
