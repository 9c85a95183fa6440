"""The web server: one process, or several that share a port and are started again if they die."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.process import BaseProcess
from tempfile import TemporaryDirectory

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from graph_service.api.app import App, create_app
from graph_service.api.http_parser import HttpProtocol
from graph_service.api.http_timeouts import ServerConfig
from graph_service.api.metrics import SHARED_FOLDER
from graph_service.api.traces import require_packages
from graph_service.errors import StartRefused
from graph_service.logs import configure_logs
from graph_service.settings import ServeSettings

_SECONDS_TO_START = 60


def run_server(
    settings: ServeSettings, listener: socket.socket, announce: Callable[[], None]
) -> None:
    """Serve until SIGINT or SIGTERM; `announce` is called once requests are answered.

    Raises:
        StartRefused: when the processes can't start.
    """
    service = settings.service
    if service.traces.on:
        require_packages()
    config = ServerConfig(
        partial(_application, settings),
        factory=True,
        http=HttpProtocol,
        ws="none",
        log_config=None,  # what it logs goes where everything goes
        access_log=False,
        proxy_headers=False,  # they are whatever a client says
        server_header=False,
        workers=service.capacity.workers,
        timeout_graceful_shutdown=service.times.stop,
    )
    config.times, config.capacity = service.times, service.capacity
    # Once it has ended, uvicorn raises the signal again that made it end.
    with contextlib.suppress(KeyboardInterrupt):
        if config.workers > 1:
            with _shared_metrics():
                _Supervisor(config, listener, announce).run()
        else:
            _Server(config, announce).run(sockets=[listener])


def _application(settings: ServeSettings) -> App:
    """Make the application, in a process that may be new; beside others it ends with its parent."""
    if (parent := multiprocessing.parent_process()) is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    configure_logs(settings.service.logs)
    return create_app(settings)


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


@contextlib.contextmanager
def _shared_metrics() -> Iterator[None]:
    """Have the processes that are started from here count together."""
    with TemporaryDirectory(prefix="graph-service-metrics-") as folder:
        os.environ.setdefault(SHARED_FOLDER, folder)
        yield


class _Server(uvicorn.Server):
    def __init__(self, config: ServerConfig, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._announce()


class _Supervisor(Multiprocess):
    """uvicorn's: starts processes, and starts those again that die or hang."""

    def __init__(
        self, config: ServerConfig, listener: socket.socket, announce: Callable[[], None]
    ) -> None:
        super().__init__(config, [listener])
        self._announce = announce

    def init_processes(self) -> None:
        super().init_processes()
        ready = (p.wait_until_ready(_SECONDS_TO_START, self.should_exit) for p in self.processes)
        if all(ready):
            self._announce()

    def run(self) -> None:
        super().run()
        if any(process.exitcode == STARTUP_FAILURE for process in self.processes):
            raise StartRefused("A process of the service can't start; it said why above.")
