"""Whatever the request, the response has GraphQL's format and a listed code."""

import gzip
import json

import httpx
import pytest

from graph_service.error_codes import Code

GRAPHQL, JSON = "application/graphql-response+json", "application/json"
REQUEST = {"query": "{ __typename }"}
ANSWER = {"data": {"__typename": "Query"}}
ANY = "*/*"


@pytest.fixture
def service(offline_service: httpx.Client) -> httpx.Client:
    """None of these requests needs a database."""
    return offline_service


def code_of(response: httpx.Response) -> str:
    """Return the code of an error, which must be JSON in GraphQL's format."""
    assert response.headers["content-type"].partition(";")[0] in (GRAPHQL, JSON)
    (error,) = response.json()["errors"]
    assert error["message"]
    assert "data" not in response.json()
    code = Code[error["extensions"]["code"]]
    assert response.status_code in (code.status, code.json_status)
    return code


def _post(client: httpx.Client, content: bytes, **headers: str) -> httpx.Response:
    sent = {"content-type": JSON} | {k.replace("_", "-"): v for k, v in headers.items()}
    return client.post("/graphql", content=content, headers=sent)


BODIES = {
    "null": b"null",
    "number": b"1",
    "text": b'"{ __typename }"',
    "boolean": b"true",
    "list": b"[]",
    "batch": b'[{"query": "{ __typename }"}]',
    "empty": b"",
    "blank": b" ",
    "broken": b'{"query": "{ __typename }"',
    "two": b'{"query": "{ __typename }"} {}',
    "invalid UTF-8": b'{"query": "\xff"}',
    "UTF-16": json.dumps(REQUEST).encode("utf-16"),
    "byte order mark": b'\xef\xbb\xbf{"query": "{ __typename }"}',
    "lone surrogate": b'{"query": "\\ud800"}',
    "integer of 5,000 digits": b'{"query": "{ __typename }", "variables": {"n": %s}}'
    % (b"9" * 5000),
    "NaN": b'{"query": "{ __typename }", "variables": {"n": NaN}}',
    "Infinity": b'{"query": "{ __typename }", "variables": {"n": Infinity}}',
    "beyond doubles": b'{"query": "{ __typename }", "variables": {"n": 1e999}}',
    "100,000 brackets": b"[" * 100_000,
    "90,000 braces": b'{"a":' * 18_000,
    "no query": b"{}",
    "query is null": b'{"query": null}',
    "query is a number": b'{"query": 1}',
    "query is a list": b'{"query": ["{ __typename }"]}',
    "variables are a list": b'{"query": "{ __typename }", "variables": []}',
    "variables are a text": b'{"query": "{ __typename }", "variables": "{}"}',
    "operationName is a number": b'{"query": "{ __typename }", "operationName": 1}',
    "extensions are a list": b'{"query": "{ __typename }", "extensions": []}',
    "repeated key": b'{"query": "{ a }", "query": "{ __typename }"}',
    "repeated key, spaced": b'{"query" \n: "{ a }", "query"\t: "{ __typename }"}',
    "repeated key, escaped": b'{"query": "{ a }", "\\u0071uery": "{ __typename }"}',
    "repeated key, deep": b'{"query": "{ __typename }", "variables": {"a": [{"b": 1, "b": 2}]}}',
}


@pytest.mark.parametrize("accept", [GRAPHQL, JSON, ANY])
@pytest.mark.parametrize("content", BODIES.values(), ids=BODIES)
def test_invalid_bodies(service: httpx.Client, content: bytes, accept: str) -> None:
    response = _post(service, content, accept=accept)
    assert (response.status_code, code_of(response)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(REQUEST).encode(),
        b'{"query":"{ __typename }"}',
        b'{"query": "{ __typename }", "unknown": 1, "id": {"query": "x"}}',
        b'{"query": "{ __typename }", "variables": null, "operationName": null}',
        b'{"query": "{ __typename }", "extensions": null}',
        b'{"query": "query A { __typename }", "operationName": ""}',
        b'{"query": "{ __typename }", "variables": {"query": 1}, "extensions": {"variables": 1}}',
        b'{"query": "{ __typename } # \\"query\\": and \\"query\\":"}',
        b'{"query": "{ __typename } # ni\\u00f1ez"}',
        "{\"query\": \"{ __typename } # niñez 🏊\"}".encode(),
        b'{"query": "{ __typename }", "variables": {"a": %s1%s}}' % (b"[" * 500, b"]" * 500),
    ],
)  # fmt: skip
def test_valid_bodies(service: httpx.Client, content: bytes) -> None:
    """GraphQL over HTTP: properties that aren't understood MUST be ignored."""
    response = _post(service, content)
    assert (response.status_code, response.json()) == (200, ANSWER)


def test_values_of_a_body_are_bounded(service: httpx.Client) -> None:
    """Used or not; counting stops at the limit, to save time."""
    body = {"query": "{ __typename }", "variables": {"unused": [0] * 1_996}}
    assert _post(service, json.dumps(body).encode()).json() == ANSWER
    body["variables"] = {"unused": [0] * 1_997}
    for content in (json.dumps(body), json.dumps(body) + " " * 50_000):
        response = _post(service, content.encode())
        assert (response.status_code, code_of(response)) == (400, "LIMIT_EXCEEDED")
        details = response.json()["errors"][0]["extensions"]
        assert (details["limit"], details["found"], details["allowed"]) == ("tokens", 2_001, 2_000)


def test_errors_about_large_numbers_hide_python(service: httpx.Client) -> None:
    text = "{ countries(first: %s) { totalCount } }" % ("9" * 5000)
    response = _post(service, json.dumps({"query": text}).encode())
    assert (response.status_code, code_of(response)) == (400, "GRAPHQL_VALIDATION_FAILED")
    message = "The value can't be read: ".ljust(300, "9") + "…"
    assert response.json()["errors"][0]["message"] == message


@pytest.mark.parametrize(
    ("text", "more", "code"),
    [
        ("{", {}, "GRAPHQL_PARSE_FAILED"),
        ("{" * 50, {}, "GRAPHQL_PARSE_FAILED"),
        ("", {}, "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("mutation { __typename }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("query A { __typename }", {"operationName": "B"}, "OPERATION_RESOLUTION_FAILED"),
        ("query A($i: ID!) { node(id: $i) { id } }", {}, "BAD_USER_INPUT"),
    ],
)
def test_the_status_depends_on_accept(
    service: httpx.Client, text: str, more: dict[str, str], code: str
) -> None:
    """GraphQL errors have status 400, or 200 if the client names application/json."""
    content = json.dumps({"query": text, **more}).encode()
    for accept, status in ((GRAPHQL, 400), (ANY, 400), (JSON, 200)):
        response = _post(service, content, accept=accept)
        assert (response.status_code, code_of(response)) == (status, code)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL, GRAPHQL),
        ("Application/GraphQL-Response+JSON", GRAPHQL),
        (f"{GRAPHQL}; charset=utf-8, {JSON}; charset=utf-8", GRAPHQL),
        (f"{JSON}, {GRAPHQL}", GRAPHQL),
        (f"{GRAPHQL};q=0.5, {JSON}", JSON),
        (f"{JSON};q=0.9, {GRAPHQL};q=0.901", GRAPHQL),
        (f"{GRAPHQL};q=0, */*", JSON),
        (f"{JSON};q=0, */*;q=0.1", GRAPHQL),
        (f"{JSON}, text/plain, */*", JSON),
        (f"{GRAPHQL};q=0.2, */*;q=0.1", GRAPHQL),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON),
        (f"text/html, {GRAPHQL} ; q = 0.4 ,,", GRAPHQL),
    ],
)
def test_media_types(service: httpx.Client, accept: str, media_type: str) -> None:
    response = service.post("/graphql", json=REQUEST, headers={"accept": accept})
    assert (response.status_code, response.json()) == (200, ANSWER)
    assert response.headers["content-type"] == f"{media_type}; charset=utf-8"
    assert response.headers["vary"] == "accept, accept-encoding"


@pytest.mark.parametrize("accept", ["text/html", "image/*", f"{JSON};q=0", "*/*;q=0", "json", ";"])
def test_no_accepted_media_type(service: httpx.Client, accept: str) -> None:
    response = service.post("/graphql", json=REQUEST, headers={"accept": accept})
    assert (response.status_code, code_of(response)) == (406, "NOT_ACCEPTABLE")
    assert GRAPHQL in response.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": ""},
        {"content-type": "text/plain"},
        {"content-type": "text/plain;charset=UTF-8"},
        {"content-type": "text/plain; application/json"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"content-type": "application/graphql"},
        {"content-type": GRAPHQL},
        {"content-type": "application/json, text/plain"},
        {"content-type": "application/json; charset=latin-1"},
        {"content-type": "application/json; charset=utf-16"},
        {"content-type": JSON, "content-encoding": "gzip"},
        {"content-type": JSON, "content-encoding": "br, identity"},
    ],
)
def test_other_content_types(service: httpx.Client, headers: dict[str, str]) -> None:
    """A page of another origin can send the first ten without a preflight: none is executed."""
    response = service.post("/graphql", content=json.dumps(REQUEST).encode(), headers=headers)
    assert (response.status_code, code_of(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert response.headers["accept-post"] == JSON
    assert response.headers["accept-encoding"] == "identity"


@pytest.mark.parametrize("types", [(JSON, "text/plain"), ("text/plain", JSON)])
def test_two_content_types_are_one_list(service: httpx.Client, types: tuple[str, str]) -> None:
    headers = [("content-type", media_type) for media_type in types]
    response = service.post("/graphql", content=json.dumps(REQUEST).encode(), headers=headers)
    assert (response.status_code, code_of(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_compressed_bodies_are_rejected(service: httpx.Client) -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    response = _post(service, bomb, content_encoding="gzip")
    assert (response.status_code, code_of(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert "compressed" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "content_type", [JSON, "application/json;charset=UTF-8", 'Application/JSON; charset="utf-8"']
)
def test_json_in_utf_8_is_accepted(service: httpx.Client, content_type: str) -> None:
    response = _post(service, json.dumps(REQUEST).encode(), content_type=content_type)
    assert (response.status_code, response.json()) == (200, ANSWER)


def test_get(service: httpx.Client) -> None:
    params = {
        "query": "query A($n: String!) { __type(name: $n) { name } } query B { __typename }",
        "variables": '{"n": "Country"}',
        "operationName": "A",
        "extensions": "{}",
        "unknown": "[",
    }
    response = service.get("/graphql", params=params)
    assert (response.status_code, response.json()) == (
        200,
        {"data": {"__type": {"name": "Country"}}},
    )
    params = {"query": "{ __typename }", "variables": "", "operationName": "", "extensions": "null"}
    assert service.get("/graphql", params=params).json() == ANSWER


@pytest.mark.parametrize(
    "query",
    [
        "",
        "query=",
        "variables={}",
        "query={__typename}&variables={",
        "query={__typename}&variables=[]",
        "query={__typename}&variables=1",
        "query={__typename}&variables={%22n%22:NaN}",
        "query={__typename}&extensions=x",
        "query={__typename}&query={a}",
        "query={__typename}%23%ff",
        "query={__typename}&variables={%22n%22:%22%ff%22}",
    ],
)
def test_invalid_get_requests(service: httpx.Client, query: str) -> None:
    response = service.get(f"/graphql?{query}")
    assert (response.status_code, code_of(response)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mutation { __typename }", ""),
        ("subscription { __typename }", ""),
        ("query A { __typename } mutation B { __typename }", "B"),
    ],
)
def test_get_accepts_only_queries(service: httpx.Client, method: str, text: str, name: str) -> None:
    params = {"query": text, "operationName": name}
    response = service.request(method, "/graphql", params=params)
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    if method == "GET":
        assert code_of(response) == "METHOD_NOT_ALLOWED"


def test_head_is_get_without_a_body(service: httpx.Client) -> None:
    got = service.get("/graphql", params=REQUEST)
    head = service.head("/graphql", params=REQUEST)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(got.content))
    assert head.headers["content-type"] == got.headers["content-type"]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "BREW"])
def test_other_methods(service: httpx.Client, method: str) -> None:
    response = service.request(method, "/graphql", content=json.dumps(REQUEST).encode())
    assert (response.status_code, code_of(response)) == (405, "METHOD_NOT_ALLOWED")
    assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_options(service: httpx.Client) -> None:
    """Nothing in the response lets a page of another origin send JSON."""
    asking = {"origin": "https://example.org", "access-control-request-method": "POST"}
    response = service.options("/graphql", headers=asking)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert not [name for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/graphql/", "/graphql/x", "/GraphQL", "/export", "/%00"])
def test_unknown_paths(service: httpx.Client, path: str) -> None:
    response = service.get(path)
    assert (response.status_code, code_of(response)) == (404, "NOT_FOUND")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/schema.graphql", "/export/"])
def test_other_paths_are_read_only(service: httpx.Client, path: str) -> None:
    response = service.post(path)
    assert (response.status_code, code_of(response)) == (405, "METHOD_NOT_ALLOWED")
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_web_sockets_are_not_opened(service: httpx.Client) -> None:
    headers = {
        "connection": "Upgrade",
        "upgrade": "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        "sec-websocket-protocol": "graphql-transport-ws",
    }
    response = service.get("/graphql", headers=headers)
    assert (response.status_code, code_of(response)) == (400, "BAD_REQUEST")
    assert response.headers["connection"] == "close"
    assert service.get("/graphql", params=REQUEST, headers=headers).json() == ANSWER
