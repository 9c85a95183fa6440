"""Finishes operations that took too long for their clients, so that a later visit finds the answer.

Neo4j loses the plan of a cancelled statement. So on a busy machine no visit to a new page would
ever get further than the first one.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from graph_service.api.engine import Engine
from graph_service.api.parameters import Parameters
from graph_service.errors import GraphServiceError
from graph_service.store.deadline import Deadline

_SECONDS = 60.0
"""Most time for an operation after its client was told to try again."""


class Unfinished:
    """Finishes one operation at a time; others that arrive meanwhile are left to later visits."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    def finish(self, engine: Engine, parameters: Parameters) -> None:
        """Let the database finish an operation in the background, and cache the answer."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(_finish(engine, parameters))

    def close(self) -> None:
        """Stop what is still running."""
        if self._task is not None:
            self._task.cancel()


async def _finish(engine: Engine, parameters: Parameters) -> None:
    with suppress(GraphServiceError):
        await engine.plan(parameters, Deadline(_SECONDS), keeps_answer=True)
