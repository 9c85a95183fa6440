"""A server that ends by itself is started again; where that fails, the program ends, too."""

import os
import signal
import threading
from dataclasses import replace
from pathlib import Path

from graph_service.console import Console
from graph_service.errors import GraphServiceError, StartRefused
from graph_service.local.folder import DataFolder
from graph_service.local.server import Server, start, stop_whatever_runs, wait
from graph_service.settings import LocalSettings

SECONDS_BETWEEN_LOOKS = 0.5


class Supervisor:
    """Looks after a server, in a thread of its own.

    Attributes:
        failure: why it can't be started again; the program is told to end then, by SIGTERM.
    """

    def __init__(
        self,
        server: Server,
        folder: DataFolder,
        settings: LocalSettings,
        jars: Path,
        console: Console,
    ) -> None:
        """Take a server that answers, and what it takes to start another on the same ports."""
        self.failure: GraphServiceError | None = None
        self._server = server
        self._folder = folder
        ports = server.ports
        self._settings = replace(settings, bolt_port=ports.bolt, http_port=ports.http)
        self._jars = jars
        self._console = console
        self._may_end = threading.Event()
        self._thread = threading.Thread(target=self._look_after, daemon=True)

    def begin(self) -> None:
        """Look after it from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Stop the server, also one that is just being started again."""
        self._may_end.set()
        while self._thread.is_alive():
            stop_whatever_runs(self._folder)
            self._thread.join(SECONDS_BETWEEN_LOOKS)
        self._server.stop(self._folder)

    def _look_after(self) -> None:
        while not self._may_end.wait(SECONDS_BETWEEN_LOOKS):
            if self._server.process.is_running() or self._may_end.is_set():
                continue
            try:
                self._start_again()
            except (GraphServiceError, OSError) as error:
                if not self._may_end.is_set():
                    self.failure = StartRefused(f"Neo4j can't be started again: {error}")
                    os.kill(os.getpid(), signal.SIGTERM)
                return

    def _start_again(self) -> None:
        logs = self._folder.console_log.parent
        self._console.say(f"Neo4j ended by itself, and is started again; its logs are in {logs}.")
        self._server = start(self._folder, self._settings, self._jars)
        wait(self._server, self._folder, self._folder.password())
        self._console.say("Neo4j answers again.")
