"""The managed Neo4j: start or adopt, wait until it answers, stop."""

import hashlib
import json
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from graph_service.errors import DatabaseUnavailable
from graph_service.local.config import config_text, ensure_password
from graph_service.local.folder import DataFolder, write_private
from graph_service.local.health_check import is_healthy
from graph_service.local.java import environment, server_command
from graph_service.local.ports import Ports, choose_ports, is_free
from graph_service.local.process import ServerProcess
from graph_service.local.signals import held_back
from graph_service.settings import LocalSettings

SECONDS_TO_ANSWER = 180
SECONDS_BETWEEN_LOOKS = 0.1
STARTS_TRIED = 3
# What Neo4j prints once all its ports are open.
STARTED = " INFO  Started."


@dataclass(frozen=True, kw_only=True)
class Server:
    """A Neo4j process and its ports."""

    process: ServerProcess
    ports: Ports
    adopted: bool = False

    def stop(self, folder: DataFolder) -> None:
        """Stop the process and forget it."""
        self.process.stop()
        folder.server_file.unlink(missing_ok=True)


def left_over(folder: DataFolder) -> tuple[Server, str] | None:
    """Return the server that an earlier run left behind, with what it was started with."""
    try:
        kept = json.loads(folder.server_file.read_text(encoding="utf-8"))
        ports = Ports(bolt=int(kept["bolt"]), http=int(kept["http"]))
        process = ServerProcess(int(kept["pid"]), folder.home)
        started_with = str(kept["started_with"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not process.is_running():
        return None
    return Server(process=process, ports=ports, adopted=True), started_with


def adopt_or_start(folder: DataFolder, settings: LocalSettings, jars: Path) -> Server:
    """Reuse a left-over server that was started just as asked now, or start one."""
    found = left_over(folder)
    if found:
        server, started_with = found
        wanted = (settings.bolt_port or server.ports.bolt, settings.http_port or server.ports.http)
        same = wanted == (server.ports.bolt, server.ports.http)
        same &= started_with == _fingerprint(folder, settings, jars, server.ports)
        # A first start that was broken off is begun anew: its server may know no password.
        if same and not folder.first_start.exists():
            return server
        server.stop(folder)
    return start(folder, settings, jars)


def start(folder: DataFolder, settings: LocalSettings, jars: Path) -> Server:
    """Start Neo4j in a session of its own, so that Ctrl-C reaches us first."""
    ports = choose_ports(folder.ports_file, settings.bolt_port, settings.http_port)
    folder.config_file.write_text(config_text(ports, settings), encoding="utf-8")
    ensure_password(folder, jars)
    with held_back(), folder.console_log.open("wb") as log:
        child = subprocess.Popen(
            server_command(folder.home, settings.heap_mib, settings.jvm_options),
            cwd=jars,
            env=environment(folder.home),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        kept = {
            "pid": child.pid,
            "bolt": ports.bolt,
            "http": ports.http,
            "started_with": _fingerprint(folder, settings, jars, ports),
        }
        write_private(folder.server_file, json.dumps(kept) + "\n")
    return Server(process=ServerProcess(child.pid, folder.home, child), ports=ports)


def stop_whatever_runs(folder: DataFolder) -> None:
    """Stop the server that the folder knows of, even one whose start was interrupted."""
    found = left_over(folder)
    if found:
        found[0].stop(folder)


def _fingerprint(folder: DataFolder, settings: LocalSettings, jars: Path, ports: Ports) -> str:
    """Return a digest of everything that a server is started with."""
    command = server_command(folder.home, settings.heap_mib, settings.jvm_options)
    text = "\n".join([*command, str(jars), config_text(ports, settings)])
    return hashlib.sha256(text.encode()).hexdigest()


def wait(server: Server, folder: DataFolder, password: str) -> None:
    """Wait until the server answers a query, or say why it does not."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while not (_has_started(folder) and is_healthy(server.ports, password, folder.password_file)):
        if not server.process.is_running():
            raise StartFailed(_why(folder))
        if time.monotonic() > deadline:
            raise DatabaseUnavailable(
                f"Neo4j didn't answer within {SECONDS_TO_ANSWER} s; it says why in "
                f"{folder.console_log}."
            )
        time.sleep(SECONDS_BETWEEN_LOOKS)
    folder.first_start.unlink(missing_ok=True)


class StartFailed(DatabaseUnavailable):
    """Neo4j stopped while it started."""


def _has_started(folder: DataFolder) -> bool:
    """Tell whether our server holds its ports: until then a stranger's may answer there."""
    log = folder.console_log.read_text(encoding="utf-8", errors="replace")
    return any(line.endswith(STARTED) for line in log.splitlines())


def lost_a_race(server: Server, settings: LocalSettings) -> bool:
    """Tell whether another process took one of the ports that we chose just before."""
    chosen = [] if settings.bolt_port else [server.ports.bolt]
    chosen += [] if settings.http_port else [server.ports.http]
    return any(not is_free(port) for port in chosen)


def _why(folder: DataFolder) -> str:
    lines = folder.console_log.read_text(encoding="utf-8", errors="replace").splitlines()
    errors = [line for line in lines if "ERROR" in line or "Exception" in line or "Error:" in line]
    told = (errors or lines or ["it said nothing"])[0].strip()[:300]
    return f"Neo4j stopped while it started ({told}); more in {folder.console_log}."
