"""The response cache with a real Neo4j: equal requests share a read, and some are cancelled."""

import asyncio

import pytest

from graph_service.api.cache import ResponseCache
from graph_service.api.engine import Engine
from graph_service.api.responses import ANY_STATE, Result
from graph_service.errors import DatabaseUnavailable, DeadlineExceeded
from graph_service.store.driver import Database
from graph_service.store.read import Reader, State
from tests.api.caching import MEBIBYTE, PERU, Reading, engine_with, rename, request
from tests.api_schema import api_schema


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
