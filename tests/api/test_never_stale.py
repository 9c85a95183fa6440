"""The cached service during large and small commits: no answer is stale or mixed.

Every practice has the number of the last large commit, every topic that of the last small one. A
writer process records a number once its commit is acknowledged; a reader reads the recorded numbers
before it sends a request. So no answer may show a lower number, or two numbers for one kind.
"""

import asyncio
import multiprocessing
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from ctypes import c_int64
from dataclasses import dataclass, field
from multiprocessing.context import SpawnProcess
from threading import Thread
from typing import Any, TypeAlias

import pytest
from neo4j import GraphDatabase

from graph_service.api.engine import Engine
from graph_service.model.json import Json
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from tests.api_schema import api_schema
from tests.graphs import run, wipe
from tests.sizes import size

# A commit of 20,000 nodes takes long enough for readers to see half of it.
PRACTICES, TOPICS = size("STALE_NODES", small=20_000, whole=100_000), 40
LARGE_COMMITS = size("STALE_COMMITS", small=2, whole=20)
READERS = 12
READS = size("STALE_READS", small=400, whole=10_000)
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
    """The numbers of the last commits, in memory shared by two processes."""

    def __init__(self) -> None:
        shared = multiprocessing.get_context("spawn").RawArray
        self.started = shared(c_int64, len(KINDS))
        self.acknowledged = shared(c_int64, len(KINDS))
        self.enough = shared(c_int64, 1)
        """Whether the readers have seen enough."""

    def recorded(self) -> Numbers:
        """The lowest numbers that a reader may see."""
        return dict(zip(KINDS, self.acknowledged, strict=True))

    def possible(self) -> Numbers:
        """The highest numbers that a reader may see."""
        return dict(zip(KINDS, self.started, strict=True))


def _level(version: int) -> str:
    return LEVELS[version % len(LEVELS)]


def _write(settings: DatabaseSettings, commits: Commits) -> None:
    """Commit large changes, with small ones during and between them."""
    with GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password)) as driver:

        def commit(kind: str, statement: str) -> None:
            index = KINDS.index(kind)
            commits.started[index] += 1
            version = commits.started[index]
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
    """Return operations of several shapes, sizes and costs."""
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
    """Yield each kind in an answer, with its version there."""
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


def _mistakes(data: Any, lowest: Numbers, highest: Numbers) -> Iterator[str]:
    if "GLOBAL" in data:
        counts = {level: data[level]["totalCount"] for level in LEVELS}
        if sorted(counts.values()) != [0, 0, PRACTICES]:
            yield f"mixed {counts}"
        # A count shows only the remainder of its version: a possible version must match.
        elif all(
            counts[_level(version)] == 0
            for version in range(lowest["GoodPractice"], highest["GoodPractice"] + 1)
        ):
            yield f"stale {counts}, lowest {lowest}, highest {highest}"
        return
    shown = set(_shown(data))
    if len(shown) > len({kind for kind, _ in shown}):
        yield f"mixed {shown}"
    for kind, version in shown:
        if not lowest[kind] <= version <= highest[kind]:
            yield f"stale {kind} {version}, lowest {lowest}, highest {highest}"


@dataclass
class Seen:
    """The results of the readers."""

    snapshots: int = 0
    unsettled: int = 0
    wrong: list[str] = field(default_factory=list)


async def _read(
    engine: Engine, commits: Commits, is_running: Callable[[], bool], seen: Seen, seed: int
) -> None:
    dice = random.Random(seed)
    operations = _operations()
    cache = engine.cache
    assert cache is not None
    while is_running():
        text, variables = dice.choice(operations)
        lowest = commits.recorded()
        outcome = await engine.answer(text, variables)
        body: Any = outcome.body
        assert outcome.status == 200, body
        if "extensions" in body:
            seen.unsettled += 1
            continue
        seen.snapshots += 1
        seen.wrong += _mistakes(body["data"], lowest, commits.possible())
        commits.enough[0] = seen.snapshots >= READS and cache.hits >= READS / 2


@pytest.fixture
def start_writer(
    database_settings: DatabaseSettings,
) -> Iterator[Callable[[Commits], SpawnProcess]]:
    """Returns a function that starts the writer.

    A test that times out leaves its coroutine without running its `finally`; a fixture ends the
    writer nevertheless, which would change the graph of other tests.
    """
    started: list[SpawnProcess] = []

    def start(commits: Commits) -> SpawnProcess:
        writer = multiprocessing.get_context("spawn").Process(
            target=_write, args=(database_settings, commits)
        )
        writer.start()
        started.append(writer)
        return writer

    yield start
    for writer in started:
        writer.kill()


@pytest.mark.proof
@pytest.mark.timeout(600 + 10 * LARGE_COMMITS)
async def test_no_answer_is_stale_or_mixed(
    database: Database,
    database_settings: DatabaseSettings,
    start_writer: Callable[[Commits], SpawnProcess],
) -> None:
    wipe(database_settings)
    create = (
        "UNWIND range(1, $n) AS i"
        " CREATE (n:%s {id: '%s:' + i, slug: '' + i, name: '0', level: $level})"
    )
    for kind, number in zip(KINDS, (PRACTICES, TOPICS), strict=True):
        run(database_settings, create % (kind, kind), n=number, level=_level(0))
    # As after a load: otherwise pages would be planned as if there were no nodes.
    run(database_settings, "CALL db.prepareForReplanning(30)")
    engine = Engine(api_schema(), Reader(database, deadline=30), cache_bytes=CACHE_BYTES)
    cache, commits, seen = engine.cache, Commits(), Seen()
    assert cache is not None
    writer = start_writer(commits)
    await asyncio.gather(
        *(_read(engine, commits, writer.is_alive, seen, seed) for seed in range(READERS))
    )
    writer.join()
    wipe(database_settings)
    figures = (
        f"{seen.snapshots} snapshots, {seen.unsettled} unsettled; {cache.hits} hits, {cache.misses}"
        f" misses, {cache.joins} joins; {cache.probe.started} probes; commits {commits.recorded()}"
    )
    print(figures)  # noqa: T201 (shown by pytest -s, or if the test fails)
    assert seen.wrong == [], f"{len(seen.wrong)} wrong; {figures}"
    assert writer.exitcode == 0
    assert commits.enough[0], figures
    # Otherwise the test proves nothing.
    assert cache.misses > READS / 10, figures
    assert cache.joins > READS / 200, figures
    assert seen.unsettled < seen.snapshots / 10, figures
