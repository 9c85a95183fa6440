"""Logs, metrics and traces."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.settings.declare import optional, setting
from graph_service.settings.kinds import NAMES, OTLP_URL, SWITCH, one_of


@dataclass(frozen=True, kw_only=True)
class LogSettings:
    """What is logged, and in which format."""

    form: str = setting(
        "LOG_FORMAT", "text", one_of("text", "json"), "plain lines, or JSON objects"
    )
    level: str = setting(
        "LOG_LEVEL",
        "warning",
        one_of("info", "warning", "error"),
        "lowest level to log; `info`: all requests, `warning`: only those that the service failed",
    )
    access: bool = setting("ACCESS_LOG", True, SWITCH, "whether requests are logged at all")


@dataclass(frozen=True, kw_only=True)
class MetricsSettings:
    """Whether there is `/metrics`, and for which operations."""

    on: bool = setting("METRICS", True, SWITCH, "whether `/metrics` is available")
    operations: tuple[str, ...] | None = optional(
        "METRICS_OPERATIONS",
        NAMES,
        "names of operations that have their own metrics",
        otherwise="the first 50 seen",
    )


@dataclass(frozen=True, kw_only=True)
class TraceSettings:
    """Whether spans are sent; the OpenTelemetry SDK itself reads more variables."""

    endpoint: str | None = optional(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        OTLP_URL,
        "where to send spans (OTLP over HTTP)",
        otherwise="no spans",
    )
    traces_endpoint: str | None = optional(
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
        OTLP_URL,
        "the same, including the path",
        otherwise="`/v1/traces` at OTEL_EXPORTER_OTLP_ENDPOINT",
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
        "protocol for sending spans",
    )

    @property
    def on(self) -> bool:
        """Whether spans are sent."""
        if self.exporter is None:
            return bool(self.endpoint or self.traces_endpoint)
        return self.exporter == "otlp"
