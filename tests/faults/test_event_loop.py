"""Connections of the driver that are reset, on the event loop that the service runs on."""

import asyncio

from graph_service.api.server import EventLoop
from graph_service.errors import DatabaseUnavailable
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import open_database
from graph_service.store.read import Reader
from tests.faults.proxy import FaultProxy, faulty


async def _use_reset_connections(settings: DatabaseSettings, proxy: FaultProxy) -> list[object]:
    async with open_database(settings) as database:
        reader = Reader(database, deadline=5)
        outcomes: list[object] = []
        async with asyncio.timeout(20):
            for _ in range(50):
                work = [reader.newest(), *(database.ping() for _ in range(4))]
                outcomes += await asyncio.gather(*work, return_exceptions=True)
                proxy.reset()
                await asyncio.sleep(0.01)
        return outcomes


def test_a_reset_connection_is_reported_as_such(database_settings: DatabaseSettings) -> None:
    """On uvloop's own loop, some raise RuntimeError, and the pool is soon full of them."""
    with (
        faulty(database_settings) as (proxy, settings),
        asyncio.Runner(loop_factory=EventLoop) as runner,
    ):
        outcomes = runner.run(_use_reset_connections(settings, proxy))
    failures = [each for each in outcomes if isinstance(each, BaseException)]
    assert {type(failure) for failure in failures} == {DatabaseUnavailable}
    assert len(failures) < len(outcomes)
