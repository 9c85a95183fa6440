"""Traces; OpenTelemetry is imported only if they are on."""

from __future__ import annotations

from threading import Thread

from graph_service.errors import StartRefused
from graph_service.i18n import _

FLUSH_SECONDS = 2.0
"""How long the service waits at shutdown for unsent spans."""


def require_packages() -> None:
    """Check that OpenTelemetry is installed.

    Raises:
        StartRefused: when it isn't.
    """
    try:
        import opentelemetry.exporter.otlp.proto.http.trace_exporter
        import opentelemetry.sdk.trace.export  # noqa: F401 (only to see that it exists)
    except ImportError as error:
        raise StartRefused(
            _(
                "OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_TRACES_EXPORTER turns on traces, but"
                " OpenTelemetry isn't installed: pip install 'graph-service[telemetry]', or unset"
                " them."
            )
        ) from error


class Traces:
    """Sends spans, configured by OpenTelemetry's environment variables.

    Attributes:
        observe: sends the spans of a request that has ended.
    """

    def __init__(self, database: str) -> None:
        require_packages()
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import SERVICE_NAME, OTELResourceDetector, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        from graph_service.api.spans import span_observer

        ours = Resource.create({SERVICE_NAME: "graph-service"})
        self._provider = TracerProvider(
            resource=ours.merge(OTELResourceDetector().detect()), shutdown_on_exit=False
        )
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self.observe = span_observer(self._provider, database)

    def close(self) -> None:
        """Send the remaining spans; without this limit, the library would retry for longer."""
        flush = Thread(target=self._provider.shutdown, daemon=True)
        flush.start()
        flush.join(FLUSH_SECONDS)
