"""Fixtures of the tests of pages, and of the response cache."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from graph_service.settings import DatabaseSettings
from graph_service.store.driver import Database
from tests.api.caching import rename
from tests.api.serving import HTML


@pytest.fixture(scope="module")
def pages(service_address: str) -> Iterator[httpx.Client]:
    """The service with the catalogue, for tests that read pages as a browser does."""
    with httpx.Client(base_url=service_address, headers=HTML, timeout=60) as client:
        yield client


@pytest.fixture
async def peru(database: Database, own_catalogue: DatabaseSettings) -> AsyncIterator[Database]:
    """The catalogue; tests may change the name of Peru."""
    yield database
    await rename(database, "Perú")
