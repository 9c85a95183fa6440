"""Static files and generated documents, which clients cache and revalidate."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.content_coding import (
    IDENTITY,
    LARGE,
    MIN_BYTES,
    Coding,
    compressed_file,
    negotiate_coding,
)


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
    coding = IDENTITY
    if len(content) >= MIN_BYTES:
        coding = negotiate_coding(request.headers.get("Accept-Encoding", "").encode())
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
