"""The service as users see it: a process of its own, over HTTP, with a real Neo4j."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph_service.settings import DatabaseSettings
from tests.api.serving import served

PILOT = (Path(__file__).parents[1] / "cases" / "pilot" / "operation.graphql").read_text()


@pytest.fixture(scope="module")
def service(catalogue: DatabaseSettings) -> Iterator[httpx.Client]:
    with served(catalogue) as client:
        yield client


def _post(client: httpx.Client, body: Mapping[str, Any], **headers: str) -> httpx.Response:
    return client.post("/graphql", json=body, headers=headers)


def test_post_and_get_return_the_same(service: httpx.Client) -> None:
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


def test_ready_healthy_and_schema(service: httpx.Client) -> None:
    assert service.get("/readyz").json()["status"] == "ready"
    assert service.get("/healthz").status_code == 200
    assert "type ExchangeVisit implements Entry & Node" in service.get("/schema.graphql").text


def test_errors_hide_the_address_of_the_database(offline_service: httpx.Client) -> None:
    response = _post(offline_service, {"query": "{ catalogue { licence } }"})
    assert response.status_code == 503
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "DATABASE_UNAVAILABLE"
    assert "127.0.0.1" not in response.text
    assert offline_service.get("/readyz").status_code == 503
    assert offline_service.get("/healthz").status_code == 200
    answer = _post(offline_service, {"query": "{ __typename }"})
    assert answer.json() == {"data": {"__typename": "Query"}}
