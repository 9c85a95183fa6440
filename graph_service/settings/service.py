"""The service, independent of the database that it serves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_service.settings.declare import optional, setting
from graph_service.settings.frontends import FrontendSettings
from graph_service.settings.kinds import (
    FOLDER,
    PORT,
    PUBLIC_URL,
    SWITCH,
    TEXT,
    URL_PATH,
    mebibytes,
    number,
    seconds,
)
from graph_service.settings.limits import OperationLimits
from graph_service.settings.observability import LogSettings, MetricsSettings, TraceSettings


@dataclass(frozen=True, kw_only=True)
class Times:
    """Timeouts, in seconds."""

    operation: float = setting(
        "OPERATION_TIMEOUT",
        10.0,
        seconds(0.1, 600),
        "seconds for an operation, including all waiting",
    )
    client: float = setting(
        "CLIENT_TIMEOUT",
        8.0,
        seconds(0.1, 600),
        "seconds in which a request must arrive, and that a client may pause while reading",
    )
    database: float = setting(
        "DATABASE_TIMEOUT",
        3.5,
        seconds(0.1, 60),
        "seconds without an answer until the database counts as unavailable",
    )
    stop: int = setting(
        "STOP_TIMEOUT", 6, number(0, 600), "seconds for requests to finish when the service stops"
    )


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """Processes, and how much each of them does at once."""

    workers: int = setting("WORKERS", 1, number(1, 64), "processes that share the port")
    max_connections: int = setting(
        "MAX_CONNECTIONS", 800, number(1, 100_000), "client connections per process"
    )
    max_reads: int = setting(
        "MAX_READS",
        256,
        number(1, 100_000),
        "operations per process that read or wait to read; more are rejected",
    )


@dataclass(frozen=True, kw_only=True)
class ExplorerSettings:
    """The pages for people."""

    on: bool = setting("EXPLORER", True, SWITCH, "whether the service has pages for people")
    path: str | None = optional(
        "EXPLORER_PATH", URL_PATH, "path under which the pages are", otherwise="the root, `/`"
    )


@dataclass(frozen=True, kw_only=True)
class ServiceSettings:
    """All settings of the service."""

    host: str = setting("HOST", "127.0.0.1", TEXT, "the address that the service listens on")
    port: int = setting("PORT", 8000, PORT, "the port that the service listens on")
    public_url: str | None = optional(
        "PUBLIC_URL",
        PUBLIC_URL,
        "URL at which clients reach the service through a proxy",
        otherwise="`http://` and the Host header",
    )
    response_cache_mib: int = setting(
        "RESPONSE_CACHE", 16, mebibytes(), "memory for cached responses"
    )
    max_staleness: float = setting(
        "MAX_STALENESS",
        0.0,
        seconds(0, 3600),
        "seconds by which a cached response may be outdated; 0: never",
    )
    export_space_mib: int = setting(
        "EXPORT_SPACE", 1024, mebibytes(), "disk space for the archives under `/export/`"
    )
    export_folder: Path | None = optional(
        "EXPORT_FOLDER",
        FOLDER,
        "folder that keeps these archives when the service stops",
        otherwise="a temporary folder; for `up`, `exports` in DATA",
    )
    max_body: int = setting(
        "MAX_BODY", 100_000, number(1_000, 100_000_000), "largest request body, in bytes"
    )
    graphiql: bool = setting(
        "GRAPHIQL", True, SWITCH, "whether browsers get GraphiQL at `/graphql`"
    )
    warm_up: bool = setting(
        "WARM_UP",
        True,
        SWITCH,
        "whether Neo4j plans what pages and trusted documents read before people request it",
    )
    explorer: ExplorerSettings = ExplorerSettings()
    times: Times = Times()
    capacity: Capacity = Capacity()
    frontends: FrontendSettings = FrontendSettings()
    operations: OperationLimits = OperationLimits()
    logs: LogSettings = LogSettings()
    metrics: MetricsSettings = MetricsSettings()
    traces: TraceSettings = TraceSettings()
