"""A minimal ASGI application on uvicorn: the least that any response costs in Python."""

from __future__ import annotations

from starlette.types import Receive, Scope, Send

from bench.contenders.serving import serve, tune

_BODY = b'{"data":{}}'
_HEADERS = [
    (b"content-type", b"application/json"),
    (b"content-length", str(len(_BODY)).encode()),
]


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer any request with the same short body."""
    if scope["type"] == "lifespan":
        await receive()
        tune()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    await send({"type": "http.response.body", "body": _BODY})


if __name__ == "__main__":
    serve(app)
