"""Trusted documents: requested by id, exclusive if so set, invalid files rejected at startup."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph_service.api.persisted_documents import read_persisted_documents
from graph_service.errors import SettingsInvalid
from graph_service.settings import Disclosure, FrontendSettings, ServiceSettings, TrustedSettings
from tests.api.serving import NO_DATABASE, served
from tests.api.test_requests import code_of
from tests.ports import free_ports

TYPENAME = "query Name { __typename }"
TWICE = "query A { a: __typename } query B { b: __typename }"
ECHO = "query Echo($all: Boolean!) { a: __typename b: __typename @include(if: $all) }"
SHA1 = hashlib.sha1(TYPENAME.encode(), usedforsecurity=False).hexdigest()
"""The default id of GraphQL Code Generator."""
SHA256 = hashlib.sha256(TYPENAME.encode()).hexdigest()
HASHED = f"sha256:{SHA256}"
OTHER = "{ __typename }"
APOLLO = {
    "format": "apollo-persisted-query-manifest",
    "version": 1,
    "operations": [
        {"id": SHA256, "name": "Name", "type": "query", "body": TYPENAME},
        {"id": "twice", "name": "A", "type": "query", "body": TWICE},
    ],
}
FILES = {"by-id.json": {SHA1: TYPENAME, "twice": TWICE, "echo": ECHO}, "apollo.json": APOLLO}
ANSWER = {"data": {"__typename": "Query"}}

OK, ANY = "OK", None
BAD, UNSAFE = "BAD_REQUEST", "QUERY_NOT_IN_SAFELIST"
UNKNOWN, UNSUPPORTED = "PERSISTED_QUERY_NOT_FOUND", "PERSISTED_QUERY_NOT_SUPPORTED"
STATUS = {OK: (200, 200), BAD: (400, 400), UNSAFE: (403, 403), UNKNOWN: (404, 200)}
STATUS[UNSUPPORTED] = (400, 200)
"""Of a response in GraphQL's own format, and in that of older clients."""


def _persisted(sha256: Any) -> dict[str, Any]:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": sha256}}}


REQUESTS: list[tuple[dict[str, Any], str | None, str | None, str | None]] = [
    ({"documentId": SHA1}, UNSUPPORTED, OK, UNKNOWN),
    ({"documentId": SHA256}, UNSUPPORTED, OK, OK),
    ({"documentId": HASHED}, UNSUPPORTED, OK, OK),
    ({"documentId": HASHED, "query": None, "extensions": {}}, UNSUPPORTED, OK, OK),
    ({"documentId": SHA1, **_persisted("unknown")}, UNSUPPORTED, OK, UNKNOWN),
    (_persisted(SHA256), UNSUPPORTED, OK, OK),
    (_persisted(SHA1), UNSUPPORTED, OK, UNKNOWN),
    ({"documentId": "x"}, UNSUPPORTED, UNKNOWN, UNKNOWN),
    ({"documentId": OTHER}, UNSUPPORTED, UNKNOWN, UNKNOWN),
    ({"documentId": HASHED.upper()}, UNSUPPORTED, UNKNOWN, UNKNOWN),
    ({"documentId": ""}, UNSUPPORTED, UNKNOWN, UNKNOWN),
    ({"documentId": "y" * 5000}, UNSUPPORTED, UNKNOWN, UNKNOWN),
    (_persisted("x"), UNSUPPORTED, UNKNOWN, UNKNOWN),
    ({"documentId": SHA1, "query": TYPENAME}, BAD, BAD, BAD),
    ({"documentId": SHA1, "query": ""}, BAD, BAD, BAD),
    ({"documentId": 1}, BAD, BAD, BAD),
    ({"documentId": [SHA1]}, BAD, BAD, BAD),
    ({"documentId": {"id": SHA1}}, BAD, BAD, BAD),
    ({"extensions": {"persistedQuery": SHA256}}, BAD, BAD, BAD),
    ({"extensions": {"persistedQuery": {"version": 1}}}, BAD, BAD, BAD),
    ({"extensions": [], "documentId": HASHED}, ANY, BAD, BAD),
    (_persisted(1), BAD, BAD, BAD),
    (_persisted(None), BAD, BAD, BAD),
    ({}, BAD, BAD, BAD),
    # Sending both registers nothing.
    ({"query": TYPENAME, **_persisted(SHA256)}, OK, OK, UNSAFE),
    ({"query": TYPENAME, **_persisted("unknown")}, OK, OK, UNSAFE),
    (_persisted("unknown"), UNSUPPORTED, UNKNOWN, UNKNOWN),
    # The text of a trusted document isn't one, nor is what contains its id.
    ({"query": TYPENAME}, OK, OK, UNSAFE),
    ({"query": OTHER}, OK, OK, UNSAFE),
    ({"query": TYPENAME + " "}, OK, OK, UNSAFE),
    ({"query": TYPENAME.replace(" ", "\n")}, OK, OK, UNSAFE),
    ({"query": f"{TYPENAME} # {HASHED}"}, OK, OK, UNSAFE),
    ({"query": " "}, ANY, ANY, UNSAFE),
    ({"query": "{"}, ANY, ANY, UNSAFE),
    ({"query": "{ __schema { types { name } } }"}, ANY, ANY, UNSAFE),
    ({"query": OTHER, **_persisted(SHA256)}, OK, OK, UNSAFE),
    ({"query": OTHER, **_persisted(hashlib.sha256(OTHER.encode()).hexdigest())}, OK, OK, UNSAFE),
    ({"query": OTHER, "operationName": "Name"}, ANY, ANY, UNSAFE),
    ({"query": OTHER, "id": SHA256, "doc_id": SHA256, "hash": SHA256}, OK, OK, UNSAFE),
]
"""Parameters, and what services without, with and with only trusted documents answer."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    for name, content in FILES.items():
        (folder / name).write_text(json.dumps(content))
    return folder


@pytest.fixture(scope="module")
def service(folder: Path) -> Iterator[httpx.Client]:
    """A service with the files of two tools, that answers other documents, too."""
    files = ",".join(str(folder / name) for name in FILES)
    with served(NO_DATABASE, TRUSTED_DOCUMENTS=files) as client:
        yield client


@pytest.fixture(scope="module")
def only(folder: Path) -> Iterator[httpx.Client]:
    file = str(folder / "apollo.json")
    with served(NO_DATABASE, TRUSTED_DOCUMENTS=file, TRUSTED_ONLY="on") as client:
        yield client


def _post(client: httpx.Client, parameters: Mapping[str, Any], accept: str = "*/*") -> Any:
    return client.post("/graphql", json=parameters, headers={"accept": accept})


def _get(client: httpx.Client, parameters: Mapping[str, Any]) -> httpx.Response:
    written = {k: v if isinstance(v, str) else json.dumps(v) for k, v in parameters.items()}
    return client.get("/graphql", params=written)


def _check(response: httpx.Response, parameters: Mapping[str, Any], code: str) -> None:
    if code == OK:
        assert response.json() == ANSWER
        return
    assert code_of(response) == code
    if code == UNKNOWN:
        # The second is what makes Apollo's clients send the document.
        message = f'No trusted document has the id "{parameters.get("documentId", "")[:100]}".'
        wanted = message if "documentId" in parameters else "PersistedQueryNotFound"
        assert response.json()["errors"][0]["message"] == wanted


@pytest.mark.parametrize(("parameters", "without", "beside", "alone"), REQUESTS)
def test_requests(
    offline_service: httpx.Client,
    service: httpx.Client,
    only: httpx.Client,
    parameters: dict[str, Any],
    without: str | None,
    beside: str | None,
    alone: str | None,
) -> None:
    is_text = all(
        value and isinstance(value, dict if name == "extensions" else str)
        for name, value in parameters.items()
    )
    for client, code in ((offline_service, without), (service, beside), (only, alone)):
        if code is None:
            continue
        for accept, status in zip(("*/*", "application/json"), STATUS[code], strict=True):
            response = _post(client, parameters, accept)
            assert response.status_code == status
            _check(response, parameters, code)
        if parameters and is_text:
            response = _get(client, parameters)
            assert response.status_code == STATUS[code][0]
            _check(response, parameters, code)
            assert code != OK or response.headers["etag"]


def test_the_operation_name_and_the_variables_of_a_document(
    service: httpx.Client, only: httpx.Client
) -> None:
    for ask in (_post, _get):
        assert ask(only, {"documentId": "twice", "operationName": "B"}).json() == {
            "data": {"b": "Query"}
        }
        assert code_of(ask(only, {"documentId": "twice"})) == "OPERATION_RESOLUTION_FAILED"
        given = {"documentId": "echo", "variables": {"all": False}}
        assert ask(service, given).json() == {"data": {"a": "Query"}}
        assert code_of(ask(service, {"documentId": "echo"})) == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    ("method", "request_", "code"),
    [
        ("POST", {"json": {"query": ""}}, UNSAFE),
        ("GET", {"params": {"query": ""}}, BAD),
        ("GET", {"params": "query={__typename}&query={__typename}"}, BAD),
        ("GET", {"params": f"documentId={HASHED}&documentId=x"}, BAD),
        ("POST", {"json": [{"query": OTHER}]}, BAD),
        ("POST", {"json": {"query": OTHER}, "params": {"documentId": HASHED}}, UNSAFE),
        ("POST", {"content": b'{"documentId": "twice", "query": "{a}", "query": null}'}, BAD),
        ("POST", {"content": b"query={__typename}"}, BAD),
        ("HEAD", {"params": {"query": OTHER}}, None),
    ],
)
def test_no_other_form_bypasses_the_check(
    only: httpx.Client, method: str, request_: dict[str, Any], code: str | None
) -> None:
    headers = {"content-type": "application/json"} if method == "POST" else {}
    response = only.request(method, "/graphql", headers=headers, **request_)
    assert response.status_code == STATUS[code or UNSAFE][0]
    assert code is None or code_of(response) == code


# Invalid files

MANIFEST = [
    {"id": "good", "body": TYPENAME},
    {"id": "syntax", "body": "{"},
    {"id": "unknown", "body": "{ nix nope }"},
    {"id": "mutation", "body": "mutation { a }"},
    {"id": "empty", "body": ""},
    {"id": "good", "body": TWICE},
    {"body": TWICE},
    "x",
]
ALIASES = " ".join(f"a{n}: countries {{ totalCount }}" for n in range(16))


@pytest.mark.parametrize(
    ("content", "mistakes"),
    [
        (b"", ["is not valid JSON in line 1, column 1"]),
        (b"[" * 100_000, ["is not valid JSON"]),
        (b'{"a": "\xff"}', ["is not valid JSON"]),
        (b"[]", ["has no documents"]),
        (b"{}", ["has no documents"]),
        (b'{"format": "apollo-persisted-query-manifest"}', ["has no documents"]),
        (b'{"": "{a}"}', ["'': must be an id with a text"]),
        (b'{"a": 1}', ["'a': must be an id with a text"]),
        (b'{"sha256:0": "{ __typename }"}', ["'sha256:0': its text has the hash sha256:"]),
        (b'{"twice": "{ __typename }"}', ["'twice': this id has two texts"]),
        (None, ["can't be read (it does not exist)"]),
        # Disclosure and limits hold for trusted documents, too.
        ({"a": "{ __schema { description } }"}, ["'a': "]),
        ({"a": f"{{ {ALIASES} }}"}, ["'a': The field \"countries\" has 16 "]),
        (
            {**APOLLO, "operations": MANIFEST},
            [
                "'syntax': Syntax Error: Expected Name, found <EOF>.",
                "'unknown': Cannot query field 'nix' on type 'Query'. Query has: node, nodes, ",
                "'unknown': Cannot query field 'nope' on type 'Query'. Did you mean 'node' or",
                "'mutation': The mutation operation is not supported by the schema.",
                "'empty': Syntax Error: Unexpected <EOF>.",
                "'good': this id has two texts",
                "None: must be an id with a text",
                "None: must be an id with a text",
            ],
        ),
    ],
)
def test_invalid_files(folder: Path, tmp_path: Path, content: Any, mistakes: list[str]) -> None:
    """Beside a valid one; all mistakes are reported together."""
    file = tmp_path / "documents.json"
    if content is not None:
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    settings = FrontendSettings(
        trusted=TrustedSettings(files=(folder / "by-id.json", file)),
        disclosure=Disclosure(introspection=False),
    )
    with pytest.raises(SettingsInvalid) as raised:
        read_persisted_documents(ServiceSettings(frontends=settings))
    beginnings = [f"TRUSTED_DOCUMENTS, {file}: {mistake}" for mistake in mistakes]
    for line, beginning in zip(str(raised.value).splitlines(), beginnings, strict=True):
        assert line.startswith(beginning)


def test_trusted_only_requires_a_file() -> None:
    frontends = FrontendSettings(trusted=TrustedSettings(only=True))
    with pytest.raises(SettingsInvalid, match="TRUSTED_DOCUMENTS must name a file"):
        read_persisted_documents(ServiceSettings(frontends=frontends))


@pytest.mark.parametrize("command", ["serve", "up"])
def test_the_service_does_not_start_with_an_invalid_file(tmp_path: Path, command: str) -> None:
    """The file is checked before anything is started."""
    file, data = tmp_path / "documents.json", tmp_path / "data"
    file.write_text('{"a": "{ nix }"}')
    (port,) = free_ports(1)
    environ = {
        **os.environ,
        **NO_DATABASE.environ(),
        "TRUSTED_DOCUMENTS": str(file),
        "PORT": str(port),
    }
    done = subprocess.run(
        [sys.executable, "-m", "graph_service", command],
        env={**environ, "DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"TRUSTED_DOCUMENTS, {file}: 'a': Cannot query field 'nix' on")
    assert not data.exists()
