"""Fixtures that more than one folder of tests uses."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from rich.console import Console

from graph_service.api.app import DEADLINE
from graph_service.api.engine import Engine
from graph_service.api.types import build_schema
from graph_service.api.types.schema import core_schema
from graph_service.catalogue.commands import load_seeds
from graph_service.compiler.compiler import Compiler
from graph_service.local import Address, managed
from graph_service.settings import DatabaseSettings, LocalSettings
from graph_service.store.driver import Database, open_database
from graph_service.store.read import Reader
from tests.graphs import wipe

ROOT = Path(__file__).parent.parent
CACHE = Path(os.environ.get("CACHE") or ROOT / ".cache")
# Starts in half the time; a server that is to be fast leaves it out.
QUICK_START = ("-XX:TieredStopAtLevel=1",)


@pytest.fixture(scope="session")
def cache() -> Path:
    """The folder of jars that all tests share."""
    return CACHE


@pytest.fixture(scope="session")
def neo4j_address() -> Iterator[Address]:
    """A real Neo4j: the one that TEST_NEO4J_URI names, else a managed one with fresh data."""
    uri = os.environ.get("TEST_NEO4J_URI")
    if uri:
        yield Address(
            bolt_uri=uri,
            browser_url="",
            user=os.environ.get("TEST_NEO4J_USER", "neo4j"),
            password=os.environ.get("TEST_NEO4J_PASSWORD", ""),
            password_file=Path(os.devnull),
            database="neo4j",
        )
        return
    data = CACHE / "test-data" / str(os.getpid())
    settings = LocalSettings(data=data, cache=CACHE, jvm_options=QUICK_START)
    try:
        with managed(settings, Console(stderr=True)) as address:
            yield address
    finally:
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def database_settings(neo4j_address: Address) -> DatabaseSettings:
    """How to reach the database; tests that need an empty graph empty it themselves."""
    return DatabaseSettings(
        uri=neo4j_address.bolt_uri,
        user=neo4j_address.user,
        password=neo4j_address.password,
        database=neo4j_address.database,
    )


@pytest.fixture(scope="session")
async def database(database_settings: DatabaseSettings) -> AsyncIterator[Database]:
    """An open driver."""
    async with open_database(database_settings) as opened:
        yield opened


@pytest.fixture(scope="session")
def compiler() -> Compiler:
    return Compiler(core_schema(build_schema()))


@pytest.fixture
def engine(database: Database) -> Engine:
    return Engine(core_schema(build_schema()), Reader(database, deadline=DEADLINE))


@pytest.fixture(scope="module")
def catalogue(database_settings: DatabaseSettings) -> DatabaseSettings:
    """The seeds in an otherwise empty graph."""
    wipe(database_settings)
    load_seeds(ROOT / "seeds", database_settings, Console(quiet=True))
    return database_settings
