"""Size limits, with raw HTTP: no announced length bypasses the counting."""

import json
import re
import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from graph_service.api.graphql import MAX_URL
from graph_service.api.http_protocol import MAX_HEAD
from graph_service.settings import ServiceSettings
from tests.api.serving import NO_DATABASE, served
from tests.api.test_requests import ANSWER, REQUEST, code_of

MAX_BODY = ServiceSettings.max_body
MAX_DELAY = 0.5
"""Seconds within which an unread request is rejected."""


@pytest.fixture
def service(offline_service: httpx.Client) -> httpx.Client:
    return offline_service


@pytest.fixture
def wire(service: httpx.Client) -> Iterator[socket.socket]:
    address = (service.base_url.host, service.base_url.port or 80)
    with socket.create_connection(address, timeout=5) as connection:
        yield connection


def _head(*lines: str, method: str = "POST", path: str = "/graphql") -> bytes:
    headers = ("host: x", "content-type: application/json")
    return "\r\n".join((f"{method} {path} HTTP/1.1", *headers, *lines, "", "")).encode()


def _body(size: int) -> bytes:
    """Return a valid body of this many bytes."""
    text = json.dumps(REQUEST).encode()
    return text + b" " * (size - len(text))


def _response(wire: socket.socket, received: bytes = b"") -> tuple[httpx.Response, bytes]:
    """Read a response; return it with the bytes received after it."""
    while b"\r\n\r\n" not in received:
        part = wire.recv(65536)
        assert part, received
        received += part
    head, _, rest = received.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    length = int(headers["content-length"])
    while len(rest) < length:
        rest += wire.recv(65536)
    response = httpx.Response(int(status.split()[1]), headers=headers, content=rest[:length])
    return response, rest[length:]


def _is_closed(wire: socket.socket, rest: bytes) -> bool:
    """Wait until the connection ends; whether nothing more was received."""
    while part := wire.recv(65536):
        rest += part
    return rest == b""


def _check_too_large(wire: socket.socket) -> None:
    response, rest = _response(wire)
    assert (response.status_code, code_of(response)) == (413, "BODY_TOO_LARGE")
    assert response.json()["errors"][0]["extensions"]["allowed"] == MAX_BODY
    assert response.headers["connection"] == "close"
    assert _is_closed(wire, rest)


def test_bodies_up_to_the_maximum_are_accepted(service: httpx.Client) -> None:
    headers = {"content-type": "application/json"}
    response = service.post("/graphql", content=_body(MAX_BODY), headers=headers)
    assert (response.status_code, response.json()) == (200, ANSWER)
    response = service.post("/graphql", content=_body(MAX_BODY + 1), headers=headers)
    assert (response.status_code, code_of(response)) == (413, "BODY_TOO_LARGE")


@pytest.mark.parametrize("length", [MAX_BODY + 1, 10**12, 2**63])
def test_a_large_length_is_rejected_before_the_body_arrives(
    wire: socket.socket, length: int
) -> None:
    started = time.monotonic()
    wire.sendall(_head(f"content-length: {length}"))
    response, rest = _response(wire)
    assert time.monotonic() - started < MAX_DELAY
    assert (response.status_code, code_of(response)) == (413, "BODY_TOO_LARGE")
    assert _is_closed(wire, rest)
    assert time.monotonic() - started < 3


def test_expect_100_continue_gets_the_rejection(wire: socket.socket) -> None:
    wire.sendall(_head("content-length: 1000000", "expect: 100-continue"))
    _check_too_large(wire)


def test_a_client_that_sends_anyway_can_read_the_rejection(wire: socket.socket) -> None:
    """The connection isn't reset while the client sends, which would lose the response."""
    wire.sendall(_head("content-length: 5000000"))
    for _ in range(50):
        wire.sendall(b" " * 100_000)
    _check_too_large(wire)


def test_chunks_are_counted(wire: socket.socket) -> None:
    wire.sendall(_head("transfer-encoding: chunked"))
    chunk = b"%x\r\n%s\r\n" % (20_000, b" " * 20_000)
    for _ in range(6):
        wire.sendall(chunk)
    _check_too_large(wire)


def test_trailers_are_counted(wire: socket.socket) -> None:
    wire.sendall(_head("transfer-encoding: chunked") + b"2\r\n{}\r\n0\r\n")
    wire.sendall(b"x: x\r\n" * (MAX_HEAD // 4))
    response, rest = _response(wire)
    assert (response.status_code, code_of(response)) == (431, "HEADERS_TOO_LARGE")
    assert _is_closed(wire, rest)


@pytest.mark.parametrize("path", ["/graphql", "/healthz"])
def test_a_bad_chunk_ends_the_connection(wire: socket.socket, path: str) -> None:
    wire.sendall(_head("transfer-encoding: chunked", path=path) + b"zz\r\n")
    response, rest = _response(wire)
    assert (response.status_code, code_of(response)) == (400, "BAD_REQUEST")
    assert _is_closed(wire, rest)


def test_a_bad_chunk_after_the_answer_adds_nothing(wire: socket.socket) -> None:
    wire.sendall(_head("transfer-encoding: chunked", "content-encoding: gzip"))
    response, rest = _response(wire)
    assert (response.status_code, code_of(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")
    wire.sendall(b"zz\r\n")
    assert _is_closed(wire, rest)


def test_chunks_within_the_bound_are_read(wire: socket.socket) -> None:
    wire.sendall(_head("transfer-encoding: chunked"))
    content = _body(MAX_BODY)
    for at in range(0, MAX_BODY, 25_000):
        wire.sendall(b"%x\r\n%s\r\n" % (25_000, content[at : at + 25_000]))
    wire.sendall(b"0\r\n\r\n")
    response, _ = _response(wire)
    assert (response.status_code, response.json()) == (200, ANSWER)


def test_a_length_that_is_too_small_ends_the_connection(wire: socket.socket) -> None:
    """The bytes beyond it are neither part of the body nor a request."""
    wire.sendall(_head("content-length: 10") + _body(200_000))
    response, rest = _response(wire)
    assert (response.status_code, code_of(response)) == (400, "BAD_REQUEST")
    assert "not valid JSON" in response.json()["errors"][0]["message"]
    assert rest == b""


@pytest.mark.parametrize(
    "lines",
    [
        ("content-length: 10", "transfer-encoding: chunked"),
        ("content-length: 10", "content-length: 20"),
        ("content-length: -1",),
        ("content-length: 1e9",),
        ("content-length: " + "9" * 5000,),
        ("transfer-encoding: gzip",),
    ],
)
def test_invalid_lengths_are_rejected(wire: socket.socket, lines: tuple[str, ...]) -> None:
    wire.sendall(_head(*lines) + b"0\r\n\r\n")
    response, rest = _response(wire)
    assert (response.status_code, code_of(response)) == (400, "BAD_REQUEST")
    assert _is_closed(wire, rest)


def test_an_unread_body_is_not_the_next_request(wire: socket.socket) -> None:
    smuggled = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n"
    wire.sendall(_head(f"content-length: {len(smuggled)}", method="PUT") + smuggled)
    response, rest = _response(wire)
    assert (response.status_code, code_of(response)) == (405, "METHOD_NOT_ALLOWED")
    assert _is_closed(wire, rest)


def test_a_connection_survives_an_invalid_body(wire: socket.socket) -> None:
    rest = b""
    for content, status in ((b"null", 400), (_body(100), 200)):
        wire.sendall(_head(f"content-length: {len(content)}") + content)
        response, rest = _response(wire, rest)
        assert response.status_code == status


def test_pipelined_requests_are_answered_in_order(wire: socket.socket) -> None:
    """The last one is malformed: the responses before it are sent."""
    good = _head("content-length: 100") + _body(100)
    wire.sendall(good + good + b"\x16\x03\x01 nonsense\r\n\r\n")
    first, rest = _response(wire)
    second, rest = _response(wire, rest)
    assert first.json() == second.json() == ANSWER
    assert second.headers["connection"] == "close"
    assert _is_closed(wire, rest)


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400, "BAD_REQUEST"),
        (b"hello\r\n\r\n", 400, "BAD_REQUEST"),
        (b"GET /graphql HTTP/1.1\r\nbad header\r\n\r\n", 400, "BAD_REQUEST"),
        (b"GET http://[ HTTP/1.1\r\n\r\n", 400, "BAD_REQUEST"),
        (b"BREW /graphql HTTP/1.1\r\n\r\n", 405, "METHOD_NOT_ALLOWED"),
        (b"GET /" + b"x" * MAX_HEAD, 414, "URL_TOO_LONG"),
        (b"GET / HTTP/1.1\r\nx: " + b"x" * MAX_HEAD, 431, "HEADERS_TOO_LARGE"),
        (b"GET / HTTP/1.1\r\n" + b"x: x\r\n" * (MAX_HEAD // 6), 431, "HEADERS_TOO_LARGE"),
        (b"GET / HTTP/1.1\r\nx: %s\r\n\r\n" % (b"x" * MAX_HEAD), 431, "HEADERS_TOO_LARGE"),
        (b"GET / HTTP/1.1\r\nx: %s\r\n\r\n" % (b"x" * 100_000), 431, "HEADERS_TOO_LARGE"),
        (b"GET /%s HTTP/1.1\r\n\r\n" % (b"x" * 100_000), 414, "URL_TOO_LONG"),
    ],
)
def test_malformed_http(wire: socket.socket, sent: bytes, status: int, code: str) -> None:
    wire.sendall(sent)
    response, rest = _response(wire)
    assert (response.status_code, code_of(response)) == (status, code)
    assert ("allow" in response.headers) == (status == 405)
    assert _is_closed(wire, rest)


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /healthz HTTP/1.1\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nhost: a\r\nHost: a\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nhost: a/b\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nhost: a b\r\n\r\n",
        b"GET /healthz HTTP/1.0\r\nhost: a\r\nhost: b\r\n\r\n",
    ],
)
def test_a_request_has_one_host(wire: socket.socket, sent: bytes) -> None:
    wire.sendall(sent)
    response, rest = _response(wire)
    assert (response.status_code, code_of(response)) == (400, "BAD_REQUEST")
    assert "Host" in response.json()["errors"][0]["message"]
    assert _is_closed(wire, rest)


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /healthz HTTP/1.0\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nhost:\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nhost: [::1]:8000\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nhost: a_b-c.example:80\r\n\r\n",
    ],
)
def test_valid_hosts(wire: socket.socket, sent: bytes) -> None:
    wire.sendall(sent)
    response, _ = _response(wire)
    assert response.status_code == 200


def test_the_query_string_is_bounded(service: httpx.Client) -> None:
    query = "query={__typename}&x="
    query += "x" * (MAX_URL - len(query))
    assert service.get(f"/graphql?{query}").json() == ANSWER
    response = service.get(f"/graphql?{query}x")
    assert (response.status_code, code_of(response)) == (414, "URL_TOO_LONG")
    assert "POST" in response.json()["errors"][0]["message"]


def test_the_maximum_body_is_a_setting() -> None:
    with served(NO_DATABASE, MAX_BODY="1000") as client:
        headers = {"content-type": "application/json"}
        for size, status in ((1000, 200), (1001, 413)):
            response = client.post("/graphql", content=_body(size), headers=headers)
            assert response.status_code == status


def test_messages_write_sizes_with_commas(service: httpx.Client) -> None:
    headers = {"content-type": "application/json"}
    response = service.post("/graphql", content=_body(MAX_BODY + 1), headers=headers)
    message = response.json()["errors"][0]["message"]
    assert re.findall(r"[0-9,]+", message) == ["100,000"]
