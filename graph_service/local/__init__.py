"""The managed Neo4j: a real server on this machine, installed from Python packages and Maven.

`managed` downloads missing jars, starts the server (after stopping one that a crash left running),
restarts it if it stops by itself, and stops it at the end. `find_running` finds it for other
commands.

jars         the jars of one version, downloaded from Maven
folder       the folder of data, its password and its neo4j.conf
ports        its ports, and whether it answers on them
server       starts, finds and stops Neo4j, a process of a JVM (java)
signals      make sure that the clean-up runs, and runs once
"""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from graph_service.console import Console
from graph_service.errors import GraphServiceError, StartRefused
from graph_service.i18n import _
from graph_service.local.folder import DataFolder
from graph_service.local.jars import ensure_jars, read_lock
from graph_service.local.server import (
    MAX_STARTS,
    Address,
    Server,
    StartFailed,
    address_of,
    find_running,
    lost_port_race,
    start,
    stop_server_of,
    wait,
)
from graph_service.local.signals import as_interrupts, ignored
from graph_service.os_errors import os_reason
from graph_service.settings import LocalSettings

__all__ = ["Address", "find_running", "managed", "refuse_if_running"]

POLL_SECONDS = 0.5


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
            supervisor = _Supervisor(server, folder, settings, jars, console)
            try:
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
        stop_server_of(folder)  # if a crash left it running
        server = start(folder, settings, jars)
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


@dataclass
class _Supervisor:
    """Watches a server in a thread, and restarts it on the same ports.

    Attributes:
        failure: why it can't be restarted; the program then receives SIGTERM.
    """

    server: Server
    folder: DataFolder
    settings: LocalSettings
    jars: Path
    console: Console
    failure: GraphServiceError | None = None

    def __post_init__(self) -> None:
        ports = self.server.ports
        self.settings = replace(self.settings, bolt_port=ports.bolt, http_port=ports.http)
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def begin(self) -> None:
        """Start watching."""
        self._thread.start()

    def stop(self) -> None:
        """Stop the server, even if it is being restarted."""
        self._is_stopping.set()
        while self._thread.is_alive():
            stop_server_of(self.folder)
            self._thread.join(POLL_SECONDS)
        self.server.stop(self.folder)

    def _watch(self) -> None:
        while not self._is_stopping.wait(POLL_SECONDS):
            if self.server.process.is_running() or self._is_stopping.is_set():
                continue
            try:
                self._restart()
            except (GraphServiceError, OSError) as error:
                if not self._is_stopping.is_set():
                    reason = (
                        error.translatable
                        if isinstance(error, GraphServiceError)
                        else os_reason(error)
                    )
                    self.failure = StartRefused(
                        _("Neo4j can't be restarted: {reason}", reason=reason)
                    )
                    os.kill(os.getpid(), signal.SIGTERM)
                return

    def _restart(self) -> None:
        logs = self.folder.console_log.parent
        self.console.say(
            _(
                "Neo4j stopped unexpectedly and is being restarted; its logs are in {logs}.",
                logs=str(logs),
            )
        )
        self.server = start(self.folder, self.settings, self.jars)
        wait(self.server, self.folder, self.folder.password())
        self.console.say(_("Neo4j is running again."))
