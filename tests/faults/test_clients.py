"""Clients that stall, don't read, vanish, or are too many: the others notice nothing."""

import itertools
import json
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress

import httpx
import pytest
from neo4j import GraphDatabase

from graph_service.model.json import Json
from graph_service.settings import Capacity, DatabaseSettings, Times
from tests.api.serving import NOBODY, details_of, served
from tests.faults.asking import KEPT, fresh, is_ready, seconds_until, statuses
from tests.faults.proxy import FaultProxy, faulty
from tests.graphs import run

PATIENCE = 2.0
LATE = 1.0
"""Seconds that a busy machine may be late."""
LONGEST = 6.0
"""Seconds that an operation may take; longer than a silent database would be taken for there."""
LARGE: dict[str, Json] = {
    "query": "{ goodPractices(first: 67) { nodes { id summary(lang: ES) } } }"
}
_MANY = """MATCH (n:GoodPractice) SET n.summary = $text, n.summaryEs = $text WITH count(*) AS n
CREATE (topic:Topic {id: 'Topic:many', slug: 'many', name: 'many'}) WITH topic
UNWIND range(1, 10000) AS i
CREATE (:GoodPractice {id: 'GoodPractice:zz' + i, slug: 'zz' + i})-[:ABOUT]->(topic)"""


@pytest.fixture(scope="module")
def proxied(catalogue: DatabaseSettings) -> Iterator[tuple[FaultProxy, httpx.Client]]:
    run(catalogue, _MANY, text="x" * 20_000)
    with (
        faulty(catalogue) as (proxy, settings),
        served(
            settings,
            CLIENT_TIMEOUT=str(PATIENCE),
            OPERATION_TIMEOUT=str(LONGEST),
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
    """Give an operation that compares each of 10,000 practices with each, in vain."""
    query = """query ($text: String!) { goodPractices(first: 1, where: {slug: {contains: "zz"},
        topics: {none: {node: {practices: {none: {node: {summary: {contains: $text}}}}}}}}
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


def test_the_usual_times_keep_the_promises() -> None:
    assert Times.client < 10
    assert Times.stop < 10
    assert Times.operation == 10
    assert Capacity.max_connections > 250


STALLED = {
    "nothing": (b"", b""),
    "half a head": (b"POST /graphql HTTP/1.1\r\n", b""),
    "a head, drop by drop": (b"POST /graphql HTTP/1.1\r\n", b"x"),
    "half a body": (request_bytes(KEPT)[:-5], b""),
    "a body, drop by drop": (request_bytes({"query": " " * 500})[:-400], b" "),
    "empty lines": (b"\r\n", b"\r\n"),
    "empty lines after a request": (b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n", b"\r\n"),
}


@pytest.mark.parametrize(("first", "drop"), STALLED.values(), ids=STALLED)
def test_who_stalls_is_closed(service: httpx.Client, first: bytes, drop: bytes) -> None:
    begun = time.monotonic()
    with connected(service) as wire:
        wire.settimeout(0.2)
        wire.sendall(first)
        received = b""
        while True:
            assert time.monotonic() - begun < PATIENCE + LATE
            try:
                part = wire.recv(65536)
            except TimeoutError:
                wire.sendall(drop)
                continue
            if not part:
                break
            received += part
    assert time.monotonic() - begun > PATIENCE * 0.9
    is_told = first != b""
    assert (b" 408 " in received and b'"REQUEST_TIMEOUT"' in received) == is_told


def test_two_hundred_that_stall_harm_nobody(service: httpx.Client) -> None:
    with ExitStack() as stack:
        stalled = [stack.enter_context(connected(service)) for _ in range(200)]
        for number, wire in enumerate(stalled):
            wire.sendall(list(STALLED.values())[1 + number % 3][0])
        slowest = 0.0
        for number in range(50):
            begun = time.monotonic()
            assert service.post("/graphql", json=fresh() if number % 2 else KEPT).status_code == 200
            slowest = max(slowest, time.monotonic() - begun)
        assert slowest < LATE
        for wire in stalled:
            read_all(wire)


def test_who_does_not_read_its_answer_is_cut_off(service: httpx.Client) -> None:
    """10 MB are more than what lies between holds; they would stay in memory for good."""
    with connected(service) as wire:
        wire.sendall(request_bytes(LARGE) * 8)
        time.sleep(2 * PATIENCE + LATE)
        received = 0
        with suppress(ConnectionResetError):
            while part := wire.recv(65536):
                received += len(part)
    assert received < 7 * 67 * 20_000
    assert len(service.post("/graphql", json=LARGE).content) > 67 * 20_000
    assert service.post("/graphql", json=KEPT).status_code == 200


def transactions(settings: DatabaseSettings) -> int:
    """How many transactions of the service read in the database."""
    with GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password)) as driver:
        found = driver.execute_query(
            "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'GoodPractice'"
            " AND NOT currentQuery CONTAINS 'SHOW' RETURN count(*) AS number",
            database_=settings.database,
        )
    number: int = found.records[0]["number"]
    return number


def test_a_client_that_hangs_up_ends_its_query(
    service: httpx.Client, catalogue: DatabaseSettings
) -> None:
    with connected(service) as wire:
        wire.sendall(request_bytes(slow()))
        seconds_until(lambda: transactions(catalogue) == 1, LONGEST / 2)
    assert seconds_until(lambda: transactions(catalogue) == 0, LONGEST) < LONGEST / 2


def test_an_operation_has_an_end_and_so_has_its_query(
    service: httpx.Client, catalogue: DatabaseSettings
) -> None:
    """Slowness is not taken for silence."""
    begun = time.monotonic()
    response = service.post("/graphql", json=slow())
    assert LONGEST <= time.monotonic() - begun < LONGEST + LATE
    assert response.status_code == 503
    assert details_of(response) == {"code": "DEADLINE_EXCEEDED", "seconds": LONGEST}
    seconds_until(lambda: transactions(catalogue) == 0, 3)


def test_who_shares_a_read_keeps_it_when_another_hangs_up(
    proxy: FaultProxy, service: httpx.Client
) -> None:
    proxy.delay = 0.4
    same = fresh()
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


def test_clients_that_vanish_leave_the_pool_whole(
    service: httpx.Client, catalogue: DatabaseSettings
) -> None:
    """They leave while they read, or wait for it, or are refused."""
    for pause in (0.0, 0.3):
        wires = [connected(service) for _ in range(250)]
        for number, wire in enumerate(wires):
            wire.sendall(request_bytes(fresh() if number % 10 else slow()))
        time.sleep(pause)
        for wire in wires:
            wire.close()
    seconds_until(lambda: transactions(catalogue) == 0, LONGEST)
    assert statuses(service) == {200: 100}


def test_beyond_what_can_be_answered_in_time_clients_are_told_so(
    proxy: FaultProxy, service: httpx.Client
) -> None:
    """20 may read or wait."""
    proxy.delay = 0.3
    refused: list[httpx.Response] = []

    def ask(_: int) -> int:
        with httpx.Client(base_url=service.base_url, timeout=20) as client:
            response = client.post("/graphql", json=fresh())
        if response.status_code == 503:
            refused.append(response)
        return response.status_code

    try:
        with ThreadPoolExecutor(60) as pool:
            counted = Counter(pool.map(ask, range(60)))
    finally:
        proxy.delay = 0
    assert counted[200] >= 20
    assert counted[503] >= 20
    assert counted.total() == counted[200] + counted[503]
    for response in refused:
        assert response.headers["retry-after"] == "1"
        assert details_of(response) == {"code": "OVERLOADED", "allowed": 20}
    assert is_ready(service)


def test_connections_have_a_bound() -> None:
    with served(NOBODY, MAX_CONNECTIONS="5") as service, ExitStack() as stack:
        with connected(service):
            pass  # `service` has one itself
        for _ in range(4):
            stack.enter_context(connected(service))
        with connected(service) as wire:
            received = read_all(wire)
        assert received.startswith(b"HTTP/1.1 503 ")
        assert b"retry-after: 1" in received
        assert b'"OVERLOADED"' in received
