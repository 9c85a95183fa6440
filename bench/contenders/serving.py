"""How contenders in Python are served: as this service, with its settings of the collector."""

from __future__ import annotations

import gc
import os

import uvicorn
from starlette.types import ASGIApp


def tune() -> None:
    """Let the collector skip what lives as long as the process, and run once per large answer."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000)


def serve(app: ASGIApp) -> None:
    """Serve an application at PORT until it is terminated."""
    uvicorn.run(
        app,
        port=int(os.environ["PORT"]),
        loop="uvloop",
        http="httptools",
        log_level="warning",
        access_log=False,
        server_header=False,
    )
