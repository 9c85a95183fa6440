"""The health check of a Neo4j: a Bolt handshake, and a query over HTTP. It needs no driver."""

import base64
import http.client
import json
import socket
from pathlib import Path

from graph_service.errors import StartRefused
from graph_service.i18n import _
from graph_service.local.ports import HOST, Ports

USER, DATABASE = "neo4j", "neo4j"
TIMEOUT_SECONDS = 10
# The magic number, then four proposed versions: 5.0 to 5.8, and three empty slots.
BOLT_HANDSHAKE = bytes.fromhex("6060b017" + "00080805" + "00000000" * 3)


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
