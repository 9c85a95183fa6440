"""The response cache with a real Neo4j: hits, shared reads, and what is not cached."""

import asyncio
from collections.abc import AsyncIterator, Coroutine

import pytest

from graph_service.api import cache as cache_module
from graph_service.api.cache import Read, ResponseCache
from graph_service.api.cache_store import key_of
from graph_service.api.engine import Engine
from graph_service.api.result import ANY_STATE, Result
from graph_service.errors import DatabaseUnavailable, DeadlineExceeded
from graph_service.settings import DatabaseSettings, ServeSettings, ServiceSettings
from graph_service.store.deadline import Deadline
from graph_service.store.driver import Database, open_database
from graph_service.store.heartbeat import Heartbeat
from graph_service.store.read import Reader, State
from tests.api.serving import cold_app
from tests.api_schema import api_schema

PERU = '{ country(by: {iso3: "PER"}) { name } }'
KEY = key_of("{ topics { totalCount } }", None, None) or pytest.fail("no key")
MEBIBYTE = 1024 * 1024


def engine_with(database: Database, max_staleness: float = 0) -> tuple[Engine, ResponseCache]:
    reader = Reader(database, deadline=10)
    engine = Engine(api_schema(), reader, cache_bytes=MEBIBYTE, max_staleness=max_staleness)
    assert engine.cache is not None
    return engine, engine.cache


def request(cache: ResponseCache, read: Read, seconds: float = 10) -> Coroutine[None, None, Result]:
    """Send a request with a deadline that starts now."""
    return cache.answer(KEY, read, Deadline(seconds))


async def rename(database: Database, name: str) -> None:
    """Write as another client."""
    await database.driver.execute_query(
        "MATCH (n:Country {iso3: 'PER'}) SET n.name = $name, n.nameEs = $name", name=name
    )


@pytest.fixture
async def peru(database: Database, own_catalogue: DatabaseSettings) -> AsyncIterator[Database]:
    """The catalogue; tests may change the name of Peru."""
    yield database
    await rename(database, "Perú")


class Reading:
    """Reads the name of Peru, and returns it once `may_end` is set."""

    def __init__(self, reader: Reader, *, settled: bool = True) -> None:
        self._reader = reader
        self._settled = settled
        self.has_read = asyncio.Event()
        self.may_end = asyncio.Event()
        self.count = 0
        self.task: asyncio.Task[Result] | None = None
        """The task of the last read."""

    async def __call__(self) -> Result:
        self.count += 1
        self.task = asyncio.current_task()
        answer = await self._reader.read(
            "MATCH (n:Country {iso3: 'PER'}) RETURN [n.nameEs] AS row", {}
        )
        self.has_read.set()
        await self.may_end.wait()
        state = answer.state if self._settled else None
        return Result(status=200, content=str(answer.row[0]).encode(), state=state)


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
    engine._compiler.execution(PERU)
    (prepared,) = engine._compiler._plans.values()
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
        key = key_of(PERU, None, None)
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


# Sharing


async def test_waiting_requests_share_probes(peru: Database) -> None:
    engine, cache = engine_with(peru)
    await engine.answer(PERU)
    results = await asyncio.gather(*(engine.answer(PERU) for _ in range(100)))
    assert len({id(result.content) for result in results}) == 1
    assert cache.hits == 100
    assert 1 <= cache.probe.started <= 2


async def test_equal_requests_share_a_read(peru: Database) -> None:
    engine, cache = engine_with(peru)
    results = await asyncio.gather(*(engine.answer(PERU) for _ in range(10)))
    assert len({id(result.content) for result in results}) == 1
    assert (cache.hits, cache.misses, cache.joins) == (0, 1, 9)


async def test_a_shared_read_is_never_older_than_a_request(peru: Database) -> None:
    """The first request has read; then there is a write; then the second request arrives."""
    reader = Reader(peru, deadline=10)
    cache, reading = ResponseCache(reader, MEBIBYTE), Reading(reader)
    first = asyncio.create_task(request(cache, reading))
    await reading.has_read.wait()
    await rename(peru, "Piruw")
    others = [asyncio.create_task(request(cache, reading)) for _ in range(5)]
    await asyncio.sleep(0)
    reading.may_end.set()
    assert (await first).content.decode() == "Perú"
    assert {(await other).content.decode() for other in others} == {"Piruw"}
    assert reading.count == 2, "requests that can't share the first read share another"


async def test_a_probe_that_began_before_the_request_proves_nothing(peru: Database) -> None:
    """A probe has its result, but hasn't returned; then there is a write, and a request arrives."""
    may_return = asyncio.Event()
    has_probed = asyncio.Event()

    class Slow(Reader):
        async def newest(self) -> State:
            state = await super().newest()
            has_probed.set()
            await may_return.wait()
            return state

    engine = Engine(api_schema(), Slow(peru, deadline=10), cache_bytes=MEBIBYTE)
    await engine.answer(PERU)
    first = asyncio.create_task(engine.answer(PERU))
    await has_probed.wait()
    await rename(peru, "Piruw")
    second = asyncio.create_task(engine.answer(PERU))
    await asyncio.sleep(0)
    may_return.set()
    assert (await first).body == {"data": {"country": {"name": "Perú"}}}
    assert (await second).body == {"data": {"country": {"name": "Piruw"}}}


# Cancelled requests and failing reads


async def test_the_first_request_of_a_flight_is_cancelled(peru: Database) -> None:
    reader = Reader(peru, deadline=10)
    cache, reading = ResponseCache(reader, MEBIBYTE), Reading(reader)
    first = asyncio.create_task(request(cache, reading))
    await reading.has_read.wait()
    others = [asyncio.create_task(request(cache, reading)) for _ in range(3)]
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    reading.may_end.set()
    async with asyncio.timeout(5):
        assert {(await other).content.decode() for other in others} == {"Perú"}
    assert (reading.count, cache.misses, cache.joins) == (2, 2, 2)


async def test_all_but_the_last_of_a_flight_are_cancelled_one_by_one(peru: Database) -> None:
    """Each time, another waiting request has to take over the read."""
    reader = Reader(peru, deadline=10)
    cache, reading = ResponseCache(reader, MEBIBYTE), Reading(reader)
    waiting = {asyncio.create_task(request(cache, reading)) for _ in range(4)}
    while len(waiting) > 1:
        await reading.has_read.wait()
        reading.has_read.clear()
        assert reading.task is not None
        waiting.remove(reading.task)
        reading.task.cancel()
    reading.may_end.set()
    async with asyncio.timeout(5):
        assert (await waiting.pop()).content.decode() == "Perú"
    assert (reading.count, cache.misses) == (4, 4)


async def test_a_joined_request_is_cancelled(peru: Database) -> None:
    reader = Reader(peru, deadline=10)
    cache, reading = ResponseCache(reader, MEBIBYTE), Reading(reader)
    tasks = [asyncio.create_task(request(cache, reading)) for _ in range(3)]
    await reading.has_read.wait()
    tasks[1].cancel()
    reading.may_end.set()
    async with asyncio.timeout(5):
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(end) for end in ends] == [Result, asyncio.CancelledError, Result]
    assert reading.count == 1


async def test_requests_that_wait_for_a_probe_are_cancelled(peru: Database) -> None:
    engine, cache = engine_with(peru)
    await engine.answer(PERU)
    tasks = [asyncio.create_task(engine.answer(PERU)) for _ in range(6)]
    await asyncio.sleep(0)
    tasks[0].cancel()
    tasks[4].cancel()
    async with asyncio.timeout(5):
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    assert [isinstance(end, Result) for end in ends] == [False, True, True, True, False, True]
    assert (await engine.answer(PERU)).status == 200
    assert cache.hits == 5


async def test_a_failed_read_does_not_fail_joined_requests(peru: Database) -> None:
    reader = Reader(peru, deadline=10)
    cache, reading = ResponseCache(reader, MEBIBYTE), Reading(reader)
    reading.may_end.set()
    may_fail = asyncio.Event()

    async def failing() -> Result:
        await may_fail.wait()
        raise DatabaseUnavailable("away")

    first = asyncio.create_task(request(cache, failing))
    await asyncio.sleep(0)
    others = [asyncio.create_task(request(cache, reading)) for _ in range(3)]
    await asyncio.sleep(0)
    may_fail.set()
    with pytest.raises(DatabaseUnavailable):
        await first
    async with asyncio.timeout(5):
        assert {(await other).content.decode() for other in others} == {"Perú"}
    assert reading.count == 1


async def test_joined_requests_observe_the_deadline(peru: Database) -> None:
    reader = Reader(peru, deadline=10)
    cache, reading = ResponseCache(reader, MEBIBYTE), Reading(reader)
    first = asyncio.create_task(request(cache, reading))
    await reading.has_read.wait()
    with pytest.raises(DeadlineExceeded, match=r"longer than 0\.3 s"):
        await request(cache, reading, seconds=0.3)
    reading.may_end.set()
    assert (await first).status == 200


async def test_answers_of_any_state_are_shared_by_earlier_requests(peru: Database) -> None:
    """Such as introspection, which is the same in every state."""
    reader = Reader(peru, deadline=10)
    cache = ResponseCache(reader, MEBIBYTE)
    may_end = asyncio.Event()

    async def read() -> Result:
        await may_end.wait()
        return Result(status=200, content=b"", state=ANY_STATE)

    tasks = [asyncio.create_task(request(cache, read)) for _ in range(3)]
    await asyncio.sleep(0)
    may_end.set()
    await asyncio.gather(*tasks)
    assert (cache.misses, cache.joins, cache.probe.started) == (1, 2, 0)
