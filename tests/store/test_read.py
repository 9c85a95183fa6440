"""Snapshot reads during commits of 100,000 nodes."""

import asyncio
from collections import Counter
from collections.abc import Generator
from typing import Any

import pytest
from neo4j import Bookmarks

from graph_service.api.engine import Engine
from graph_service.errors import DeadlineExceeded
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import Database
from graph_service.store.read import Answer, QueryParameters, Reader
from tests.api_schema import api_schema
from tests.graphs import run, wipe

NODES = 100_000
COMMITS = 12
LEVELS = ("NATIONAL", "REGIONAL")
COUNTS = """{
  national: goodPractices(where: {level: {eq: NATIONAL}}, first: 0) { totalCount }
  regional: goodPractices(where: {level: {eq: REGIONAL}}, first: 0) { totalCount }
}"""


async def _write(database: Database, done: asyncio.Event) -> None:
    """Switch the level of all nodes back and forth, in one transaction each time."""
    for number in range(COMMITS):
        async with database.driver.session(database=database.name) as session:
            result = await session.run(
                "MATCH (n:GoodPractice) SET n.level = $level", level=LEVELS[(number + 1) % 2]
            )
            await result.consume()
        await asyncio.sleep(0.3)
    done.set()


def _mixed(national: int, regional: int) -> bool:
    return sorted((national, regional)) != [0, NODES]


async def _through_the_service(engine: Engine, done: asyncio.Event, seen: Counter[str]) -> None:
    while not done.is_set():
        outcome = await engine.answer(COUNTS)
        body: Any = outcome.body
        counts = [body["data"][key]["totalCount"] for key in ("national", "regional")]
        kind = "unsettled" if "extensions" in body else "mixed" if _mixed(*counts) else "whole"
        seen[kind] += 1


async def _plainly(database: Database, done: asyncio.Event, seen: Counter[str]) -> None:
    """Run the same read without comparing bookmarks."""
    statement = (
        "RETURN COUNT { MATCH (n:GoodPractice) WHERE n.level = 'NATIONAL' },"
        " COUNT { MATCH (n:GoodPractice) WHERE n.level = 'REGIONAL' }"
    )
    while not done.is_set():
        async with database.driver.session(
            database=database.name, default_access_mode="READ"
        ) as session:
            record = await (await session.run(statement)).single(strict=True)
            seen["mixed" if _mixed(*record) else "whole"] += 1


async def test_no_answer_mixes_two_states(
    database: Database, database_settings: DatabaseSettings
) -> None:
    wipe(database_settings)
    run(
        database_settings,
        f"UNWIND range(1, {NODES}) AS i"
        " CREATE (:GoodPractice {id: 'GoodPractice:' + i, slug: '' + i, level: 'NATIONAL'})",
    )
    engine = Engine(api_schema(), Reader(database, deadline=30))
    done = asyncio.Event()
    served: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    await asyncio.gather(
        _write(database, done),
        _through_the_service(engine, done, served),
        _through_the_service(engine, done, served),
        _plainly(database, done, plain),
        _plainly(database, done, plain),
    )
    wipe(database_settings)
    assert plain["mixed"] > 0, "the readers without the comparison saw no mix: nothing is proven"
    assert served["mixed"] == 0
    assert served["whole"] > served["unsettled"]


async def test_steps_are_run_again_if_there_was_a_write_in_between(
    database: Database, database_settings: DatabaseSettings
) -> None:
    wipe(database_settings)
    count, write = "MATCH (n:Topic) RETURN [count(n)] AS row", "CREATE (:Topic {id: 'Topic:a'})"
    writes, found = iter([write]), list[int]()

    def steps() -> Generator[tuple[str, QueryParameters], list[Any], list[Any]]:
        before = yield count, {}
        for statement in writes:
            run(database_settings, statement)
        after = yield count, {}
        found.append(before[0])
        return [before[0], after[0]]

    reader = Reader(database, deadline=10)
    await reader.read(count, {})  # so that the state is known
    answer = await reader.read_in_steps(steps)
    assert (answer.row, found) == ([1, 1], [0, 1])
    assert answer.state == reader._known.raw_values
    wipe(database_settings)


async def test_bookmarks_unknown_to_the_server_are_forgotten(database: Database) -> None:
    """This happens after older data is restored."""
    reader = Reader(database, deadline=10)
    reader._known = Bookmarks.from_raw_values(["FB:not-of-this-server"])
    answer = await reader.read("RETURN [1] AS row", {})
    assert answer.row == [1]
    assert answer.state == reader._known.raw_values


async def test_a_read_has_a_deadline(database: Database) -> None:
    slow = "UNWIND range(1, 1000000000) AS i RETURN [sum(i)] AS row"
    with pytest.raises(DeadlineExceeded, match=r"longer than 0\.3 s"):
        await Reader(database, deadline=0.3).read(slow, {})


async def test_an_answer_during_constant_writes_is_marked(
    database: Database, database_settings: DatabaseSettings
) -> None:
    wipe(database_settings)
    begun, done = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with database.driver.session(database=database.name) as session:
            while not done.is_set():
                # The new value includes the old one, so that every commit changes something.
                result = await session.run(
                    "MERGE (n:Country {id: 'x'}) SET n.t = coalesce(n.t, 0) + 1"
                )
                await result.consume()
                begun.set()

    async def ask() -> Answer:
        reader = Reader(database, deadline=10)
        await begun.wait()
        try:
            slow = "UNWIND range(1, 3000000) AS i WITH sum(i) AS s RETURN [s] AS row"
            answer = await reader.read(slow, {})
            assert reader.unsettled == 1
            return answer
        finally:
            done.set()

    answer, _ = await asyncio.gather(ask(), write())
    assert answer.row == [4500001500000]
    assert answer.state is None
    wipe(database_settings)
