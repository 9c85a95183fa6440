"""Hostile parts and parameters in the address of every page: answered in words, never executed."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote, urlencode

import httpx
import pytest

from graph_service.explorer.pages import PAGES
from graph_service.explorer.pages.page import ANY, Page
from graph_service.explorer.parts.address import FORMATS, PAGING
from graph_service.explorer.parts.list_filters import GAPS
from graph_service.model.graph import FACETS
from tests.explorer.views import example_of, name_of
from tests.sizes import part_of, size

VALUES = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "\u202e\u2066abc",
    "\x00\x01",
    "' OR 1=1 // } RETURN 1",
    "../../../etc/passwd",
    "{{ 7 * 191 }}${7*191}",
    "x" * 4_000,
    "%ff%fe",
)
OTHERS = ("text", "sort", "type", "country", "left", "right", *PAGING, *GAPS)
EACH = size("HOSTILE", small=2, whole=10_000)
"""How many pairs of a parameter and a value are sent to each page."""


def addresses(page: Page) -> Iterator[str]:
    """Yield the address of a page with a hostile part, then with a hostile parameter."""
    path = f"/pt{example_of(page)}".partition("?")[0]
    if ANY in page.path:
        example = path.split("/")[2 + page.path.index(ANY)]
        for value in VALUES:
            yield path.replace(example, quote(value, safe=""))
    filters = {name for facets in FACETS.values() for name in facets}
    parameters = [*OTHERS, *sorted(filters & {*page.operation.variables})]
    pairs = [(name, value) for name in parameters for value in VALUES]
    # A step without a common divisor goes through all parameters and values in turn.
    step = next(n for n in (37, 41, 43) if len(pairs) % n)
    for number in range(min(EACH, len(pairs))):
        name, value = pairs[number * step % len(pairs)]
        yield f"{path}?{urlencode({name: value})}"


@pytest.mark.proof
@pytest.mark.parametrize("page", part_of(PAGES, 2), ids=name_of)
def test_hostile_addresses_are_answered_in_words(pages: httpx.Client, page: Page) -> None:
    for address in addresses(page):
        response = pages.get(address, headers={"Accept-Language": "pt"}, follow_redirects=True)
        assert response.status_code in (200, 400, 404), address
        html = response.text
        assert "<script>" not in html, address
        assert "<img src=x" not in html, address
        assert "1337" not in html, address
        (heading,) = re.findall(r"<h1[^>]*>(.+?)</h1>", html)
        assert re.search(r"\w{3}", unescape(heading)), address
        assert '<html lang="pt">' in html
        links = re.findall(r'(?:href|action|source)="([^"]*)"', html)
        assert [link for link in links if link.lower().startswith("javascript:")] == []


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_addresses_of_data_are_answered_in_words(pages: httpx.Client, name: str) -> None:
    for value in VALUES:
        for path in (f"/pt/topics.{name}?sort={quote(value)}", f"/pt/topics/{quote(value)}.{name}"):
            response = pages.get(path)
            assert response.status_code in (400, 404), path
            if response.headers["content-type"] == "application/json":
                assert response.json()["errors"][0]["message"]
