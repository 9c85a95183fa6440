"""How long things may take."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.settings.declare import setting
from graph_service.settings.kinds import number, seconds


@dataclass(frozen=True, kw_only=True)
class Times:
    """In seconds."""

    operation: float = setting(
        "OPERATION_TIMEOUT",
        10.0,
        seconds(0.1, 600),
        "seconds that an operation may take, with all that it waits for",
    )
    client: float = setting(
        "CLIENT_TIMEOUT",
        8.0,
        seconds(0.1, 600),
        "seconds in which a request has to come, and in which a client has to read on",
    )
    database: float = setting(
        "DATABASE_TIMEOUT",
        3.5,
        seconds(0.1, 60),
        "seconds of silence after which the database counts as away",
    )
    stop: int = setting(
        "STOP_TIMEOUT",
        6,
        number(0, 600),
        "seconds that what is under way has to end in when the service is stopped",
    )
