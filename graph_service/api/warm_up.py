"""Warm-up: Neo4j plans what people use before they request it, and first pages are read.

A statement that Neo4j hasn't planned since it started takes some tenths of a second more, and while
its planner is cold, up to two seconds. So this service runs the operations of its pages and the
trusted documents in the background: one at a time, between the requests of clients. It does so
after it started, after each load, as Neo4j plans anew if there is much more or less to read, and
after each reconnection, as Neo4j may have restarted.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from time import monotonic
from typing import NamedTuple

from graph_service.api.engine import Engine
from graph_service.api.metrics_endpoint import MetricsEndpoint
from graph_service.api.pages import Pages
from graph_service.api.parameters import Parameters
from graph_service.errors import (
    BadUserInput,
    DatabaseFailed,
    DeadlineExceeded,
    GraphServiceError,
    LimitExceeded,
    OperationInvalid,
)
from graph_service.model.json import Json
from graph_service.store.deadline import Deadline
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from graph_service.store.schema import NEWEST_RELEASE

_RELEASE = f"OPTIONAL {NEWEST_RELEASE} RETURN [release.id, toString(release.loadedAt)] AS row"
_INTERVAL = 5.0
"""Seconds until it looks again for a load."""
_KEPT_SECONDS = 12.0
"""Neo4j keeps a plan for 10 s, whatever a load has changed (dbms.cypher.min_replan_interval)."""
_PLAN_SECONDS = 60.0
"""Most time for an operation; a busy machine may plan for long, and nobody waits."""
_LONGEST_PAUSE = 2.0
"""Seconds until it goes on although clients read, as on a busy day one always does."""
_SKIPPED = (BadUserInput, DatabaseFailed, DeadlineExceeded, LimitExceeded, OperationInvalid)
"""Errors of one operation, such as a trusted document for which the samples aren't valid."""
_LOG = logging.getLogger(__name__)


class _Planned(NamedTuple):
    """What plans were made for.

    Attributes:
        reconnections: how often the database became available again before.
        release: the id of the release, and when it was loaded.
    """

    reconnections: int
    release: tuple[Json, ...]


class _Usual(NamedTuple):
    """An operation that people use, and whether they use it with these very variables."""

    request: Parameters
    is_real: bool


class WarmUp:
    """Lets Neo4j plan operations before clients request them."""

    def __init__(
        self, engine: Engine, reader: Reader, database: Database, endpoint: MetricsEndpoint | None
    ) -> None:
        self._engine = engine
        self._reader = reader
        self._database = database
        self._metrics = endpoint.metrics if endpoint else None

    async def run(self, pages: Pages | None, texts: Iterable[str]) -> None:
        """Plan the operations of pages and documents whenever that is needed, until cancelled."""
        operations: Sequence[_Usual] | None = None
        done: _Planned | None = None
        while True:
            try:
                if operations is None:
                    operations = await self._prepared(pages, texts)
                current = await self._current()
                if current is not None and current != done:
                    await self._plan(operations)
                    if done is not None and done.reconnections == current.reconnections:
                        await asyncio.sleep(_KEPT_SECONDS)
                        await self._plan(operations)
                    done = current
            except GraphServiceError as error:
                _LOG.info("Warm-up is interrupted: %s", error)
            except Exception:  # noqa: BLE001 - requests are answered without it
                _LOG.exception("Warm-up failed")
            await asyncio.sleep(_INTERVAL)

    async def _prepared(self, pages: Pages | None, texts: Iterable[str]) -> Sequence[_Usual]:
        """Return the operations, once this service has parsed them."""
        operations = [_Usual(*usual) for usual in pages.usual()] if pages else []
        for text in dict.fromkeys([*texts, *(usual.request.query for usual in operations)]):
            await self._pause()
            await self._engine.prepare(text)
        return [*self._samples(texts), *operations]

    def _samples(self, texts: Iterable[str]) -> Iterator[_Usual]:
        for text in texts:
            for name, variables in self._engine.samples(text):
                yield _Usual(Parameters(text, variables, name), is_real=False)

    async def _current(self) -> _Planned | None:
        """Return what plans are to be made for; None without a release."""
        reconnections = self._database.reconnections
        release = (await self._reader.read(_RELEASE, {})).row
        return _Planned(reconnections, tuple(release)) if release[0] is not None else None

    async def _plan(self, operations: Sequence[_Usual]) -> None:
        started, planning = monotonic(), 0.0
        try:
            for number, operation in enumerate(operations):
                self._note_pending(len(operations) - number)
                await self._pause()
                planning += await self._plan_one(operation)
        finally:
            self._note_pending(0)
        _LOG.info(
            "Neo4j planned for %.1f s of %.1f s for %d usual operations",
            planning,
            monotonic() - started,
            len(operations),
        )

    async def _plan_one(self, operation: _Usual) -> float:
        request, is_real = operation
        try:
            seconds = await self._engine.plan(
                request, Deadline(_PLAN_SECONDS), keeps_answer=is_real
            )
        except _SKIPPED as error:
            _LOG.info("An operation can't be planned: %s", error)
            return 0.0
        if self._metrics is not None:
            self._metrics.note_planning(seconds)
        return seconds

    def _note_pending(self, operations: int) -> None:
        if self._metrics is not None:
            self._metrics.note_pending(operations)

    async def _pause(self) -> None:
        """Wait until no client reads."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST_PAUSE):
                await self._engine.reads.idle.wait()
