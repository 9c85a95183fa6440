"""The response cache with a real Neo4j: hits, and what is not cached."""

import asyncio

import pytest

from graph_service.api import cache as cache_module
from graph_service.api.cache import ResponseCache
from graph_service.api.engine import Engine
from graph_service.api.parameters import Parameters
from graph_service.api.responses import Result
from graph_service.settings import DatabaseSettings, ServeSettings, ServiceSettings
from graph_service.store.driver import Database, open_database
from graph_service.store.heartbeat import Heartbeat
from graph_service.store.read import Reader, State
from tests.api.caching import MEBIBYTE, PERU, Reading, engine_with, rename, request
from tests.api.serving import cold_app
from tests.api_schema import api_schema

# Hits and misses


async def test_a_cached_answer_is_used_until_a_write(peru: Database) -> None:
    engine, cache = engine_with(peru)
    first = await engine.answer(PERU)
    assert (cache.hits, cache.misses) == (0, 1)
    assert (await engine.answer(PERU)).content is first.content
    assert (cache.hits, cache.misses) == (1, 1)
    await rename(peru, "Piruw")
    assert (await engine.answer(PERU)).body == {"data": {"country": {"name": "Piruw"}}}
    assert (cache.hits, cache.misses, len(cache.store)) == (1, 2, 1)


async def test_unrelated_writes_invalidate_too(peru: Database) -> None:
    engine, cache = engine_with(peru)
    for _ in range(2):
        await engine.answer(PERU)
        for statement in ("CREATE (n:Nothing)", "MATCH (n:Nothing) DELETE n"):
            await peru.driver.execute_query(statement)
    assert (cache.hits, cache.misses) == (0, 2)


async def test_a_probe_spares_the_next_read_a_retry(peru: Database) -> None:
    reader = Reader(peru, deadline=10)
    engine = Engine(api_schema(), reader, cache_bytes=MEBIBYTE)
    await engine.answer(PERU)
    await rename(peru, "Piruw")
    newest = await reader.newest()
    answer = await reader.read("MATCH (n:Country {iso3: 'PER'}) RETURN [n.nameEs] AS row", {})
    assert (answer.row, answer.state) == (["Piruw"], newest)


async def test_which_requests_are_equal(peru: Database) -> None:
    engine, cache = engine_with(peru)
    text = "query A($i: String!) { country(by: {iso3: $i}) { name } } query B { __typename }"
    await engine.answer(text, {"i": "PER"}, "A")
    await engine.answer(text, {"i": "BRA"}, "A")
    await engine.answer(text, {}, "B")
    await engine.answer(text.replace("name }", "id }"), {"i": "PER"}, "A")
    assert (cache.hits, cache.misses) == (0, 4)
    await engine.answer(text, {"i": "PER"}, "A")
    assert cache.hits == 1


# Bounded staleness


async def test_answers_may_be_outdated_for_the_time_that_is_allowed(
    peru: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000.0
    monkeypatch.setattr(cache_module, "monotonic", lambda: now)
    engine, cache = engine_with(peru, max_staleness=2)
    await engine.answer(PERU)
    for _ in range(3):
        await engine.answer(PERU)
    assert (cache.hits, cache.probe.started) == (3, 1)
    await rename(peru, "Piruw")
    now += 1.9
    assert (await engine.answer(PERU)).body == {"data": {"country": {"name": "Perú"}}}
    assert cache.probe.started == 1
    now += 0.2
    assert (await engine.answer(PERU)).body == {"data": {"country": {"name": "Piruw"}}}
    assert cache.probe.started == 2


async def test_the_time_begins_when_a_probe_does(
    peru: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A probe that takes longer than the allowed time confirms nothing for later requests."""
    now = 1_000.0
    monkeypatch.setattr(cache_module, "monotonic", lambda: now)

    class Slow(Reader):
        async def newest(self) -> State:
            nonlocal now
            now += 3
            return await super().newest()

    reader = Slow(peru, deadline=10)
    engine = Engine(api_schema(), reader, cache_bytes=MEBIBYTE, max_staleness=2)
    assert engine.cache is not None
    for _ in range(3):
        await engine.answer(PERU)
    assert engine.cache.probe.started == 2


async def test_a_new_state_is_confirmed_anew(peru: Database) -> None:
    """A read finds a new state: what was known of the state before says nothing about it."""
    engine, cache = engine_with(peru, max_staleness=60)
    await engine.answer(PERU)
    await engine.answer(PERU)
    await rename(peru, "Piruw")
    await engine.answer(PERU.replace("PER", "BRA"))
    assert (await engine.answer(PERU)).body == {"data": {"country": {"name": "Piruw"}}}
    await engine.answer(PERU)
    assert (cache.hits, cache.misses, cache.probe.started) == (2, 3, 2)


# Answers without a probe, and answers that are not cached


async def test_introspection_needs_no_probe(database: Database) -> None:
    engine, cache = engine_with(database)
    for _ in range(3):
        result = await engine.answer("{ __schema { queryType { name } } }")
        assert result.body == {"data": {"__schema": {"queryType": {"name": "Query"}}}}
    assert (cache.hits, cache.misses, cache.probe.started) == (2, 1, 0)


@pytest.mark.parametrize(
    "text",
    ["{ nope }", "{", "query ($n: Int) { topics(first: 999) { totalCount } }", "query A {a}"],
)
async def test_rejections_are_not_cached(text: str, peru: Database) -> None:
    engine, cache = engine_with(peru)
    for _ in range(2):
        assert (await engine.answer(text)).status == 400
    assert (cache.hits, len(cache.store)) == (0, 0)


async def test_internal_errors_are_not_cached(peru: Database) -> None:
    engine, cache = engine_with(peru)
    prepared = engine._compiler.execution(PERU)._prepared
    object.__setattr__(prepared.single, "text", "RETURN nonsense AS row")
    result = await engine.answer(PERU)
    assert b'"INTERNAL"' in result.content
    assert result.status == 200
    assert len(cache.store) == 0


async def test_answers_of_mixed_states_are_not_cached(peru: Database) -> None:
    reader = Reader(peru, deadline=10)
    cache, reading = ResponseCache(reader, MEBIBYTE), Reading(reader, settled=False)
    reading.may_end.set()
    for _ in range(2):
        await request(cache, reading)
    assert (reading.count, cache.hits, len(cache.store)) == (2, 0, 0)


async def test_the_cache_is_cleared_after_a_long_silence(
    peru: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, cache = engine_with(peru)
    await engine.answer(PERU)
    monkeypatch.setattr(cache_module, "MAX_SILENCE", 1.0)
    await asyncio.sleep(1.1)
    await engine.answer(PERU)
    await engine.answer(PERU)
    assert (cache.hits, cache.misses) == (1, 2)


async def test_the_heartbeat_keeps_the_cache_while_nobody_asks(
    peru: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks the database twice a second."""
    engine, cache = engine_with(peru)
    await engine.answer(PERU)
    monkeypatch.setattr(cache_module, "MAX_SILENCE", 2.0)
    reader = Reader(peru, deadline=10)
    heartbeat = Heartbeat(peru, reader, seconds=2, note_contact=cache.note_contact)
    beating = asyncio.create_task(heartbeat.run())
    await asyncio.sleep(3)
    beating.cancel()
    await asyncio.gather(beating, return_exceptions=True)
    await engine.answer(PERU)
    assert (cache.hits, cache.misses) == (1, 1)


async def test_without_the_database_nothing_is_served_from_the_cache() -> None:
    away = DatabaseSettings(uri="bolt://127.0.0.1:9", user="neo4j", password="x")
    async with open_database(away) as database:
        engine, cache = engine_with(database)
        key = Parameters(PERU, None, None).key
        assert key is not None
        cache.store.add(key, Result(status=200, content=b"", state=frozenset({"FB:old"})))
        result = await engine.answer(PERU)
        assert result.status == 503
        assert b"DATABASE_UNAVAILABLE" in result.content
        assert len(cache.store) == 0


async def test_off_means_no_cache(database: Database) -> None:
    assert Engine(api_schema(), Reader(database, deadline=10)).cache is None


@pytest.mark.parametrize("mebibytes", [0, 3])
async def test_the_setting_reaches_the_engine(
    mebibytes: int, database_settings: DatabaseSettings
) -> None:
    app = cold_app(
        ServeSettings(
            database=database_settings, service=ServiceSettings(response_cache_mib=mebibytes)
        )
    )
    async with app.router.lifespan_context(app):
        cache = app.graphql.engine.cache
        assert (cache.store.bound if cache else 0) == mebibytes * MEBIBYTE
