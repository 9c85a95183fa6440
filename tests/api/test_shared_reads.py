"""Reads that arrive at once share statements, with a real Neo4j; some fail or are cancelled."""

import asyncio
from collections.abc import Generator, Mapping, Sequence
from functools import partial
from typing import Any

import pytest

from graph_service.api import shared_reads
from graph_service.api.engine import Engine
from graph_service.api.responses import Result
from graph_service.api.shared_reads import CONCURRENCY, MAX_SHARING
from graph_service.compiler.execution import Execution
from graph_service.errors import DatabaseFailed
from graph_service.model.json import Json
from graph_service.store.deadline import Deadline
from graph_service.store.driver import Database
from graph_service.store.read import GATHERING_TURNS, Answer, QueryParameters, Reader, Steps
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
SEARCH = "query ($key: String!) { search(text: $key, first: 5) { nodes { slug } relaxed } }"
TOPIC = "query ($key: String!) { country: topic(by: {slug: $key}) { slug } }"
PERU: dict[str, Any] = {"key": "PER"}


class Held(Reader):
    """Counts reads; those for single requests end only when they may.

    Attributes:
        alone: how many requests were read alone.
        reads: of each other read, for how many requests each of its statements was.
        is_alone: set when a request is read alone.
        may_end: set while single reads aren't held.
        fails: whether the other reads fail.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database, deadline=10)
        self.alone = 0
        self.reads: list[list[int]] = []
        self.may_end = asyncio.Event()
        self.is_alone = asyncio.Event()
        self.fails = False

    @property
    def shared(self) -> list[int]:
        """For how many requests each statement of the other reads was."""
        return [size for sizes in self.reads for size in sizes]

    async def read_in_steps(self, steps: Steps, deadline: Deadline | None = None) -> Answer:
        text, _ = next(steps())
        if not text.startswith("UNWIND range"):
            self.alone += 1
            self.is_alone.set()
            await self.may_end.wait()
            return await super().read_in_steps(steps, deadline)
        if self.fails:
            raise DatabaseFailed("The database rejected the statement.")
        return await super().read_in_steps(partial(self._counted, steps), deadline)

    def _counted(self, steps: Steps) -> Generator[tuple[str, QueryParameters], Any, Sequence[Json]]:
        found = steps()
        text, parameters = next(found)
        sizes: list[int] = []
        self.reads.append(sizes)
        while True:
            values: Any = parameters["p"]
            if text.startswith("UNWIND range"):
                sizes.append(len(values[0]))
            try:
                text, parameters = found.send((yield text, parameters))
            except StopIteration as end:
                rows: Sequence[Json] = end.value
                return rows


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
    for _ in range(GATHERING_TURNS + 1):
        await asyncio.sleep(0)  # until that read is noted as ended
    assert not engine._shared._kinds
    reader.may_end.clear()
    reader.alone = 0
    await _sent(engine, text, [variables] * CONCURRENCY)
    assert reader.alone == CONCURRENCY
    return engine


async def _sent(
    engine: Engine, text: str, variables: Sequence[Mapping[str, Any]]
) -> list[asyncio.Task[Result]]:
    """Send requests, and return their tasks when all wait for the database."""
    waiting = asyncio.Semaphore(0)
    read = engine._shared.read

    async def noted(execution: Execution, deadline: Deadline) -> Answer:
        waiting.release()
        return await read(execution, deadline)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine._shared, "read", noted)
        tasks = [asyncio.create_task(engine.answer(text, given)) for given in variables]
        async with asyncio.timeout(10):
            for _ in tasks:
                await waiting.acquire()
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
    assert (reader.alone, reader.shared) == (CONCURRENCY + 1, [3]), "half of them, and the next"


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
    waiting = await _sent(engine, NAME, [PERU] * (CONCURRENCY * MAX_SHARING + 3))
    reader.may_end.set()
    await _answered(waiting)
    assert sorted(reader.shared) == [3, *[MAX_SHARING] * CONCURRENCY]


async def test_the_reads_of_a_kind_divide_the_requests(reader: Held) -> None:
    engine = await _busy(reader, NAME)
    waiting = await _sent(engine, NAME, [PERU] * 15)
    reader.may_end.set()
    await _answered(waiting)
    # The second read divides what waits again, if the first has ended by then.
    assert reader.shared in ([8, 7], [8, 4, 3])


async def test_pages_of_different_sizes_are_in_different_statements(reader: Held) -> None:
    engine = await _busy(reader, PAGE)
    sizes = [1, 2, 1, 2, 2]
    waiting = await _sent(engine, PAGE, [{"key": "CRI", "first": size} for size in sizes])
    reader.may_end.set()
    pages = await _answered(waiting)
    assert [len(page["institutions"]["nodes"]) for page in pages] == sizes
    assert reader.shared == [2, 2], "of one and two, the first three; then of two"


async def test_lists_with_one_filter_share_a_statement(reader: Held) -> None:
    levels = ["NATIONAL", "SUBNATIONAL", "NATIONAL", "NATIONAL"]
    variables = [{**PERU, "where": {"level": {"eq": level}}} for level in levels]
    engine = await _busy(reader, LEVEL, variables[0])
    waiting = await _sent(engine, LEVEL, variables)
    reader.may_end.set()
    first, other, same, _ = await _answered(waiting)
    assert first == same != other
    assert reader.shared == [2], "the fourth is in the next read"


async def test_searches_share_all_their_statements(reader: Held) -> None:
    """Texts with and without concepts; one without hits, which takes more statements."""
    texts = ["Perú", "albergues de Guatemala", "protocolo de atención", "xyzzy", "albrgue"]
    # The next read takes as many.
    texts += texts[:4]
    alone = Engine(api_schema(), reader)
    reader.may_end.set()
    expected = [(await alone.answer(SEARCH, {"key": text})).body for text in texts]
    engine = await _busy(reader, SEARCH, {"key": "migración"})
    waiting = await _sent(engine, SEARCH, [{"key": text} for text in texts])
    reader.may_end.set()
    assert [(await task).body for task in waiting] == expected
    assert reader.alone == CONCURRENCY
    # Sets, as the reader may repeat a read.
    assert {sizes[0] for sizes in reader.reads} == {5, 4}, "the concepts of all"
    assert {sizes[-1] for sizes in reader.reads} == {5, 4}, "the entries, when all have ended"


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
    assert (reader.alone, reader.shared) == (CONCURRENCY, [2])


async def test_a_cancelled_request_leaves_the_others(reader: Held) -> None:
    engine = await _busy(reader, NAME)
    waiting = await _sent(engine, NAME, [{"key": key} for key in COUNTRIES])
    waiting.pop(0).cancel()
    reader.may_end.set()
    assert await _answered(waiting) == [{"name": name} for name in [*COUNTRIES.values()][1:]]
    assert reader.shared == [2]


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
    async with asyncio.timeout(10):
        while reader.alone <= CONCURRENCY:
            reader.is_alone.clear()
            await reader.is_alone.wait()
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
