"""Opens the databases of a run: managed ones, or those that the user names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from neo4j import GraphDatabase

from bench.machine import pid_listening_on
from bench.populate import recipe_of
from bench.settings import BenchSettings
from bench.sizes import GraphSize
from graph_service.console import Console
from graph_service.local import managed
from graph_service.settings import DatabaseSettings, read_up_settings


@dataclass(frozen=True, kw_only=True)
class Neo4j:
    """A running Neo4j: its address, credentials and process."""

    settings: DatabaseSettings
    pid: int

    @property
    def version(self) -> str:
        """The server's version, such as 2026.08.0."""
        auth = (self.settings.user, self.settings.password)
        with GraphDatabase.driver(self.settings.uri, auth=auth) as driver:
            return driver.get_server_info().agent.removeprefix("Neo4j/")


@contextmanager
def neo4j(
    settings: BenchSettings, given: DatabaseSettings | None, size: GraphSize
) -> Iterator[Neo4j]:
    """Yield the Neo4j that the user named, or run a managed one with the default settings.

    Raises:
        StartRefused: if it can't start.
    """
    if given is not None:
        yield _with_pid(given)
        return
    # A folder per recipe: filling a new database is faster than emptying a full one.
    folder = settings.cache / "bench" / f"{size.practices}-{recipe_of(size)[:12]}"
    for old in folder.parent.glob(f"{size.practices}-*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
    environ = {
        "DATA": str(folder),
        "CACHE": str(settings.cache),
        "HEAP": settings.heap,
    }
    local = replace(read_up_settings(environ).local, jvm_options=settings.size.jvm_options)
    with managed(local, Console(stderr=True)) as address:
        yield _with_pid(address.database)


@contextmanager
def temporary_neo4j(name: str, console: Console) -> Iterator[tuple[DatabaseSettings, Path]]:
    """Yield an empty managed Neo4j, and a folder for files of this name; both are removed.

    Raises:
        StartRefused: if it can't start.
    """
    cache = Path(os.environ.get("CACHE") or ".cache").absolute()
    folder = cache / "bench" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    heap = os.environ.get("HEAP") or "1g"
    environ = {"DATA": str(folder / "neo4j"), "CACHE": str(cache), "HEAP": heap}
    try:
        with managed(read_up_settings(environ).local, console) as address:
            yield address.database, folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _with_pid(settings: DatabaseSettings) -> Neo4j:
    return Neo4j(settings=settings, pid=pid_listening_on(urlsplit(settings.uri).port or 7687))
