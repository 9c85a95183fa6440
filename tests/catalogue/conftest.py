from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.settings import DatabaseSettings

from .live import Live
from .planning import run, write_all
from .seeding import Seeds


@pytest.fixture
def seeds(tmp_path: Path) -> Seeds:
    """A folder with ten countries and a source."""
    return Seeds(tmp_path / "seeds").basics()


@pytest.fixture
def live(database_settings: DatabaseSettings) -> Iterator[Live]:
    """A real database, empty before and after the test."""
    with Live.open(database_settings) as database:
        database.clear()
        yield database
        database.clear()


@pytest.fixture
def loaded(live: Live, seeds: Seeds) -> Live:
    """A database with the small graph of planning.py."""
    write_all(seeds)
    run(live, "load", seeds)
    return live
