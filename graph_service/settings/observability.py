"""Logs, metrics and traces."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.settings.declare import optional, setting
from graph_service.settings.kinds import NAMES, OTLP_URL, SWITCH, one_of


@dataclass(frozen=True, kw_only=True)
class LogSettings:
    """What is logged, and in which form."""

    form: str = setting(
        "LOG_FORMAT", "text", one_of("text", "json"), "lines for people, or JSON objects"
    )
    level: str = setting(
        "LOG_LEVEL",
        "warning",
        one_of("info", "warning", "error"),
        "least level to log; `info`: every request, `warning`: those that the service failed",
    )
    access: bool = setting("ACCESS_LOG", True, SWITCH, "whether requests are logged at all")


@dataclass(frozen=True, kw_only=True)
class MetricsSettings:
    """What `/metrics` answers."""

    on: bool = setting("METRICS", True, SWITCH, "whether `/metrics` is answered")
    operations: tuple[str, ...] | None = optional(
        "METRICS_OPERATIONS",
        NAMES,
        "names of operations that have their own metrics",
        otherwise="the first 50 seen",
    )


@dataclass(frozen=True, kw_only=True)
class TraceSettings:
    """Whether spans are sent; OpenTelemetry's library reads further variables itself."""

    endpoint: str | None = optional(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        OTLP_URL,
        "where to send spans, by OTLP over HTTP",
        otherwise="no spans",
    )
    traces_endpoint: str | None = optional(
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
        OTLP_URL,
        "the same, with the path",
        otherwise="`/v1/traces` at the other",
    )
    exporter: str | None = optional(
        "OTEL_TRACES_EXPORTER",
        one_of("otlp", "none"),
        "whether spans are sent",
        otherwise="`otlp` if an endpoint is set",
    )
    protocol: str = setting(
        "OTEL_EXPORTER_OTLP_PROTOCOL",
        "http/protobuf",
        one_of("http/protobuf"),
        "protocol for spans",
    )

    @property
    def on(self) -> bool:
        """Whether spans are sent."""
        if self.exporter is None:
            return bool(self.endpoint or self.traces_endpoint)
        return self.exporter == "otlp"
