"""Snapshot reads: commits of 100,000 nodes beside readers."""

import asyncio
from collections import Counter
from typing import Any

from graph_service.api.engine import Engine
from graph_service.api.types import build_schema
from graph_service.api.types.schema import core_schema
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from tests.graphs import run, wipe

NODES = 100_000
COMMITS = 12
LEVELS = ("NATIONAL", "REGIONAL")
COUNTS = """{
  national: goodPractices(where: {level: {eq: NATIONAL}}, first: 0) { totalCount }
  regional: goodPractices(where: {level: {eq: REGIONAL}}, first: 0) { totalCount }
}"""


async def _write(database: Database, done: asyncio.Event) -> None:
    """Turn the level of all nodes from one to the other, in one transaction each time."""
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
    """Read the same without comparing bookmarks."""
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


async def test_no_answer_is_a_mix_of_two_states(
    database: Database, database_settings: DatabaseSettings
) -> None:
    wipe(database_settings)
    run(
        database_settings,
        f"UNWIND range(1, {NODES}) AS i"
        " CREATE (:GoodPractice {id: 'GoodPractice:' + i, slug: '' + i, level: 'NATIONAL'})",
    )
    engine = Engine(core_schema(build_schema()), Reader(database, deadline=30))
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
