"""Static files, which clients cache and revalidate."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.content_coding import (
    IDENTITY,
    MIN_BYTES,
    compressed_file,
    negotiate_coding,
)


def file_response(
    request: Request, content: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a file, compressed if the client accepts that, or 304 if its copy is current."""
    coding = IDENTITY
    if len(content) >= MIN_BYTES:
        coding = negotiate_coding(request.headers.get("Accept-Encoding", "").encode())
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}{coding.suffix.decode()}"'
    all_headers = {"ETag": tag, "Cache-Control": "no-cache", **(headers or {})}
    all_headers["Vary"] = ", ".join(filter(None, (all_headers.get("Vary"), "Accept-Encoding")))
    if tag in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=all_headers)
    if coding is not IDENTITY:
        all_headers["Content-Encoding"] = coding.name.decode()
        content = compressed_file(content, coding)
    return Response(content, media_type=media_type, headers=all_headers)
