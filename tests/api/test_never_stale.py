"""The cached service under commits of many nodes and small ones: no answer is stale or mixed.

Every practice carries the number of the last large commit, every topic that of the last small one.
A writer, a process of its own, notes a number once its commit is acknowledged; a reader looks at
what is noted before it asks. So no answer may show less, nor two numbers for one kind.
"""

import asyncio
import multiprocessing
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from ctypes import c_int64
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, TypeAlias

import pytest
from neo4j import GraphDatabase

from graph_service.api.engine import Engine
from graph_service.api.types import build_schema
from graph_service.api.types.schema import core_schema
from graph_service.model.json import Json
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from tests.graphs import run, wipe
from tests.sizes import size

# A commit of 20,000 nodes takes long enough for readers to see half of it.
PRACTICES, TOPICS = size("STALE_NODES", small=20_000, whole=100_000), 40
LARGE_COMMITS = size("STALE_COMMITS", small=4, whole=20)
READERS = 12
READS = size("STALE_READS", small=3_000, whole=10_000)
CACHE_BYTES = 1_000_000
LEVELS = ("NATIONAL", "REGIONAL", "GLOBAL")
KINDS = ("GoodPractice", "Topic")

LARGE = "MATCH (n:GoodPractice) SET n.name = $version, n.level = $level"
SMALL = "MATCH (n:Topic) SET n.name = $version"

COUNTS = """{ NATIONAL: goodPractices(where: {level: {eq: NATIONAL}}) { totalCount }
  REGIONAL: goodPractices(where: {level: {eq: REGIONAL}}) { totalCount }
  GLOBAL: goodPractices(where: {level: {eq: GLOBAL}}) { totalCount } }"""
NODES = "query Nodes($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Entry { name } } }"
ONE = """query One($practice: String!, $topic: String!) {
  goodPractice(by: {slug: $practice}) { __typename name level }
  topic(by: {slug: $topic}) { __typename name } }"""
TOPIC_PAGE = """query Page($size: Int!) {
  topics(first: $size) { nodes { __typename name } edges { node { __typename name } } } }"""
PRACTICE_PAGE = """query Page($size: Int!) {
  goodPractices(first: $size) { nodes { __typename name level } } }"""

Numbers: TypeAlias = Mapping[str, int]


class Commits:
    """The numbers of the last commits, in memory that two processes share."""

    def __init__(self) -> None:
        shared = multiprocessing.get_context("spawn").RawArray
        self.begun = shared(c_int64, len(KINDS))
        self.acknowledged = shared(c_int64, len(KINDS))
        self.enough = shared(c_int64, 1)
        """Whether the readers have seen what they have to."""

    def noted(self) -> Numbers:
        """What a reader may expect at least."""
        return dict(zip(KINDS, self.acknowledged, strict=True))

    def possible(self) -> Numbers:
        """What a reader may find at most."""
        return dict(zip(KINDS, self.begun, strict=True))


def _level(version: int) -> str:
    return LEVELS[version % len(LEVELS)]


def _write(settings: DatabaseSettings, commits: Commits) -> None:
    """Commit large changes with small ones beside and between them."""
    with GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password)) as driver:

        def commit(kind: str, statement: str) -> None:
            index = KINDS.index(kind)
            commits.begun[index] += 1
            version = commits.begun[index]
            with closing(driver.session(database=settings.database)) as session:
                session.run(statement, version=str(version), level=_level(version)).consume()
            commits.acknowledged[index] = version

        dice = random.Random(1)
        while commits.acknowledged[0] < LARGE_COMMITS or not commits.enough[0]:
            large = Thread(target=commit, args=("GoodPractice", LARGE))
            large.start()
            while large.is_alive():
                commit("Topic", SMALL)
                time.sleep(dice.choice([0, 0.002, 0.05]))
            for _ in range(10):
                commit("Topic", SMALL)
                time.sleep(dice.choice([0.001, 0.02, 0.6]))


def _operations() -> list[tuple[str, Mapping[str, Json] | None]]:
    """Make operations of several shapes, sizes and costs."""
    dice = random.Random(2)

    def practice() -> str:
        return str(dice.randint(1, PRACTICES))

    def topic() -> str:
        return str(dice.randint(1, TOPICS))

    pages = [(TOPIC_PAGE, {"size": size}) for size in (1, 5, 20, TOPICS)]
    pages += [(PRACTICE_PAGE, {"size": size}) for size in (10, 100)]
    ones = [(ONE, {"practice": practice(), "topic": topic()}) for _ in range(20)]
    lists = [
        (NODES, {"ids": [f"GoodPractice:{practice()}" for _ in range(9)] + [f"Topic:{topic()}"]})
        for _ in range(20)
    ]
    return [(COUNTS, None), *pages, *ones, *lists]


def _shown(data: Any) -> Iterator[tuple[str, int]]:
    """Give each kind that an answer shows, with the version that it has there."""
    if isinstance(data, list):
        for item in data:
            yield from _shown(item)
    elif isinstance(data, dict):
        if "name" in data:
            version = int(data["name"])
            yield data["__typename"], version
            if data.get("level", _level(version)) != _level(version):
                yield data["__typename"], -1
        for value in data.values():
            yield from _shown(value)


def _mistakes(data: Any, least: Numbers, most: Numbers) -> Iterator[str]:
    if "GLOBAL" in data:
        counts = {level: data[level]["totalCount"] for level in LEVELS}
        if sorted(counts.values()) != [0, 0, PRACTICES]:
            yield f"mixed {counts}"
        # A count shows the remainder of its version alone: one that may be has to fit.
        elif all(
            counts[_level(version)] == 0
            for version in range(least["GoodPractice"], most["GoodPractice"] + 1)
        ):
            yield f"stale {counts}, least {least}, most {most}"
        return
    shown = set(_shown(data))
    if len(shown) > len({kind for kind, _ in shown}):
        yield f"mixed {shown}"
    for kind, version in shown:
        if not least[kind] <= version <= most[kind]:
            yield f"stale {kind} {version}, least {least}, most {most}"


@dataclass
class Seen:
    """What the readers found."""

    snapshots: int = 0
    unsettled: int = 0
    wrong: list[str] = field(default_factory=list)


async def _read(
    engine: Engine, commits: Commits, going_on: Callable[[], bool], seen: Seen, seed: int
) -> None:
    dice = random.Random(seed)
    operations = _operations()
    cache = engine.cache
    assert cache is not None
    while going_on():
        text, variables = dice.choice(operations)
        least = commits.noted()
        outcome = await engine.answer(text, variables)
        body: Any = outcome.body
        assert outcome.status == 200, body
        if "extensions" in body:
            seen.unsettled += 1
            continue
        seen.snapshots += 1
        seen.wrong += _mistakes(body["data"], least, commits.possible())
        commits.enough[0] = seen.snapshots >= READS and cache.hits >= READS / 2


@pytest.mark.proof
@pytest.mark.timeout(300 + 10 * LARGE_COMMITS)
async def test_no_answer_is_stale_or_mixed(
    database: Database, database_settings: DatabaseSettings
) -> None:
    wipe(database_settings)
    create = (
        "UNWIND range(1, $n) AS i"
        " CREATE (n:%s {id: '%s:' + i, slug: '' + i, name: '0', level: $level})"
    )
    for kind, number in zip(KINDS, (PRACTICES, TOPICS), strict=True):
        run(database_settings, create % (kind, kind), n=number, level=_level(0))
    # As after a load: else each page is planned, and sorted, as if there were no nodes.
    run(database_settings, "CALL db.prepareForReplanning(30)")
    engine = Engine(
        core_schema(build_schema()), Reader(database, deadline=30), cache_bytes=CACHE_BYTES
    )
    cache, commits, seen = engine.cache, Commits(), Seen()
    assert cache is not None
    writer = multiprocessing.get_context("spawn").Process(
        target=_write, args=(database_settings, commits)
    )
    writer.start()
    try:
        await asyncio.gather(
            *(_read(engine, commits, writer.is_alive, seen, seed) for seed in range(READERS))
        )
        writer.join()
    finally:
        writer.kill()  # else it would write on, beside other tests
    wipe(database_settings)
    figures = (
        f"{seen.snapshots} snapshots, {seen.unsettled} unsettled; {cache.hits} hits, {cache.misses}"
        f" misses, {cache.joins} joins; {cache.probe.started} probes; commits {commits.noted()}"
    )
    print(figures)  # noqa: T201 (shown by pytest -s, or where it fails)
    assert seen.wrong == [], f"{len(seen.wrong)} wrong; {figures}"
    assert writer.exitcode == 0
    assert commits.enough[0], figures
    # Else nothing is proven of them.
    assert cache.misses > READS / 10, figures
    assert cache.joins > READS / 200, figures
    assert seen.unsettled < seen.snapshots / 10, figures
