"""The web server: one process, or several that share a port and are started again if they die."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable
from functools import partial
from multiprocessing.process import BaseProcess

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from graph_service.api.app import App, create_app
from graph_service.api.patience import ServerConfig
from graph_service.api.protocol import Protocol
from graph_service.errors import StartRefused
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
    config = ServerConfig(
        partial(_application, settings),
        factory=True,
        http=Protocol,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        workers=service.capacity.workers,
        timeout_graceful_shutdown=service.times.stop,
    )
    config.times, config.capacity = service.times, service.capacity
    # Once it has ended, uvicorn raises the signal again that made it end.
    with contextlib.suppress(KeyboardInterrupt):
        if config.workers > 1:
            _Supervisor(config, listener, announce).run()
        else:
            _Server(config, announce).run(sockets=[listener])


def _application(settings: ServeSettings) -> App:
    """Make the application; a process that answers beside others ends with the one above it."""
    if (parent := multiprocessing.parent_process()) is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    return create_app(settings)


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


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
