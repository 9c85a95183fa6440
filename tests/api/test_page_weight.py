"""What pages weigh over the wire: the largest entries of each type, and every other page."""

import re

import httpx

from graph_service.settings import DatabaseSettings
from tests.explorer.largest import largest_entries
from tests.explorer.views import VIEWS

MOST_HTML = 40_000
MOST_SCRIPTS = 60_000
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


def size_of(pages: httpx.Client, path: str) -> int:
    """Return the number of bytes that a browser receives."""
    with pages.stream("GET", path, headers=BROWSER) as response:
        assert response.status_code == 200
        assert response.headers["content-encoding"] == "br"
        return sum(map(len, response.iter_raw()))


def test_the_largest_pages_are_light(pages: httpx.Client, catalogue: DatabaseSettings) -> None:
    paths = {**VIEWS, **largest_entries(catalogue, count=2)}
    sizes = {name: size_of(pages, f"/es{path}") for name, path in paths.items()}
    assert {name: size for name, size in sizes.items() if size > MOST_HTML} == {}


def test_scripts_are_light(pages: httpx.Client) -> None:
    html = pages.get("/es/exchanges").text
    scripts = re.findall(r'<script type="module" src="([^"]+)"', html)
    assert scripts
    assert sum(size_of(pages, path) for path in scripts) <= MOST_SCRIPTS
