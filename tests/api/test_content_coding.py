"""Compressed answers."""

import asyncio
import gzip
import zlib
from collections.abc import Iterator

import brotli  # type: ignore[import-untyped]
import httpx
import pytest
from starlette.requests import Request

from graph_service.api.content_coding import (
    BROTLI,
    GZIP,
    IDENTITY,
    Compressor,
    compressed_file,
)
from graph_service.api.negotiation import negotiate_coding
from graph_service.api.static_files import generated_response
from graph_service.settings import DatabaseSettings
from tests.api.serving import served

COUNTRIES = "{ countries(first: 28) { nodes { id name iso2 iso3 isoNumeric subregion } } }"
SMALL = '{ country(by: {iso3: "PER"}) { name } }'
DECODERS = {"gzip": gzip.decompress, "br": brotli.decompress}


@pytest.fixture(scope="module")
def service(catalogue: DatabaseSettings) -> Iterator[httpx.Client]:
    with served(catalogue) as client:
        client.headers["accept-encoding"] = "identity"
        yield client


def _raw(client: httpx.Client, request: httpx.Request) -> tuple[httpx.Response, bytes]:
    """Return a response and its body as sent."""
    response = client.send(request, stream=True)
    try:
        return response, b"".join(response.iter_raw())
    finally:
        response.close()


def _post(client: httpx.Client, query: str, accepted: str) -> httpx.Request:
    headers = {"accept-encoding": accepted}
    return client.build_request("POST", "/graphql", json={"query": query}, headers=headers)


def _get(client: httpx.Client, query: str, **headers: str) -> httpx.Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.build_request("GET", "/graphql", params={"query": query}, headers=named)


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        (None, IDENTITY),
        (b"", IDENTITY),
        (b"gzip", GZIP),
        (b"GZIP", GZIP),
        (b"gzip, deflate, br, zstd", BROTLI),
        (b"gzip;q=1.0, br;q=0.9", GZIP),
        (b"br;q=0, gzip", GZIP),
        (b"br;q=0, gzip;q=0", IDENTITY),
        (b"*", BROTLI),
        (b"*;q=0.1, gzip;q=0", BROTLI),
        (b"identity;q=1, br;q=0.5", IDENTITY),
        (b"deflate", IDENTITY),
        (b"br;q=high", IDENTITY),
        (b"\xff, gzip ;q=0.8", GZIP),
    ],
)
def test_the_client_chooses_the_coding(header: bytes | None, coding: object) -> None:
    assert negotiate_coding(header) is coding


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_large_answers_are_compressed(service: httpx.Client, coding: str) -> None:
    plain, content = _raw(service, _post(service, COUNTRIES, "identity"))
    assert "content-encoding" not in plain.headers
    answer, compressed = _raw(service, _post(service, COUNTRIES, coding))
    assert answer.headers["content-encoding"] == coding
    assert answer.headers["content-length"] == str(len(compressed))
    assert len(compressed) < len(content) / 3
    assert DECODERS[coding](compressed) == content
    assert {"accept", "accept-encoding"} == set(answer.headers["vary"].split(", "))


def test_small_answers_are_not_compressed(service: httpx.Client) -> None:
    answer, content = _raw(service, _post(service, SMALL, "gzip, br"))
    assert "content-encoding" not in answer.headers
    assert content == b'{"data":{"country":{"name":"Per\xc3\xba"}}}'


def test_each_coding_has_an_etag_of_its_own(service: httpx.Client) -> None:
    tags = {}
    for coding in ("identity", "gzip", "br"):
        answer, _ = _raw(service, _get(service, COUNTRIES, accept_encoding=coding))
        tags[coding] = answer.headers["etag"]
    assert len(set(tags.values())) == 3
    for coding, tag in tags.items():
        known = _get(service, COUNTRIES, accept_encoding=coding, if_none_match=tag)
        answer, content = _raw(service, known)
        assert (answer.status_code, content, answer.headers["etag"]) == (304, b"", tag)
    other = _get(service, COUNTRIES, accept_encoding="gzip", if_none_match=tags["br"])
    assert _raw(service, other)[0].status_code == 200


def test_head_has_the_length_of_the_compressed_answer(service: httpx.Client) -> None:
    got, content = _raw(service, _get(service, COUNTRIES, accept_encoding="gzip"))
    request = _get(service, COUNTRIES, accept_encoding="gzip")
    request.method = "HEAD"
    head, nothing = _raw(service, request)
    assert nothing == b""
    for name in ("content-length", "content-encoding", "etag"):
        assert head.headers[name] == got.headers[name]
    assert head.headers["content-length"] == str(len(content))


def test_errors_are_compressed_with_the_request_id(service: httpx.Client) -> None:
    query = "{ " + " ".join(f"wrong{n}_{'x' * 200}" for n in range(15)) + " }"
    answer, compressed = _raw(service, _post(service, query, "gzip"))
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["x-request-id"].encode() in gzip.decompress(compressed)


@pytest.mark.parametrize(
    "path",
    ["/schema.graphql", "/browser/guia.html", "/graphiql/graphiql.js", "/graphiql/graphiql.css"],
)
def test_files_are_compressed_and_revalidated(service: httpx.Client, path: str) -> None:
    request = service.build_request("GET", path)
    plain, content = _raw(service, request)
    tags = {plain.headers["etag"]}
    for coding, decode in DECODERS.items():
        headers = {"accept-encoding": coding}
        answer, compressed = _raw(service, service.build_request("GET", path, headers=headers))
        assert answer.headers["content-encoding"] == coding
        assert "accept-encoding" in answer.headers["vary"].lower()
        assert decode(compressed) == content
        headers["if-none-match"] = answer.headers["etag"]
        again, nothing = _raw(service, service.build_request("GET", path, headers=headers))
        assert (again.status_code, nothing) == (304, b"")
        tags.add(answer.headers["etag"])
    assert len(tags) == 3
    headers = {"if-none-match": "*"}
    assert service.head(path, headers=headers).status_code == 304


def test_every_answer_forbids_to_guess_its_type(service: httpx.Client) -> None:
    tag = _raw(service, _get(service, SMALL))[0].headers["etag"]
    large, build = "x" * 100_001, service.build_request
    requests = {
        200: [
            _post(service, SMALL, "identity"),
            _post(service, COUNTRIES, "gzip"),
            build("HEAD", "/graphql", params={"query": SMALL}),
            build("GET", "/graphql", headers={"accept": "text/html"}),
            *(
                build("GET", path)
                for path in (
                    "/healthz",
                    "/readyz",
                    "/schema.graphql",
                    "/graphiql/graphiql.js",
                    "/es",
                    "/es/topics.csv",
                    "/sitemap.xml",
                    "/robots.txt",
                    "/export/",
                )
            ),
        ],
        204: [build("OPTIONS", "/graphql")],
        304: [_get(service, SMALL, if_none_match=tag)],
        400: [_get(service, "{"), _post(service, "{ nothing }", "br")],
        404: [build("GET", "/nothing")],
        405: [build("PUT", "/graphql"), build("POST", "/healthz")],
        406: [_get(service, SMALL, accept="image/png")],
        413: [_post(service, large, "identity")],
        414: [_get(service, large[:16_001])],
        415: [build("POST", "/graphql", content="{}")],
        431: [_get(service, SMALL, x_large="x" * 70_000)],
    }
    for status, of_status in requests.items():
        for request in of_status:
            answer, _ = _raw(service, request)
            assert answer.status_code == status, request.url
            assert answer.headers["x-content-type-options"] == "nosniff", request.url


async def test_large_generated_documents_are_compressed_in_a_thread_and_not_cached() -> None:
    """So they block no other request, and a sitemap of 4 MB isn't held in memory."""
    cached = compressed_file.cache_info().currsize
    request = Request({"type": "http", "headers": [(b"accept-encoding", b"br")]})
    for size, is_done_at_once in ((2_000, True), (4_000_000, False)):
        content = b"<loc>x</loc>" * (size // 12)
        task = asyncio.create_task(generated_response(request, content, "application/xml"))
        await asyncio.sleep(0)
        assert task.done() is is_done_at_once
        response = await task
        assert response.headers["content-encoding"] == "br"
        assert brotli.decompress(bytes(response.body)) == content
    assert compressed_file.cache_info().currsize == cached


async def test_a_cached_answer_is_compressed_once() -> None:
    compressor = Compressor(100_000)
    content = b"{" + b"practice " * 1_000 + b"}"
    first = await compressor.compress(content, GZIP, is_cached=True)
    assert await compressor.compress(content, GZIP, is_cached=True) is first
    assert zlib.decompress(first, zlib.MAX_WBITS | 16) == content
    other = bytes(content[:-1] + b"]")
    kept = await compressor.compress(other, GZIP, is_cached=False)
    assert await compressor.compress(other, GZIP, is_cached=False) is not kept


async def test_stored_responses_are_bounded() -> None:
    """Each content takes 50,000 bytes and some more compressed: two fit, the third evicts one."""
    compressor = Compressor(110_000)
    contents = [bytes([65 + n]) * 50_000 for n in range(3)]
    stored = [await compressor.compress(c, BROTLI, is_cached=True) for c in contents]
    again = [await compressor.compress(c, BROTLI, is_cached=True) for c in reversed(contents)]
    assert [a is s for a, s in zip(again, reversed(stored), strict=True)] == [True, True, False]
