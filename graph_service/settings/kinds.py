"""The kinds of values of settings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from graph_service.i18n import Message, _
from graph_service.settings.declare import Kind

Number = TypeVar("Number", int, float)


def _within(value: Number, minimum: Number, maximum: Number) -> Number:
    if not minimum <= value <= maximum:
        raise ValueError
    return value


def number(minimum: int, maximum: int, allowed: Message | None = None) -> Kind[int]:
    """Integers within bounds."""
    return Kind(
        allowed=allowed or _("a number from {least} to {most}", least=minimum, most=maximum),
        pattern="[0-9]{1,12}",
        parse=lambda value: _within(int(value), minimum, maximum),
    )


def seconds(minimum: float, maximum: float) -> Kind[float]:
    """Seconds within bounds, with up to three decimal places."""
    return Kind(
        allowed=_("seconds from {least} to {most}", least=f"{minimum:g}", most=f"{maximum:g}"),
        pattern=r"[0-9]{1,6}(\.[0-9]{1,3})?",
        parse=lambda value: _within(float(value), minimum, maximum),
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
        size = int(value.rstrip("mMgG")) * (1024 if value[-1] in "gG" else 1)
        if size < minimum:
            raise ValueError
        return size

    def write(value: int) -> str:
        return f"{value // 1024}g" if value and value % 1024 == 0 else f"{value}m"

    return Kind(allowed=allowed, pattern="[0-9]{1,6}[mMgG]|0", parse=parse, write=write)


def one_of(*values: str) -> Kind[str]:
    """One of these texts."""
    return Kind(allowed=_("one of {values}", values=values), pattern="|".join(values), parse=str)


def _listed(item: str) -> str:
    """Return the pattern of items that are separated by commas."""
    return rf"\s*({item})\s*(,\s*({item})\s*)*"


def _items(value: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in value.split(","))


def _neo4j_uri(value: str) -> str:
    if (urlsplit(value).port or 7687) > 65535:  # the driver accepts larger ones, modulo 65536
        raise ValueError
    return value


def _hiding_credentials(value: str) -> str:
    return repr(re.sub(".*@", "…@", value, flags=re.DOTALL))


PORT = number(1, 65535, allowed=_("a port number from 1 to 65535"))
TEXT = Kind(allowed=_("a text"), parse=str)
SECRET = Kind(allowed=_("the password of the database user"), parse=str, show=lambda _: "…")
FOLDER = Kind(allowed=_("the path of a folder"), parse=Path)
FILES = Kind(
    allowed=_("paths of files, separated by commas"),
    pattern=_listed(r"[^\s,]([^,]*[^\s,])?"),
    parse=lambda value: tuple(map(Path, _items(value))),
)
SWITCH = Kind(
    allowed=_("on or off"),
    pattern="on|off",
    parse=lambda value: value == "on",
    write=lambda value: "on" if value else "off",
)
NAMES = Kind(
    allowed=_("names of operations, separated by commas"),
    pattern=_listed("[_A-Za-z][_0-9A-Za-z]{0,99}"),
    parse=_items,
    write=",".join,
)
URL_PATH = Kind(
    allowed=_("a path such as /explorer, of the characters a-z, 0-9 and hyphens"),
    pattern="(/[a-z0-9-]{1,50}){1,5}",
    parse=str,
)
PUBLIC_URL = Kind(
    allowed=_("https://host or http://host, optionally with :port"),
    pattern=r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?",
    parse=str,
)
EMAIL = Kind(
    allowed=_("an email address, such as catalogue@example.org"),
    pattern=r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+",
    parse=str,
)
OTLP_URL = Kind(
    allowed=_(
        "http://host:port or https://host:port; credentials go into OTEL_EXPORTER_OTLP_HEADERS"
    ),
    pattern=r"https?://[^/\s@]+(/[^\s@]*)?",
    parse=str,
    show=_hiding_credentials,
)
NEO4J_URI = Kind(
    allowed=_("neo4j://host:port or bolt://host:port, optionally with +s or +ssc"),
    pattern=r"(bolt|(?P<routed>neo4j))(\+s|\+ssc)?://([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])"
    r"(:0*[1-9][0-9]*)?/?(?(routed)(\?[A-Za-z0-9._~=&%-]+)?)",
    parse=_neo4j_uri,
    show=_hiding_credentials,
)
# As browsers write it: without the default port.
_ORIGIN = (
    r"(?!http://[^,]*:80\s*(,|$)|https://[^,]*:443\s*(,|$))"
    r"[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?"
    r"|https?://(localhost|127\.0\.0\.1|\[::1\]):\*"
)
ORIGINS = Kind(
    allowed=_(
        "`*` for all, or origins as browsers send them, such as https://a.org,https://b.org:8443;"
        " http://localhost:* for any port of this machine"
    ),
    pattern=rf"\s*\*\s*|{_listed(_ORIGIN)}",
    parse=lambda value: frozenset(_items(value)),
    write=lambda origins: ",".join(sorted(origins)),
)
CACHE_DIRECTIVES = Kind(
    allowed=_("Cache-Control directives, such as no-cache, or public, max-age=60"),
    pattern=_listed(
        "no-cache|no-store|no-transform|must-revalidate|proxy-revalidate|public|private|immutable"
        "|(max-age|s-maxage|stale-while-revalidate|stale-if-error)=[0-9]{1,9}"
    ),
    parse=lambda value: ", ".join(_items(value)),
)
