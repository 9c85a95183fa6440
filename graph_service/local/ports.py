"""The ports of a Neo4j: free ones, those that a DATA folder used before, and who answers on them.

The health check is a Bolt handshake and a query over HTTP; it needs no driver.
"""

import base64
import http.client
import json
import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from graph_service.errors import StartRefused
from graph_service.i18n import _

HOST = "127.0.0.1"
DEFAULT_BOLT, DEFAULT_HTTP = 7687, 7474
MAX_PORTS_TRIED = 200
USER, DATABASE = "neo4j", "neo4j"
TIMEOUT_SECONDS = 10
# The magic number, then four proposed versions: 5.0 to 5.8, and three empty slots.
BOLT_HANDSHAKE = bytes.fromhex("6060b017" + "00080805" + "00000000" * 3)


@dataclass(frozen=True, kw_only=True)
class Ports:
    """The two ports of a Neo4j server."""

    bolt: int
    http: int


def is_free(port: int) -> bool:
    """Whether a server could listen on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex((HOST, port)) == 0:
            return False
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def choose_ports(file: Path, bolt: int | None, http: int | None) -> Ports:
    """Choose the requested ports, else those of the last start, else the next free; store them."""
    last = _last_ports(file)
    reserved = None if bolt else http
    chosen_bolt = _choose("BOLT_PORT", bolt, last.get("bolt"), DEFAULT_BOLT, taken=reserved)
    chosen_http = _choose("HTTP_PORT", http, last.get("http"), DEFAULT_HTTP, taken=chosen_bolt)
    chosen = Ports(bolt=chosen_bolt, http=chosen_http)
    file.write_text(json.dumps(asdict(chosen)) + "\n", encoding="utf-8")
    return chosen


def _choose(
    name: str, requested: int | None, last: int | None, default: int, *, taken: int | None
) -> int:
    if requested is not None:
        if requested == taken or not is_free(requested):
            raise StartRefused(
                _(
                    "{name} {port} is in use: choose another, or leave {name} unset.",
                    name=name,
                    port=requested,
                )
            )
        return requested
    candidates = ([last] if last else []) + [
        port for port in range(default, default + MAX_PORTS_TRIED) if port < 65536
    ]
    for port in candidates:
        if port != taken and is_free(port):
            return port
    raise StartRefused(_("No port is free from {port} on: set {name}.", port=default, name=name))


def _last_ports(file: Path) -> Mapping[str, int]:
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
        return {name: int(values[name]) for name in ("bolt", "http")}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def is_healthy(ports: Ports, password: str, password_file: Path) -> bool:
    """Whether the server speaks Bolt and answers a query."""
    return _speaks_bolt(ports.bolt) and _answers_query(ports.http, password, password_file)


def _speaks_bolt(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=TIMEOUT_SECONDS) as connection:
            connection.sendall(BOLT_HANDSHAKE)
            return len(connection.recv(4)) == 4
    except OSError:
        return False


def _answers_query(port: int, password: str, password_file: Path) -> bool:
    token = base64.b64encode(f"{USER}:{password}".encode()).decode()
    connection = http.client.HTTPConnection(HOST, port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request(
            "POST",
            f"/db/{DATABASE}/query/v2",
            json.dumps({"statement": "RETURN 1"}),
            {"Authorization": f"Basic {token}", "Content-Type": "application/json"},
        )
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    if status == http.client.UNAUTHORIZED:
        raise StartRefused(
            _(
                "Neo4j rejects the password in {file}: write the current one there.",
                file=str(password_file),
            )
        )
    return 200 <= status < 300
