"""A hit and a miss differ in nothing that a client can see, and requests are parsed once."""

import tracemalloc
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

import orjson
import pytest
from starlette.types import Message

from graph_service.api.app import App
from graph_service.api.parameters import RequestParser
from graph_service.api.persisted_documents import PersistedDocuments
from graph_service.errors import LimitExceeded, RequestRefused
from graph_service.settings import (
    DatabaseSettings,
    FrontendSettings,
    ServeSettings,
    ServiceSettings,
)
from graph_service.telemetry import RequestRecord
from tests.api.serving import cold_app

LARGE = "query Large { countries(first: 28) { nodes { id name iso2 iso3 isoNumeric subregion } } }"
SMALL = '{ country(by: {iso3: "PER"}) { name } }'
REJECTED = "query Wrong { nothing }"
ORIGIN = (b"origin", b"https://example.org")
MEBIBYTE = 1024 * 1024


@pytest.fixture(scope="module")
async def app(catalogue: DatabaseSettings) -> AsyncIterator[App]:
    frontends = FrontendSettings(origins=frozenset({"https://example.org"}))
    app = cold_app(ServeSettings(database=catalogue, service=ServiceSettings(frontends=frontends)))
    async with app.router.lifespan_context(app):
        yield app


async def _sent(
    app: App, method: str, parameters: dict[str, Any], *headers: tuple[bytes, bytes]
) -> list[Message]:
    """Send a request; return all that the application sends for it."""
    query = urlencode(
        {k: v if isinstance(v, str) else orjson.dumps(v) for k, v in parameters.items()}
    )
    body = orjson.dumps(parameters) if method == "POST" else b""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": method, "path": "/graphql",
        "query_string": b"" if body else query.encode(),
        "headers": [(b"content-type", b"application/json"), (b"x-request-id", b"same"), *headers],
    }  # fmt: skip
    await app(scope, receive, send)
    return sent


@pytest.mark.parametrize("query", [LARGE, SMALL, REJECTED])
@pytest.mark.parametrize("method", ["POST", "GET", "HEAD"])
@pytest.mark.parametrize("coding", [b"identity", b"gzip", b"br"])
async def test_a_hit_is_sent_as_the_miss_was(
    app: App, monkeypatch: pytest.MonkeyPatch, query: str, method: str, coding: bytes
) -> None:
    records: list[RequestRecord] = []
    monkeypatch.setattr(app.instrumentation, "observers", (records.append,))
    cache = app.graphql.engine.cache
    assert cache is not None
    for accept in (b"application/json", b"application/graphql-response+json", b"*/*"):
        for extensions in ({}, {"cost": True}):
            cache.store.clear()
            parameters = {"query": query, "extensions": extensions}
            headers = ((b"accept", accept), (b"accept-encoding", coding), ORIGIN)
            miss, hit, again = [await _sent(app, method, parameters, *headers) for _ in range(3)]
            assert miss == hit == again
            first, second, _ = records[-3:]
            is_cached = query != REJECTED
            assert (first.cache, second.cache) == ("miss", "hit" if is_cached else "miss")
            for name in ("operation", "code", "text", "status", "bytes", "outcome", "path"):
                assert getattr(first, name) == getattr(second, name), name


async def test_a_304_is_sent_by_a_hit_as_by_a_miss(app: App) -> None:
    cache = app.graphql.engine.cache
    assert cache is not None
    headers = ((b"accept-encoding", b"gzip"), ORIGIN)
    start, _ = await _sent(app, "GET", {"query": LARGE}, *headers)
    known = (b"if-none-match", dict(start["headers"])[b"etag"])
    hit = await _sent(app, "GET", {"query": LARGE}, *headers, known)
    cache.store.clear()
    assert await _sent(app, "GET", {"query": LARGE}, *headers, known) == hit
    assert hit[0]["status"] == 304


# Parsed requests


def _parser(cache_bytes: int = MEBIBYTE) -> RequestParser:
    documents = PersistedDocuments({"peru": SMALL})
    return RequestParser(documents, max_values=2_000, cache_bytes=cache_bytes)


def test_a_request_is_parsed_once() -> None:
    parser = _parser()
    body = b'{"query":"{ topics }","variables":{"a":[1]}}'
    assert parser.known_body(body) is None
    first = parser.parse_body(body)
    assert parser.known_body(bytes(bytearray(body))) is first
    assert parser.known_body(body + b" ") is None
    assert parser.parse_query(b"query={x}") is parser.parse_query(b"query={x}")
    assert first.key == parser.parse_body(b'{"variables":{"a":[1]},"query":"{ topics }"}').key


def test_a_body_is_not_taken_for_a_query_string() -> None:
    """These bytes are valid as both."""
    parser = _parser()
    both = b'{"query":"{ body }","variables":{"x":"&query={address}&"}}'
    assert parser.parse_query(both).query == "{address}"
    assert parser.known_body(both) is None
    assert parser.parse_body(both).query == "{ body }"
    assert parser.parse_query(both).query == "{address}"


def test_rejections_are_not_remembered() -> None:
    parser = _parser()
    values = b'{"query":"{ x }","variables":{"a":[%s]}}' % b",".join([b"1"] * 2_000)
    for body, error in ((b"[]", RequestRefused), (values, LimitExceeded)):
        for _ in range(2):
            with pytest.raises(error):
                parser.parse_body(body)
            assert parser.known_body(body) is None


def test_parsed_requests_take_no_more_memory_than_they_may() -> None:
    kinds: list[dict[str, Any]] = [
        {"a": [[]] * 1_500},
        {"b": {f"k{number}": {} for number in range(900)}},
        {"c": "😀" + "x" * 3_000},
        {"d": [f"id-{number}" for number in range(100)]},
        {},
    ]
    parser = _parser(cache_bytes=4 * MEBIBYTE)
    tracemalloc.start()
    try:
        for number in range(400):
            variables = {**kinds[number % len(kinds)], "n": number}
            body = orjson.dumps({"query": "{ topics }", "variables": variables})
            parser.parse_body(bytes(bytearray(body)))  # what orjson writes has spare room
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert MEBIBYTE < taken <= 4 * MEBIBYTE


def test_without_a_cache_nothing_is_remembered() -> None:
    parser = _parser(cache_bytes=0)
    parser.parse_body(b'{"query":"{ x }"}')
    assert parser.known_body(b'{"query":"{ x }"}') is None
