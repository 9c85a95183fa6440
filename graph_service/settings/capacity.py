"""How much is done at once."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.settings.declare import setting
from graph_service.settings.kinds import number


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """Beside the number of processes, each is one process's."""

    workers: int = setting("WORKERS", 1, number(1, 64), "processes that answer, on one port")
    max_connections: int = setting(
        "MAX_CONNECTIONS", 800, number(1, 100_000), "connections that clients may have to a process"
    )
    max_reads: int = setting(
        "MAX_READS",
        256,
        number(1, 100_000),
        "operations that may read in a process, or wait for their turn; more are refused",
    )
