"""Web addresses that don't lead others to a page: short links, searches, redirections, intranets.

"https://bit.ly/3abc" hides its page, and may stop working; a search finds other pages tomorrow.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs

from graph_service.i18n import Wording, _

_SHORTENERS = frozenset(
    (
        *(
            "1drv.ms",
            "acortar.link",
            "bit.ly",
            "bitly.com",
            "buff.ly",
            "cutt.ly",
            "encurtador.com.br",
            "fb.me",
        ),
        *("goo.gl", "is.gd", "j.mp", "lc.cx", "lnkd.in", "n9.cl", "ow.ly", "rb.gy", "rebrand.ly"),
        *("short.gy", "shorturl.at", "t.co", "t.ly", "tiny.cc", "tinyurl.com", "trib.al", "v.gd"),
    )
)
_SEARCH = re.compile(
    r"(?:www\.)?google\.[a-z.]+/(?:search|imgres)\b|(?:www\.)?bing\.com/(?:images/)?search\b"
    r"|(?:[a-z]+\.)*search\.yahoo\.com/|(?:www\.)?duckduckgo\.com/\?|(?:www\.)?ecosia\.org/search\b"
    r"|(?:www\.)?yandex\.[a-z.]+/search\b|(?:www\.)?startpage\.com/"
)
_REDIRECTION = re.compile(
    r"(?:www\.)?google\.[a-z.]+/url\b|lm?\.facebook\.com/l\.php|translate\.google\.[a-z.]+/translate"
    r"|(?:[\w-]+\.)*safelinks\.protection\.outlook\.com/|l\.instagram\.com/|out\.reddit\.com/"
)
_MAILBOX = re.compile(
    r"mail\.google\.com/|outlook\.(?:office(?:365)?|live)\.com/|mail\.yahoo\.com/|webmail\."
)
_PRIVATE = re.compile(
    r"localhost|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|.*\.(?:local|lan|internal)"
)
_TARGETS = ("q", "url", "u")
"""The parameters in which redirections have the address of the page."""


def why_not_lasting(parts: SplitResult, field: str) -> tuple[Wording, str | None] | None:
    """Return why others can't reach the page of an address, and the page's own if it is known.

    >>> from urllib.parse import urlsplit
    >>> parts = urlsplit("https://www.google.com/url?q=https://oim.int/a")
    >>> why_not_lasting(parts, "url")[1]
    'https://oim.int/a'
    """
    host = parts.hostname or ""
    place = f"{host}{parts.path}?{parts.query}"
    if "@" in parts.netloc:
        return _("the address in {field} contains a user name: delete it", field=field), None
    if host.removeprefix("www.") in _SHORTENERS:
        message = _(
            "the address in {field} is shortened, and may stop working: open it, and copy the"
            " address of the page",
            field=field,
        )
        return message, None
    if _REDIRECTION.match(place):
        message = _(
            "the address in {field} leads to the page through another site ({host}): write the"
            " page's own",
            field=field,
            host=host,
        )
        return message, _target(parts)
    if _SEARCH.match(place):
        message = _(
            "the address in {field} is a search, which finds other pages tomorrow: open the page,"
            " and copy its address",
            field=field,
        )
        return message, None
    if _MAILBOX.match(place) or _PRIVATE.fullmatch(host) or not _has_domain(host):
        message = _(
            "others can't open the address in {field}: it is in a mailbox, a computer or a local"
            " network; write the address on the internet",
            field=field,
        )
        return message, None
    return None


def _has_domain(host: str) -> bool:
    return "." in host or ":" in host  # of IPv6


def _target(parts: SplitResult) -> str | None:
    """Return the page that a redirection leads to."""
    values = parse_qs(parts.query)
    found = (value for name in _TARGETS for value in values.get(name, ()))
    return next((value for value in found if re.match("https?://", value)), None)
