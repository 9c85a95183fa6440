"""Reads when the database goes away, and reads that are cancelled."""

import asyncio
import random
import time
from collections import Counter
from dataclasses import replace
from functools import partial

import pytest
from neo4j import AsyncSession
from neo4j.exceptions import ClientError

from graph_service.errors import DatabaseUnavailable, DeadlineExceeded
from graph_service.settings import DatabaseSettings
from graph_service.store import driver
from graph_service.store.deadline import Breaker, Deadline
from graph_service.store.driver import MAX_REPEATS, Database, open_database
from graph_service.store.heartbeat import Heartbeat
from graph_service.store.read import Reader, only_step
from tests.faults.proxy import faulty

SLOW = "UNWIND range(1, 10000000000) AS i RETURN [sum(i)] AS row"


async def test_an_open_breaker_cancels_waiting_reads_and_rejects_new_ones() -> None:
    breaker = Breaker()

    async def wait(seconds: float) -> None:
        async with breaker.until(Deadline(seconds)):
            await asyncio.sleep(30)

    late = asyncio.create_task(wait(0.05))
    waiting = [asyncio.create_task(wait(20)) for _ in range(3)]
    with pytest.raises(DeadlineExceeded):
        await late
    breaker.open()
    async with asyncio.timeout(1):
        ends = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(end) for end in ends] == [DatabaseUnavailable] * 3
    with pytest.raises(DatabaseUnavailable):
        await wait(0)
    breaker.close()
    with pytest.raises(DeadlineExceeded):
        await wait(0.01)


async def test_a_slow_query_does_not_open_the_breaker(database_settings: DatabaseSettings) -> None:
    async with open_database(database_settings) as database:
        reader = Reader(database, deadline=4)
        beating = asyncio.create_task(Heartbeat(database, reader, seconds=2).run())
        with pytest.raises(DeadlineExceeded):
            await reader.read(SLOW, {})
        assert not database.breaker.is_open
        beating.cancel()


async def test_a_silently_dropped_connection_costs_a_second(
    database_settings: DatabaseSettings,
) -> None:
    with faulty(database_settings) as (proxy, settings):
        async with open_database(settings) as database:
            reader = Reader(database, deadline=10)
            for work in (
                reader.newest,
                database.ping,
                partial(reader.read, "RETURN [1] AS row", {}),
            ):
                await work()
                proxy.drop_busiest(len(proxy.links))
                started = time.monotonic()
                await work()
                assert 0.9 < time.monotonic() - started < 2


async def test_a_wrong_password_is_named_and_locks_nobody_out(
    database_settings: DatabaseSettings, caplog: pytest.LogCaptureFixture
) -> None:
    """Neo4j rejects the right one, too, after three wrong ones within five seconds."""
    wrong = replace(database_settings, password="wrong")
    async with open_database(wrong) as database:
        reader = Reader(database, deadline=4)
        beating = asyncio.create_task(Heartbeat(database, reader, seconds=2).run())
        await asyncio.sleep(5)
        assert database.breaker.is_open
        async with open_database(database_settings) as other:
            await other.verify()
        beating.cancel()
    assert "check NEO4J_USER and NEO4J_PASSWORD" in caplog.text
    assert len(caplog.records) == 1


async def test_few_reads_run_twice_at_once_but_probes_do(database: Database) -> None:
    started, may_end = Counter[bool](), asyncio.Event()

    async def work(always: bool, session: AsyncSession) -> None:
        async with session:
            started[always] += 1
            await may_end.wait()

    work_of = {always: partial(work, always) for always in (False, True)}
    async with asyncio.TaskGroup() as group:
        for always in [*[False] * 10, *[True] * 2]:
            group.create_task(database.run_isolated(work_of[always], patience=0.1, always=always))
        await asyncio.sleep(0.5)
        may_end.set()
    assert started[False] == 10 + MAX_REPEATS
    assert started[True] >= 4


async def test_queries_have_a_timeout_in_the_server(database: Database) -> None:
    """If the client's connection is lost, Neo4j still ends the query."""
    reader = Reader(database, deadline=20)
    deadline = Deadline(1)
    with pytest.raises(ClientError, match="TransactionTimedOut"):
        await reader._settled(partial(only_step, SLOW, {}), deadline)


async def test_cancelled_reads_leak_no_pooled_connection(
    database_settings: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The driver by itself leaks one when cancelled during its liveness check."""
    monkeypatch.setattr(driver, "_CHECK_IDLE_SECONDS", 0.0)
    monkeypatch.setattr(driver, "_POOL", 4)
    monkeypatch.setattr(driver, "_ACQUIRE_SECONDS", 20.0)
    async with open_database(database_settings) as database:
        reader = Reader(database, deadline=20)
        for _ in range(150):
            task = asyncio.create_task(reader.read("RETURN [1] AS row", {}))
            await asyncio.sleep(random.random() * 0.004)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        patient = [Deadline(20, patience=20) for _ in range(3)]
        slow = [asyncio.create_task(reader.read(SLOW, {}, deadline)) for deadline in patient]
        assert (await reader.read("RETURN [1] AS row", {})).row == [1], "it has the fourth place"
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
