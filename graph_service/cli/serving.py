"""The commands `up` and `serve`."""

import asyncio
import ipaddress
import os
import socket
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from queue import SimpleQueue
from threading import Event, Thread

import click

from graph_service.cli.command_line import Command, console_of_command
from graph_service.console import Console
from graph_service.errors import GraphServiceError, StartRefused
from graph_service.guide.page import commands
from graph_service.i18n import _
from graph_service.logs import configure_logs
from graph_service.os_errors import os_reason
from graph_service.settings import (
    BrowserSettings,
    DatabaseSettings,
    LocalSettings,
    ServeSettings,
    ServiceSettings,
    read_settings,
    read_up_settings,
)

_LOOK = 1.0
"""Seconds until it asks again whether the service is ready."""


@click.command(cls=Command)
def up() -> None:
    """Start a managed Neo4j, load the seeds into it and serve them until Ctrl-C.

    If others have loaded into it since, it is served as it is, and what they changed is printed.

    Needs Linux with glibc, or macOS. On Windows, run it in WSL, or run the containers.

    Settings are environment variables: PORT (8000), HOST (127.0.0.1), DATA (.data), CACHE (next to
    DATA), SEEDS (seeds), HEAP (1g), BOLT_PORT and HTTP_PORT (7687 and 7474, or the next free);
    schema/SETTINGS.md lists all of them.

    Example: PORT=9000 HEAP=2g graph-service up
    """
    _refuse_windows("up")
    from graph_service.api.persisted_documents import read_persisted_documents
    from graph_service.catalogue.commands.load import load_at_start
    from graph_service.local import managed  # slow to import

    settings = read_up_settings(os.environ)
    console = console_of_command(stderr=True)
    configure_logs(settings.service.logs)
    read_persisted_documents(settings.service)  # reject invalid ones before Neo4j starts
    listener = _listener(settings.service.host, settings.service.port, settings.local)
    service = _address(listener)
    local = replace(settings.local, browser=_browser(listener))
    rehearsal = _Rehearsal(settings.service)
    with listener, managed(local, console) as address:
        rehearsal.begin(address.database)
        load_at_start(settings.seeds, address.database, console)

        def announce() -> None:
            rehearsal.end()
            login = _(
                "user {user}; password: cat '{file}'",
                user=address.database.user,
                file=str(address.password_file),
            ).render(console.language)
            if settings.service.explorer.on:
                console.say(f"Explorer       {service}{settings.service.explorer.path or '/'}")
            console.say(f"GraphQL        {service}/graphql")
            console.say(f"Neo4j Browser  {address.browser_url}")
            console.say(f"               {login}")
            console.say(_("Press Ctrl-C to stop."))
            Thread(target=_say_when_ready, args=(listener, console), daemon=True).start()

        _serve(
            ServeSettings(database=address.database, service=settings.service), listener, announce
        )
        console.say(_("Stopping."))


@click.command(cls=Command)
def serve() -> None:
    """Serve an existing database until SIGTERM or Ctrl-C.

    Needs Linux or macOS. On Windows, run it in WSL, or run the containers.

    Settings are environment variables: NEO4J_URI, NEO4J_USER (neo4j), NEO4J_PASSWORD,
    NEO4J_DATABASE (neo4j), PORT (8000) and HOST (127.0.0.1); schema/SETTINGS.md lists all of them.

    Example: NEO4J_URI=neo4j+s://graph.example.org NEO4J_PASSWORD=… graph-service serve
    """
    _refuse_windows("serve")
    settings = read_settings(ServeSettings, os.environ)
    console = console_of_command(stderr=True)
    configure_logs(settings.service.logs)
    with _listener(settings.service.host, settings.service.port) as listener:
        graphql = f"{_address(listener)}/graphql"
        _serve(settings, listener, lambda: console.say(f"GraphQL  {graphql}"))


@click.command(cls=Command)
def mcp() -> None:
    """Answer one assistant over stdin and stdout (MCP), from an existing database.

    Needs the extra `mcp`. Assistants start this command; docs/assistants.md says how.

    Settings are those of `serve`. PUBLIC_URL is where the pages are that answers link.

    Example: NEO4J_URI=neo4j+s://graph.example.org NEO4J_PASSWORD=… graph-service mcp
    """
    settings = read_settings(ServeSettings, os.environ)
    configure_logs(settings.service.logs)
    from graph_service.api.assistants import serve_stdio  # slow to import

    asyncio.run(serve_stdio(settings))


def _refuse_windows(command: str) -> None:
    """Refuse to serve without uvloop, signals and shared sockets."""
    if sys.platform == "win32":
        raise StartRefused(
            _(
                "{command} needs Linux or macOS: on Windows, run it in WSL, or run the containers"
                " of docs/containers.md. The seeds commands work on Windows.",
                command=command,
            )
        )


def _listener(host: str, port: int, local: LocalSettings | None = None) -> socket.socket:
    """Bind the port now, so that no other program can while Neo4j starts."""
    try:
        family, *_rest, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        if local:
            from graph_service.local import refuse_if_running  # slow to import

            refuse_if_running(local)  # its error says more than one about a port
        raise StartRefused(
            _(
                "Port {port} on {host} can't be used ({reason}): choose another with PORT, for"
                " example PORT={other}, or an address of this machine with HOST.",
                port=port,
                host=host,
                reason=os_reason(error),
                other=port + 1 if port < 65535 else 8000,
            )
        ) from error
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{_bracketed(host)}:{port}"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _browser(listener: socket.socket) -> BrowserSettings:
    """Let Neo4j Browser load its style and guide from this service."""
    host, port = listener.getsockname()[:2]
    address = ipaddress.ip_address(host)
    if address.is_unspecified:  # listening on all addresses: use loopback
        host = "127.0.0.1" if address.version == 4 else "::1"
    host = _bracketed(host)
    return BrowserSettings(commands=commands(f"http://{host}:{port}"), host=host)


class _Rehearsal:
    """Lets Neo4j plan what pages read from when it runs until the service does that itself."""

    def __init__(self, service: ServiceSettings) -> None:
        self._service = service
        self._started: SimpleQueue[DatabaseSettings] = SimpleQueue()
        self._is_over = Event()
        # Nobody waits for it: it ends with the plan that it has begun, or with the program.
        Thread(target=self._run, daemon=True).start()

    def begin(self, database: DatabaseSettings) -> None:
        """Begin, as the database runs."""
        self._started.put(database)

    def end(self) -> None:
        """Begin no other plan."""
        self._is_over.set()

    def _run(self) -> None:
        time.sleep(_LOOK)  # the start of Neo4j comes first
        from graph_service.api.app import rehearse  # slow to import: Neo4j starts meanwhile

        with suppress(GraphServiceError):
            asyncio.run(rehearse(self._service, self._started.get, self._is_over.is_set))


def _say_when_ready(listener: socket.socket, console: Console) -> None:
    """Print that the service is ready once it says so itself, as it does to load balancers."""
    host, port = listener.getsockname()[:2]
    while True:
        with suppress(OSError, HTTPException), closing(HTTPConnection(host, port)) as connection:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == HTTPStatus.OK:
                break
        time.sleep(_LOOK)
    console.say(_("Ready."))


def _serve(settings: ServeSettings, listener: socket.socket, announce: Callable[[], None]) -> None:
    from graph_service.api.server import run_server
    from graph_service.local.signals import as_interrupts

    with as_interrupts():
        run_server(settings, listener, announce)
