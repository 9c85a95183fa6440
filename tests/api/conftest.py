"""The service over the seeds, in this process."""

from pathlib import Path

import pytest
from rich.console import Console

from graph_service.api.engine import Engine
from graph_service.api.types import build_schema
from graph_service.api.types.schema import core_schema
from graph_service.catalogue.commands import load_seeds
from graph_service.compiler.compiler import Compiler
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from tests.graphs import wipe

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def compiler() -> Compiler:
    return Compiler(core_schema(build_schema()))


@pytest.fixture
def engine(database: Database) -> Engine:
    return Engine(core_schema(build_schema()), Reader(database, deadline=30))


@pytest.fixture(scope="module")
def catalogue(database_settings: DatabaseSettings) -> DatabaseSettings:
    """The seeds in an otherwise empty graph."""
    wipe(database_settings)
    load_seeds(SEEDS, database_settings, Console(quiet=True))
    return database_settings
