"""Which form a response has by the Accept header, and which bodies are taken at all."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from graph_service.errors import NotAcceptable, UnsupportedMediaType

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
_KEPT = 64
"""How many headers are remembered: clients send few different ones, and a header is bounded."""


class Form(NamedTuple):
    """The form of a response.

    Attributes:
        content_type: with its encoding.
        by_name: whether the client asked for application/json by name, as older clients do. They
            look for errors in a response of status 200 only, so that GraphQL's own have that.
    """

    content_type: bytes
    by_name: bool


_GRAPHQL = Form(f"{GRAPHQL}; charset=utf-8".encode(), by_name=False)
_JSON = Form(f"{JSON}; charset=utf-8".encode(), by_name=True)
DEFAULT = _JSON._replace(by_name=False)
"""For a client that doesn't say what it takes."""


@lru_cache(maxsize=_KEPT)
def form_for(accept: bytes | None) -> Form:
    """Choose the form for an Accept header.

    The highest weight decides; then a type that is named comes before one that a wildcard admits,
    and the modern type before the older one.

    Raises:
        NotAcceptable: when it admits neither type.
    """
    if not accept or accept.isspace():
        return DEFAULT
    weights = _weights(accept.decode("latin-1"))
    graphql, json = _weight(weights, GRAPHQL), _weight(weights, JSON)
    if graphql == json == 0:
        raise NotAcceptable(
            f"Responses are {GRAPHQL} or {JSON}: name one of these in Accept.",
            allowed=[GRAPHQL, JSON],
        )
    if (graphql, GRAPHQL in weights) > (json, JSON in weights):
        return _GRAPHQL
    if graphql == json and GRAPHQL in weights:
        return _GRAPHQL
    return _JSON if JSON in weights else DEFAULT


@lru_cache(maxsize=_KEPT)
def prefers_html(accept: bytes | None) -> bool:
    """Tell whether an Accept header names text/html before what operations are answered in.

    So browsers do where they open an address. A wildcard alone, or equal weights, are a program's.
    """
    weights = _weights((accept or b"").decode("latin-1"))
    answers = max(_weight(weights, GRAPHQL), _weight(weights, JSON))
    return weights.get("text/html", 0.0) > answers


def _weights(accept: str) -> dict[str, float]:
    """Read the media ranges with their weights, the highest of one that comes repeatedly."""
    weights: dict[str, float] = {}
    for entry in accept.lower().split(","):
        media_range, *parameters = (part.strip() for part in entry.split(";"))
        quality = 1.0
        for parameter in parameters:
            if found := re.fullmatch(r"q\s*=\s*([01](?:\.[0-9]{0,3})?)", parameter):
                quality = min(float(found[1]), 1.0)
        weights[media_range] = max(quality, weights.get(media_range, 0.0))
    return weights


def _weight(weights: dict[str, float], media_type: str) -> float:
    """Give the weight by the most specific range."""
    for media_range in (media_type, "application/*", "*/*"):
        if media_range in weights:
            return weights[media_range]
    return 0.0


@lru_cache(maxsize=_KEPT)
def check_body_type(content_type: bytes | None) -> None:
    """Check that a body is JSON in UTF-8, by its Content-Type.

    A web page of another origin can't send that without asking first (CORS), so this refuses all
    that it could send.

    Raises:
        UnsupportedMediaType: when it isn't, or nothing says what it is.
    """
    media_type, *parameters = (
        part.strip().lower() for part in (content_type or b"").decode("latin-1").split(";")
    )
    if media_type != JSON:
        told = f"not as {media_type[:100]}" if media_type else "and say so in Content-Type"
        raise UnsupportedMediaType(f"Send the operation as {JSON}, {told}.", allowed=[JSON])
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(' "') not in ("utf-8", "utf8"):
            raise UnsupportedMediaType("Send JSON in UTF-8, not in another encoding.")


def check_body_coding(content_encoding: bytes | None) -> None:
    """Check that a body isn't compressed, by its Content-Encoding.

    Raises:
        UnsupportedMediaType: when it is.
    """
    if content_encoding and content_encoding.strip().lower() != b"identity":
        raise UnsupportedMediaType("Send the body as it is: compressed ones are not unpacked.")
