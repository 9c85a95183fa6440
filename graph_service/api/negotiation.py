"""Content negotiation, conditional requests, and the media types of bodies (RFC 9110).

A client's current copy isn't sent again (section 13). An ETag is a hash of the content, so it is
valid across workers, restarts and states of the graph for as long as the answer is the same. It
contains no bookmark: a restored database may reach an old bookmark again with different data.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from typing import NamedTuple

from starlette.requests import Request

from graph_service.api.content_coding import BROTLI, GZIP, IDENTITY, Coding
from graph_service.error_codes import Code
from graph_service.errors import Detail, HttpRefused

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
_TAGS = re.compile(rb'"([\x21\x23-\x7e\x80-\xff]*)"')
_CACHED_HEADERS = 64
"""Clients send few different headers, whose size is bounded."""


class MediaType(NamedTuple):
    """The media type of a response.

    Attributes:
        content_type: the header Content-Type.
        is_named_json: whether Accept names application/json, as older clients do. They look for
            errors only in responses of status 200, so GraphQL errors have that status.
    """

    content_type: bytes
    is_named_json: bool


_GRAPHQL = MediaType(f"{GRAPHQL}; charset=utf-8".encode(), is_named_json=False)
_JSON = MediaType(f"{JSON}; charset=utf-8".encode(), is_named_json=True)
DEFAULT = _JSON._replace(is_named_json=False)
"""For clients without an Accept header."""


@lru_cache(maxsize=_CACHED_HEADERS)
def negotiate(accept: bytes | None) -> MediaType:
    """Return the media type for an Accept header.

    The highest weight decides; then a named type precedes one that matches a wildcard, and the
    newer type precedes the older one.

    >>> negotiate(b"application/json;q=0.9, */*;q=0.8").content_type
    b'application/json; charset=utf-8'

    Raises:
        HttpRefused: when the header accepts neither type.
    """
    if not accept or accept.isspace():
        return DEFAULT
    weights = _weights(accept.decode("latin-1"))
    graphql, json = _weight(weights, GRAPHQL), _weight(weights, JSON)
    if graphql == json == 0:
        raise HttpRefused(
            Code.NOT_ACCEPTABLE,
            f"Responses are {GRAPHQL} or {JSON}: Accept must allow one of them.",
            allowed=[GRAPHQL, JSON],
        )
    if (graphql, GRAPHQL in weights) > (json, JSON in weights):
        return _GRAPHQL
    if graphql == json and GRAPHQL in weights:
        return _GRAPHQL
    return _JSON if JSON in weights else DEFAULT


@lru_cache(maxsize=_CACHED_HEADERS)
def prefers_html(accept: bytes | None) -> bool:
    """Whether an Accept header prefers text/html to JSON, as browsers do for pages.

    Programs send only a wildcard, or equal weights.
    """
    weights = _weights((accept or b"").decode("latin-1"))
    json = max(_weight(weights, GRAPHQL), _weight(weights, JSON))
    return weights.get("text/html", 0.0) > json


def preferred_type(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type with the highest weight, the first of equal ones; None if none fits.

    >>> preferred_type("application/ld+json, */*;q=0.1", ["text/html", "application/ld+json"])
    'application/ld+json'
    """
    weights = _weights(accept) if accept.strip() else {"*/*": 1.0}
    best = max(offered, key=lambda media_type: _weight(weights, media_type))
    return best if _weight(weights, best) else None


@lru_cache(maxsize=_CACHED_HEADERS)
def negotiate_coding(accept_encoding: bytes | None) -> Coding:
    """Return the coding for an Accept-Encoding header: of the highest weight, Brotli first.

    >>> negotiate_coding(b"gzip, deflate, br").name
    b'br'
    >>> negotiate_coding(b"br;q=0.5, gzip").name
    b'gzip'
    >>> negotiate_coding(b"identity") is IDENTITY
    True
    """
    weights = _weights((accept_encoding or b"").decode("latin-1"))
    any_other = weights.get("*", 0.0)
    brotli, gzip = weights.get("br", any_other), weights.get("gzip", any_other)
    best, weight = (BROTLI, brotli) if brotli >= gzip else (GZIP, gzip)
    return best if weight and weight >= weights.get("identity", 0.0) else IDENTITY


def coding_for(request: Request) -> Coding:
    """Return the coding for the answer to a request."""
    return negotiate_coding(request.headers.get("Accept-Encoding", "").encode("latin-1"))


def _weights(header: str) -> dict[str, float]:
    """Parse values with weights; a repeated value has its highest, and an invalid weight is 0."""
    weights: dict[str, float] = {}
    for item in header.lower().split(","):
        value, *parameters = (part.strip() for part in item.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, number = parameter.partition("=")
            if name.strip() == "q":
                weight = _number(number)
        weights[value] = max(weight, weights.get(value, 0.0))
    return weights


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _weight(weights: dict[str, float], media_type: str) -> float:
    """Return the weight by the most specific range."""
    for media_range in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        if media_range in weights:
            return weights[media_range]
    return 0.0


@lru_cache(maxsize=_CACHED_HEADERS)
def check_body_type(content_type: bytes | None) -> None:
    """Check that a body is JSON in UTF-8, by its Content-Type.

    A page of another origin can't send JSON without a preflight (CORS), so this rejects everything
    that it can send.

    Raises:
        HttpRefused: when it isn't, or there is no Content-Type.
    """
    media_type, *parameters = (
        part.strip().lower() for part in (content_type or b"").decode("latin-1").split(";")
    )
    if media_type != JSON:
        remedy = f"not as {media_type[:100]}" if media_type else "and set Content-Type"
        raise _unsupported(f"Send the operation as {JSON}, {remedy}.", allowed=[JSON])
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(' "') not in ("utf-8", "utf8"):
            raise _unsupported("Send JSON encoded as UTF-8.")


def check_body_coding(content_encoding: bytes | None) -> None:
    """Check that a body isn't compressed, by its Content-Encoding.

    Raises:
        HttpRefused: when it is.
    """
    if content_encoding and content_encoding.strip().lower() != b"identity":
        raise _unsupported("Send the body uncompressed.")


def _unsupported(message: str, **details: Detail) -> HttpRefused:
    headers = {"accept-post": JSON, "accept-encoding": "identity"}
    return HttpRefused(Code.UNSUPPORTED_MEDIA_TYPE, message, headers, **details)


class _Any(Container[bytes]):
    def __contains__(self, _: object) -> bool:
        return True


def known_digests(
    if_none_match: bytes | None, media_type: MediaType, coding: Coding
) -> Container[bytes]:
    """Return the digests of the contents that a client has in this form, by If-None-Match.

    Comparison is weak (section 13.1.2): a proxy that compresses a response makes its tag weak.

    >>> from graph_service.api.content_coding import GZIP
    >>> known_digests(b'W/"abc-jz", "def-gz", "abc-j"', DEFAULT, GZIP)
    {b'abc'}
    """
    if if_none_match is None:
        return ()
    if if_none_match.strip() == b"*":
        return _Any()
    suffix = _suffix(media_type, coding)
    tags = _TAGS.findall(if_none_match)
    return {tag.removesuffix(suffix) for tag in tags if tag.endswith(suffix)}


def etag(digest: bytes, media_type: MediaType, coding: Coding) -> bytes:
    """Return the ETag of a content in a media type and a coding."""
    return b'"%s%s"' % (digest, _suffix(media_type, coding))


def _suffix(media_type: MediaType, coding: Coding) -> bytes:
    """Return a suffix that differs by form: each is a representation of its own."""
    return (b"-g" if b"graphql" in media_type.content_type else b"-j") + coding.suffix
