"""CORS: which origins are allowed; pages of other origins can't have anything executed."""

from collections.abc import Iterator

import httpx
import pytest

from graph_service.settings import LOCAL_ORIGINS
from tests.api.serving import NO_DATABASE, served
from tests.api.test_requests import ANSWER, REQUEST

ALLOWED, OTHER = "https://example.org", "https://example.com"
ORIGINS = [
    (ALLOWED, True),
    ("http://127.0.0.1:5173", True),
    (OTHER, False),
    ("http://example.org", False),
    ("https://example.org:8443", False),
    ("https://example.org.evil.net", False),
    ("https://EXAMPLE.org", False),
    ("null", False),
    ("*", False),
    ("", False),
]
ALLOW_ORIGIN = "access-control-allow-origin"


@pytest.fixture(scope="module")
def restricted() -> Iterator[httpx.Client]:
    with served(NO_DATABASE, CORS_ORIGINS=f"{ALLOWED}, http://127.0.0.1:5173") as client:
        yield client


@pytest.fixture(scope="module")
def local() -> Iterator[httpx.Client]:
    with served(NO_DATABASE, CORS_ORIGINS=",".join(LOCAL_ORIGINS)) as client:
        yield client


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://localhost:5173", True),
        ("http://localhost:3000", True),
        ("http://127.0.0.1:8080", True),
        ("http://localhost:*", False),
        ("http://localhost:", False),
        ("http://localhost", False),
        ("https://localhost:5173", False),
        ("http://localhost.evil.net:80", False),
        ("http://evil.net:5173", False),
    ],
)
def test_any_port_of_this_machine(local: httpx.Client, origin: str, allowed: bool) -> None:
    posted = local.post("/graphql", json=REQUEST, headers={"origin": origin})
    assert posted.headers.get(ALLOW_ORIGIN) == (origin if allowed else None)


@pytest.fixture(scope="module")
def public() -> Iterator[httpx.Client]:
    with served(NO_DATABASE, CORS_ORIGINS="*") as client:
        yield client


def _preflight(origin: str, method: str = "POST") -> dict[str, str]:
    return {
        "origin": origin,
        "access-control-request-method": method,
        "access-control-request-headers": "content-type,x-request-id",
    }


def _vary(response: httpx.Response) -> set[str]:
    return set(response.headers.get("vary", "").replace(" ", "").split(","))


@pytest.mark.parametrize(("origin", "allowed"), ORIGINS)
def test_listed_origins(restricted: httpx.Client, origin: str, allowed: bool) -> None:
    preflight = restricted.options("/graphql", headers=_preflight(origin))
    assert (preflight.status_code, preflight.content) == (204, b"")
    assert ("access-control-allow-methods" in preflight.headers) == allowed
    posted = restricted.post("/graphql", json=REQUEST, headers={"origin": origin})
    got = restricted.get("/graphql", params=REQUEST, headers={"origin": origin})
    failed = restricted.post("/graphql", content=b"", headers={"origin": origin})
    sdl = restricted.get("/schema.graphql", headers={"origin": origin})
    assert [r.status_code for r in (posted, got, failed, sdl)] == [200, 200, 415, 200]
    for response in (preflight, posted, got, failed, sdl):
        assert response.headers.get(ALLOW_ORIGIN) == (origin if allowed else None)
        # Otherwise a cache could serve one origin's response to another.
        assert "origin" in _vary(response)
        assert "access-control-allow-credentials" not in response.headers
    assert "accept" in _vary(got)


def test_requests_without_an_origin_have_the_same_vary(restricted: httpx.Client) -> None:
    response = restricted.get("/graphql", params=REQUEST)
    assert response.json() == ANSWER
    assert ALLOW_ORIGIN not in response.headers
    assert _vary(response) == {"accept", "accept-encoding", "origin"}


@pytest.mark.parametrize("path", ["/graphql", "/schema.graphql"])
def test_all_origins(public: httpx.Client, path: str) -> None:
    preflight = public.options(path, headers=_preflight(OTHER, "GET"))
    assert (preflight.status_code, preflight.headers[ALLOW_ORIGIN]) == (204, "*")
    got = public.get(path, params=REQUEST)
    assert (got.status_code, got.headers[ALLOW_ORIGIN]) == (200, "*")
    assert "origin" not in _vary(got)


def test_the_headers_of_a_preflight(restricted: httpx.Client) -> None:
    headers = restricted.options("/graphql", headers=_preflight(ALLOWED)).headers
    assert headers["access-control-allow-methods"] == "GET, HEAD, POST"
    assert headers["access-control-max-age"] == "7200"
    allowed = set(headers["access-control-allow-headers"].split(", "))
    assert {"content-type", "accept", "if-none-match", "x-request-id"} < allowed
    exposed = restricted.post("/graphql", json=REQUEST, headers={"origin": ALLOWED}).headers
    assert exposed["access-control-expose-headers"] == "etag, link, retry-after, x-request-id"
    sdl = restricted.options("/schema.graphql", headers=_preflight(ALLOWED, "GET")).headers
    assert sdl["access-control-allow-methods"] == "GET, HEAD"


def test_options_without_a_preflight(restricted: httpx.Client) -> None:
    response = restricted.options("/graphql", headers={"origin": ALLOWED})
    assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert "access-control-max-age" not in response.headers
    assert restricted.options("/schema.graphql", headers={"origin": ALLOWED}).status_code == 405


@pytest.mark.parametrize("origin", [ALLOWED, OTHER])
@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_requests_without_a_preflight_are_not_executed(
    restricted: httpx.Client, origin: str, content_type: str
) -> None:
    headers = {"origin": origin, "content-type": content_type}
    response = restricted.post("/graphql", content=b'{"query": "{ __typename }"}', headers=headers)
    assert response.status_code == 415
    assert "data" not in response.json()


@pytest.mark.parametrize(
    "path",
    [
        *(f"/en/topics.{name}" for name in ("json", "csv", "xlsx", "bib", "ris")),
        *("/pt/new.atom", "/id/Topic/shelter", "/id/terms.jsonld", "/export/", "/openapi.json"),
        *("/en/none.json", "/id/None/none"),
    ],
)
def test_pages_of_any_origin_read_what_needs_no_graphql(
    restricted: httpx.Client, path: str
) -> None:
    """Without a database most of them fail; a page must be able to read why."""
    preflight = restricted.options(path, headers=_preflight(OTHER, "GET"))
    assert (preflight.status_code, preflight.headers[ALLOW_ORIGIN]) == (204, "*")
    assert preflight.headers["access-control-allow-methods"] == "GET, HEAD"
    got = restricted.get(path, headers={"origin": OTHER, "accept": "application/json"})
    assert (got.headers[ALLOW_ORIGIN], "origin" in _vary(got)) == ("*", False)
    assert "access-control-allow-credentials" not in got.headers


@pytest.mark.parametrize("path", ["/healthz", "/en/topics", "/en/topics.png"])
def test_other_paths_have_no_cors_headers(public: httpx.Client, path: str) -> None:
    assert ALLOW_ORIGIN not in public.get(path, headers={"origin": ALLOWED}).headers
