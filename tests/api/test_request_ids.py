"""Each response, each error in it and each log line about it has the same id."""

import asyncio
import json
import logging
import re
import socket
from collections.abc import AsyncIterator

import httpx
import pytest

from graph_service.api.app import App
from graph_service.settings import DatabaseSettings, ServeSettings
from graph_service.telemetry import CURRENT_REQUEST, RequestRecord
from tests.api.serving import cold_app
from tests.graphs import run

GENERATED = re.compile("[0-9a-f]{16}")
SAFE = "Client-1.a_b~c:d/e+f=g@h"
TOO_MANY = "{ countries { nodes { name } } }"
NAMELESS = "MATCH (n:Country {iso3: 'PER'}) SET n.name = null, n.nameEs = null"
NAMED = "MATCH (n:Country {iso3: 'PER'}) SET n.name = 'Perú', n.nameEs = 'Perú'"


@pytest.fixture(scope="module")
async def app(own_catalogue: DatabaseSettings) -> AsyncIterator[App]:
    app = cold_app(ServeSettings(database=own_catalogue))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def client(app: App) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as opened:
        yield opened


def errors_of(response: httpx.Response) -> list[str]:
    return [error["extensions"]["requestId"] for error in response.json()["errors"]]


@pytest.mark.parametrize("sent", [SAFE, "x" * 64])
async def test_a_clients_id_is_returned(client: httpx.AsyncClient, sent: str) -> None:
    for path in ("/graphql", "/nowhere"):
        response = await client.post(path, json=1, headers={"x-request-id": sent})
        assert response.headers.get_list("x-request-id") == [sent]
        assert errors_of(response) == [sent]


@pytest.mark.parametrize("sent", ["", "x" * 65, "a b", "a\tb", "<b>", '"', "a,b", "\u00e9", "{"])
async def test_other_ids_are_replaced(client: httpx.AsyncClient, sent: str) -> None:
    headers = [(b"x-request-id", sent.encode())]
    response = await client.post("/graphql", json=1, headers=headers)
    (made,) = errors_of(response)
    assert GENERATED.fullmatch(made)
    assert response.headers["x-request-id"] == made


async def test_every_request_has_its_own_id(client: httpx.AsyncClient) -> None:
    paths = [
        "/healthz",
        "/readyz",
        "/schema.graphql",
        "/browser/guide.html",
        "/export/",
        "/nowhere",
    ]
    requests = [client.get(path) for path in paths * 3]
    ids = [response.headers["x-request-id"] for response in await asyncio.gather(*requests)]
    assert len(set(ids)) == len(ids)
    assert all(GENERATED.fullmatch(id_) for id_ in ids)


async def test_requests_that_share_an_answer_have_their_own_ids(
    client: httpx.AsyncClient, app: App, own_catalogue: DatabaseSettings
) -> None:
    """A non-null name has no value: an error beside data, which is cached with it."""
    query = {"query": '{ country(by: {iso3: "PER"}) { name } }'}
    run(own_catalogue, NAMELESS)
    try:
        for _ in range(2):
            requests = [
                client.post("/graphql", json=query, headers={"x-request-id": f"r{number}"})
                for number in range(4)
            ]
            answers = await asyncio.gather(*requests)
            assert [errors_of(answer) for answer in answers] == [["r0"], ["r1"], ["r2"], ["r3"]]
            assert answers[0].json()["errors"][0]["extensions"]["code"] == "NULL_VALUE"
    finally:
        run(own_catalogue, NAMED)
    cache = app.graphql.engine.cache
    assert cache is not None
    assert cache.joins >= 3
    assert cache.hits >= 1


async def test_data_has_no_id(client: httpx.AsyncClient) -> None:
    response = await client.post(
        "/graphql", json={"query": "{ __typename }"}, headers={"x-request-id": SAFE}
    )
    assert response.json() == {"data": {"__typename": "Query"}}


async def test_the_id_is_available_during_a_request(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[str] = []

    async def fail(*_: object) -> None:
        known.append(CURRENT_REQUEST.get().id)
        await asyncio.create_task(deeper())
        raise RuntimeError

    async def deeper() -> None:
        known.append(CURRENT_REQUEST.get().id)

    monkeypatch.setattr("graph_service.api.engine.Engine.answer_request", fail)
    await client.post("/graphql", json={"query": "{ __typename }"}, headers={"x-request-id": SAFE})
    assert known == [SAFE, SAFE]
    assert CURRENT_REQUEST.get(None) is None


@pytest.mark.parametrize(
    "sent",
    [b"nonsense\r\n\r\n", b"BREW / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nx: " + b"x" * 70_000],
)
def test_malformed_http_gets_an_id(offline_service: httpx.Client, sent: bytes) -> None:
    address = (offline_service.base_url.host, offline_service.base_url.port or 80)
    with socket.create_connection(address, timeout=5) as wire:
        wire.sendall(sent)
        received = b""
        while part := wire.recv(65536):
            received += part
    head, _, body = received.decode().partition("\r\n\r\n")
    (sent_id,) = re.findall("x-request-id: (.*)\r\n", head)
    assert GENERATED.fullmatch(sent_id)
    assert json.loads(body)["errors"][0]["extensions"]["requestId"] == sent_id


async def test_the_records_of_requests(
    app: App, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    records: list[RequestRecord] = []
    monkeypatch.setattr(app.instrumentation, "observers", (records.append,))
    home = {"query": "query Home { topics(first: 1) { nodes { slug } } }"}
    first = await client.post("/graphql", json=home)
    await client.post("/graphql", json=home)
    await client.post("/graphql", json={"query": "query Wrong { nothing }"})
    await client.get("/nowhere")
    miss, hit, wrong, nowhere = records
    assert (miss.operation, miss.cache, miss.outcome) == (("Home", "query"), "miss", "ok")
    assert (hit.operation, hit.cache, hit.outcome) == (("Home", "query"), "hit", "ok")
    assert (miss.status, miss.bytes) == (hit.status, hit.bytes) == (200, len(first.content))
    assert [wait.what for wait in miss.waits] == ["read"]
    assert [wait.what for wait in hit.waits] == ["newest state"]
    for record in (miss, hit):
        assert 0 < record.database_seconds < record.seconds < 10
    assert (wrong.operation, wrong.cache, wrong.status) == (None, "miss", 400)
    assert wrong.outcome == "GRAPHQL_VALIDATION_FAILED"
    assert wrong.waits == nowhere.waits == ()
    assert (nowhere.path, nowhere.outcome, nowhere.status) == ("/nowhere", "NOT_FOUND", 404)


async def test_the_record_of_a_request_whose_client_disconnected(
    app: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    records: list[RequestRecord] = []
    monkeypatch.setattr(app.instrumentation, "observers", (records.append,))

    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def send(_: object) -> None:
        raise AssertionError("the client has disconnected")

    scope = {
        "type": "http", "method": "POST", "path": "/graphql", "query_string": b"",
        "headers": [(b"content-type", b"application/json"), (b"content-length", b"5")],
    }  # fmt: skip
    with caplog.at_level(logging.DEBUG):
        await app(scope, receive, send)
    (record,) = records
    assert (record.outcome, record.status) == ("gone", 0)
    assert app.instrumentation.in_flight == 0
