"""Lookups that arrive at once share a statement, with a real Neo4j; some fail or are cancelled."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from graph_service.api import shared_reads
from graph_service.api.engine import Engine
from graph_service.api.responses import Result
from graph_service.api.shared_reads import CONCURRENCY, MAX_SHARING
from graph_service.errors import DatabaseFailed
from graph_service.store.deadline import Deadline
from graph_service.store.driver import Database
from graph_service.store.read import Answer, QueryParameters, Reader, Steps
from tests.api_schema import api_schema

COUNTRIES = {"ARG": "Argentina", "BOL": "Bolivia", "CHL": "Chile", "COL": "Colombia"}
NAME = "query ($key: String!) { country(by: {iso3: $key}) { name(lang: ES) } }"
PAGE = """query ($key: String!, $first: Int) {
  country(by: {iso3: $key}) {
    institutions(first: $first) { nodes { slug acronym kind level website name(lang: ES) } }
  }
}"""
LEVEL = """query ($key: String!, $where: GoodPracticeWhere) {
  country(by: {iso3: $key}) { practices(where: $where) { nodes { slug } } }
}"""
TOPIC = "query ($key: String!) { country: topic(by: {slug: $key}) { slug } }"
PERU: dict[str, Any] = {"key": "PER"}


class Held(Reader):
    """Counts reads; those for single requests end only when they may.

    Attributes:
        alone: how many requests were read alone.
        shared: for how many requests each other read was.
        may_end: set while single reads aren't held.
        fails: whether the other reads fail.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database, deadline=10)
        self.alone = 0
        self.shared: list[int] = []
        self.may_end = asyncio.Event()
        self.fails = False

    async def read(
        self, text: str, parameters: QueryParameters, deadline: Deadline | None = None
    ) -> Answer:
        values: Any = parameters["p"]
        self.shared.append(len(values[0]))
        if self.fails:
            raise DatabaseFailed("The database rejected the statement.")
        return await super().read(text, parameters, deadline)

    async def read_in_steps(self, steps: Steps, deadline: Deadline | None = None) -> Answer:
        text, _ = next(steps())
        if not text.startswith("UNWIND"):
            self.alone += 1
            await self.may_end.wait()
        return await super().read_in_steps(steps, deadline)


@pytest.fixture
def reader(catalogue_database: Database, monkeypatch: pytest.MonkeyPatch) -> Held:
    """A reader, for whose reads requests wait as long as a test holds them."""
    monkeypatch.setattr(shared_reads, "MAX_WAIT", 10)
    return Held(catalogue_database)


async def _busy(reader: Held, text: str, variables: Mapping[str, Any] = PERU) -> Engine:
    """Return an engine that reads as many requests of an operation as it does at once."""
    engine = Engine(api_schema(), reader)
    reader.may_end.set()
    await engine.answer(text, variables)  # from now on, it isn't new
    reader.may_end.clear()
    reader.alone = 0
    await _sent(engine, text, [variables] * CONCURRENCY)
    return engine


async def _sent(
    engine: Engine, text: str, variables: Sequence[Mapping[str, Any]]
) -> list[asyncio.Task[Result]]:
    """Send requests, and return their tasks when all wait for the database."""
    tasks = [asyncio.create_task(engine.answer(text, given)) for given in variables]
    await asyncio.sleep(0.1)
    return tasks


async def _answered(tasks: Sequence[asyncio.Task[Result]]) -> list[Any]:
    """Return the country of each answer."""
    bodies: list[Any] = [(await task).body for task in tasks]
    return [body["data"]["country"] for body in bodies]


async def test_waiting_lookups_share_a_statement(reader: Held) -> None:
    engine = await _busy(reader, NAME)
    waiting = await _sent(engine, NAME, [{"key": key} for key in COUNTRIES])
    reader.may_end.set()
    assert await _answered(waiting) == [{"name": name} for name in COUNTRIES.values()]
    assert (reader.alone, reader.shared) == (CONCURRENCY, [len(COUNTRIES)])


async def test_lookups_in_one_language_share_a_statement(reader: Held) -> None:
    text = "query ($key: String!, $l: Language!) @lang(prefer: $l) { \
        country(by: {iso3: $key}) { name } }"
    names = {"ES": "Brasil", "EN": "Brazil"}
    variables = [{"key": "BRA", "l": language} for language in ("ES", "EN", "ES", "EN", "ES")]
    engine = await _busy(reader, text, variables[0])
    waiting = await _sent(engine, text, variables)
    reader.may_end.set()
    assert await _answered(waiting) == [{"name": names[given["l"]]} for given in variables]
    assert sorted(reader.shared) == [2, 3]


async def test_lookups_one_after_another_are_read_alone(reader: Held) -> None:
    reader.may_end.set()
    engine = Engine(api_schema(), reader)
    for key in COUNTRIES:
        await engine.answer(NAME, {"key": key})
    assert (reader.alone, reader.shared) == (len(COUNTRIES), [])


async def test_a_statement_is_for_a_limited_number_of_requests(reader: Held) -> None:
    engine = await _busy(reader, NAME)
    waiting = await _sent(engine, NAME, [PERU] * (MAX_SHARING + 3))
    reader.may_end.set()
    await _answered(waiting)
    assert sorted(reader.shared) == [3, MAX_SHARING]


async def test_pages_of_different_sizes_are_read_apart(reader: Held) -> None:
    engine = await _busy(reader, PAGE)
    sizes = [1, 2, 1, 2, 2]
    waiting = await _sent(engine, PAGE, [{"key": "CRI", "first": size} for size in sizes])
    reader.may_end.set()
    pages = await _answered(waiting)
    assert [len(page["institutions"]["nodes"]) for page in pages] == sizes
    assert sorted(reader.shared) == [2, 3]


async def test_a_lookup_with_other_arguments_is_read_alone(reader: Held) -> None:
    where = {"where": {"level": {"eq": "NATIONAL"}}}
    engine = await _busy(reader, LEVEL, {**PERU, **where})
    waiting = await _sent(engine, LEVEL, [{"key": key, **where} for key in COUNTRIES])
    reader.may_end.set()
    await _answered(waiting)
    assert (reader.alone, reader.shared) == (CONCURRENCY + len(COUNTRIES), [])


async def test_a_large_page_is_read_alone(reader: Held) -> None:
    engine = await _busy(reader, PAGE, {**PERU, "first": 1})
    waiting = await _sent(engine, PAGE, [{**PERU, "first": 100}] * 3)
    reader.may_end.set()
    await _answered(waiting)
    assert (reader.alone, reader.shared) == (CONCURRENCY + 3, [])


async def test_an_unknown_slug_is_looked_for_again_among_former_ones(reader: Held) -> None:
    engine = await _busy(reader, TOPIC, {"key": "shelter"})
    waiting = await _sent(engine, TOPIC, [{"key": "shelter"}, {"key": "unknown"}])
    reader.may_end.set()
    assert await _answered(waiting) == [{"slug": "shelter"}, None]
    assert (reader.alone, reader.shared) == (CONCURRENCY + 1, [2])


async def test_a_cancelled_request_leaves_the_others(reader: Held) -> None:
    engine = await _busy(reader, NAME)
    waiting = await _sent(engine, NAME, [{"key": key} for key in COUNTRIES])
    waiting.pop(0).cancel()
    reader.may_end.set()
    assert await _answered(waiting) == [{"name": name} for name in [*COUNTRIES.values()][1:]]
    assert reader.shared == [len(COUNTRIES) - 1]


async def test_all_are_cancelled_and_the_next_is_answered(reader: Held) -> None:
    engine = await _busy(reader, NAME)
    for task in await _sent(engine, NAME, [PERU] * 3):
        task.cancel()
    reader.may_end.set()
    assert await _answered(await _sent(engine, NAME, [{"key": "ARG"}])) == [{"name": "Argentina"}]


async def test_each_request_keeps_its_deadline(reader: Held) -> None:
    engine = await _busy(reader, NAME)
    reader.deadline = 0.3
    (short,) = await _sent(engine, NAME, [PERU])
    reader.deadline = 10
    (long,) = await _sent(engine, NAME, [{"key": "ARG"}])
    body: Any = (await short).body
    assert body["errors"][0]["extensions"]["code"] == "DEADLINE_EXCEEDED"
    reader.may_end.set()
    assert await _answered([long]) == [{"name": "Argentina"}]


async def test_nobody_waits_for_reads_that_take_long(catalogue_database: Database) -> None:
    reader = Held(catalogue_database)
    engine = await _busy(reader, NAME)
    (waiting,) = await _sent(engine, NAME, [{"key": "ARG"}])
    assert reader.alone == CONCURRENCY + 1
    reader.may_end.set()
    assert await _answered([waiting]) == [{"name": "Argentina"}]


async def test_if_a_shared_read_fails_each_request_is_read_alone(reader: Held) -> None:
    engine = await _busy(reader, NAME)
    reader.fails = True
    waiting = await _sent(engine, NAME, [{"key": key} for key in COUNTRIES])
    reader.may_end.set()
    assert await _answered(waiting) == [{"name": name} for name in COUNTRIES.values()]
    assert reader.alone == CONCURRENCY + len(COUNTRIES)
