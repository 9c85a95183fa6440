"""Clients that stall, don't read, disconnect, or are too many: other clients notice nothing."""

import itertools
import json
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace

import httpx
import pytest
from neo4j import GraphDatabase

from graph_service.model.json import Json
from graph_service.settings import Capacity, DatabaseSettings, Times
from tests.api.serving import NO_DATABASE, details_of, served
from tests.faults.clients import CACHEABLE, is_ready, seconds_until, statuses, uncacheable
from tests.faults.proxy import FaultProxy, faulty
from tests.graphs import run

CLIENT_TIMEOUT = 2.0
TOLERANCE = 2.0
"""Tolerance in seconds for a busy machine."""
OPERATION_TIMEOUT = 6.0
"""Timeout of an operation in seconds; longer than the timeout for a silent database."""
LARGE: dict[str, Json] = {
    "query": "{ goodPractices(first: 67) { nodes { id summary(lang: ES) } } }"
}
_MANY = """MATCH (n:GoodPractice) SET n.summary = $text, n.summaryEs = $text WITH count(*) AS n
CREATE (topic:Topic {id: 'Topic:many', slug: 'many', name: 'many'}) WITH topic
UNWIND range(1, 10000) AS i
CREATE (:GoodPractice {id: 'GoodPractice:zz' + i, slug: 'zz' + i})-[:ABOUT]->(topic)"""


@pytest.fixture(scope="module")
def proxied(own_catalogue: DatabaseSettings) -> Iterator[tuple[FaultProxy, httpx.Client]]:
    run(own_catalogue, _MANY, text="x" * 20_000)
    with (
        faulty(own_catalogue) as (proxy, settings),
        served(
            settings,
            CLIENT_TIMEOUT=str(CLIENT_TIMEOUT),
            OPERATION_TIMEOUT=str(OPERATION_TIMEOUT),
            MAX_READS="20",
            MAX_CONNECTIONS="400",
        ) as client,
    ):
        seconds_until(lambda: is_ready(client), 20)
        yield proxy, client


@pytest.fixture
def proxy(proxied: tuple[FaultProxy, httpx.Client]) -> FaultProxy:
    return proxied[0]


@pytest.fixture
def service(proxied: tuple[FaultProxy, httpx.Client]) -> httpx.Client:
    return proxied[1]


_number = itertools.count()


def slow() -> dict[str, Json]:
    """Return a slow operation: it compares 10,000 practices with each other and finds nothing."""
    query = """query ($text: String!) { goodPractices(first: 1, where: {slug: {contains: "zz"},
        topics: {none: {practices: {none: {summary: {contains: $text}}}}}}
        ) { nodes { id } } }"""
    return {"query": query, "variables": {"text": f"none-{next(_number)}"}}


def connected(service: httpx.Client) -> socket.socket:
    address = (service.base_url.host, service.base_url.port or 80)
    return socket.create_connection(address, timeout=10)


def read_all(wire: socket.socket) -> bytes:
    """Read until the end of a connection."""
    received = b""
    while part := wire.recv(65536):
        received += part
    return received


def request_bytes(content: dict[str, Json]) -> bytes:
    body = json.dumps(content).encode()
    head = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
    return f"{head}content-length: {len(body)}\r\n\r\n".encode() + body


def test_the_default_timeouts_keep_the_promises() -> None:
    assert Times.client < 10
    assert Times.stop < 10
    assert Times.operation == 10
    assert Capacity.max_connections > 250


STALLED = {
    "nothing": (b"", b""),
    "half a head": (b"POST /graphql HTTP/1.1\r\n", b""),
    "a head, drop by drop": (b"POST /graphql HTTP/1.1\r\n", b"x"),
    "half a body": (request_bytes(CACHEABLE)[:-5], b""),
    "a body, drop by drop": (request_bytes({"query": " " * 500})[:-400], b" "),
    "empty lines": (b"\r\n", b"\r\n"),
    "empty lines after a request": (b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n", b"\r\n"),
}


@pytest.fixture(scope="module")
def closed(proxied: tuple[FaultProxy, httpx.Client]) -> dict[str, tuple[float, bytes]]:
    """How long each connection stayed open, and what it received; all stall at once."""
    with ThreadPoolExecutor(len(STALLED)) as pool:
        found = pool.map(lambda sent: stall(proxied[1], *sent), STALLED.values())
        return dict(zip(STALLED, found, strict=True))


def stall(service: httpx.Client, first: bytes, drop: bytes) -> tuple[float, bytes]:
    started = time.monotonic()
    with connected(service) as wire:
        wire.settimeout(0.2)
        wire.sendall(first)
        received = b""
        while (seconds := time.monotonic() - started) < CLIENT_TIMEOUT + TOLERANCE:
            try:
                part = wire.recv(65536)
            except TimeoutError:
                wire.sendall(drop)
                continue
            if not part:
                break
            received += part
    return seconds, received


@pytest.mark.parametrize("name", STALLED)
def test_a_stalled_connection_is_closed(closed: dict[str, tuple[float, bytes]], name: str) -> None:
    seconds, received = closed[name]
    assert CLIENT_TIMEOUT * 0.9 < seconds < CLIENT_TIMEOUT + TOLERANCE
    gets_response = name != "nothing"
    assert (b" 408 " in received and b'"REQUEST_TIMEOUT"' in received) == gets_response


def test_two_hundred_stalled_clients_do_not_affect_others(service: httpx.Client) -> None:
    with ExitStack() as stack:
        stalled = [stack.enter_context(connected(service)) for _ in range(200)]
        for number, wire in enumerate(stalled):
            wire.sendall(list(STALLED.values())[1 + number % 3][0])
        slowest = 0.0
        for number in range(50):
            started = time.monotonic()
            assert (
                service.post(
                    "/graphql", json=uncacheable() if number % 2 else CACHEABLE
                ).status_code
                == 200
            )
            slowest = max(slowest, time.monotonic() - started)
        assert slowest < TOLERANCE
        for wire in stalled:
            read_all(wire)


def test_a_client_that_does_not_read_is_disconnected(service: httpx.Client) -> None:
    """10 MB exceed all socket buffers and would otherwise stay in memory forever."""
    with connected(service) as wire:
        wire.sendall(request_bytes(LARGE) * 8)
        time.sleep(2 * CLIENT_TIMEOUT + 1)
        received = 0
        with suppress(ConnectionResetError):
            while part := wire.recv(65536):
                received += len(part)
    assert received < 7 * 67 * 20_000
    assert len(service.post("/graphql", json=LARGE).content) > 67 * 20_000
    assert service.post("/graphql", json=CACHEABLE).status_code == 200


def transactions(settings: DatabaseSettings) -> int:
    """Return how many read transactions of the service are running in the database."""
    with GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password)) as driver:
        found = driver.execute_query(
            "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'GoodPractice'"
            " AND NOT currentQuery CONTAINS 'SHOW' RETURN count(*) AS number",
            database_=settings.database,
        )
    number: int = found.records[0]["number"]
    return number


def test_the_query_ends_when_its_client_disconnects(
    service: httpx.Client, own_catalogue: DatabaseSettings
) -> None:
    with connected(service) as wire:
        wire.sendall(request_bytes(slow()))
        seconds_until(lambda: transactions(own_catalogue) > 0, OPERATION_TIMEOUT / 2)
    assert (
        seconds_until(lambda: transactions(own_catalogue) == 0, OPERATION_TIMEOUT)
        < OPERATION_TIMEOUT / 2
    )


def test_an_operation_and_its_query_time_out(
    service: httpx.Client, own_catalogue: DatabaseSettings
) -> None:
    """A slow query is not mistaken for a silent database."""
    started = time.monotonic()
    response = service.post("/graphql", json=slow())
    assert OPERATION_TIMEOUT <= time.monotonic() - started < OPERATION_TIMEOUT + TOLERANCE
    assert response.status_code == 503
    assert details_of(response) == {"code": "DEADLINE_EXCEEDED", "seconds": OPERATION_TIMEOUT}
    seconds_until(lambda: transactions(own_catalogue) == 0, 3)


def test_a_shared_read_survives_the_disconnect_of_one_client(
    proxy: FaultProxy, service: httpx.Client
) -> None:
    proxy.delay = 0.4
    same = uncacheable()
    try:
        with connected(service) as first, ThreadPoolExecutor(4) as pool:
            first.sendall(request_bytes(same))
            time.sleep(0.1)
            others = [pool.submit(service.post, "/graphql", json=same) for _ in range(4)]
            time.sleep(0.1)
            first.close()
            assert {other.result().status_code for other in others} == {200}
    finally:
        proxy.delay = 0


def test_disconnecting_clients_leak_no_pooled_connection(
    service: httpx.Client, own_catalogue: DatabaseSettings
) -> None:
    """They disconnect while they read, wait for a read, or are rejected."""
    for pause in (0.0, 0.3):
        wires = [connected(service) for _ in range(250)]
        for number, wire in enumerate(wires):
            wire.sendall(request_bytes(uncacheable() if number % 10 else slow()))
        time.sleep(pause)
        for wire in wires:
            wire.close()
    seconds_until(lambda: transactions(own_catalogue) == 0, OPERATION_TIMEOUT)
    # A busy machine may still be rejecting the last of them.
    seconds_until(lambda: statuses(service, 2) == {200: 2}, OPERATION_TIMEOUT)
    assert statuses(service) == {200: 100}


def test_requests_beyond_capacity_are_rejected(proxy: FaultProxy, service: httpx.Client) -> None:
    """20 may read or wait."""
    proxy.delay = 0.3
    rejected: list[httpx.Response] = []

    def ask(_: int) -> int:
        with httpx.Client(base_url=service.base_url, timeout=20) as client:
            response = client.post("/graphql", json=uncacheable())
        if response.status_code == 503:
            rejected.append(response)
        return response.status_code

    try:
        with ThreadPoolExecutor(60) as pool:
            counted = Counter(pool.map(ask, range(60)))
    finally:
        proxy.delay = 0
    assert counted[200] >= 20
    assert counted[503] >= 20
    assert counted.total() == counted[200] + counted[503]
    for response in rejected:
        assert response.headers["retry-after"] == "1"
        assert details_of(response) == {"code": "OVERLOADED", "allowed": 20}
    assert is_ready(service)


def test_the_number_of_connections_is_limited() -> None:
    """Those of whole requests: here they wait for a database that accepts connections only."""
    with socket.create_server(("127.0.0.1", 0)) as silent, ExitStack() as stack:
        uri = f"bolt://127.0.0.1:{silent.getsockname()[1]}"
        service = stack.enter_context(served(replace(NO_DATABASE, uri=uri), MAX_CONNECTIONS="5"))
        for _ in range(5):
            stack.enter_context(connected(service)).sendall(request_bytes(CACHEABLE))
        with connected(service) as wire:
            received = read_all(wire)
        assert received.startswith(b"HTTP/1.1 503 ")
        assert b"retry-after: 1" in received
        assert b'"OVERLOADED"' in received


def test_the_slowest_of_too_many_slow_clients_is_disconnected() -> None:
    """Of six connections, three may wait for their clients."""
    with served(NO_DATABASE, MAX_CONNECTIONS="6") as service, ExitStack() as stack:
        first, second, third = (stack.enter_context(connected(service)) for _ in range(3))
        for wire, part in (
            (first, STALLED["half a body"][0]),
            (second, b"GET /healthz HTTP/1.1\r\n"),
            (third, b"G"),
        ):
            wire.sendall(part)
            time.sleep(0.2)
        second.sendall(b"x: x\r\n")
        fourth = stack.enter_context(connected(service))
        received = read_all(first)
        assert received.startswith(b"HTTP/1.1 408 ")
        assert b"too many clients send slowly" in received
        for wire, part in (
            (second, b"host: x\r\n\r\n"),
            (third, b"ET /healthz HTTP/1.1\r\nhost: x\r\n\r\n"),
            (fourth, b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n"),
        ):
            wire.sendall(part)
            assert wire.recv(100).startswith(b"HTTP/1.1 200 ")


SLOW_CLIENTS = """
import socket, sys, time
host, port, number, seconds, *begun = sys.argv[1:]
wires = {}
end = time.monotonic() + float(seconds)
while time.monotonic() < end:
    for place in range(int(number)):
        try:
            if place not in wires:
                wires[place] = socket.create_connection((host, int(port)), timeout=5)
                wires[place].setblocking(False)
                wires[place].sendall(bytes.fromhex(begun[place % len(begun)]))
            else:
                wires[place].send(b"x")
                if not wires[place].recv(4096):
                    wires.pop(place).close()
        except BlockingIOError:
            pass
        except OSError:
            if place in wires:
                wires.pop(place).close()
    print(len(wires), flush=True)
    time.sleep(0.2)
"""
"""Clients that send part of a request and then drops; each returns when it is disconnected."""


def test_a_thousand_slow_clients_keep_nobody_out(catalogue: DatabaseSettings) -> None:
    begun = [b"G", STALLED["half a head"][0], STALLED["half a body"][0]]
    with served(catalogue) as service, ExitStack() as stack:
        seconds_until(lambda: is_ready(service), 20)
        arguments = [service.base_url.host, str(service.base_url.port), "1000", "20"]
        command = [sys.executable, "-c", SLOW_CLIENTS, *arguments, *(part.hex() for part in begun)]
        slow = stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE))
        stack.callback(slow.kill)
        assert slow.stdout
        assert int(slow.stdout.readline()) > 400
        for number in range(40):
            operation = uncacheable() if number % 2 else CACHEABLE
            # Each on a new connection, as of a new visitor.
            for response in (
                httpx.get(f"{service.base_url}/healthz"),
                httpx.get(f"{service.base_url}/readyz"),
                httpx.post(f"{service.base_url}/graphql", json=operation),
            ):
                assert response.status_code == 200
                assert response.elapsed.total_seconds() < TOLERANCE
        assert slow.poll() is None, "the load ended too early"
