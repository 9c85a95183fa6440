"""/openapi.json: valid, complete, and what was worked out by hand of some pages; no database."""

import re
from typing import Any

import httpx
import pytest
import schemathesis

import graph_service
from graph_service.explorer.pages import PAGES
from tests.api.serving import NO_DATABASE, served
from tests.explorer.views import SHOWN


@pytest.fixture(scope="module")
def described(offline_service: httpx.Client) -> dict[str, Any]:
    response = offline_service.get("/openapi.json")
    assert response.headers["content-type"] == "application/json"
    etag = {"if-none-match": response.headers["etag"]}
    assert offline_service.get("/openapi.json", headers=etag).status_code == 304
    found: dict[str, Any] = response.json()
    return found


def get(described: dict[str, Any], path: str) -> dict[str, Any]:
    found: dict[str, Any] = described["paths"][path]["get"]
    return found


def schema_of(operation: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = (each for each in operation["parameters"] if each["name"] == name)
    schema: dict[str, Any] = found["schema"]
    return schema


def test_it_is_valid(described: dict[str, Any]) -> None:
    schemathesis.openapi.from_dict(described).validate()
    assert described["openapi"] == "3.1.0"
    assert described["info"]["version"] == graph_service.__version__  # installed or not


def test_it_uses_all_of_its_components(described: dict[str, Any]) -> None:
    declared = {f"{kind}/{name}" for kind, all_ in described["components"].items() for name in all_}
    assert set(re.findall(r"#/components/([^'\"]+)", str(described))) == declared


def test_every_page_is_described(described: dict[str, Any]) -> None:
    """Not those that only lead elsewhere, nor the parts for frames of other sites."""
    shown = {page for page in PAGES if not page.is_framed}
    paths = [path for path in described["paths"] if path.endswith(".{format}")]
    parts = {tuple(re.sub("{(slug|other|year)}", "*", p[:-9]).split("/")[2:]) for p in paths}
    assert parts == {page.path for page in shown}
    assert {page.path for page in SHOWN if not page.is_framed} <= parts
    assert set(described["paths"]) - {*paths} == {
        "/id/{type}/{slug}", "/id/{type}/{slug}.jsonld", "/id/terms.jsonld",
        "/export/", "/export/{release}/{archive}.zip", "/export/{release}/{archive}.zip.sha256",
    }  # fmt: skip


def test_a_list(described: dict[str, Any]) -> None:
    topics = get(described, "/{language}/topics.{format}")
    assert topics["summary"] == "The list of topics."
    names = [(each["in"], each["name"]) for each in topics["parameters"]]
    in_query = ("text", "scheme", "sort", "match", "after", "headings")
    assert names == [("path", "language"), ("path", "format"), *(("query", n) for n in in_query)]
    assert schema_of(topics, "language")["enum"] == ["es", "en", "pt"]
    assert schema_of(topics, "format")["enum"] == ["json", "csv", "xlsx", "bib", "ris"]
    assert schema_of(topics, "headings")["enum"] == ["labels", "api"]
    assert "subject" in schema_of(topics, "scheme")["items"]["enum"]
    assert {"name", "name-desc", "practices", "visits-asc"} <= {*schema_of(topics, "sort")["enum"]}
    assert set(topics["responses"]) == {"200", "304", "308", "400", "404", "503"}
    assert set(topics["responses"]["200"]["content"]) == {
        "application/json", "text/csv", "application/x-bibtex",
        "application/x-research-info-systems",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }  # fmt: skip


def test_other_pages(described: dict[str, Any]) -> None:
    news = get(described, "/{language}/new.{format}")
    assert schema_of(news, "format")["enum"] == ["json", "atom", "bib", "ris"]
    assert [each["name"] for each in news["parameters"]] == ["language", "format", "country"]
    pair = get(described, "/{language}/countries/{slug}/{other}.{format}")
    assert schema_of(pair, "format")["enum"] == ["json", "csv", "xlsx", "bib", "ris", "png"]
    history = get(described, "/{language}/countries/{slug}/history.{format}")
    assert schema_of(history, "slug")["examples"] == ["hnd"]
    year = get(described, "/{language}/timeline/{year}.{format}")
    assert [each["name"] for each in year["parameters"]][-3:] == ["country", "topic", "headings"]
    types = described["components"]["parameters"]["type"]["schema"]["enum"]
    assert {"GoodPractice", "Topic", "Release"} <= {*types}


def test_pages_at_a_path_of_their_own_and_without_archives() -> None:
    with served(NO_DATABASE, EXPLORER_PATH="/explorer", EXPORT_SPACE="0") as client:
        paths = client.get("/openapi.json").json()["paths"]
        got = client.get("/explorer/en/topics.json", headers={"origin": "https://example.org"})
    assert {"/explorer/{language}/topics.{format}", "/explorer/id/{type}/{slug}"} <= {*paths}
    assert {path.split("/")[1] for path in paths} == {"explorer"}
    assert got.headers["access-control-allow-origin"] == "*"
