"""Pages of other origins: who gets leave, and that no other page can have anything executed."""

from collections.abc import Iterator

import httpx
import pytest

from tests.api.serving import NOBODY, served
from tests.api.test_requests import ANSWER, ASKED

OURS, OTHERS = "https://example.org", "https://example.com"
ORIGINS = [
    (OURS, True),
    ("http://127.0.0.1:5173", True),
    (OTHERS, False),
    ("http://example.org", False),
    ("https://example.org:8443", False),
    ("https://example.org.evil.net", False),
    ("https://EXAMPLE.org", False),
    ("null", False),
    ("*", False),
    ("", False),
]
LEAVE = "access-control-allow-origin"


@pytest.fixture(scope="module")
def some() -> Iterator[httpx.Client]:
    with served(NOBODY, CORS_ORIGINS=f"{OURS}, http://127.0.0.1:5173") as client:
        yield client


@pytest.fixture(scope="module")
def anyone() -> Iterator[httpx.Client]:
    with served(NOBODY, CORS_ORIGINS="*") as client:
        yield client


def _asking(origin: str, method: str = "POST") -> dict[str, str]:
    return {
        "origin": origin,
        "access-control-request-method": method,
        "access-control-request-headers": "content-type,x-request-id",
    }


def _vary(response: httpx.Response) -> set[str]:
    return set(response.headers.get("vary", "").replace(" ", "").split(","))


@pytest.mark.parametrize(("origin", "allowed"), ORIGINS)
def test_some_origins(some: httpx.Client, origin: str, allowed: bool) -> None:
    asked = some.options("/graphql", headers=_asking(origin))
    assert (asked.status_code, asked.content) == (204, b"")
    assert ("access-control-allow-methods" in asked.headers) == allowed
    posted = some.post("/graphql", json=ASKED, headers={"origin": origin})
    got = some.get("/graphql", params=ASKED, headers={"origin": origin})
    failed = some.post("/graphql", content=b"", headers={"origin": origin})
    sdl = some.get("/schema.graphql", headers={"origin": origin})
    assert [r.status_code for r in (posted, got, failed, sdl)] == [200, 200, 415, 200]
    for response in (asked, posted, got, failed, sdl):
        assert response.headers.get(LEAVE) == (origin if allowed else None)
        # Without that, a cache could give one origin's answer to another.
        assert "origin" in _vary(response)
        assert "access-control-allow-credentials" not in response.headers
    assert "accept" in _vary(got)


def test_who_has_no_origin_gets_the_same_with_the_same_vary(some: httpx.Client) -> None:
    response = some.get("/graphql", params=ASKED)
    assert response.json() == ANSWER
    assert LEAVE not in response.headers
    assert _vary(response) == {"accept", "origin"}


@pytest.mark.parametrize("path", ["/graphql", "/schema.graphql"])
def test_anyone(anyone: httpx.Client, path: str) -> None:
    asked = anyone.options(path, headers=_asking(OTHERS, "GET"))
    assert (asked.status_code, asked.headers[LEAVE]) == (204, "*")
    got = anyone.get(path, params=ASKED)
    assert (got.status_code, got.headers[LEAVE]) == (200, "*")
    assert "origin" not in _vary(got)


def test_a_leave_says_what_for_and_for_how_long(some: httpx.Client) -> None:
    headers = some.options("/graphql", headers=_asking(OURS)).headers
    assert headers["access-control-allow-methods"] == "GET, HEAD, POST"
    assert headers["access-control-max-age"] == "7200"
    allowed = set(headers["access-control-allow-headers"].split(", "))
    assert {"content-type", "accept", "if-none-match", "x-request-id"} < allowed
    exposed = some.post("/graphql", json=ASKED, headers={"origin": OURS}).headers
    assert exposed["access-control-expose-headers"] == "etag, retry-after, x-request-id"
    sdl = some.options("/schema.graphql", headers=_asking(OURS, "GET")).headers
    assert sdl["access-control-allow-methods"] == "GET, HEAD"


def test_options_that_asks_for_no_leave(some: httpx.Client) -> None:
    response = some.options("/graphql", headers={"origin": OURS})
    assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert "access-control-max-age" not in response.headers
    assert some.options("/schema.graphql", headers={"origin": OURS}).status_code == 405


@pytest.mark.parametrize("origin", [OURS, OTHERS])
@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_what_a_page_sends_without_leave_is_not_executed(
    some: httpx.Client, origin: str, content_type: str
) -> None:
    headers = {"origin": origin, "content-type": content_type}
    response = some.post("/graphql", content=b'{"query": "{ __typename }"}', headers=headers)
    assert response.status_code == 415
    assert "data" not in response.json()


@pytest.mark.parametrize("path", ["/healthz", "/export/"])
def test_other_addresses_give_no_leave(anyone: httpx.Client, path: str) -> None:
    assert LEAVE not in anyone.get(path, headers={"origin": OURS}).headers
