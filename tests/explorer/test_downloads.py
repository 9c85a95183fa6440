"""The data of a page in pages of a list, up to a limit; no database."""

from graph_service.explorer.downloads import first_variables, merged
from graph_service.explorer.pages.page import Page, next_address
from graph_service.explorer.parts.address import Address, parse_address
from graph_service.explorer.parts.facts import next_cursor
from graph_service.explorer.site import Site
from graph_service.model.json import Json

SITE = Site()


def page_of(text: str) -> tuple[Page, Address]:
    path, _, query = text.partition("?")
    address = parse_address(path, query)
    assert address is not None
    page = SITE.find(address)
    assert page is not None
    return page, address


def answer(*slugs: str, after: str | None) -> dict[str, Json]:
    info = {"hasNextPage": after is not None, "endCursor": after}
    nodes = [{"slug": slug} for slug in slugs]
    return {"topics": {"totalCount": 3, "nodes": nodes, "pageInfo": info}, "catalogue": None}


def test_the_extension_names_the_format() -> None:
    _, address = page_of("/en/topics/shelter.csv")
    assert (address.segments, address.format) == (("topics", "shelter"), "csv")
    assert str(address) == "/en/topics/shelter.csv"
    assert str(address.to("topics")) == "/en/topics"
    page, address = page_of("/pt.json")
    assert (page.path, str(address)) == ((), "/pt.json")


def test_a_download_begins_at_the_first_row_with_the_filters_of_the_page() -> None:
    page, shown = page_of("/en/topics?scheme=subject&before=abc")
    address = shown.in_format("json")
    assert str(address) == "/en/topics.json?scheme=subject"
    variables = {k: v for k, v in first_variables(page, address).items() if v is not None}
    assert variables == {"scheme": ["SUBJECT"], "orderBy": [{"name": "ASC"}], "first": 100}


def test_pages_of_a_list_become_one() -> None:
    page, address = page_of("/en/topics.csv?scheme=subject")
    first, second = answer("a", "b", after="x"), answer("c", after="y")
    assert next_cursor(first["topics"]) == "x"
    whole = merged(page, [first, second])
    assert whole["topics"] == answer("a", "b", "c", after="y")["topics"]
    following = next_address(address, whole["topics"])
    assert str(following) == "/en/topics.csv?scheme=subject&after=y"
    assert next_cursor(answer("c", after=None)["topics"]) is None
