"""What the tests of the response cache share: engines with a cache, and reads that they control."""

import asyncio
from collections.abc import Coroutine

import pytest

from graph_service.api.cache import Read, ResponseCache
from graph_service.api.engine import Engine
from graph_service.api.parameters import Parameters
from graph_service.api.responses import Result
from graph_service.store.deadline import Deadline
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from tests.api_schema import api_schema

PERU = '{ country(by: {iso3: "PER"}) { name } }'
KEY = Parameters("{ topics { totalCount } }", None, None).key or pytest.fail("no key")
MEBIBYTE = 1024 * 1024


def engine_with(database: Database, max_staleness: float = 0) -> tuple[Engine, ResponseCache]:
    reader = Reader(database, deadline=10)
    engine = Engine(api_schema(), reader, cache_bytes=MEBIBYTE, max_staleness=max_staleness)
    assert engine.cache is not None
    return engine, engine.cache


def request(cache: ResponseCache, read: Read, seconds: float = 10) -> Coroutine[None, None, Result]:
    """Send a request with a deadline that starts now."""
    return cache.answer(KEY, read, Deadline(seconds))


async def rename(database: Database, name: str) -> None:
    """Write as another client."""
    await database.driver.execute_query(
        "MATCH (n:Country {iso3: 'PER'}) SET n.name = $name, n.nameEs = $name", name=name
    )


class Reading:
    """Reads the name of Peru, and returns it once `may_end` is set."""

    def __init__(self, reader: Reader, *, settled: bool = True) -> None:
        self._reader = reader
        self._settled = settled
        self.has_read = asyncio.Event()
        self.may_end = asyncio.Event()
        self.count = 0
        self.task: asyncio.Task[Result] | None = None
        """The task of the last read."""

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
