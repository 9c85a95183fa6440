"""Restarts a server that stops by itself; if that fails, the program ends."""

import os
import signal
import threading
from dataclasses import replace
from pathlib import Path

from graph_service.console import Console
from graph_service.errors import GraphServiceError, StartRefused
from graph_service.i18n import _
from graph_service.local.folder import DataFolder
from graph_service.local.server import Server, start, stop_server_of, wait
from graph_service.os_errors import os_reason
from graph_service.settings import LocalSettings

POLL_SECONDS = 0.5


class Supervisor:
    """Watches a server in a thread, and restarts it on the same ports.

    Attributes:
        failure: why it can't be restarted; the program then receives SIGTERM.
    """

    def __init__(
        self,
        server: Server,
        folder: DataFolder,
        settings: LocalSettings,
        jars: Path,
        console: Console,
    ) -> None:
        self.failure: GraphServiceError | None = None
        self._server = server
        self._folder = folder
        ports = server.ports
        self._settings = replace(settings, bolt_port=ports.bolt, http_port=ports.http)
        self._jars = jars
        self._console = console
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def begin(self) -> None:
        """Start watching."""
        self._thread.start()

    def stop(self) -> None:
        """Stop the server, even if it is being restarted."""
        self._is_stopping.set()
        while self._thread.is_alive():
            stop_server_of(self._folder)
            self._thread.join(POLL_SECONDS)
        self._server.stop(self._folder)

    def _watch(self) -> None:
        while not self._is_stopping.wait(POLL_SECONDS):
            if self._server.process.is_running() or self._is_stopping.is_set():
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
        logs = self._folder.console_log.parent
        self._console.say(
            _(
                "Neo4j stopped unexpectedly and is being restarted; its logs are in {logs}.",
                logs=str(logs),
            )
        )
        self._server = start(self._folder, self._settings, self._jars)
        wait(self._server, self._folder, self._folder.password())
        self._console.say(_("Neo4j is running again."))
