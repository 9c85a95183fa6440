"""Suggestions while one types: the page of each, in the language of the address."""

from collections.abc import Iterator

import httpx
import pytest

from graph_service.settings import DatabaseSettings
from tests.api.serving import served


@pytest.fixture(scope="module")
def pages(catalogue: DatabaseSettings) -> Iterator[httpx.Client]:
    with served(catalogue, OPERATION_TIMEOUT="30", EXPLORER_PATH="/explorer") as client:
        yield client


def test_suggestions_lead_to_pages(pages: httpx.Client) -> None:
    """seeds/institutions/cri-conatt.yaml: CONATT is its acronym."""
    response = pages.get("/explorer/es/suggest.json", params={"prefix": "conatt"})
    assert response.status_code == 200
    found = {one["address"]: one for one in response.json()["suggestions"]}
    address = "/explorer/es/institutions/cri-conatt"
    assert (found[address]["matched"], found[address]["type"]) == ("CONATT", "Institución")
    assert pages.get(address).status_code == 200
    tag = {"If-None-Match": response.headers["etag"]}
    again = pages.get("/explorer/es/suggest.json", params={"prefix": "conatt"}, headers=tag)
    assert again.status_code == 304


@pytest.mark.parametrize("prefix", ["", "<script>", "x" * 5_000])
def test_other_beginnings_have_none(pages: httpx.Client, prefix: str) -> None:
    response = pages.get("/explorer/en/suggest.json", params={"prefix": prefix})
    assert response.status_code == 200
    assert response.json() == {"suggestions": []}


def test_without_a_database_there_are_none(offline_service: httpx.Client) -> None:
    response = offline_service.get("/en/suggest.json", params={"prefix": "cri"})
    assert (response.status_code, response.headers["content-type"]) == (503, "application/json")
