"""Fixtures that more than one folder of tests uses."""

import os
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from bench.as_installed import environ_as_installed
from graph_service.api.engine import Engine
from graph_service.compiler.compiler import Compiler
from graph_service.local import Address
from graph_service.settings import DatabaseSettings, Folders, LocalSettings, ServiceSettings, Times
from graph_service.settings.declare import settings_of
from graph_service.store.driver import Database, open_database
from graph_service.store.read import Reader
from tests.api.serving import NO_DATABASE, served
from tests.api_schema import api_schema
from tests.databases import CACHE, Choice, choose, engine_has_image
from tests.graphs import last_commit, load_catalogue
from tests.selection import (
    note_what_was_asked_for,
    pytest_collection_modifyitems,  # noqa: F401 (pytest finds it here)
    pytest_terminal_summary,  # noqa: F401
)
from tests.shared_catalogue import LoadedCatalogue, shared_catalogue
from tests.sizes import IS_WHOLE, PART

ROOT = Path(__file__).parent.parent
DATABASE = pytest.StashKey[Choice]()
FETCHING = ("CACHE", "MAVEN_REPO_URL")
"""Settings that tests take from the shell."""


def pytest_configure(config: pytest.Config) -> None:
    _forget_settings()
    note_what_was_asked_for(config)
    os.environ.update(environ_as_installed())
    config.stash[DATABASE] = choose(os.environ, engine_has_image)
    # A shell's background job has SIGINT ignored, and so have the programs that it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _forget_settings() -> None:
    """Remove settings that a shell exports for its own service; tests start services cold."""
    for group in (DatabaseSettings, Folders, LocalSettings, ServiceSettings):
        for setting in settings_of(group):
            if setting.name not in FETCHING:
                os.environ.pop(setting.name, None)
    # A warm-up keeps Neo4j busy for minutes, and its reads are in the way of what tests observe.
    os.environ["WARM_UP"] = "off"


def pytest_report_header(config: pytest.Config) -> str:
    database = f"database: {config.stash[DATABASE].description} (see tests/databases.py)"
    return database if IS_WHOLE else f"{database}; PART={PART} (see tests/selection.py)"


@pytest.fixture(scope="session")
def cache() -> Path:
    """The folder of jars that all tests share."""
    return CACHE


@pytest.fixture(scope="session")
def neo4j_address(pytestconfig: pytest.Config) -> Iterator[Address]:
    """A real Neo4j, whose contents tests may remove."""
    with pytestconfig.stash[DATABASE].open(CACHE) as address:
        yield address


@pytest.fixture(scope="session")
def database_settings(neo4j_address: Address) -> DatabaseSettings:
    """How to reach the database; tests that need an empty graph empty it themselves."""
    return neo4j_address.database


@pytest.fixture(scope="session")
async def database(database_settings: DatabaseSettings) -> AsyncIterator[Database]:
    """An open driver."""
    async with open_database(database_settings) as opened:
        yield opened


@pytest.fixture(scope="session")
def offline_service() -> Iterator[httpx.Client]:
    """The service as a process without a database, for requests that need none."""
    with served(NO_DATABASE) as client:
        yield client


@pytest.fixture(scope="session")
def compiler() -> Compiler:
    return Compiler(api_schema())


@pytest.fixture
def engine(database: Database) -> Engine:
    return Engine(api_schema(), Reader(database, deadline=Times.operation))


@pytest.fixture(scope="session")
def loaded_at() -> list[str]:
    """The database's last commit when the seeds were loaded; empty before that."""
    return []


@pytest.fixture(scope="module")
def catalogue_address(request: pytest.FixtureRequest) -> Iterator[Address]:
    """A Neo4j with the seeds and nothing else, for modules that only read.

    It is shared by all processes of `make`'s command. Without one, the worker's own is used, where
    seeds are loaded again only if another module has written since.
    """
    address, loaded_at = shared_catalogue() or _own_catalogue(request)
    yield address
    wrote = last_commit(address.database) != loaded_at
    assert not wrote, (
        "this module, or one beside it, wrote to the catalogue for readers: "
        "request `own_catalogue` instead"
    )


def _own_catalogue(request: pytest.FixtureRequest) -> LoadedCatalogue:
    address: Address = request.getfixturevalue("neo4j_address")
    loaded_at: list[str] = request.getfixturevalue("loaded_at")
    _ensure_seeds(address.database, loaded_at)
    return LoadedCatalogue(address, [*loaded_at])


@pytest.fixture(scope="module")
def catalogue(catalogue_address: Address) -> DatabaseSettings:
    """How to reach the Neo4j with the seeds that tests only read."""
    return catalogue_address.database


@pytest.fixture(scope="module")
async def catalogue_database(catalogue: DatabaseSettings) -> AsyncIterator[Database]:
    """An open driver for the catalogue, which tests only read."""
    async with open_database(catalogue) as opened:
        yield opened


@pytest.fixture
def catalogue_engine(catalogue_database: Database) -> Engine:
    """An engine on the catalogue, which tests only read."""
    return Engine(api_schema(), Reader(catalogue_database, deadline=Times.operation))


@pytest.fixture(scope="module")
def own_catalogue(database_settings: DatabaseSettings, loaded_at: list[str]) -> DatabaseSettings:
    """The seeds in an otherwise empty graph, which the module may change."""
    _ensure_seeds(database_settings, loaded_at)
    return database_settings


def _ensure_seeds(settings: DatabaseSettings, loaded_at: list[str]) -> None:
    """Load the seeds, unless nothing has been written since they were loaded."""
    if last_commit(settings) != loaded_at:
        loaded_at[:] = load_catalogue(settings)
