"""Parts of pages for other sites: fixed parameters, and the release they were made of."""

import html
import re

import pytest

from graph_service.explorer.pages.page import Page
from graph_service.explorer.parts.address import Address, AddressInvalid, parse_address
from graph_service.explorer.parts.facts import Node
from graph_service.explorer.site import Site
from tests.explorer.test_country_flows import ECUADOR, PERU, pair, paired, transfer

SITE = Site()
PUBLIC = "https://catalogue.example"
FACETS: Node = {"totalCount": 1, "facets": []}


def found(text: str) -> tuple[Page, Address]:
    path, _, query = text.partition("?")
    address = parse_address(path, query)
    assert address is not None
    page = SITE.find(address)
    assert page is not None
    return page, address


def data(release: int) -> Node:
    flows: Node = {"nodes": [pair(PERU, ECUADOR, "SUSTAINMENT", transfer("SUSTAINMENT", "2020"))]}
    found = paired(("SUSTAINMENT", [PERU], [ECUADOR]))["paired"]
    assert isinstance(found, dict)
    released: Node = {
        "number": release,
        "version": "c0ffeec0ffeec0ff",
        "loadedAt": "2026-11-26T10:00:00Z",
        "checksum": "c0ffee",
    }
    return {
        "flows": {**flows, "totalCount": 1},
        "counted": FACETS,
        "paired": {**FACETS, "nodes": found["nodes"], "totalCount": 1},
        "withoutOrigins": FACETS,
        "withoutTargets": FACETS,
        "undated": FACETS,
        "countries": {"nodes": [PERU, ECUADOR]},
        "catalogue": {"release": released},
    }


def rendered(text: str, release: int = 1) -> str:
    page, address = found(text)
    made = SITE.render(page, address, data(release), PUBLIC)
    assert made is not None
    return made.content.decode()


def test_a_page_offers_a_snippet_per_part_with_its_filters_and_the_release() -> None:
    page = rendered("/en/exchanges?country=per&stage=visited&after=x")
    codes = html.unescape(page)
    sources = [html.unescape(source) for source in re.findall(r'iframe src="([^"]*)"', codes)]
    assert sources == [
        "https://catalogue.example/en/embed/exchanges?country=per&stage=visited"
        f"&show={part}&release=1"
        for part in ("map", "matrix", "table")
    ]


@pytest.mark.parametrize(
    ("part", "text"),
    [("map", 'class="map"'), ("matrix", 'class="matrix"'), ("table", 'class="pairs"')],
)
def test_an_embed_is_one_part_that_leads_to_the_page(part: str, text: str) -> None:
    shown = rendered(f"/pt/embed/exchanges?country=per&show={part}&release=1")
    assert [text] == re.findall(r'class="(?:map|matrix|pairs)"', shown)
    assert (
        '<link rel="canonical" href="https://catalogue.example/pt/exchanges?country=per">' in shown
    )
    assert "<form" not in shown
    assert "<script" not in shown


def test_an_embed_says_if_the_catalogue_has_changed() -> None:
    note = "This was embedded with release 1."
    assert note not in rendered("/en/embed/exchanges?release=1", release=1)
    assert note in rendered("/en/embed/exchanges?release=1", release=2)
    assert "This was embedded" not in rendered("/en/embed/exchanges", release=2)


@pytest.mark.parametrize("query", ["show=pie", "release=x", "release=-1", "stage=none"])
def test_a_wrong_parameter_is_explained(query: str) -> None:
    page, address = found(f"/es/embed/exchanges?{query}")
    with pytest.raises(AddressInvalid, match="no es uno de sus valores"):
        page.variables(address)


def test_a_former_slug_of_a_ledger_redirects() -> None:
    page, address = found("/en/embed/knowledge-transfers/kt-old?release=1")
    rendered = SITE.render(
        page, address, {"knowledgeTransfer": {"id": "KnowledgeTransfer:kt-new"}}, PUBLIC
    )
    assert rendered is not None
    assert str(rendered.moved_to) == "/en/embed/knowledge-transfers/kt-new?release=1"


def test_only_embeds_may_be_framed() -> None:
    assert found("/en/embed/exchanges/visits")[0].is_framed
    assert not found("/en/exchanges/visits")[0].is_framed
    assert SITE.find(Address("en", ("embed", "topics", "shelter"))) is None
