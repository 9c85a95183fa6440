"""The managed Neo4j: a real server on this machine, installed from Python packages and Maven.

`managed` downloads missing jars, starts the server (or adopts one that a crash left running),
restarts it if it stops by itself, and stops it at the end. `find_running` finds it for other
commands.

jars         the jars of one version, downloaded from Maven (fetch)
folder       the folder of data; config, its neo4j.conf and password
ports        its ports, and whether it answers on them
server       starts, adopts, finds and stops Neo4j, a process of a JVM (java)
supervisor   restarts it; signals end it once
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_service.console import Console
from graph_service.i18n import _
from graph_service.local.folder import DataFolder
from graph_service.local.jars import ensure_jars, read_lock
from graph_service.local.server import (
    MAX_STARTS,
    Address,
    Server,
    StartFailed,
    address_of,
    adopt_or_start,
    find_running,
    lost_port_race,
    stop_server_of,
    wait,
)
from graph_service.local.signals import as_interrupts, ignored
from graph_service.local.supervisor import Supervisor
from graph_service.settings import LocalSettings

__all__ = ["Address", "find_running", "managed", "refuse_if_running"]


@contextmanager
def managed(settings: LocalSettings, console: Console) -> Iterator[Address]:
    """Run a Neo4j until the block ends; raise StartRefused or DatabaseUnavailable."""
    folder = DataFolder(settings.data.absolute())
    folder.create()
    with folder.claimed(), as_interrupts():
        lock = read_lock()
        jars = ensure_jars(lock, settings.cache.absolute(), console, settings.maven_repo_url)
        try:
            with console.status(_("Starting Neo4j {version}", version=lock.version)):
                server = _started(folder, settings, jars)
            supervisor = Supervisor(server, folder, settings, jars, console)
            try:
                if server.adopted:
                    console.say(_("Adopted the Neo4j that an earlier run left running."))
                supervisor.begin()
                yield address_of(folder, server.ports, folder.password())
            finally:
                with ignored():
                    supervisor.stop()
                if supervisor.failure:
                    raise supervisor.failure
        finally:
            with ignored():
                stop_server_of(folder)  # if its start was interrupted


def refuse_if_running(settings: LocalSettings) -> None:
    """Raise StartRefused if another process is using the data folder."""
    folder = DataFolder(settings.data.absolute())
    folder.create()
    with folder.claimed():
        pass


def _started(folder: DataFolder, settings: LocalSettings, jars: Path) -> Server:
    for tries_left in reversed(range(MAX_STARTS)):
        server = adopt_or_start(folder, settings, jars)
        try:
            wait(server, folder, folder.password())
            return server
        except StartFailed:
            if not tries_left or not lost_port_race(server, settings):
                raise
        except BaseException:
            with ignored():
                server.stop(folder)
            raise
    raise AssertionError("the last try returns or raises")
