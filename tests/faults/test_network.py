"""Network faults between the service and its database, and the promises that still hold."""

import datetime as dt
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from graph_service.settings import DatabaseSettings
from tests.api.serving import details_of, served
from tests.faults.clients import (
    CACHEABLE,
    is_ready,
    running_clients,
    seconds_until,
    statuses,
    uncacheable,
)
from tests.faults.proxy import FaultProxy, faulty

ANSWERED = 5.0
"""Seconds within which every request is answered while the database is unreachable."""
DROPPED = 2.0
"""The same, while a connection was dropped silently."""
REJECTED = 1.0
"""The same, once the service has noticed."""
SOON = dt.timedelta(seconds=REJECTED)
BACK = 10.0


@pytest.fixture(scope="module")
def proxied(catalogue: DatabaseSettings) -> Iterator[tuple[FaultProxy, httpx.Client]]:
    """The service with its default timeouts, behind a proxy."""
    with faulty(catalogue) as (proxy, settings), served(settings) as client:
        seconds_until(lambda: is_ready(client), 20)
        yield proxy, client


@pytest.fixture
def proxy(proxied: tuple[FaultProxy, httpx.Client]) -> FaultProxy:
    return proxied[0]


@pytest.fixture
def service(proxied: tuple[FaultProxy, httpx.Client]) -> Iterator[httpx.Client]:
    """The service; after each test, it must answer 100 of 100 requests."""
    yield proxied[1]
    assert statuses(proxied[1]) == {200: 100}


def test_most_requests_succeed_through_resets(proxy: FaultProxy, service: httpx.Client) -> None:
    with running_clients(service) as clients:
        for _ in range(3):
            time.sleep(0.7)
            proxy.reset()
        time.sleep(0.7)
    counted = Counter(answer.status for answer in clients.answers)
    assert counted[200] >= 0.9 * counted.total()
    assert set(counted) <= {200, 503}
    assert max(answer.seconds for answer in clients.answers) < ANSWERED
    assert is_ready(service)


def test_a_cut_off_answer_is_read_again(proxy: FaultProxy, service: httpx.Client) -> None:
    """The reset happens within the answer of about 15 kB, on the only connection."""
    query = {"query": "{ goodPractices(first: 67) { nodes { name summary(lang: ES) } } }"}
    whole = service.post("/graphql", json=query).json()
    again = {"query": query["query"].replace("{ name", "{ name slug")}
    proxy.reset_after(6_000)
    response = service.post("/graphql", json=again)
    assert response.status_code == 200
    names = [node["name"] for node in response.json()["data"]["goodPractices"]["nodes"]]
    assert names == [node["name"] for node in whole["data"]["goodPractices"]["nodes"]]
    assert proxy.broken_off == 1


@pytest.mark.parametrize("forget", [False, True], ids=["the network returns", "it forgot"])
def test_a_black_hole(proxy: FaultProxy, service: httpx.Client, forget: bool) -> None:
    """/healthz must succeed throughout. The pool is full of idle connections."""
    proxy.delay = 0.2
    with ThreadPoolExecutor(40) as pool:
        list(pool.map(lambda _: service.post("/graphql", json=uncacheable()), range(40)))
    proxy.delay = 0
    assert len(proxy.links) > 20
    with running_clients(service) as clients:
        time.sleep(0.5)
        started = time.monotonic()
        proxy.black_hole()
        away = seconds_until(lambda: not is_ready(service), ANSWERED)
        time.sleep(1)
        assert service.get("/healthz").status_code == 200
        noticed = started + away + 0.5
        time.sleep(2)
        proxy.heal(forget=forget)
        seconds_until(lambda: is_ready(service), BACK)
    during = clients.since(started)
    assert max(answer.seconds for answer in during) < ANSWERED
    rejected = [answer for answer in clients.since(noticed) if answer.status == 503]
    assert len(rejected) > 20
    assert max(answer.seconds for answer in rejected) < REJECTED
    assert {answer.status for answer in during} <= {200, 503}


def test_a_connection_that_is_dropped_silently(proxy: FaultProxy, service: httpx.Client) -> None:
    """Whether a read, the probe of all cached answers, or the heartbeat uses it."""
    with running_clients(service) as clients:
        for _ in range(5):
            time.sleep(1.5)
            proxy.drop_busiest()
        time.sleep(1.5)
    assert {answer.status for answer in clients.answers} == {200}
    assert len(clients.answers) > 200
    assert 1 < max(answer.seconds for answer in clients.answers) < DROPPED


def test_several_connections_that_are_dropped_silently(
    proxy: FaultProxy, service: httpx.Client
) -> None:
    """One read after the other gets another connection."""
    with running_clients(service) as clients:
        time.sleep(1)
        proxy.drop_busiest(3)
        time.sleep(4)
    assert {answer.status for answer in clients.answers} == {200}
    assert max(answer.seconds for answer in clients.answers) < ANSWERED


def test_an_unreadable_answer(proxy: FaultProxy, service: httpx.Client) -> None:
    """Only the heartbeat uses the database, and must survive the driver's ValueError."""
    proxy.may_corrupt = True
    seconds_until(lambda: not proxy.may_corrupt, 5)
    proxy.black_hole()
    assert service.post("/graphql", json=uncacheable()).status_code == 503
    seconds_until(lambda: service.post("/graphql", json=uncacheable()).elapsed < SOON, ANSWERED)
    proxy.heal()
    seconds_until(lambda: is_ready(service), BACK)


def test_rejected_requests_get_retry_after(proxy: FaultProxy, service: httpx.Client) -> None:
    proxy.black_hole()
    response = service.post("/graphql", json=uncacheable())
    proxy.heal()
    assert response.status_code == 503
    assert response.headers["retry-after"] == "1"
    assert details_of(response) == {"code": "DATABASE_UNAVAILABLE"}
    seconds_until(lambda: service.post("/graphql", json=CACHEABLE).status_code == 200, BACK)
