"""The service, independent of the database that it serves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_service.settings.declare import optional, setting
from graph_service.settings.kinds import (
    CACHE_DIRECTIVES,
    FILES,
    FOLDER,
    ORIGINS,
    PORT,
    PUBLIC_URL,
    SWITCH,
    TEXT,
    URL_PATH,
    mebibytes,
    number,
    seconds,
)
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
class OperationLimits:
    """Checked before an operation is executed; docs/http.md explains each limit.

    Attributes:
        max_depth: nesting of the document, with fragments expanded, and of its variables.
        max_selections: in the document; those of a fragment count each time it is spread.
        max_operations: in the document.
        max_aliases: response keys of one field in one selection set.
        max_all_aliases: in the operation; those of a fragment count under each field with it.
        max_root_fields: in the operation.
        max_directives: in the document.
        max_new: operations not seen before that may wait to be compiled or planned.
    """

    max_tokens: int = setting(
        "MAX_TOKENS",
        2_000,
        number(100, 20_000),
        "tokens in a document, plus the values in its variables",
    )
    max_cost: int = setting(
        "MAX_COST", 200_000, number(10_000, 100_000_000), "cost of an operation (docs/http.md)"
    )
    max_depth: int = 50
    max_selections: int = 1_000
    max_operations: int = 20
    max_aliases: int = 15
    max_all_aliases: int = 200
    max_root_fields: int = 20
    max_directives: int = 50
    max_new: int = 100


DEFAULT_LIMITS = OperationLimits()


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """How much of the schema clients can discover."""

    introspection: bool = setting(
        "INTROSPECTION",
        True,
        SWITCH,
        "whether `__schema`, `__type` and `/schema.graphql` are available",
    )
    suggestions: bool = setting(
        "SUGGESTIONS", True, SWITCH, "whether errors suggest names similar to an unknown one"
    )


FULL_DISCLOSURE = Disclosure()
LOCAL_ORIGINS = frozenset({"http://localhost:*", "http://127.0.0.1:*"})
"""What `up` allows by default: development servers choose their ports."""


@dataclass(frozen=True, kw_only=True)
class TrustedSettings:
    """Trusted documents: operations that are known in advance."""

    files: tuple[Path, ...] | None = optional(
        "TRUSTED_DOCUMENTS",
        FILES,
        "JSON files of operations that clients may send by id",
        otherwise="none",
    )
    only: bool = setting("TRUSTED_ONLY", False, SWITCH, "whether all other operations are rejected")


@dataclass(frozen=True, kw_only=True)
class FrontendSettings:
    """All settings for frontends; the origin "*" allows all."""

    origins: frozenset[str] = setting(
        "CORS_ORIGINS",
        frozenset[str](),
        ORIGINS,
        "origins whose pages may send requests (CORS); `up` allows this machine's by default",
    )
    cache_control: str = setting(
        "CACHE_CONTROL",
        "no-cache",
        CACHE_DIRECTIVES,
        "Cache-Control of responses to GET; `no-cache`: always revalidate",
    )
    disclosure: Disclosure = Disclosure()
    trusted: TrustedSettings = TrustedSettings()


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
