"""Settings: frozen, read from a mapping of variables, every mistake reported at once."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from graph_service.errors import SettingsInvalid

T = TypeVar("T")
PortOrNone = TypeVar("PortOrNone", int, None)

RESPONSE_CACHE_MIB = 16
EXPORT_SPACE_MIB = 1024


@dataclass(frozen=True, kw_only=True)
class DatabaseSettings:
    """Where a Neo4j is, and who asks."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str = "neo4j"

    def environ(self) -> dict[str, str]:
        """Give the environment variables that are read back as these settings."""
        return {
            "NEO4J_URI": self.uri,
            "NEO4J_USER": self.user,
            "NEO4J_PASSWORD": self.password,
            "NEO4J_DATABASE": self.database,
        }


@dataclass(frozen=True, kw_only=True)
class HttpLimits:
    """How many bytes a request may have: of its body, and of the query of its address."""

    max_body: int = 100_000
    max_url: int = 16_000


@dataclass(frozen=True, kw_only=True)
class ServeSettings:
    """What `serve` needs: an address, a database, how much it may keep in memory and on disk."""

    database: DatabaseSettings
    host: str = "127.0.0.1"
    port: int = 8000
    http: HttpLimits = HttpLimits()
    response_cache_mib: int = RESPONSE_CACHE_MIB
    export_space_mib: int = EXPORT_SPACE_MIB


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
    heap_mib: int = 1024
    bolt_port: int | None = None
    http_port: int | None = None
    maven_repo_url: str | None = None
    jvm_options: tuple[str, ...] = ()
    browser: BrowserSettings | None = None


@dataclass(frozen=True, kw_only=True)
class UpSettings:
    """What `up` needs: the managed Neo4j, the seeds to load, and what `serve` needs."""

    local: LocalSettings
    seeds: Path
    host: str = "127.0.0.1"
    port: int = 8000
    http: HttpLimits = HttpLimits()
    response_cache_mib: int = RESPONSE_CACHE_MIB
    export_space_mib: int = EXPORT_SPACE_MIB


def read_serve_settings(environ: Mapping[str, str]) -> ServeSettings:
    """Read the settings of `serve`, or raise SettingsInvalid naming all that is wrong."""
    reader = _Reader(environ)
    settings = ServeSettings(
        database=_database(reader),
        host=reader.text("HOST", "127.0.0.1"),
        port=reader.port("PORT", 8000),
        http=_http(reader),
        response_cache_mib=reader.mebibytes("RESPONSE_CACHE", RESPONSE_CACHE_MIB),
        export_space_mib=reader.mebibytes("EXPORT_SPACE", EXPORT_SPACE_MIB),
    )
    reader.finish()
    return settings


def read_database_settings(environ: Mapping[str, str]) -> DatabaseSettings:
    """Read where the database is, or raise SettingsInvalid naming all that is wrong."""
    reader = _Reader(environ)
    settings = _database(reader)
    reader.finish()
    return settings


def read_up_settings(environ: Mapping[str, str]) -> UpSettings:
    """Read the settings of `up`, or raise SettingsInvalid naming all that is wrong."""
    reader = _Reader(environ)
    data = Path(reader.text("DATA", ".data")).absolute()
    settings = UpSettings(
        local=LocalSettings(
            data=data,
            cache=Path(reader.text("CACHE", str(data.parent / ".cache"))).absolute(),
            heap_mib=reader.mebibytes("HEAP", 1024, at_least=256),
            bolt_port=reader.port("BOLT_PORT", None),
            http_port=reader.port("HTTP_PORT", None),
            maven_repo_url=environ.get("MAVEN_REPO_URL") or None,
        ),
        seeds=Path(reader.text("SEEDS", "seeds")).absolute(),
        host=reader.text("HOST", "127.0.0.1"),
        port=reader.port("PORT", 8000),
        http=_http(reader),
        response_cache_mib=reader.mebibytes("RESPONSE_CACHE", RESPONSE_CACHE_MIB),
        export_space_mib=reader.mebibytes("EXPORT_SPACE", EXPORT_SPACE_MIB),
    )
    reader.finish()
    return settings


def _database(reader: "_Reader") -> DatabaseSettings:
    return DatabaseSettings(
        uri=reader.uri("NEO4J_URI"),
        user=reader.text("NEO4J_USER", "neo4j"),
        password=reader.secret("NEO4J_PASSWORD"),
        database=reader.text("NEO4J_DATABASE", "neo4j"),
    )


def _http(reader: "_Reader") -> HttpLimits:
    return HttpLimits(
        max_body=reader.number("MAX_BODY", HttpLimits.max_body, 1_000, 100_000_000),
        max_url=reader.number("MAX_URL", HttpLimits.max_url, 1_000, 60_000),
    )


class _Reader:
    """Reads variables one by one; an empty one counts as not set; mistakes wait for `finish`."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._mistakes: list[str] = []

    def text(self, name: str, default: str) -> str:
        return self._environ.get(name) or default

    def secret(self, name: str) -> str:
        value = self._environ.get(name, "")
        if not value:
            self._mistakes.append(f"{name} is not set: the password of the database user")
        return value

    def uri(self, name: str) -> str:
        allowed = "neo4j://host:port, or with +s, +ssc, or bolt in place of neo4j"
        value = self._environ.get(name, "")
        if not value:
            self._mistakes.append(f"{name} is not set: allowed is {allowed}")
        elif not re.fullmatch(r"(neo4j|bolt)(\+s|\+ssc)?://[^/\s@]+/?", value):
            shown = re.sub(r"//[^/]*@", "//…@", value)
            self._mistakes.append(f"{name} is {shown!r}: allowed is {allowed}")
        return value

    def port(self, name: str, default: PortOrNone) -> int | PortOrNone:
        return self._parsed(name, default, "a port number from 1 to 65535", _port)

    def number(self, name: str, default: int, least: int, most: int) -> int:
        def parse(value: str) -> int:
            if not re.fullmatch("[0-9]{1,12}", value) or not least <= int(value) <= most:
                raise ValueError
            return int(value)

        return self._parsed(name, default, f"a number from {least} to {most}", parse)

    def mebibytes(self, name: str, default: int, *, at_least: int = 0) -> int:
        lowest = f"at least {at_least}m" if at_least else "or 0 for none"
        allowed = f"a size such as 512m or 2g, {lowest}"

        def parse(value: str) -> int:
            size = re.fullmatch(r"([0-9]{1,6})([mMgG])|0", value)
            if size is None:
                raise ValueError
            number = int(size[1] or 0) * (1024 if size[2] in ("g", "G") else 1)
            if number < at_least:
                raise ValueError
            return number

        return self._parsed(name, default, allowed, parse)

    def finish(self) -> None:
        if self._mistakes:
            raise SettingsInvalid("\n".join(self._mistakes))

    def _parsed(self, name: str, default: T, allowed: str, parse: Callable[[str], T]) -> T:
        value = self._environ.get(name, "")
        if not value:
            return default
        try:
            return parse(value)
        except ValueError:
            self._mistakes.append(f"{name} is {value!r}: allowed is {allowed}")
            return default


def _port(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 65535:
        raise ValueError
    return int(value)
