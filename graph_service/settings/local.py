"""The managed Neo4j."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_service.settings.declare import optional, setting
from graph_service.settings.kinds import FOLDER, PORT, TEXT, mebibytes


@dataclass(frozen=True, kw_only=True)
class Folders:
    """Where things are."""

    data: Path = setting("DATA", Path(".data"), FOLDER, "the managed Neo4j's data, logs, password")
    cache: Path | None = optional(
        "CACHE", FOLDER, "the jars of Neo4j", otherwise="`.cache`, beside DATA"
    )
    seeds: Path = setting("SEEDS", Path("seeds"), FOLDER, "the catalogue's files")


@dataclass(frozen=True, kw_only=True)
class BrowserSettings:
    """What Neo4j Browser does once it has connected.

    Attributes:
        commands: run one after another, without their leading colons.
        host: the one host that it may fetch from.
    """

    commands: tuple[str, ...]
    host: str


@dataclass(frozen=True, kw_only=True)
class LocalSettings:
    """What the managed Neo4j needs; a port of None is the usual one, or the next that is free."""

    data: Path
    cache: Path
    heap_mib: int = setting("HEAP", 1024, mebibytes(256), "the managed Neo4j's heap")
    bolt_port: int | None = optional(
        "BOLT_PORT", PORT, "its port for drivers", otherwise="7687, or the next that is free"
    )
    http_port: int | None = optional(
        "HTTP_PORT", PORT, "its port for Browser", otherwise="7474, or the next that is free"
    )
    maven_repo_url: str | None = optional(
        "MAVEN_REPO_URL", TEXT, "where its jars are fetched", otherwise="Maven's central repository"
    )
    jvm_options: tuple[str, ...] = ()
    browser: BrowserSettings | None = None
