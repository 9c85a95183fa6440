"""Readiness: health checks, and the warm-up that they wait for.

In the warm-up, Neo4j plans what people use before they request it, and first pages are read.

A statement that Neo4j hasn't planned since it started takes some tenths of a second more, and while
its planner is cold, up to three seconds. So this service runs the operations of its pages and the
trusted documents in the background. It does so after it started, after each load, as Neo4j plans
anew if there is much more or less to read, and after each reconnection, as Neo4j may have
restarted. The frequent ones come first, as fast as they can: until then, the service isn't ready.
The others take half a core: it rests as long as it worked.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from time import monotonic
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graph_service.api.admission import MAX_PLANNING
from graph_service.api.engine import Engine
from graph_service.api.metrics import Metrics
from graph_service.api.pages import Pages
from graph_service.api.parameters import Parameters
from graph_service.error_codes import Code
from graph_service.errors import (
    DatabaseFailed,
    GraphServiceError,
    LoadRefused,
    RequestRefused,
)
from graph_service.model.json import Json
from graph_service.store.deadline import Deadline
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from graph_service.store.schema import NEWEST_RELEASE, check_version

_RELEASE = f"OPTIONAL {NEWEST_RELEASE} RETURN [release.id, toString(release.loadedAt)] AS row"
_TIMEOUT = 4.5
"""How many seconds /readyz waits for the database."""
_STATE = f"OPTIONAL {NEWEST_RELEASE} RETURN [release.name, release.storageVersion] AS row"
_INTERVAL = 5.0
"""Seconds until it looks again for a load."""
_LOOK = 0.5
"""Seconds until it looks again whether Neo4j was restarted, which takes no read."""
_KEPT_SECONDS = 12.0
"""Neo4j keeps a plan for 10 s, whatever a load has changed (dbms.cypher.min_replan_interval)."""
_LONGEST_REST = 2.0
"""Seconds of rest at most, after an operation that isn't frequent has been planned."""
_LONGEST_UNREADY = 60.0
"""Seconds with a release and a database after which the service is ready, although frequent
operations are still to be planned: a slow page is better than none."""
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
    """An operation that people use.

    Attributes:
        request: the operation.
        is_real: whether they use it with these very variables, so that the answer is kept.
        is_frequent: whether it is planned before the service is ready.
    """

    request: Parameters
    is_real: bool
    is_frequent: bool


class WarmUp:
    """Lets Neo4j plan operations before clients request them.

    Attributes:
        planned: how many operations of the present round are planned.
        total: how many there are.
    """

    def __init__(
        self, engine: Engine, reader: Reader, database: Database, metrics: Metrics | None
    ) -> None:
        self._engine = engine
        self._reader = reader
        self._database = database
        self._metrics = metrics
        self._ready_in = -1
        self._release_since = math.inf
        self.planned = self.total = 0

    @property
    def is_ready(self) -> bool:
        """Whether the frequent operations are planned, or that takes too long."""
        if self._ready_in == self._database.reconnections:
            return True
        since = max(self._release_since, self._database.available_since)
        return monotonic() - since > _LONGEST_UNREADY

    async def run(self, pages: Pages | None, texts: Iterable[str]) -> None:
        """Plan the operations of pages and documents whenever that is needed, until cancelled."""
        operations: Sequence[_Usual] | None = None
        done: _Planned | None = None
        while True:
            try:
                current = await self._current()
                if current is not None and current != done:
                    self._release_since = min(self._release_since, monotonic())
                    operations = operations or self._usual(pages, texts)
                    await self._plan(operations, current)
                    if done is not None and done.reconnections == current.reconnections:
                        await asyncio.sleep(_KEPT_SECONDS)
                        await self._plan(operations, current)
                    done = current
            except GraphServiceError as error:
                _LOG.info("Warm-up is interrupted: %s", error)
            except Exception:  # noqa: BLE001 - requests are answered without it
                _LOG.exception("Warm-up failed")
            until = monotonic() + _INTERVAL
            reconnections = self._database.reconnections
            # A reconnection has no event.
            while monotonic() < until and reconnections == self._database.reconnections:  # noqa: ASYNC110
                await asyncio.sleep(min(_LOOK, _INTERVAL))

    async def rehearse(self, pages: Pages, is_over: Callable[[], bool]) -> None:
        """Plan the frequent operations once, whatever is in the graph yet, until it is over."""
        for operation in self._usual(pages, ()):
            if operation.is_frequent and not is_over():
                try:
                    await self._plan_one(operation)
                except GraphServiceError as error:
                    _LOG.debug("An operation can't be planned yet: %s", error)

    def _usual(self, pages: Pages | None, texts: Iterable[str]) -> Sequence[_Usual]:
        """Return the operations, the frequent ones first."""
        operations = [
            _Usual(request, visit.is_real, visit.is_frequent)
            for request, visit in (pages.usual() if pages else ())
        ]
        operations += [
            _Usual(Parameters(text, variables, name), is_real=False, is_frequent=True)
            for text in texts
            for name, variables in self._engine.samples(text)
        ]
        return sorted(operations, key=lambda usual: not usual.is_frequent)

    async def _current(self) -> _Planned | None:
        """Return what plans are to be made for; None without a release."""
        reconnections = self._database.reconnections
        release = (await self._reader.read(_RELEASE, {})).row
        return _Planned(reconnections, tuple(release)) if release[0] is not None else None

    async def _plan(self, operations: Sequence[_Usual], current: _Planned) -> None:
        self._engine.new.forget()
        self.planned, self.total = 0, len(operations)
        started = monotonic()
        try:
            if not self.is_ready:
                frequent = iter([usual for usual in operations if usual.is_frequent])
                await asyncio.gather(*(self._plan_all(frequent) for _ in range(MAX_PLANNING)))
                self._ready_in = current.reconnections
            self.planned = 0
            await self._plan_all(iter(operations), rests=True)
        finally:
            self.planned = self.total
            self._note_pending()
        _LOG.info(
            "Neo4j planned %d usual operations in %.1f s", len(operations), monotonic() - started
        )

    async def _plan_all(self, operations: Iterator[_Usual], *, rests: bool = False) -> None:
        for operation in operations:
            self._note_pending()
            started = monotonic()
            await self._plan_one(operation, keeps_answer=rests and operation.is_real)
            self.planned += 1
            if rests:
                await asyncio.sleep(min(monotonic() - started, _LONGEST_REST))

    async def _plan_one(self, operation: _Usual, *, keeps_answer: bool = False) -> None:
        try:
            seconds = await self._engine.plan(operation.request, keeps_answer=keeps_answer)
        except (RequestRefused, DatabaseFailed) as error:
            # Of this operation, such as a trusted document for which the samples aren't valid.
            _LOG.info("An operation can't be planned: %s", error)
            return
        if self._metrics is not None and seconds is not None:
            self._metrics.note_planning(seconds)

    def _note_pending(self) -> None:
        if self._metrics is not None:
            self._metrics.note_pending(self.total - self.planned)


async def healthz(_: Request) -> Response:
    """Answer GET /healthz: always 200."""
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> Response:
    """Answer GET /readyz: 503 without the database, a release, or the right storage version.

    And until Neo4j has planned what pages read, or the first readers would wait for that.
    """
    reader: Reader = request.app.state.reader
    warm_up: WarmUp | None = request.app.state.warm_up
    try:
        answer = await reader.read(_STATE, {}, Deadline(_TIMEOUT))
    except GraphServiceError as error:
        return _not_ready("the database doesn't answer", error.code)
    release, version = answer.row
    if release is None:
        return _not_ready("no release is loaded; load the seeds", Code.NO_RELEASE)
    try:
        check_version(version)
    except LoadRefused as refused:
        return _not_ready(refused.message, Code.STORAGE_VERSION)
    if warm_up is None:
        return JSONResponse({"status": "ready", "release": release})
    progress: Mapping[str, Json] = {"warmUp": {"planned": warm_up.planned, "of": warm_up.total}}
    if not warm_up.is_ready:
        return _not_ready("the database plans what the pages read", Code.WARMING_UP, progress)
    return JSONResponse({"status": "ready", "release": release, **progress})


def _not_ready(reason: str, code: Code, more: Mapping[str, Json] | None = None) -> Response:
    return JSONResponse(
        {"status": "not ready", "reason": reason, "code": code, **(more or {})}, 503
    )
