"""The database: how to connect to it, and the managed Neo4j of `up`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_service.settings.declare import optional, required, setting
from graph_service.settings.kinds import FOLDER, NEO4J_URI, PORT, SECRET, TEXT, mebibytes


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
            "NEO4J_URI": self.uri,
            "NEO4J_USER": self.user,
            "NEO4J_PASSWORD": self.password,
            "NEO4J_DATABASE": self.database,
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
