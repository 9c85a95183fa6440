"""Ports that nobody listens on."""

import socket


def free_ports(number: int) -> list[int]:
    """Give several, no two alike."""
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports: list[int] = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports
