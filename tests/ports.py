"""Free ports."""

import random
import socket

RANGE = range(20_000, 30_000)
"""Below the ports of outgoing connections, which could take one between its choice and its use."""


def free_ports(number: int) -> list[int]:
    """Return distinct ports on which nothing listens."""
    found: list[int] = []
    for port in random.sample(RANGE, len(RANGE)):
        if len(found) == number:
            break
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        found.append(port)
    return found
