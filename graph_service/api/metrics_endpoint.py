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
_TIMEOUT = 1.0
"""How many seconds a scrape waits for the database."""
_SHARE_SECONDS = 5.0
"""How often each of several processes updates its part of the shared metrics."""


class MetricsEndpoint:
    """Answers with the current metrics.

    Attributes:
        metrics: all that are recorded.
        observe: counts a request that has ended.
        instrumentation: knows how many requests are in flight; set before the first one arrives.
        route: of this endpoint.
    """

    instrumentation: Instrumentation
    _reader: Reader
    _engine: Engine

    def __init__(self, metrics: Metrics) -> None:
        self.metrics = metrics
        self.observe = metrics.observe
        self.route = Route("/metrics", self._answer)

    @asynccontextmanager
    async def running(self, reader: Reader, engine: Engine) -> AsyncIterator[None]:
        """Use this reader and engine while the context lasts."""
        self._reader, self._engine = reader, engine
        task = asyncio.create_task(self._share()) if self.metrics.is_shared else None
        try:
            yield
        finally:
            if task is not None:
                task.cancel()

    async def _answer(self, _: Request) -> Response:
        await self._read_release()
        self._refresh()
        text = await asyncio.to_thread(self.metrics.text)
        return Response(text, headers={"content-type": CONTENT_TYPE_LATEST})

    async def _read_release(self) -> None:
        try:
            answer = await self._reader.read(_RELEASE, {}, Deadline(_TIMEOUT))
        except GraphServiceError:
            self.metrics.note_database_down()
        else:
            number, loaded = answer.row
            self.metrics.note_release(_number(number), _number(loaded))

    def _refresh(self) -> None:
        self.metrics.refresh(self.instrumentation.in_flight, self._reader, self._engine.cache)

    async def _share(self) -> None:
        while True:
            await asyncio.sleep(_SHARE_SECONDS)
            self._refresh()


def _number(value: object) -> float | None:
    return value if isinstance(value, int | float) else None
