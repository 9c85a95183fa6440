"""What the service may take, keep and do, whoever's database it serves."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.settings.capacity import Capacity
from graph_service.settings.declare import optional, setting
from graph_service.settings.frontends import FrontendSettings
from graph_service.settings.kinds import PORT, PUBLIC_URL, SWITCH, TEXT, mebibytes, number
from graph_service.settings.limits import OperationLimits
from graph_service.settings.operation import LogSettings, MetricsSettings, TraceSettings
from graph_service.settings.times import Times


@dataclass(frozen=True, kw_only=True)
class HttpLimits:
    """How many bytes a request may have."""

    max_body: int = setting(
        "MAX_BODY", 100_000, number(1_000, 100_000_000), "bytes that the body of a request may have"
    )
    max_url: int = setting(
        "MAX_URL", 16_000, number(1_000, 60_000), "bytes that the query of an address may have"
    )


@dataclass(frozen=True, kw_only=True)
class ServiceSettings:
    """All of it."""

    host: str = setting("HOST", "127.0.0.1", TEXT, "the address where the service listens")
    port: int = setting("PORT", 8000, PORT, "the port where the service listens")
    public_url: str | None = optional(
        "PUBLIC_URL",
        PUBLIC_URL,
        "where clients reach it, if that is a proxy",
        otherwise="the host that a client asked",
    )
    response_cache_mib: int = setting(
        "RESPONSE_CACHE", 16, mebibytes(), "memory that answers may be kept in"
    )
    operation_cache_mib: int = setting(
        "OPERATION_CACHE", 64, mebibytes(1), "memory that texts and plans may be kept in"
    )
    export_space_mib: int = setting(
        "EXPORT_SPACE", 1024, mebibytes(), "disk that the archives under `/export/` may take"
    )
    graphiql: bool = setting(
        "GRAPHIQL", True, SWITCH, "whether browsers get a page to ask by at `/graphql`"
    )
    http: HttpLimits = HttpLimits()
    times: Times = Times()
    capacity: Capacity = Capacity()
    frontends: FrontendSettings = FrontendSettings()
    operations: OperationLimits = OperationLimits()
    logs: LogSettings = LogSettings()
    metrics: MetricsSettings = MetricsSettings()
    traces: TraceSettings = TraceSettings()
