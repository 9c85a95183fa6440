"""Static files and generated documents, which clients cache and revalidate.

Neo4j Browser loads its styles, guides and questions from another origin.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from functools import partial

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from graph_service.api.content_coding import IDENTITY, LARGE, MIN_BYTES, Coding, compressed_file
from graph_service.api.negotiation import coding_for
from graph_service.guide.page import FOLDER, PAGES, page
from graph_service.guide.questions import QUESTION_FILES, Language, questions_cypher
from graph_service.guide.style import STYLES, grass

# Browser sends Cache-Control, Pragma and, to some hosts, headers for tracing, so it sends a
# preflight. The responses depend neither on these headers nor on the client.
_CORS = Middleware(CORSMiddleware, allow_origins=["*"], allow_headers=["*"])


def file_response(
    request: Request, content: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a static file, compressed if the client accepts that, or 304 if its copy is current.

    Its compressed form is cached: pass what is generated to `generated_response`.
    """
    return _response(request, content, media_type, headers or {}, compressed_file)


async def generated_response(
    request: Request, content: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a generated document as `file_response` does a file, without caching it.

    A large one is compressed in a thread: a sitemap of 4 MB takes Brotli 25 ms.
    """
    make = partial(_response, request, content, media_type, headers or {}, _compressed)
    return await asyncio.to_thread(make) if len(content) > LARGE else make()


def _compressed(content: bytes, coding: Coding) -> bytes:
    return coding.compress(content)


def _response(
    request: Request,
    content: bytes,
    media_type: str,
    headers: Mapping[str, str],
    compress: Callable[[bytes, Coding], bytes],
) -> Response:
    coding = coding_for(request) if len(content) >= MIN_BYTES else IDENTITY
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}{coding.suffix.decode()}"'
    all_headers = {"ETag": tag, "Cache-Control": "no-cache", **headers}
    all_headers["Vary"] = ", ".join(filter(None, (all_headers.get("Vary"), "Accept-Encoding")))
    known = request.headers.get("If-None-Match", "")
    if tag in known or known.strip() == "*":
        return Response(status_code=304, headers=all_headers)
    if coding is not IDENTITY:
        all_headers["Content-Encoding"] = coding.name.decode()
        content = compress(content, coding)
    return Response(content, media_type=media_type, headers=all_headers)


def service_url(request: Request) -> str:
    """Return scheme and host of this service, as far as it knows them."""
    # For an invalid Host, Starlette uses this machine's address (GHSA-86qp-5c8j-p5mr).
    public_url: str | None = request.app.state.public_url
    return public_url or f"{request.url.scheme}://{request.url.netloc}"


async def _text(make: Callable[[Language], str], language: Language, request: Request) -> Response:
    """Answer GET for a style of Neo4j Browser, or for the questions."""
    return file_response(request, make(language).encode(), "text/plain")


async def _guide(language: Language, request: Request) -> Response:
    """Answer GET for a guide of Neo4j Browser."""
    content = page(language, f"{service_url(request)}/{FOLDER}").encode()
    return await generated_response(request, content, "text/html")


browser_files = Mount(
    f"/{FOLDER}",
    routes=[
        *(Route(f"/{file}", partial(_text, grass, STYLES[file])) for file in STYLES),
        *(Route(f"/{file}", partial(_guide, PAGES[file])) for file in PAGES),
        *(
            Route(f"/{file}", partial(_text, questions_cypher, QUESTION_FILES[file]))
            for file in QUESTION_FILES
        ),
    ],
    middleware=[_CORS],
)
