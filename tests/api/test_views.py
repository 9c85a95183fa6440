"""Every view of the explorer: its address gives it again; CSV, XLSX, JSON and query have its rows.

The views are those of the declared pages, with a filter of each kind and each order that they have.
"""

import csv
import io
import re
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import orjson
import pytest
from openpyxl import load_workbook

from graph_service.explorer.downloads import csv_content
from graph_service.explorer.pages.lists import PAGE_SIZE, ListPage
from graph_service.explorer.pages.page import Page
from graph_service.explorer.parts.address import PAGING, Address, parse_address
from tests.api.asking import asked, nodes_of
from tests.explorer.views import SHOWN, example_of, name_of
from tests.sizes import part_of, size

FILTERED = size("VIEWS", small=1, whole=100)
"""How many filters and orders of each page are tried."""

SHORTENED = {"planning"}
"""Pages that say how many more entries their table has."""

pytestmark = pytest.mark.proof


def text_of(pages: httpx.Client, address: object) -> str:
    response = pages.get(str(address), headers={"Accept": "text/html"})
    assert response.status_code == 200, f"{address}: {response.text}"
    return response.text


def links_of(html: str) -> list[str]:
    return [unescape(address) for address in re.findall(r'href="([^"]*)"', html)]


def views_of(page: Page, pages: httpx.Client) -> list[Address]:
    """Return the example of a page, then with one value of each filter, and in each order."""
    path, _, query = f"/es{example_of(page)}".partition("?")
    shown = parse_address(path, query)
    assert shown is not None
    found: dict[str, Address] = {}
    for link in links_of(text_of(pages, shown)):
        target, _, parameters = link.partition("?")
        address = parse_address(target, parameters)
        if address and address.segments == shown.segments and not address.format:
            (*_, (name, value)) = address.query or ((query, ""),)
            is_filter = value and name not in PAGING and (name, value) not in shown.query
            if is_filter and address.language == "es":
                found.setdefault(name, address)
    if isinstance(page, ListPage):
        found |= {f"sort {name}": shown.with_values("sort", (name,)) for name in page.orders}
    return [shown, *list(found.values())[:FILTERED]]


def all_data(pages: httpx.Client, page: Page, download: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to the query that a download names, with all pages of a list."""
    query, variables = download["query"], download["variables"]
    data = asked(pages, query, variables)
    name = page.listed or ""
    listed = data.get(name, {})
    last = listed
    while listed and last["pageInfo"]["hasNextPage"]:
        variables = {**variables, "after": last["pageInfo"]["endCursor"]}
        last = asked(pages, query, variables)[name]
        for key in {"nodes", "edges"} & set(last):
            listed[key] += last[key]
    if listed:
        listed["pageInfo"] = last["pageInfo"]
    return data


@pytest.mark.parametrize("page", part_of(SHOWN, 2), ids=name_of)
def test_a_view_has_the_same_rows_in_every_form(pages: httpx.Client, page: Page) -> None:
    views = views_of(page, pages)
    for shown in views:
        html = text_of(pages, shown)
        links = [link.removeprefix(str(pages.base_url).rstrip("/")) for link in links_of(html)]
        canonical = replace(shown, segments=shown.segments[1:]) if page.is_framed else shown
        assert str(canonical.canonical()) in links
        download = pages.get(str(shown.in_format("json"))).json()
        assert text_of(pages, download["address"]) == html

        data = all_data(pages, page, download)
        assert data == download["data"], shown
        if not page.is_framed:  # it links the page of which it is a part, which has all of this
            _has_the_rows_of_its_query(pages, page, data, links)
        if page.has_table:
            table = shown.with_values("headings", ("api",)).in_format("csv")
            content = pages.get(str(table)).content
            assert content == csv_content(page, table, data), shown
            _has_the_entries_of_its_table(page, shown, data, content, links)
            _is_the_same_workbook(pages.get(str(table.in_format("xlsx"))).content, content)
            if isinstance(page, ListPage):
                (total,) = re.findall(r'class="result-count"><span role="status">([\d.]+) ', html)
                assert content.count(b"\r\n") == int(total.replace(".", "")) + 1
    if isinstance(page, ListPage):
        assert len(views) > 1, "a list has filters or orders"


def _has_the_rows_of_its_query(
    pages: httpx.Client, page: Page, data: dict[str, Any], links: list[str]
) -> None:
    """The query that GraphiQL shows gives the rows of the page."""
    (graphiql,) = (link for link in links if link.startswith("/graphql?"))
    opened = {name: values[0] for name, values in parse_qs(urlsplit(graphiql).query).items()}
    answer = asked(pages, opened["query"], orjson.loads(opened["variables"]))
    if page.listed is None:
        assert answer == data
        return
    shown = [node.get("id") for node in nodes_of(answer[page.listed])]
    assert shown == [node.get("id") for node in nodes_of(data[page.listed])][: len(shown)]
    if isinstance(page, ListPage) and answer[page.listed]["pageInfo"]["hasNextPage"]:
        shown = shown[:PAGE_SIZE]  # those after are on the page only if they are the last ones
    targets = [str(Address("es").to_entry(i)) for i in shown if i and Address("es").to_entry(i)]
    # A search may name its first result above, too.
    found = [*dict.fromkeys(link for link in links if link in targets)]
    assert found[: len(targets)] == targets


def _is_the_same_workbook(workbook: bytes, content: bytes) -> None:
    """A workbook has the cells of the CSV."""
    (sheet,) = load_workbook(io.BytesIO(workbook)).worksheets
    rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    assert rows == list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _has_the_entries_of_its_table(
    page: Page, shown: Address, data: dict[str, Any], content: bytes, links: list[str]
) -> None:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    release = str(data["catalogue"]["release"]["number"])
    assert {row["release"] for row in rows} <= {release}, shown
    if page.listed:
        assert len(rows) == len(nodes_of(data[page.listed])), shown
        return
    assert rows or shown.query, shown  # a filter may leave nothing
    for row in rows:
        target = shown.to_entry(row.get("id") or "")
        known = target is None or name_of(page) in SHORTENED or str(target) in links
        assert known, (shown, row)
