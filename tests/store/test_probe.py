"""Probes of the newest state: shared by waiting requests, but never started before a request."""

import asyncio

import pytest

from graph_service.errors import DatabaseUnavailable
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import Database, open_database
from graph_service.store.read import GATHERING_TURNS, Probe, Reader, State


class Slow(Reader):
    """A prober that holds back its result until it is released."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, deadline=10)
        self.has_probed = asyncio.Event()
        self.may_return = asyncio.Event()

    async def newest(self) -> State:
        state = await super().newest()
        self.has_probed.set()
        await self.may_return.wait()
        return state


async def _write(database: Database) -> State:
    """Write as another client and return the new state."""
    async with database.driver.session(database=database.name) as session:
        await (await session.run("CREATE (n:Nothing)")).consume()
        state: State = (await session.last_bookmarks()).raw_values
    await database.driver.execute_query("MATCH (n:Nothing) DELETE n")
    return state


def _ask(probe: Probe, times: int) -> list[asyncio.Task[State]]:
    return [asyncio.create_task(probe.newest()) for _ in range(times)]


async def test_every_write_by_any_client_is_a_new_state(database: Database) -> None:
    reader = Reader(database, deadline=10)
    async with database.driver.session(database=database.name) as session:
        states = [await reader.newest()]
        for number in range(20):
            await (await session.run("MERGE (n:Nothing) SET n.n = $n", n=number)).consume()
            assert await reader.newest() == (await session.last_bookmarks()).raw_values
            assert await reader.newest() == (await session.last_bookmarks()).raw_values
            states.append(await reader.newest())
        await (await session.run("MATCH (n:Nothing) DELETE n")).consume()
    assert len(set(states)) == 21


async def test_waiting_requests_share_a_probe(database: Database) -> None:
    reader = Slow(database)
    probe = Probe(reader)
    first = _ask(probe, 50)
    await reader.has_probed.wait()
    assert probe.started == 1
    await _write(database)
    second = _ask(probe, 50)
    await asyncio.sleep(0.05)
    assert probe.started == 1, "the next starts when the current one ends"
    reader.may_return.set()
    before, after = set(await asyncio.gather(*first)), set(await asyncio.gather(*second))
    assert probe.started == 2
    assert len(before) == len(after) == 1
    assert before != after


async def test_requests_within_a_few_loop_turns_share_a_probe(database: Database) -> None:
    probe = Probe(Reader(database, deadline=10))
    tasks = []
    for _ in range(GATHERING_TURNS):
        tasks += _ask(probe, 1)
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    assert probe.started == 1


async def test_cancelling_one_request_does_not_affect_others(database: Database) -> None:
    reader = Slow(database)
    probe = Probe(reader)
    first = _ask(probe, 3)
    await reader.has_probed.wait()
    second = _ask(probe, 3)
    await asyncio.sleep(0)
    for task in (first[0], *second):
        task.cancel()
    reader.may_return.set()
    async with asyncio.timeout(5):
        ends = await asyncio.gather(*first, *second, return_exceptions=True)
        assert [isinstance(end, frozenset) for end in ends] == [False, True, True, *[False] * 3]
        assert await probe.newest() == await reader.newest()


async def test_a_failure_reaches_all_waiting_requests_and_the_next_probes_again() -> None:
    away = DatabaseSettings(uri="bolt://127.0.0.1:9", user="neo4j", password="x")
    async with open_database(away) as database:
        probe = Probe(Reader(database, deadline=10))
        for _ in range(2):
            async with asyncio.timeout(5):
                ends = await asyncio.gather(*_ask(probe, 3), return_exceptions=True)
            assert [type(end) for end in ends] == [DatabaseUnavailable] * 3
        assert probe.started == 2


async def test_an_unexpected_error_leaves_no_request_hanging(database: Database) -> None:
    class Broken(Reader):
        async def newest(self) -> State:
            raise ZeroDivisionError

    probe = Probe(Broken(database, deadline=10))
    async with asyncio.timeout(5):
        with pytest.raises(ZeroDivisionError):
            await probe.newest()
