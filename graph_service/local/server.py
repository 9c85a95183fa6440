"""The managed Neo4j: start, wait until it answers, find it from other commands, stop."""

import json
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from graph_service.errors import DatabaseUnavailable, StartRefused
from graph_service.i18n import Message, _
from graph_service.local.folder import DataFolder, config_text, ensure_password, write_private
from graph_service.local.java import ServerProcess, environment, server_command
from graph_service.local.ports import (
    DATABASE,
    HOST,
    USER,
    Ports,
    choose_ports,
    is_free,
    is_healthy,
)
from graph_service.local.signals import deferred
from graph_service.settings import DatabaseSettings, LocalSettings

START_TIMEOUT_SECONDS = 180
POLL_SECONDS = 0.1
MAX_STARTS = 3
# Neo4j prints this when all its ports are open.
STARTED = " INFO  Started."


@dataclass(frozen=True, kw_only=True)
class Server:
    """A Neo4j process and its ports.

    Attributes:
        process: of the JVM.
        ports: on which it answers.
    """

    process: ServerProcess
    ports: Ports

    def stop(self, folder: DataFolder) -> None:
        """Stop the process and remove its record."""
        self.process.stop()
        folder.server_file.unlink(missing_ok=True)


def recorded_server(folder: DataFolder) -> Server | None:
    """Return the recorded server, which may have ended."""
    try:
        record = json.loads(folder.server_file.read_text(encoding="utf-8"))
        ports = Ports(bolt=int(record["bolt"]), http=int(record["http"]))
        process = ServerProcess(int(record["pid"]), folder.home)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Server(process=process, ports=ports)


def start(folder: DataFolder, settings: LocalSettings, jars: Path) -> Server:
    """Start Neo4j in its own session, so that Ctrl-C reaches only this process."""
    ports = choose_ports(folder.ports_file, settings.bolt_port, settings.http_port)
    folder.config_file.write_text(config_text(ports, settings), encoding="utf-8")
    ensure_password(folder, jars)
    with deferred(), folder.console_log.open("wb") as log:
        child = subprocess.Popen(
            server_command(folder.home, settings.heap_mib, settings.jvm_options),
            cwd=jars,
            env=environment(folder.home),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        record = {"pid": child.pid, **asdict(ports)}
        write_private(folder.server_file, json.dumps(record) + "\n")
    return Server(process=ServerProcess(child.pid, folder.home, child), ports=ports)


def stop_server_of(folder: DataFolder) -> None:
    """Stop the server recorded in the folder, even if its start was interrupted."""
    server = recorded_server(folder)
    if server and server.process.is_running():
        server.stop(folder)


def wait(server: Server, folder: DataFolder, password: str) -> None:
    """Wait until the server answers a query, or raise StartFailed or DatabaseUnavailable."""
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while not (_has_started(folder) and is_healthy(server.ports, password, folder.password_file)):
        if not server.process.is_running():
            raise StartFailed(_failure(folder))
        if time.monotonic() > deadline:
            raise DatabaseUnavailable(
                _(
                    "Neo4j didn't answer within {seconds} s; its log is {log}.",
                    seconds=START_TIMEOUT_SECONDS,
                    log=str(folder.console_log),
                )
            )
        time.sleep(POLL_SECONDS)
    folder.first_start.unlink(missing_ok=True)


class StartFailed(DatabaseUnavailable):
    """Neo4j stopped while starting."""


def _has_started(folder: DataFolder) -> bool:
    """Whether our server has opened its ports: until then another may answer there."""
    log = folder.console_log.read_text(encoding="utf-8", errors="replace")
    return any(line.endswith(STARTED) for line in log.splitlines())


def lost_port_race(server: Server, settings: LocalSettings) -> bool:
    """Whether another process took a port after we had found it free."""
    chosen = [] if settings.bolt_port else [server.ports.bolt]
    chosen += [] if settings.http_port else [server.ports.http]
    return any(not is_free(port) for port in chosen)


def _failure(folder: DataFolder) -> Message:
    lines = folder.console_log.read_text(encoding="utf-8", errors="replace").splitlines()
    errors = [line for line in lines if "ERROR" in line or "Exception" in line or "Error:" in line]
    log = str(folder.console_log)
    if not lines:
        return _("Neo4j stopped while starting, without output; see {log}.", log=log)
    reason = (errors or lines)[0].strip()[:300]
    return _("Neo4j stopped while starting ({reason}); see {log}.", reason=reason, log=log)


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where the managed Neo4j answers.

    Attributes:
        database: the settings for connecting to its database.
        browser_url: of its Neo4j Browser.
        password_file: where people find the password.
    """

    database: DatabaseSettings
    browser_url: str
    password_file: Path


def address_of(folder: DataFolder, ports: Ports, password: str) -> Address:
    """Return the address of the server with these ports."""
    bolt = f"{HOST}:{ports.bolt}"
    return Address(
        database=DatabaseSettings(
            uri=f"bolt://{bolt}", user=USER, password=password, database=DATABASE
        ),
        browser_url=f"http://{HOST}:{ports.http}/browser/?connectURL=bolt://{USER}@{bolt}",
        password_file=folder.password_file,
    )


def find_running(data: Path) -> Address | None:
    """Return the address of the server that is running on a data folder; None without one.

    It must accept the folder's password: another Neo4j may have the port by now. The process isn't
    looked for, as a server in WSL is not a process of Windows.

    Raises:
        StartRefused: when the server is running, but rejects the password.
    """
    folder = DataFolder(data.absolute())
    server = recorded_server(folder)
    if server is None:
        return None
    try:
        password = folder.password_file.read_text(encoding="ascii").strip()
        if is_healthy(server.ports, password, folder.password_file):
            return address_of(folder, server.ports, password)
    except (OSError, ValueError):
        return None
    except StartRefused:
        if server.process.is_running():
            raise
    return None
