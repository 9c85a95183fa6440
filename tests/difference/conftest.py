"""The service to compare, and what reproduces a run of `make difference`: operations and seed."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack

import pytest

from graph_service.settings import DatabaseSettings
from graph_service.store.driver import open_database
from tests.graphs import wipe

from .check import Service
from .settings import OPERATIONS, SEED


def pytest_report_header() -> str:
    return f"difference: {OPERATIONS} operations from seed {SEED}"


@pytest.fixture(scope="module")
def service(database_settings: DatabaseSettings) -> Iterator[Service]:
    """The service's engine, over a graph that is empty before and after the module."""
    wipe(database_settings)
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        database = runner.run(stack.enter_async_context(open_database(database_settings)))
        yield Service(runner, database)
        runner.run(stack.aclose())
    wipe(database_settings)
