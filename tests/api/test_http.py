"""The service as its users meet it: a process of its own, over HTTP, on a real Neo4j."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph_service.settings import DatabaseSettings

PILOT = (Path(__file__).parents[1] / "cases" / "pilot" / "operation.graphql").read_text()
NOBODY = "bolt://127.0.0.1:1"


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def _served(settings: DatabaseSettings, **changed: str) -> Iterator[httpx.Client]:
    """Run `graph-service serve`, and end it by SIGTERM."""
    port = _free_port()
    environ = {
        **os.environ,
        "NEO4J_URI": settings.uri,
        "NEO4J_USER": settings.user,
        "NEO4J_PASSWORD": settings.password,
        "NEO4J_DATABASE": settings.database,
        "PORT": str(port),
        **changed,
    }
    process = subprocess.Popen([sys.executable, "-m", "graph_service", "serve"], env=environ)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            _await(client)
            yield client
    finally:
        process.terminate()
        assert process.wait(10) == 0


def _await(client: httpx.Client) -> None:
    for _ in range(200):
        try:
            client.get("/healthz")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the service doesn't answer")


@pytest.fixture(scope="module")
def service(catalogue: DatabaseSettings) -> Iterator[httpx.Client]:
    with _served(catalogue) as client:
        yield client


def _post(client: httpx.Client, body: Mapping[str, Any], **headers: str) -> httpx.Response:
    return client.post("/graphql", json=body, headers=headers)


def test_post_and_get_give_the_same(service: httpx.Client) -> None:
    posted = _post(service, {"query": PILOT})
    got = service.get("/graphql", params={"query": PILOT})
    assert posted.status_code == got.status_code == 200
    assert posted.json()["data"]["exchangeVisits"]["totalCount"] == 3
    assert posted.content == got.content


def test_variables_and_operation_name(service: httpx.Client) -> None:
    query = "query A($i: String!) { country(by: {iso3: $i}) { name } } query B { __typename }"
    body = {"query": query, "variables": {"i": "PER"}, "operationName": "A"}
    assert _post(service, body).json() == {"data": {"country": {"name": "Perú"}}}
    params = {"query": query, "variables": '{"i": "PER"}', "operationName": "A"}
    assert service.get("/graphql", params=params).json() == {"data": {"country": {"name": "Perú"}}}


@pytest.mark.parametrize(
    ("content", "content_type", "part"),
    [
        (b"null", "application/json", "JSON object"),
        (b"[]", "application/json", "JSON object"),
        (b"{", "application/json", "no JSON"),
        (b'"\xff"', "application/json", "no JSON"),
        (b'{"query": 1}', "application/json", '"query"'),
        (b'{"query": "{__typename}", "variables": []}', "application/json", '"variables"'),
        (b"{__typename}", "text/plain", "application/json"),
    ],
)
def test_bad_bodies(service: httpx.Client, content: bytes, content_type: str, part: str) -> None:
    response = service.post("/graphql", content=content, headers={"content-type": content_type})
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert part in error["message"]


def test_media_types(service: httpx.Client) -> None:
    modern, old = "application/graphql-response+json", "application/json"
    for accepted in (modern, old):
        response = _post(service, {"query": "{ __typename }"}, accept=accepted)
        assert response.headers["content-type"] == f"{accepted}; charset=utf-8"


def test_ready_healthy_and_schema(service: httpx.Client) -> None:
    assert service.get("/readyz").json()["status"] == "ready"
    assert service.get("/healthz").status_code == 200
    assert "type ExchangeVisit implements Entry & Node" in service.get("/schema.graphql").text


def test_strangers_learn_nothing_of_a_database_that_is_away(catalogue: DatabaseSettings) -> None:
    with _served(catalogue, NEO4J_URI=NOBODY) as client:
        response = _post(client, {"query": "{ catalogue { licence } }"})
        assert response.status_code == 503
        (error,) = response.json()["errors"]
        assert error["extensions"] == {"code": "DATABASE_UNAVAILABLE"}
        assert "127.0.0.1" not in response.text
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
        assert _post(client, {"query": "{ __typename }"}).json() == {
            "data": {"__typename": "Query"}
        }
