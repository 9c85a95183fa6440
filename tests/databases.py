"""The Neo4j that tests run on: one at an address, one in a container, or a managed one.

TEST_NEO4J_URI names one that is running already. Otherwise TEST_DATABASE says which to start:

    container  in a container of NEO4J_IMAGE, which is pulled if it isn't there; it fails without a
               Docker engine
    managed    from jars, as `make up` does
    auto       (the default) a container if a Docker engine answers and has the image
               already, else a managed one: an image is downloaded only on request

TEST_NEO4J_SCHEME=neo4j connects to a managed one with routing, as to a cluster of one member.
"""

import os
import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from testcontainers.community.neo4j import Neo4jContainer
from testcontainers.core.config import testcontainers_config

from graph_service.console import Console
from graph_service.local import Address, managed
from graph_service.settings import DatabaseSettings, LocalSettings
from tests.ports import free_ports

CACHE = Path(os.environ.get("CACHE") or Path(__file__).parents[1] / ".cache")
"""The folder of jars that all tests share."""
DEFAULT_IMAGE = "neo4j:2026.08-community"
# For servers that start often: starting takes half the time, planning a statement twice the time.
QUICK_START = "-XX:TieredStopAtLevel=1"
# The JVM's compiler took two fifths of the CPU time of a server whose statements are mostly new.
# With these it takes a third less, and queries take 5 % longer: together 3-10 % less.
LESS_COMPILING = (
    "-XX:MaxInlineLevel=9",
    "-XX:-DoEscapeAnalysis",
    "-XX:Tier4InvocationThreshold=10000",
    "-XX:Tier4MinInvocationThreshold=1200",
    "-XX:Tier4CompileThreshold=30000",
)
DATABASE = "neo4j"
USER = "neo4j"
KINDS = ("auto", "container", "managed")
SECONDS_FOR_THE_ENGINE = 5


@dataclass(frozen=True)
class Choice:
    """A database to run on: its description in pytest's header, and how to open it."""

    description: str
    open: Callable[[Path], AbstractContextManager[Address]]


def choose(environ: Mapping[str, str], has_image: Callable[[str], bool]) -> Choice:
    """Choose by the variables; `has_image` is called only if they leave it open."""
    if uri := environ.get("TEST_NEO4J_URI"):
        user = environ.get("TEST_NEO4J_USER") or USER
        password = environ.get("TEST_NEO4J_PASSWORD") or ""
        return Choice(f"the Neo4j at {uri}", lambda _: at_address(uri, user, password))
    kind = environ.get("TEST_DATABASE") or "auto"
    if kind not in KINDS:
        raise pytest.UsageError(f"TEST_DATABASE is {kind!r}: allowed is one of {', '.join(KINDS)}")
    image = environ.get("NEO4J_IMAGE") or DEFAULT_IMAGE
    if kind == "container" or (kind == "auto" and has_image(image)):
        return Choice(f"a container of {image}", lambda _: in_container(image))
    scheme = environ.get("TEST_NEO4J_SCHEME") or "bolt"
    return Choice(f"a managed Neo4j at {scheme}://", partial(managed_server, scheme=scheme))


def engine_has_image(image: str) -> bool:
    """Whether a Docker engine answers and has the image."""
    return _docker("image", "inspect", image)


def _docker(*arguments: str) -> bool:
    """Whether a command succeeds; Docker's Python client leaves sockets open if it fails."""
    try:
        done = subprocess.run(
            ["docker", *arguments], capture_output=True, timeout=SECONDS_FOR_THE_ENGINE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


@contextmanager
def at_address(uri: str, user: str, password: str) -> Iterator[Address]:
    """Use a Neo4j that someone else started."""
    yield Address(
        database=DatabaseSettings(uri=uri, user=user, password=password, database=DATABASE),
        browser_url="",
        password_file=Path(os.devnull),
    )


@contextmanager
def in_container(image: str) -> Iterator[Address]:
    """Run a Neo4j in a container, which is removed with its volumes at the end."""
    if not _docker("version"):
        raise pytest.UsageError(
            "TEST_DATABASE=container, but no Docker engine answers (`docker version` says why): "
            "start one, or set TEST_DATABASE=managed"
        )
    # Testcontainers' own watcher would have to be pulled, and would get the engine's socket.
    testcontainers_config.ryuk_disabled = True
    container = Neo4jContainer(image, username=USER, password=secrets.token_hex(16))
    container.with_envs(
        NEO4J_server_memory_heap_max__size="1g",
        NEO4J_dbms_usage__report_enabled="false",
        NEO4J_server_fleet__discovery_enabled="false",
        NEO4J_dbms_fleet__manager_enabled="false",
    )
    with (
        container,
        at_address(
            container.get_connection_url(), container.username, container.password
        ) as address,
    ):
        yield address


@contextmanager
def managed_server(cache: Path, scheme: str = "bolt") -> Iterator[Address]:
    """Run a managed Neo4j with fresh data."""
    data = cache / "test-data" / str(os.getpid())
    # Not the next free ports: another server that is starting may have chosen the same ones.
    bolt, http = free_ports(2)
    settings = LocalSettings(
        data=data, cache=cache, bolt_port=bolt, http_port=http, jvm_options=LESS_COMPILING
    )
    try:
        with managed(settings, Console(stderr=True)) as address:
            uri = address.database.uri.replace("bolt", scheme, 1)
            yield replace(address, database=replace(address.database, uri=uri))
    finally:
        shutil.rmtree(data, ignore_errors=True)
