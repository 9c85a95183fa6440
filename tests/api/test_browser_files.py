"""The style and the guide over HTTP, as Neo4j Browser fetches them from another origin."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from graph_service.guide.page import page
from graph_service.guide.questions import questions_cypher
from graph_service.guide.style import grass
from graph_service.settings import DatabaseSettings, ServeSettings, ServiceSettings
from tests.api.serving import cold_app

ORIGIN = "http://127.0.0.1:7474"
HTML = "text/html; charset=utf-8"
FILES = {
    "/browser/style.grass": ("text/plain; charset=utf-8", grass()),
    "/browser/style.en.grass": ("text/plain; charset=utf-8", grass("en")),
    "/browser/preguntas.cypher": ("text/plain; charset=utf-8", questions_cypher("es")),
    "/browser/questions.cypher": ("text/plain; charset=utf-8", questions_cypher("en")),
    "/browser/guia.html": (HTML, page("es", "http://127.0.0.1:9000/browser")),
    "/browser/guide.html": (HTML, page("en", "http://127.0.0.1:9000/browser")),
}


@pytest.fixture(scope="module")
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """A service without a database, which these files don't need."""
    nowhere = DatabaseSettings(uri="bolt://127.0.0.1:1", user="neo4j", password="x")
    app = cold_app(ServeSettings(database=nowhere))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:9000") as opened:
        yield opened


@pytest.mark.parametrize("path", FILES)
async def test_any_origin_may_load_a_file(client: httpx.AsyncClient, path: str) -> None:
    media_type, content = FILES[path]
    answer = await client.get(path, headers={"Origin": ORIGIN})
    assert answer.status_code == 200
    assert answer.text == content
    assert answer.headers["content-type"] == media_type
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", FILES)
async def test_preflights_allow_the_headers_of_browser(
    client: httpx.AsyncClient, path: str
) -> None:
    headers = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "GET",
        # Browser sends sentry-trace to localhost, but not to 127.0.0.1.
        "Access-Control-Request-Headers": "cache-control,pragma,sentry-trace",
    }
    answer = await client.options(path, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    allowed = answer.headers["access-control-allow-headers"].lower()
    assert set(allowed.split(",")) == {"cache-control", "pragma", "sentry-trace"}


@pytest.mark.parametrize("path", FILES)
async def test_a_cached_file_is_not_sent_again(client: httpx.AsyncClient, path: str) -> None:
    first = await client.get(path)
    assert first.headers["cache-control"] == "no-cache"
    tag = first.headers["etag"]
    again = await client.get(path, headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    other = await client.get(path, headers={"If-None-Match": '"other"'})
    assert other.content == first.content


async def test_a_guide_links_to_the_requested_host(client: httpx.AsyncClient) -> None:
    answer = await client.get(
        "/browser/guia.html?a=b#slide-2", headers={"Host": "graph.example.org"}
    )
    assert 'data-exec="guide http://graph.example.org/browser/guide.html"' in answer.text
    other = await client.get("/browser/guia.html")
    assert answer.headers["etag"] != other.headers["etag"]


@pytest.mark.parametrize(
    "host",
    ["x?", "x#", "x/y", "a@b", "x:99999", "", "x\\y", "x y", 'x"onclick="a', "<script>"],
)
async def test_an_invalid_host_never_appears_in_a_page(
    client: httpx.AsyncClient, host: str
) -> None:
    answer = await client.get("/browser/guia.html", headers={"Host": host})
    assert answer.status_code == 200
    assert answer.text == FILES["/browser/guia.html"][1]


async def test_forwarded_headers_are_ignored(
    client: httpx.AsyncClient,
) -> None:
    forwarded = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"}
    answer = await client.get("/browser/guia.html", headers=forwarded)
    assert answer.text == FILES["/browser/guia.html"][1]


async def test_a_guide_links_to_the_public_url_if_set() -> None:
    nowhere = DatabaseSettings(uri="bolt://127.0.0.1:1", user="neo4j", password="x")
    service = ServiceSettings(public_url="https://graph.example.org")
    app = cold_app(ServeSettings(database=nowhere, service=service))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://evil.example") as client:
        answer = await client.get("/browser/guia.html")
    assert 'data-exec="guide https://graph.example.org/browser/guide.html"' in answer.text
    assert "evil" not in answer.text


async def test_other_paths_and_methods_are_rejected(client: httpx.AsyncClient) -> None:
    assert (await client.get("/browser/other.html")).status_code == 404
    assert (await client.get("/browser/")).status_code == 404
    assert (await client.post("/browser/guia.html")).status_code == 405
