"""Ports of this machine: which are free, and which a DATA folder had before."""

import json
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

from graph_service.errors import StartRefused

HOST = "127.0.0.1"
USUAL_BOLT, USUAL_HTTP = 7687, 7474
TRIED_IN_A_ROW = 200


@dataclass(frozen=True, kw_only=True)
class Ports:
    """The two ports of a Neo4j server."""

    bolt: int
    http: int


def is_free(port: int, host: str = HOST) -> bool:
    """Tell whether a server could listen on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex((host, port)) == 0:
            return False
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def choose_ports(file: Path, bolt: int | None, http: int | None) -> Ports:
    """Choose the ports asked for, or those of the last start, or the next free; remember them."""
    last = _remembered(file)
    reserved = None if bolt else http
    chosen_bolt = _choose(
        "BOLT_PORT", bolt, last.bolt if last else None, USUAL_BOLT, taken=reserved
    )
    chosen = Ports(
        bolt=chosen_bolt,
        http=_choose("HTTP_PORT", http, last.http if last else None, USUAL_HTTP, taken=chosen_bolt),
    )
    file.write_text(json.dumps(asdict(chosen)) + "\n", encoding="utf-8")
    return chosen


def _choose(
    name: str, asked: int | None, last: int | None, usual: int, *, taken: int | None
) -> int:
    if asked is not None:
        if asked == taken or not is_free(asked):
            raise StartRefused(f"{name} {asked} is taken: choose another, or leave {name} unset.")
        return asked
    candidates = ([last] if last else []) + [
        port for port in range(usual, usual + TRIED_IN_A_ROW) if port < 65536
    ]
    for port in candidates:
        if port != taken and is_free(port):
            return port
    raise StartRefused(f"No port from {usual} on is free: choose one by {name}.")


def _remembered(file: Path) -> Ports | None:
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
        return Ports(bolt=int(values["bolt"]), http=int(values["http"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
