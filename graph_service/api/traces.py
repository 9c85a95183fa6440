"""OpenTelemetry, loaded where it is asked for alone."""

from __future__ import annotations

from threading import Thread

from graph_service.errors import StartRefused

FLUSH_SECONDS = 2.0
"""How long the service waits at its end for what was not sent yet."""


def require_packages() -> None:
    """See that what sends spans is installed.

    Raises:
        StartRefused: when it isn't.
    """
    try:
        import opentelemetry.exporter.otlp.proto.http.trace_exporter
        import opentelemetry.sdk.trace.export  # noqa: F401 (it is looked for)
    except ImportError as error:
        raise StartRefused(
            "OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_TRACES_EXPORTER asks for traces, and OpenTelemetry"
            " isn't installed: pip install 'graph-service[telemetry]', or unset them."
        ) from error


class Traces:
    """Sends spans as OpenTelemetry's own variables say.

    Attributes:
        observe: makes the spans of a request.
    """

    def __init__(self, database: str) -> None:
        """Begin; `database` is the name of Neo4j's.

        Raises:
            StartRefused: when the packages for that aren't there.
        """
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
        """Send what was not sent yet; where nobody takes it, the library alone would try on."""
        flush = Thread(target=self._provider.shutdown, daemon=True)
        flush.start()
        flush.join(FLUSH_SECONDS)
