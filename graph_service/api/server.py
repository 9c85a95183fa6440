"""The web server: one process, or several that share a port and are restarted if they die."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from multiprocessing.process import BaseProcess
from tempfile import TemporaryDirectory
from typing import TypeAlias, TypeVar, cast

import uvicorn
import uvloop
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from graph_service.api.app import App, create_app
from graph_service.api.assistants import require_packages as require_sdk
from graph_service.api.http_protocol import HttpProtocol, ServerConfig
from graph_service.api.metrics import SHARED_FOLDER
from graph_service.api.traces import require_packages
from graph_service.errors import StartRefused
from graph_service.i18n import _
from graph_service.logs import configure_logs
from graph_service.settings import ServeSettings

P = TypeVar("P", bound=asyncio.BaseProtocol)
_Connect: TypeAlias = Callable[..., Awaitable[tuple[asyncio.Transport, P]]]

_SECONDS_TO_START = 60
_LOG = logging.getLogger(__name__)


def run_server(
    settings: ServeSettings, listener: socket.socket, on_ready: Callable[[], None]
) -> None:
    """Serve until SIGINT or SIGTERM; `on_ready` is called when requests are accepted.

    Raises:
        StartRefused: when a process can't start.
    """
    service = settings.service
    if service.traces.on:
        require_packages()
    if service.mcp:
        require_sdk()
    config = ServerConfig(
        partial(_application, settings),
        factory=True,
        loop=f"{EventLoop.__module__}:{EventLoop.__name__}",  # uvicorn imports it
        http=HttpProtocol,
        ws="none",
        log_config=None,  # uvicorn's logs go through ours
        access_log=False,
        proxy_headers=False,  # clients can send them, too
        server_header=False,
        workers=service.capacity.workers,
        timeout_graceful_shutdown=service.times.stop,
    )
    config.times, config.capacity = service.times, service.capacity
    # uvicorn raises the signal again that stopped it.
    with contextlib.suppress(KeyboardInterrupt):
        if config.workers > 1:
            with _shared_metrics():
                _Supervisor(config, listener, on_ready).run()
        else:
            _Server(config, on_ready).run(sockets=[listener])


def _application(settings: ServeSettings) -> App:
    """Create the application; a worker process ends with its parent."""
    if (parent := multiprocessing.parent_process()) is not None:
        threading.Thread(target=_stop_with, args=(parent,), daemon=True).start()
    configure_logs(settings.service.logs)
    return create_app(settings)


def _stop_with(parent: BaseProcess) -> None:
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


@contextlib.contextmanager
def _shared_metrics() -> Iterator[None]:
    """Context in which started processes share their metrics."""
    with TemporaryDirectory(prefix="graph-service-metrics-") as folder:
        os.environ.setdefault(SHARED_FOLDER, folder)
        yield


class _Server(uvicorn.Server):
    def __init__(self, config: ServerConfig, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._on_ready()


class _Supervisor(Multiprocess):
    """Starts processes, and restarts those that die or hang."""

    def __init__(
        self, config: ServerConfig, listener: socket.socket, on_ready: Callable[[], None]
    ) -> None:
        super().__init__(config, [listener])
        self._on_ready = on_ready

    def init_processes(self) -> None:
        super().init_processes()
        ready = (p.wait_until_ready(_SECONDS_TO_START, self.should_exit) for p in self.processes)
        if all(ready):
            self._on_ready()

    def keep_subprocess_alive(self) -> None:
        """Replace the processes that died, and say so: uvicorn does at INFO only."""
        before = [process.pid for process in self.processes]
        super().keep_subprocess_alive()
        for old, process in zip(before, self.processes, strict=True):
            if process.pid != old:
                _LOG.warning("Worker process %s died, process %s replaces it", old, process.pid)

    def run(self) -> None:
        super().run()
        if any(process.exitcode == STARTUP_FAILURE for process in self.processes):
            raise StartRefused(_("A worker process failed to start; its error is above."))


class EventLoop(uvloop.Loop):
    """uvloop's loop, with outgoing connections that fail as asyncio's do.

    asyncio drops what is written to a connection that the peer has reset, and the next `drain`
    raises ConnectionResetError. uvloop (0.23) raises RuntimeError, which the Neo4j driver (6.4)
    doesn't expect: it neither discards the connection nor frees its place in the pool.
    """

    async def create_connection(  # type: ignore[override] # asyncio's overloads, as they are
        self, protocol_factory: Callable[[], P], *args: object, **options: object
    ) -> tuple[asyncio.Transport, P]:
        """Connect, and return a transport that can be written to after it was reset."""
        connect = cast("_Connect[P]", super().create_connection)
        transport, protocol = await connect(protocol_factory, *args, **options)
        return cast("asyncio.Transport", _Outgoing(transport)), protocol


class _Outgoing:
    """A transport that drops data once it is closed."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    def __getattr__(self, name: str) -> object:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(data)
