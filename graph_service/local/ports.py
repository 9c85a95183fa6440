"""Free ports of this machine, and the ports that a DATA folder used before."""

import json
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

from graph_service.errors import StartRefused
from graph_service.i18n import _

HOST = "127.0.0.1"
DEFAULT_BOLT, DEFAULT_HTTP = 7687, 7474
MAX_PORTS_TRIED = 200


@dataclass(frozen=True, kw_only=True)
class Ports:
    """The two ports of a Neo4j server."""

    bolt: int
    http: int


def is_free(port: int, host: str = HOST) -> bool:
    """Whether a server could listen on the port."""
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
    """Choose the requested ports, else those of the last start, else the next free; store them."""
    last = _last_ports(file)
    reserved = None if bolt else http
    chosen_bolt = _choose(
        "BOLT_PORT", bolt, last.bolt if last else None, DEFAULT_BOLT, taken=reserved
    )
    chosen = Ports(
        bolt=chosen_bolt,
        http=_choose(
            "HTTP_PORT", http, last.http if last else None, DEFAULT_HTTP, taken=chosen_bolt
        ),
    )
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


def _last_ports(file: Path) -> Ports | None:
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
        return Ports(bolt=int(values["bolt"]), http=int(values["http"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
