"""The warm-up, on Neo4j's own cache of plans, whose size is what emptying it reports."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from graph_service.api import readiness
from graph_service.api.admission import MAX_PLANNING
from graph_service.api.engine import Engine
from graph_service.api.metrics import Metrics
from graph_service.api.pages import Pages
from graph_service.api.parameters import Parameters
from graph_service.api.readiness import WarmUp
from graph_service.settings import DatabaseSettings, ServiceSettings
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from tests.api.serving import served
from tests.api.test_metrics import samples, value
from tests.api_schema import api_schema
from tests.graphs import cached_plans, run, wipe

TOPICS = "query Topics($n: Int!) { topics(first: $n) { nodes { slug } } }"
COUNTRIES = "{ countries(first: 3) { nodes { iso3 } } }"


@pytest.fixture
def engine(database: Database) -> Engine:
    return Engine(api_schema(), Reader(database, deadline=60))


@asynccontextmanager
async def warming(
    engine: Engine, database: Database, *texts: str
) -> AsyncIterator[Callable[[], tuple[float, float]]]:
    """Run a warm-up; yields a function: how many operations were planned, and are to be yet."""
    metrics = Metrics(None)
    warmed = WarmUp(engine, Reader(database, deadline=60), database, metrics)
    assert not warmed.is_ready
    task = asyncio.create_task(warmed.run(None, texts))

    def progress() -> tuple[float, float]:
        found = samples(metrics.text().decode())
        planned = value(found, "planning_seconds_count", reader="warm-up") or 0
        return planned, value(found, "warm_up_pending") or 0

    try:
        yield progress
        await until(lambda: warmed.is_ready)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - what a test waits for has no event
            await asyncio.sleep(0.02)


async def test_a_client_finds_the_plan(
    engine: Engine, database: Database, own_catalogue: DatabaseSettings
) -> None:
    await engine.answer("{ catalogue { release { id } } }")
    counts = []
    for text in (None, TOPICS, COUNTRIES):
        cached_plans(own_catalogue)
        async with warming(engine, database, TOPICS) as progress:
            await until(lambda: progress() == (1, 0))
        if text:
            result = await engine.answer(text, {"n": 30} if text is TOPICS else None)
            assert result.code is None
        counts.append(cached_plans(own_catalogue))
    warmed, known, new = counts
    assert (known, new) == (warmed, warmed + 1)


async def test_the_answer_of_a_page_is_kept(
    engine: Engine, database: Database, own_catalogue: DatabaseSettings
) -> None:
    caching = Engine(api_schema(), Reader(database, deadline=60), cache_bytes=1024 * 1024)
    cache = caching.cache or pytest.fail("no cache")
    for keeps_answer, hits in ((False, 0), (True, 1)):
        await caching.plan(Parameters(COUNTRIES, None, None), keeps_answer=keeps_answer)
        found = await caching.answer(COUNTRIES)
        assert found.content == (await engine.answer(COUNTRIES)).content
        assert cache.hits == hits
        cache.store.clear()


async def test_an_answer_without_a_renamed_entry_is_not_kept(
    database: Database, own_catalogue: DatabaseSettings
) -> None:
    """A client's request looks for the former slug as well, which takes a second statement."""
    caching = Engine(api_schema(), Reader(database, deadline=60), cache_bytes=1024 * 1024)
    run(
        own_catalogue,
        "MATCH (t:Topic {slug: 'borders'})"
        " SET t.slug = 'frontiers', t.id = 'Topic:frontiers', t.formerSlugs = ['borders']",
        "CALL db.awaitIndexes(60)",
    )
    text = '{ topic(by: {slug: "borders"}) { slug } }'
    await caching.plan(Parameters(text, None, None), keeps_answer=True)
    assert (await caching.answer(text)).body == {"data": {"topic": {"slug": "frontiers"}}}


async def test_it_plans_although_clients_read(
    engine: Engine, database: Database, own_catalogue: DatabaseSettings
) -> None:
    async with engine.reads.turn(), warming(engine, database, TOPICS, COUNTRIES) as progress:
        await until(lambda: progress() == (2, 0))


async def test_it_plans_again_after_a_load(
    engine: Engine,
    database: Database,
    own_catalogue: DatabaseSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At once, and when Neo4j may see that what it planned for has changed; clients do, too."""
    monkeypatch.setattr(readiness, "_INTERVAL", 0.1)
    monkeypatch.setattr(readiness, "_KEPT_SECONDS", 0.1)
    async with warming(engine, database, TOPICS) as progress:
        await until(lambda: progress() == (1, 0))
        await asyncio.sleep(1)
        assert progress() == (1, 0)
        run(own_catalogue, "MATCH (r:Release) SET r.loadedAt = r.loadedAt + duration('P1D')")
        await until(lambda: progress() == (3, 0))


async def test_it_plans_again_after_a_reconnection(
    engine: Engine,
    database: Database,
    own_catalogue: DatabaseSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(readiness, "_INTERVAL", 0.1)
    async with warming(engine, database, TOPICS) as progress:
        await until(lambda: progress() == (1, 0))
        await database.reconnect()
        await until(lambda: progress() == (2, 0))


async def test_an_operation_that_fails_is_skipped(
    engine: Engine, database: Database, own_catalogue: DatabaseSettings
) -> None:
    """Its variables need values that nobody can guess: a cursor is one."""
    cursor = "query ($after: String!) { topics(first: 1, after: $after) { nodes { id } } }"
    async with warming(engine, database, cursor, TOPICS) as progress:
        await until(lambda: progress() == (1, 0))


def test_the_service_is_ready_when_the_pages_are_planned(own_catalogue: DatabaseSettings) -> None:
    """It says how far that is; then the first page is one that Neo4j knows."""
    with served(own_catalogue, WARM_UP="on") as client:
        states = [client.get("/readyz")]
        while states[-1].status_code != 200:
            time.sleep(0.2)
            states.append(client.get("/readyz"))
        first, *_, last = [state.json() for state in states]
        planned = samples(client.get("/metrics").text)
        assert (value(planned, "planning_seconds_count", reader="warm-up") or 0) >= 30
        page = client.get("/en/countries/costa-rica")
        assert page.elapsed.total_seconds() < 0.5
    assert (first["status"], first["code"]) == ("not ready", "WARMING_UP")
    assert first["reason"] == "the database plans what the pages read"
    assert first["warmUp"]["planned"] < first["warmUp"]["of"] or first["warmUp"]["of"] == 0
    assert (last["status"], last["warmUp"]["of"]) == ("ready", 602)


def test_the_service_stops_meanwhile(own_catalogue: DatabaseSettings) -> None:
    with served(own_catalogue, WARM_UP="on") as client:
        assert client.get("/healthz").status_code == 200


async def test_it_is_not_unready_for_ever(
    engine: Engine,
    database: Database,
    own_catalogue: DatabaseSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From when there is a release, and again from a reconnection, whoever asks."""
    monkeypatch.setattr(readiness, "_LONGEST_UNREADY", 1)
    warmed = WarmUp(engine, Reader(database, deadline=60), database, None)
    async with AsyncExitStack() as stack:
        for _ in range(MAX_PLANNING):
            await stack.enter_async_context(engine.new._queue.turn())
        task = asyncio.create_task(warmed.run(None, [TOPICS]))
        for reconnects in (False, True):
            if reconnects:
                await database.reconnect()
            assert not warmed.is_ready
            await asyncio.sleep(0.5)
            assert not warmed.is_ready
            await until(lambda: warmed.is_ready)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_without_a_release_it_is_never_ready(
    engine: Engine, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "_LONGEST_UNREADY", 0)
    assert not WarmUp(engine, Reader(database, deadline=60), database, None).is_ready


async def test_a_rehearsal_plans_the_pages(
    engine: Engine, database: Database, own_catalogue: DatabaseSettings
) -> None:
    """Until it is over, and also before there is a catalogue."""
    pages = Pages(ServiceSettings())
    rehearsed = WarmUp(engine, Reader(database, deadline=60), database, None)
    countries = next(
        request for request, visit in pages.usual() if str(visit.address) == "/es/countries"
    )
    asked = iter([False] * 3)
    await rehearsed.rehearse(pages, lambda: next(asked, True))
    execution = engine._compiler.execution(countries.query, countries.variables, None)
    assert engine.new.are_known(execution.texts)  # the third page
    wipe(own_catalogue)
    asked = iter([False] * 3)
    await rehearsed.rehearse(pages, lambda: next(asked, True))


async def test_it_waits_for_a_release(
    engine: Engine,
    database: Database,
    own_catalogue: DatabaseSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(readiness, "_INTERVAL", 0.1)
    wipe(own_catalogue)
    async with warming(engine, database, TOPICS) as progress:
        await asyncio.sleep(1)
        assert progress() == (0, 0)
        run(own_catalogue, "CREATE (:Release {id: 'Release:1', number: 1, loadedAt: datetime()})")
        await until(lambda: progress() == (1, 0))
