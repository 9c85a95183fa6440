"""Fixtures that more than one folder of tests uses."""

import os
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from graph_service.api.engine import Engine
from graph_service.compiler.compiler import Compiler
from graph_service.local import Address
from graph_service.settings import DatabaseSettings, Times
from graph_service.store.driver import Database, open_database
from graph_service.store.read import Reader
from tests.api.serving import NO_DATABASE, SHARED_SERVICE, as_tests_run, served
from tests.api_schema import api_schema
from tests.databases import CACHE, Choice, choose, engine_has_image
from tests.graphs import last_commit, load_catalogue
from tests.shared_catalogue import shared_catalogue
from tests.sizes import IS_WHOLE, PART

pytest_plugins = ["tests.selection"]
ROOT = Path(__file__).parent.parent
DATABASE = pytest.StashKey[Choice]()


def pytest_configure(config: pytest.Config) -> None:
    as_tests_run()
    config.stash[DATABASE] = choose(os.environ, engine_has_image)
    # A shell's background job has SIGINT ignored, and so have the programs that it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)


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
    shared = shared_catalogue()
    if shared:
        address, loaded_at = shared.address, shared.loaded_at
    else:
        address = request.getfixturevalue("neo4j_address")
        known: list[str] = request.getfixturevalue("loaded_at")
        _ensure_seeds(address.database, known)
        loaded_at = [*known]
    yield address
    wrote = last_commit(address.database) != loaded_at
    assert not wrote, (
        "this module, or one beside it, wrote to the catalogue for readers: "
        "request `own_catalogue` instead"
    )


@pytest.fixture(scope="session")
def own_service(database_settings: DatabaseSettings) -> Iterator[str]:
    """The address of the service on the worker's Neo4j."""
    with served(database_settings, **SHARED_SERVICE) as client:
        yield str(client.base_url)


@pytest.fixture(scope="module")
def service_address(request: pytest.FixtureRequest, catalogue_address: Address) -> str:
    """The address of the service with the seeds, whose cache has what other modules read."""
    shared = shared_catalogue()
    address: str = shared.service if shared else request.getfixturevalue("own_service")
    return address.rstrip("/")


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
