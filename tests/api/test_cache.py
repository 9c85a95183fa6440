"""The response cache on a real Neo4j: what is a hit, who shares a read, what is not kept."""

import asyncio
from collections.abc import AsyncIterator, Coroutine

import pytest

from graph_service.api import cache as cache_module
from graph_service.api.app import create_app
from graph_service.api.cache import Read, ResponseCache, key_of
from graph_service.api.engine import Engine
from graph_service.api.result import ANY_STATE, Result
from graph_service.api.types import build_schema
from graph_service.api.types.schema import core_schema
from graph_service.errors import DatabaseUnavailable, DeadlineExceeded
from graph_service.settings import DatabaseSettings, ServeSettings, ServiceSettings
from graph_service.store.deadline import Deadline
from graph_service.store.driver import Database, open_database
from graph_service.store.read import Reader, State

PERU = '{ country(by: {iso3: "PER"}) { name } }'
KEY = key_of("{ topics { totalCount } }", None, None) or pytest.fail("no key")
MEBIBYTE = 1024 * 1024


def engine_with(database: Database, cache_bytes: int = MEBIBYTE) -> tuple[Engine, ResponseCache]:
    engine = Engine(
        core_schema(build_schema()), Reader(database, deadline=10), cache_bytes=cache_bytes
    )
    assert engine.cache is not None
    return engine, engine.cache


def asked(cache: ResponseCache, read: Read, seconds: float = 10) -> Coroutine[None, None, Result]:
    """Ask, with a deadline that begins now."""
    return cache.answer(KEY, read, Deadline(seconds))


async def rename(database: Database, name: str) -> None:
    """Write as another client."""
    await database.driver.execute_query(
        "MATCH (n:Country {iso3: 'PER'}) SET n.name = $name, n.nameEs = $name", name=name
    )


@pytest.fixture
async def peru(database: Database, own_catalogue: DatabaseSettings) -> AsyncIterator[Database]:
    """The catalogue, in which Peru's name may be changed."""
    yield database
    await rename(database, "Perú")


class Reading:
    """Reads how Peru is called, and gives the answer once it is let go."""

    def __init__(self, reader: Reader, *, settled: bool = True) -> None:
        self._reader = reader
        self._settled = settled
        self.has_read = asyncio.Event()
        self.may_end = asyncio.Event()
        self.count = 0
        self.task: asyncio.Task[Result] | None = None
        """The last that read."""

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


async def test_what_is_kept_is_given_until_somebody_writes(peru: Database) -> None:
    engine, cache = engine_with(peru)
    first = await engine.answer(PERU)
    assert (cache.hits, cache.misses) == (0, 1)
    assert (await engine.answer(PERU)).content is first.content
    assert (cache.hits, cache.misses) == (1, 1)
    await rename(peru, "Piruw")
    assert (await engine.answer(PERU)).body == {"data": {"country": {"name": "Piruw"}}}
    assert (cache.hits, cache.misses, len(cache.store)) == (1, 2, 1)


async def test_a_write_that_concerns_nothing_of_it_makes_it_stale_too(peru: Database) -> None:
    engine, cache = engine_with(peru)
    for _ in range(2):
        await engine.answer(PERU)
        for statement in ("CREATE (n:Nothing)", "MATCH (n:Nothing) DELETE n"):
            await peru.driver.execute_query(statement)
    assert (cache.hits, cache.misses) == (0, 2)


async def test_a_moved_probe_spares_the_next_read_a_second_try(peru: Database) -> None:
    reader = Reader(peru, deadline=10)
    engine = Engine(core_schema(build_schema()), reader, cache_bytes=MEBIBYTE)
    await engine.answer(PERU)
    await rename(peru, "Piruw")
    newest = await reader.newest()
    answer = await reader.read("MATCH (n:Country {iso3: 'PER'}) RETURN [n.nameEs] AS row", {})
    assert (answer.row, answer.state) == (["Piruw"], newest)


async def test_equal_requests_are_those_that_give_equal_answers(peru: Database) -> None:
    engine, cache = engine_with(peru)
    text = "query A($i: String!) { country(by: {iso3: $i}) { name } } query B { __typename }"
    await engine.answer(text, {"i": "PER"}, "A")
    await engine.answer(text, {"i": "BRA"}, "A")
    await engine.answer(text, {}, "B")
    await engine.answer(text.replace("name }", "id }"), {"i": "PER"}, "A")
    assert (cache.hits, cache.misses) == (0, 4)
    await engine.answer(text, {"i": "PER"}, "A")
    assert cache.hits == 1


def test_keys() -> None:
    def variables(value: object) -> object:
        return key_of("{x}", {"a": 1, "v": value}, None)  # type: ignore[dict-item]

    different = [1, 1.0, True, "1", [1], None, {"b": 1}, {"b": "1"}]
    assert len({variables(value) for value in different}) == len(different)
    assert key_of("{x}", {"v": 1, "a": 1}, None) == variables(1)
    assert key_of("{x}", {}, None) == key_of("{x}", None, None)
    assert key_of("{x}", {"v": object()}, None) is None  # type: ignore[dict-item]


# What needs no probe, and what is not kept


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
async def test_a_refusal_is_not_kept(text: str, peru: Database) -> None:
    engine, cache = engine_with(peru)
    for _ in range(2):
        assert (await engine.answer(text)).status == 400
    assert (cache.hits, len(cache.store)) == (0, 0)


async def test_a_defect_is_not_kept(peru: Database) -> None:
    engine, cache = engine_with(peru)
    engine._compiler.execution(PERU)
    (prepared,) = engine._compiler._plans.values()
    object.__setattr__(prepared.statement, "text", "RETURN nonsense AS row")
    result = await engine.answer(PERU)
    assert b'"INTERNAL"' in result.content
    assert result.status == 200
    assert len(cache.store) == 0


async def test_an_answer_of_no_one_state_is_not_kept(peru: Database) -> None:
    reader = Reader(peru, deadline=10)
    cache, reading = ResponseCache(reader, MEBIBYTE), Reading(reader, settled=False)
    reading.may_end.set()
    for _ in range(2):
        await asked(cache, reading)
    assert (reading.count, cache.hits, len(cache.store)) == (2, 0, 0)


async def test_after_a_long_silence_all_is_forgotten(
    peru: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, cache = engine_with(peru)
    await engine.answer(PERU)
    monkeypatch.setattr(cache_module, "MAX_SILENCE", 0.05)
    await asyncio.sleep(0.1)
    await engine.answer(PERU)
    await engine.answer(PERU)
    assert (cache.hits, cache.misses) == (1, 2)


async def test_without_the_database_nothing_kept_is_given() -> None:
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
    assert Engine(core_schema(build_schema()), Reader(database, deadline=10)).cache is None


@pytest.mark.parametrize("mebibytes", [0, 3])
async def test_the_setting_reaches_the_engine(
    mebibytes: int, database_settings: DatabaseSettings
) -> None:
    app = create_app(
        ServeSettings(
            database=database_settings, service=ServiceSettings(response_cache_mib=mebibytes)
        )
    )
    async with app.router.lifespan_context(app):
        cache = app.graphql.engine.cache
        assert (cache.store.bound if cache else 0) == mebibytes * MEBIBYTE


# Sharing


async def test_many_that_wait_share_probes(peru: Database) -> None:
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


async def test_who_joins_gets_nothing_older_than_itself(peru: Database) -> None:
    """The first has read already; then somebody writes, and only then the second comes."""
    reader = Reader(peru, deadline=10)
    cache, reading = ResponseCache(reader, MEBIBYTE), Reading(reader)
    first = asyncio.create_task(asked(cache, reading))
    await reading.has_read.wait()
    await rename(peru, "Piruw")
    others = [asyncio.create_task(asked(cache, reading)) for _ in range(5)]
    await asyncio.sleep(0)
    reading.may_end.set()
    assert (await first).content.decode() == "Perú"
    assert {(await other).content.decode() for other in others} == {"Piruw"}
    assert reading.count == 2, "those who may not share the first read share another"


async def test_a_probe_that_began_before_the_request_proves_nothing(peru: Database) -> None:
    """A probe has its answer, but hasn't told; then somebody writes, and a request comes."""
    told = asyncio.Event()
    has_asked = asyncio.Event()

    class Slow(Reader):
        async def newest(self) -> State:
            state = await super().newest()
            has_asked.set()
            await told.wait()
            return state

    engine = Engine(core_schema(build_schema()), Slow(peru, deadline=10), cache_bytes=MEBIBYTE)
    await engine.answer(PERU)
    first = asyncio.create_task(engine.answer(PERU))
    await has_asked.wait()
    await rename(peru, "Piruw")
    second = asyncio.create_task(engine.answer(PERU))
    await asyncio.sleep(0)
    told.set()
    assert (await first).body == {"data": {"country": {"name": "Perú"}}}
    assert (await second).body == {"data": {"country": {"name": "Piruw"}}}


# Requests that are broken off, and reads that fail


async def test_the_first_of_a_flight_is_cancelled(peru: Database) -> None:
    reader = Reader(peru, deadline=10)
    cache, reading = ResponseCache(reader, MEBIBYTE), Reading(reader)
    first = asyncio.create_task(asked(cache, reading))
    await reading.has_read.wait()
    others = [asyncio.create_task(asked(cache, reading)) for _ in range(3)]
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    reading.may_end.set()
    async with asyncio.timeout(5):
        assert {(await other).content.decode() for other in others} == {"Perú"}
    assert (reading.count, cache.misses, cache.joins) == (2, 2, 2)


async def test_all_but_the_last_of_a_flight_are_cancelled_one_by_one(peru: Database) -> None:
    """Each time, another of those that wait has to go on reading."""
    reader = Reader(peru, deadline=10)
    cache, reading = ResponseCache(reader, MEBIBYTE), Reading(reader)
    waiting = {asyncio.create_task(asked(cache, reading)) for _ in range(4)}
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


async def test_one_that_joined_is_cancelled(peru: Database) -> None:
    reader = Reader(peru, deadline=10)
    cache, reading = ResponseCache(reader, MEBIBYTE), Reading(reader)
    tasks = [asyncio.create_task(asked(cache, reading)) for _ in range(3)]
    await reading.has_read.wait()
    tasks[1].cancel()
    reading.may_end.set()
    async with asyncio.timeout(5):
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(end) for end in ends] == [Result, asyncio.CancelledError, Result]
    assert reading.count == 1


async def test_one_that_waits_for_a_probe_is_cancelled(peru: Database) -> None:
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


async def test_a_read_that_fails_fails_nobody_who_joined(peru: Database) -> None:
    reader = Reader(peru, deadline=10)
    cache, reading = ResponseCache(reader, MEBIBYTE), Reading(reader)
    reading.may_end.set()
    may_fail = asyncio.Event()

    async def failing() -> Result:
        await may_fail.wait()
        raise DatabaseUnavailable("away")

    first = asyncio.create_task(asked(cache, failing))
    await asyncio.sleep(0)
    others = [asyncio.create_task(asked(cache, reading)) for _ in range(3)]
    await asyncio.sleep(0)
    may_fail.set()
    with pytest.raises(DatabaseUnavailable):
        await first
    async with asyncio.timeout(5):
        assert {(await other).content.decode() for other in others} == {"Perú"}
    assert reading.count == 1


async def test_who_joins_waits_no_longer_than_the_deadline(peru: Database) -> None:
    reader = Reader(peru, deadline=10)
    cache, reading = ResponseCache(reader, MEBIBYTE), Reading(reader)
    first = asyncio.create_task(asked(cache, reading))
    await reading.has_read.wait()
    with pytest.raises(DeadlineExceeded, match=r"longer than 0\.3 s"):
        await asked(cache, reading, seconds=0.3)
    reading.may_end.set()
    assert (await first).status == 200


async def test_answers_without_a_state_are_shared_by_those_who_came_before(peru: Database) -> None:
    """Introspection in a flight: it is the same at every state."""
    reader = Reader(peru, deadline=10)
    cache = ResponseCache(reader, MEBIBYTE)
    may_end = asyncio.Event()

    async def read() -> Result:
        await may_end.wait()
        return Result(status=200, content=b"", state=ANY_STATE)

    tasks = [asyncio.create_task(asked(cache, read)) for _ in range(3)]
    await asyncio.sleep(0)
    may_end.set()
    await asyncio.gather(*tasks)
    assert (cache.misses, cache.joins, cache.probe.started) == (1, 2, 0)
