"""A fixture of the tests of the response cache."""

from collections.abc import AsyncIterator

import pytest

from graph_service.settings import DatabaseSettings
from graph_service.store.driver import Database
from tests.api.caching import rename


@pytest.fixture
async def peru(database: Database, own_catalogue: DatabaseSettings) -> AsyncIterator[Database]:
    """The catalogue; tests may change the name of Peru."""
    yield database
    await rename(database, "Perú")
