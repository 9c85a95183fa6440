"""The data of pages as JSON, CSV and XLSX: the same rows as the query that each of them names."""

import csv
import io
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import orjson
import pytest
from openpyxl import load_workbook

from graph_service.explorer.parts.languages import day_in_words
from tests.api.asking import asked, nodes_of

FILTERED = ["good-practices?countries=cri&sort=transfers", "sources?text=OIM&language=es"]
"""With words, or more than one filter; test_views.py has the others."""
OF_COSTA_RICA = {
    "gp-corett-estadistica", "gp-cri-eri", "gp-cri-hoja-ruta", "gp-cri-mep-2019",
    "gp-cri-protocolo-nna", "gp-cri-turismo", "gp-crm-lineamientos", "gp-llama-y-vive",
}  # fmt: skip


def download(pages: httpx.Client, view: str, extension: str) -> httpx.Response:
    path, _, query = view.partition("?")
    response = pages.get(f"/es/{path}.{extension}{query and '?'}{query}")
    assert response.status_code == 200, response.text
    return response


def table(pages: httpx.Client, view: str) -> list[dict[str, str]]:
    """Return the CSV with the headings for programs."""
    path, _, query = view.partition("?")
    return rows(download(pages, f"{path}?{query}{query and '&'}headings=api", "csv"))


def sheet(pages: httpx.Client, address: str) -> list[tuple[object, ...]]:
    response = pages.get(address)
    assert response.status_code == 200, response.text
    (opened,) = load_workbook(io.BytesIO(response.content)).worksheets
    return list(opened.values)


def rows(response: httpx.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("view", FILTERED)
def test_the_forms_of_a_filtered_list_have_the_same_rows(pages: httpx.Client, view: str) -> None:
    found = orjson.loads(download(pages, view, "json").content)
    (key,) = (name for name, value in found["data"].items() if "pageInfo" in value)
    ids: list[str] = []
    variables = found["variables"]
    while True:
        listed = asked(pages, found["query"], variables)[key]
        ids += [node["id"] for node in nodes_of(listed)]
        if not listed["pageInfo"]["hasNextPage"]:
            break
        variables = {**variables, "after": listed["pageInfo"]["endCursor"]}
    assert len(ids) == listed["totalCount"] > 0
    assert [node["id"] for node in nodes_of(found["data"][key])] == ids
    lines = table(pages, view)
    assert [line["id"] for line in lines] == ids
    assert {line["release"] for line in lines} == {"1"}
    assert found["release"]["number"] == 1
    assert pages.get(found["address"]).status_code == 200


def test_the_rows_are_those_of_the_files(pages: httpx.Client) -> None:
    """Worked out from seeds/good-practices (`countries: cri`) and seeds/knowledge-transfers."""
    lines = {line["slug"]: line for line in table(pages, FILTERED[0])}
    assert set(lines) == OF_COSTA_RICA
    eri = lines["gp-cri-eri"]
    assert (eri["countriesIds"], eri["countriesCount"]) == ("Country:cri", "1")
    assert (eri["started"], eri["transfers"]) == ("2009", "2")
    assert lines["gp-llama-y-vive"]["started"] == "2006-05-10"
    assert lines["gp-cri-protocolo-nna"]["transfers"] == "0"
    statements = table(pages, "good-practices/gp-cri-eri")
    transfers = {line["id"] for line in statements if line["field"] == "transfers"}
    assert transfers == {"KnowledgeTransfer:kt-cri-eri-hnd", "KnowledgeTransfer:kt-cri-eri-pan"}


def test_a_page_links_its_data_and_opens_its_query(pages: httpx.Client) -> None:
    page = pages.get("/es/topics?scheme=subject&sort=name").text
    links = [unescape(address) for address in re.findall(r'href="([^"]*)"', page)]
    for extension in ("json", "csv", "xlsx"):
        assert links.count(f"/es/topics.{extension}?scheme=subject&sort=name") >= 1
    assert ">Hoja de Excel (XLSX)</a>" in page
    (graphiql,) = (link for link in links if link.startswith("/graphql?"))
    asked_for = parse_qs(urlsplit(graphiql).query)
    assert orjson.loads(asked_for["variables"][0]) == {
        "scheme": ["SUBJECT"], "orderBy": [{"name": "ASC"}], "first": 35, "lang": "ES",
    }  # fmt: skip
    editor = pages.get(graphiql, headers={"Accept": "text/html"})
    assert "graphiql.js" in editor.text
    release = orjson.loads(download(pages, "topics", "json").content)["release"]
    day = day_in_words(release["loadedAt"], "es")
    cited = (
        f"[conjunto de datos], versión {release['checksum'][:16]}, {day}. CC BY 4.0."
        f" {str(pages.base_url).rstrip('/')}/es/topics?scheme=subject"
    )
    assert cited in unescape(page)


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        (
            "es",
            (
                "id",
                "slug",
                "Nombre",
                "Esquema",
                "Buenas prácticas",
                "Visitas y encuentros",
                "Edición",
            ),
        ),
        (
            "en",
            ("id", "slug", "Name", "Scheme", "Good practices", "Visits and meetings", "Release"),
        ),
        ("pt", ("id", "slug", "Nome", "Esquema", "Boas práticas", "Visitas e encontros", "Edição")),
    ],
)
def test_the_headings_of_a_list_are_in_the_language_of_its_address(
    pages: httpx.Client, language: str, headings: tuple[str, ...]
) -> None:
    for query in ("", "?headings=labels"):
        assert sheet(pages, f"/{language}/topics.xlsx{query}")[0] == headings
        line, *_ = pages.get(f"/{language}/topics.csv{query}").text.splitlines()
        assert line == f"\ufeff{','.join(headings)}"
    fields = ("id", "slug", "name", "scheme", "practices", "visits", "release")
    assert sheet(pages, f"/{language}/topics.xlsx?headings=api")[0] == fields


def test_downloads_are_files_that_clients_cache(pages: httpx.Client) -> None:
    response = download(pages, "topics", "csv")
    assert response.headers["content-type"].startswith("text/csv; charset=utf-8")
    name = 'attachment; filename="topics-release-1.csv"'
    assert response.headers["content-disposition"] == name
    assert response.headers["link"] == '</es/topics>; rel="alternate"; type="text/html"'
    for extension in ("csv", "xlsx"):
        etag = download(pages, "topics", extension).headers["etag"]
        again = pages.get(f"/es/topics.{extension}", headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/es/topics.csv?sort=none", 400, "BAD_USER_INPUT"),
        ("/es/topics.xlsx?headings=none", 400, "BAD_USER_INPUT"),
        ("/es/topics.json?after=none", 400, "BAD_USER_INPUT"),
        ("/es/topics/none.csv", 404, "NOT_FOUND"),
        ("/es.csv", 404, "NOT_FOUND"),
        ("/es/topics.pdf", 404, None),
    ],
)
def test_wrong_addresses_are_explained(
    pages: httpx.Client, path: str, status: int, code: str | None
) -> None:
    response = pages.get(path)
    assert response.status_code == status
    if code:
        assert response.json()["errors"][0]["extensions"]["code"] == code


def test_without_a_database_a_download_says_so(offline_service: httpx.Client) -> None:
    response = offline_service.get("/pt/topics.csv")
    assert (response.status_code, response.headers["retry-after"]) == (503, "1")
    assert response.json()["errors"][0]["extensions"]["code"] == "DATABASE_UNAVAILABLE"


@pytest.mark.parametrize(
    ("view", "columns", "count", "expected"),
    [
        ("exchanges?country=hnd", ("from", "to", "count", "phase", "lastKnown"), 3,
         [("Country:hnd", "Country:pan", "2", "Exploración", "2022"),
          ("Country:cri", "Country:hnd", "1", "Exploración", "../2018-10-09")]),
        ("exchanges/visits?kind=internship", ("from", "to", "count", "learning", "mutual"), 4,
         [("Country:cri", "Country:hnd", "1", "1", "0")]),
        ("topics/shelter?country=pan", ("id", "country", "countryStage"), 6,
         [("GoodPractice:gp-gtm-albergue", "pan", "")]),
        ("topics/hotline?country=ecu",
         ("id", "reachedCountriesCount", "sourcesCount", "countryStage", "countryLastKnown"), 6,
         [("GoodPractice:gp-llama-y-vive", "7", "3", "Implementada", "../2007-02-23")]),
        ("timeline", ("year", "visits", "events", "agreements", "visitsBy", "eventsBy"), 20,
         [("2018", "8", "4", "1", "5", "3")]),
        ("timeline/2018", ("series", "id", "date"), 8 + 5 + 4 + 3 + 1 + 1,
         [("agreements", "Agreement:agr-ecu-per-arenillas", "2018-10-19")]),
        ("overview", ("what", "count"), 83,
         [("sources", "809"), ("countriesNeverHosting", "3"), ("heldFollowed", "16"),
          ("heldUsed STUDY_VISIT", "1"), ("transfers VISITED", "6"),
          ("transfers EXPLORATION undated", "2")]),
    ],
)  # fmt: skip
def test_the_tables_of_overviews_have_what_the_seeds_say(
    pages: httpx.Client,
    view: str,
    columns: tuple[str, ...],
    count: int,
    expected: list[tuple[str, ...]],
) -> None:
    found = table(pages, view)
    assert len(found) == count
    assert set(expected) <= {tuple(row[name] for name in columns) for row in found}
