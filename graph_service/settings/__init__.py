"""The settings, read from environment variables; all mistakes are reported together.

`schema/SETTINGS.md` is generated from them.

declare    how a setting is declared and read
kinds      the kinds of values
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from graph_service.settings.declare import Group, nested, optional, reading, required, setting
from graph_service.settings.kinds import (
    CACHE_DIRECTIVES,
    EMAIL,
    FILES,
    FOLDER,
    NAMES,
    NEO4J_URI,
    ORIGINS,
    OTLP_URL,
    PORT,
    PUBLIC_URL,
    SECRET,
    SWITCH,
    TEXT,
    URL_PATH,
    mebibytes,
    number,
    one_of,
    seconds,
)


@dataclass(frozen=True, kw_only=True)
class DatabaseSettings:
    """How to connect to Neo4j."""

    uri: str = required(
        "NEO4J_URI",
        NEO4J_URI,
        "URL of Neo4j; `neo4j://` for clusters. Without it, commands other than `serve` use the"
        " Neo4j that `up` is running on DATA",
    )
    user: str = setting("NEO4J_USER", "neo4j", TEXT, "user name")
    password: str = required("NEO4J_PASSWORD", SECRET, "password", shown=False)
    database: str = setting("NEO4J_DATABASE", "neo4j", TEXT, "name of the database")

    def environ(self) -> dict[str, str]:
        """Return these settings as environment variables."""
        return {
            member.metadata["setting"].name: getattr(self, member.name) for member in fields(self)
        }


@dataclass(frozen=True, kw_only=True)
class Folders:
    """Folders of `up`."""

    data: Path = setting(
        "DATA", Path(".data"), FOLDER, "folder for the data, logs and password of the managed Neo4j"
    )
    cache: Path | None = optional(
        "CACHE", FOLDER, "folder for Neo4j's jars", otherwise="`.cache` next to DATA"
    )
    seeds: Path = setting("SEEDS", Path("seeds"), FOLDER, "folder of the catalogue's files")


@dataclass(frozen=True, kw_only=True)
class BrowserSettings:
    """What Neo4j Browser does after it connects.

    Attributes:
        commands: run in this order, written without the leading colon.
        host: the only host that Browser may fetch from.
    """

    commands: tuple[str, ...]
    host: str


@dataclass(frozen=True, kw_only=True)
class LocalSettings:
    """Settings of the managed Neo4j; a port of None means the default, or the next free one."""

    data: Path
    cache: Path
    heap_mib: int = setting("HEAP", 1024, mebibytes(256), "heap size of the managed Neo4j")
    bolt_port: int | None = optional(
        "BOLT_PORT",
        PORT,
        "port of the managed Neo4j for drivers",
        otherwise="7687, or the next free port",
    )
    http_port: int | None = optional(
        "HTTP_PORT",
        PORT,
        "port of the managed Neo4j for Neo4j Browser",
        otherwise="7474, or the next free port",
    )
    maven_repo_url: str | None = optional(
        "MAVEN_REPO_URL", TEXT, "where to download Neo4j's jars", otherwise="Maven Central"
    )
    jvm_options: tuple[str, ...] = ()
    browser: BrowserSettings | None = None


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
    slow: float = setting(
        "SLOW_REQUEST",
        1.0,
        seconds(0.001, 600),
        "seconds to an answer from which on a warning says what took how long",
    )


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

    @property
    def on(self) -> bool:
        """Whether spans are sent."""
        if self.exporter is None:
            return bool(self.endpoint or self.traces_endpoint)
        return self.exporter == "otlp"


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
    disclosure: Disclosure = nested(Disclosure)
    trusted: TrustedSettings = nested(TrustedSettings)


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
    contact: str | None = optional(
        "CONTACT",
        EMAIL,
        "email address to which readers of the pages report errors",
        otherwise="none; pages say where the entries are kept",
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
    mcp: bool = setting(
        "MCP",
        False,
        SWITCH,
        "whether assistants are answered at `/mcp` (docs/assistants.md); needs the pages",
    )
    explorer: ExplorerSettings = nested(ExplorerSettings)
    times: Times = nested(Times)
    capacity: Capacity = nested(Capacity)
    frontends: FrontendSettings = nested(FrontendSettings)
    operations: OperationLimits = nested(OperationLimits)
    logs: LogSettings = nested(LogSettings)
    metrics: MetricsSettings = nested(MetricsSettings)
    traces: TraceSettings = nested(TraceSettings)

    @property
    def cache_bytes(self) -> int:
        """The memory for cached responses."""
        return self.response_cache_mib * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class ServeSettings:
    """The settings of `serve`: a database and the service."""

    database: DatabaseSettings = nested(DatabaseSettings)
    service: ServiceSettings = nested(ServiceSettings)


@dataclass(frozen=True, kw_only=True)
class UpSettings:
    """The settings of `up`: the managed Neo4j, the seeds to load and the service."""

    local: LocalSettings
    seeds: Path
    service: ServiceSettings = nested(ServiceSettings)


def read_settings(group: type[Group], environ: Mapping[str, str]) -> Group:
    """Return a group of settings, or raise SettingsInvalid with every mistake."""
    with reading(environ) as reader:
        return reader.group(group)


def read_up_settings(environ: Mapping[str, str]) -> UpSettings:
    """Return the settings of `up`, or raise SettingsInvalid with every mistake.

    Without CORS_ORIGINS, pages from this machine may send requests, such as those of a frontend's
    development server. Without EXPORT_FOLDER, archives are kept beside the data.
    """
    with reading(environ) as reader:
        folders = reader.group(Folders)
        data = folders.data.absolute()
        cache = (folders.cache or data.parent / ".cache").absolute()
        local = reader.group(LocalSettings, data=data, cache=cache)
        service = reader.group(ServiceSettings)
        reader.reject_shared_ports(
            PORT=service.port, BOLT_PORT=local.bolt_port, HTTP_PORT=local.http_port
        )
    frontends = service.frontends
    if not frontends.origins:
        frontends = replace(frontends, origins=LOCAL_ORIGINS)
    archives = service.export_folder or data / "exports"
    service = replace(service, frontends=frontends, export_folder=archives)
    return UpSettings(local=local, seeds=folders.seeds.absolute(), service=service)
