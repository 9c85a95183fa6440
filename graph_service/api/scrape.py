"""GET /metrics."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph_service.api.engine import Engine
from graph_service.api.instrumentation import Instrumentation
from graph_service.api.metrics import Metrics
from graph_service.errors import GraphServiceError
from graph_service.store.deadline import Deadline
from graph_service.store.read import Reader
from graph_service.store.schema import NEWEST_RELEASE

_RELEASE = (
    f"OPTIONAL {NEWEST_RELEASE} RETURN [release.number, release.loadedAt.epochSeconds] AS row"
)
_PATIENCE = 1.0
"""Seconds that a scrape waits for the database."""
_TURN = 5.0
"""Seconds after which a process that shares its metrics brings them up to date, if none asks it."""


class Scrape:
    """Gives metrics, brought up to date.

    Attributes:
        metrics: of this process.
        instrumentation: what knows how many requests there are; set before the first one comes.
        route: where they are given.
    """

    instrumentation: Instrumentation
    _reader: Reader
    _engine: Engine

    def __init__(self, metrics: Metrics) -> None:
        """Take the metrics."""
        self.metrics = metrics
        self.route = Route("/metrics", self._answer)

    @asynccontextmanager
    async def running(self, reader: Reader, engine: Engine) -> AsyncIterator[None]:
        """Take what metrics are of, and give them as long as it is there."""
        self._reader, self._engine = reader, engine
        task = asyncio.create_task(self._share()) if self.metrics.is_shared else None
        try:
            yield
        finally:
            if task is not None:
                task.cancel()

    async def _answer(self, _: Request) -> Response:
        await self._ask()
        self._refresh()
        text = await asyncio.to_thread(self.metrics.text)
        return Response(text, headers={"content-type": CONTENT_TYPE_LATEST})

    async def _ask(self) -> None:
        try:
            answer = await self._reader.read(_RELEASE, {}, Deadline(_PATIENCE))
        except GraphServiceError:
            self.metrics.note_silence()
        else:
            number, loaded = answer.row
            self.metrics.note_release(_number(number), _number(loaded))

    def _refresh(self) -> None:
        self.metrics.refresh(self.instrumentation.in_flight, self._reader, self._engine.cache)

    async def _share(self) -> None:
        while True:
            await asyncio.sleep(_TURN)
            self._refresh()


def _number(value: object) -> float | None:
    return value if isinstance(value, int | float) else None
