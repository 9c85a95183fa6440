"""The kinds of values of settings."""

from __future__ import annotations

import re
from pathlib import Path

from graph_service.i18n import _
from graph_service.settings.declare import Kind


def _port(value: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", value) or not 1 <= int(value) <= 65535:
        raise ValueError
    return int(value)


PORT = Kind(allowed=_("a port number from 1 to 65535"), parse=_port)
TEXT = Kind(allowed=_("a text"), parse=str)
SECRET = Kind(allowed=_("the password of the database user"), parse=str, show=lambda _: "…")
FOLDER = Kind(allowed=_("the path of a folder"), parse=Path)


def number(minimum: int, maximum: int) -> Kind[int]:
    """Integers within bounds."""

    def parse(value: str) -> int:
        if not re.fullmatch("[0-9]{1,12}", value) or not minimum <= int(value) <= maximum:
            raise ValueError
        return int(value)

    return Kind(
        allowed=_("a number from {least} to {most}", least=minimum, most=maximum), parse=parse
    )


def seconds(minimum: float, maximum: float) -> Kind[float]:
    """Seconds within bounds, with up to three decimal places."""

    def parse(value: str) -> float:
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", value):
            raise ValueError
        if not minimum <= float(value) <= maximum:
            raise ValueError
        return float(value)

    return Kind(
        allowed=_("seconds from {least} to {most}", least=f"{minimum:g}", most=f"{maximum:g}"),
        parse=parse,
        write="{:g}".format,
    )


def mebibytes(minimum: int = 0) -> Kind[int]:
    """Sizes in MiB."""
    allowed = (
        _("a size such as 512m or 2g, at least {least}", least=f"{minimum}m")
        if minimum
        else _("a size such as 512m or 2g, or 0 for none")
    )

    def parse(value: str) -> int:
        size = re.fullmatch(r"([0-9]{1,6})([mMgG])|0", value)
        if size is None:
            raise ValueError
        mib = int(size[1] or 0) * (1024 if size[2] in ("g", "G") else 1)
        if mib < minimum:
            raise ValueError
        return mib

    def write(value: int) -> str:
        return f"{value // 1024}g" if value and value % 1024 == 0 else f"{value}m"

    return Kind(allowed=allowed, parse=parse, write=write)


def _on_or_off(value: str) -> bool:
    if value not in ("on", "off"):
        raise ValueError
    return value == "on"


SWITCH = Kind(
    allowed=_("on or off"), parse=_on_or_off, write=lambda value: "on" if value else "off"
)


def one_of(*values: str) -> Kind[str]:
    """One of these texts."""

    def parse(value: str) -> str:
        if value not in values:
            raise ValueError
        return value

    return Kind(allowed=_("one of {values}", values=values), parse=parse)


_URI = re.compile(
    r"(bolt|(?P<routed>neo4j))(\+s|\+ssc)?://([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])"
    r"(:(?P<port>[0-9]+))?/?(?(routed)(\?[A-Za-z0-9._~=&%-]+)?)"
)


def _neo4j_uri(value: str) -> str:
    match = _URI.fullmatch(value)
    if match is None:
        raise ValueError
    if match["port"]:  # the driver accepts larger numbers, modulo 65536
        _port(match["port"])
    return value


def _files(value: str) -> tuple[Path, ...]:
    names = [name.strip() for name in value.split(",")]
    if not all(names):
        raise ValueError
    return tuple(map(Path, names))


FILES = Kind(allowed=_("paths of files, separated by commas"), parse=_files)


def _names(value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(","))
    if not all(re.fullmatch("[_A-Za-z][_0-9A-Za-z]{0,99}", name) for name in names):
        raise ValueError
    return names


def _public_url(value: str) -> str:
    if not re.fullmatch(r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?", value):
        raise ValueError
    return value


PUBLIC_URL = Kind(
    allowed=_("https://host or http://host, optionally with :port"), parse=_public_url
)


def _url_path(value: str) -> str:
    if not re.fullmatch(r"(/[a-z0-9-]{1,50}){1,5}", value):
        raise ValueError
    return value


URL_PATH = Kind(
    allowed=_("a path such as /explorer, of the characters a-z, 0-9 and hyphens"), parse=_url_path
)
NAMES = Kind(allowed=_("names of operations, separated by commas"), parse=_names, write=",".join)


def _hiding_credentials(value: str) -> str:
    return repr(re.sub(".*@", "…@", value, flags=re.DOTALL))


def _otlp_url(value: str) -> str:
    if not re.fullmatch(r"https?://[^/\s@]+(/[^\s@]*)?", value):
        raise ValueError
    return value


OTLP_URL = Kind(
    allowed=_(
        "http://host:port or https://host:port; credentials go into OTEL_EXPORTER_OTLP_HEADERS"
    ),
    parse=_otlp_url,
    show=_hiding_credentials,
)
NEO4J_URI = Kind(
    allowed=_("neo4j://host:port or bolt://host:port, optionally with +s or +ssc"),
    parse=_neo4j_uri,
    show=_hiding_credentials,
)


# As browsers write it: without the default port.
_ORIGIN = (
    r"(?!http://.*:80$|https://.*:443$)"
    r"[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?"
    r"|https?://(localhost|127\.0\.0\.1|\[::1\]):\*"
)


def _origins(value: str) -> frozenset[str]:
    origins = [origin.strip() for origin in value.split(",")]
    if origins != ["*"] and not all(re.fullmatch(_ORIGIN, origin) for origin in origins):
        raise ValueError
    return frozenset(origins)


ORIGINS = Kind(
    allowed=_(
        "`*` for all, or origins as browsers send them, such as https://a.org,https://b.org:8443;"
        " http://localhost:* for any port of this machine"
    ),
    parse=_origins,
    write=lambda origins: ",".join(sorted(origins)),
)

_DIRECTIVE = (
    "no-cache|no-store|no-transform|must-revalidate|proxy-revalidate|public|private|immutable"
    "|(max-age|s-maxage|stale-while-revalidate|stale-if-error)=[0-9]{1,9}"
)


def _cache_directives(value: str) -> str:
    directives = [directive.strip() for directive in value.split(",")]
    if not all(re.fullmatch(_DIRECTIVE, directive) for directive in directives):
        raise ValueError
    return ", ".join(directives)


CACHE_DIRECTIVES = Kind(
    allowed=_("Cache-Control directives, such as no-cache, or public, max-age=60"),
    parse=_cache_directives,
)
