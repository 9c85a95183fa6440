"""Trusted documents: requested by id, exclusive if so set, invalid files rejected at startup."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
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

pytestmark = pytest.mark.slow

TYPENAME = "query Name { __typename }"
TWICE = "query A { a: __typename } query B { b: __typename }"
ECHO = "query Echo($all: Boolean!) { a: __typename b: __typename @include(if: $all) }"
SHA1 = hashlib.sha1(TYPENAME.encode(), usedforsecurity=False).hexdigest()
"""The default id of GraphQL Code Generator."""
SHA256 = hashlib.sha256(TYPENAME.encode()).hexdigest()
HASHED = f"sha256:{SHA256}"
BY_ID = {SHA1: TYPENAME, "twice": TWICE, "echo": ECHO}
APOLLO = {
    "format": "apollo-persisted-query-manifest",
    "version": 1,
    "operations": [
        {"id": SHA256, "name": "Name", "type": "query", "body": TYPENAME},
        {"id": "twice", "name": "A", "type": "query", "body": TWICE},
    ],
}
ANSWER = {"data": {"__typename": "Query"}}


def _persisted(sha256: Any) -> dict[str, Any]:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": sha256}}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "by-id.json").write_text(json.dumps(BY_ID))
    (folder / "apollo.json").write_text(json.dumps(APOLLO))
    return folder


@pytest.fixture(scope="module")
def service(folder: Path) -> Iterator[httpx.Client]:
    """A service that answers other documents, too."""
    with served(NO_DATABASE, TRUSTED_DOCUMENTS=str(folder / "by-id.json")) as client:
        yield client


@pytest.fixture(scope="module")
def only(folder: Path) -> Iterator[httpx.Client]:
    file = str(folder / "apollo.json")
    with served(NO_DATABASE, TRUSTED_DOCUMENTS=file, TRUSTED_ONLY="on") as client:
        yield client


def _post(client: httpx.Client, **parameters: Any) -> httpx.Response:
    return client.post("/graphql", json=parameters)


def _get(client: httpx.Client, **parameters: Any) -> httpx.Response:
    written = {k: v if isinstance(v, str) else json.dumps(v) for k, v in parameters.items()}
    return client.get("/graphql", params=written)


REQUESTS: list[dict[str, Any]] = [
    {"documentId": SHA1},
    {"documentId": HASHED},
    {"documentId": HASHED, "query": None, "extensions": {}},
    {"documentId": SHA1, **_persisted("unknown")},
    _persisted(SHA256),
    _persisted(SHA1),
    {"query": TYPENAME},
    {"query": TYPENAME, **_persisted("unknown")},
]


@pytest.mark.parametrize("parameters", REQUESTS)
def test_by_post(service: httpx.Client, parameters: dict[str, Any]) -> None:
    response = _post(service, **parameters)
    assert (response.status_code, response.json()) == (200, ANSWER)


@pytest.mark.parametrize("parameters", [r for r in REQUESTS if None not in r.values()])
def test_by_get(service: httpx.Client, parameters: dict[str, Any]) -> None:
    response = _get(service, **parameters)
    assert (response.status_code, response.json()) == (200, ANSWER)
    assert response.headers["etag"]


def test_the_operation_name_of_a_document(only: httpx.Client) -> None:
    for ask in (_post, _get):
        response = ask(only, documentId="twice", operationName="B")
        assert response.json() == {"data": {"b": "Query"}}
        assert code_of(ask(only, documentId="twice")) == "OPERATION_RESOLUTION_FAILED"


def test_the_variables_of_a_document(service: httpx.Client) -> None:
    response = _get(service, documentId="echo", variables={"all": False})
    assert response.json() == {"data": {"a": "Query"}}
    assert code_of(_post(service, documentId="echo")) == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"documentId": "x"}, 'No trusted document has the id "x".'),
        ({"documentId": SHA256}, f'No trusted document has the id "{SHA256}".'),
        ({"documentId": HASHED.upper()}, f'No trusted document has the id "{HASHED.upper()}".'),
        ({"documentId": ""}, 'No trusted document has the id "".'),
        ({"documentId": "y" * 5000}, f'No trusted document has the id "{"y" * 100}".'),
        (_persisted("x"), "PersistedQueryNotFound"),
    ],
)
def test_unknown_ids(service: httpx.Client, parameters: dict[str, Any], message: str) -> None:
    """For Apollo's extension, the message is the one that makes clients send the document."""
    for accept, status in (("*/*", 404), ("application/json", 200)):
        response = service.post("/graphql", json=parameters, headers={"accept": accept})
        assert response.status_code == status
        (error,) = response.json()["errors"]
        reported = error["message"], error["extensions"]["code"]
        assert reported == (message, "PERSISTED_QUERY_NOT_FOUND")


@pytest.mark.parametrize(
    "parameters",
    [
        {"documentId": SHA1, "query": TYPENAME},
        {"documentId": SHA1, "query": ""},
        {"documentId": 1},
        {"documentId": [SHA1]},
        {"documentId": {"id": SHA1}},
        {"extensions": {"persistedQuery": SHA256}},
        {"extensions": {"persistedQuery": {"version": 1}}},
        {"extensions": [], "documentId": SHA1},
        _persisted(1),
        _persisted(None),
        {},
    ],
)
def test_invalid_requests(service: httpx.Client, only: httpx.Client, parameters: Any) -> None:
    for client in (service, only):
        response = _post(client, **parameters)
        assert response.status_code == 400 or client is only
        assert "data" not in response.json()
    assert code_of(_post(service, **parameters)) == "BAD_REQUEST"


def test_without_a_file(offline_service: httpx.Client) -> None:
    """Clients that try hashes first then send documents."""
    for parameters in (_persisted(SHA256), {"documentId": HASHED}):
        response = _post(offline_service, **parameters)
        assert response.status_code == 400
        assert code_of(response) == "PERSISTED_QUERY_NOT_SUPPORTED"
    assert _post(offline_service, query=TYPENAME, **_persisted(SHA256)).json() == ANSWER
    # Sending both registers nothing.
    again = _post(offline_service, **_persisted(SHA256))
    assert code_of(again) == "PERSISTED_QUERY_NOT_SUPPORTED"


BYPASSES: list[dict[str, Any]] = [
    {"query": "{ __typename }"},
    {"query": TYPENAME},
    {"query": TYPENAME + " "},
    {"query": TYPENAME.replace(" ", "\n")},
    {"query": f"{TYPENAME} # {HASHED}"},
    {"query": " "},
    {"query": "{"},
    {"query": "{ __schema { types { name } } }"},
    {"query": "{ __typename }", **_persisted(SHA256)},
    {"query": TYPENAME, **_persisted(SHA256)},
    {"query": "{ __typename }", **_persisted(hashlib.sha256(b"{ __typename }").hexdigest())},
    {"query": "{ __typename }", "operationName": "Name"},
    {"query": "{ __typename }", "id": SHA256, "doc_id": SHA256, "hash": SHA256},
]


@pytest.mark.parametrize("parameters", BYPASSES)
def test_other_documents_are_rejected_if_trusted_only(
    only: httpx.Client, parameters: dict[str, Any]
) -> None:
    for ask in (_post, _get):
        response = ask(only, **parameters)
        assert (response.status_code, code_of(response)) == (403, "QUERY_NOT_IN_SAFELIST")
        assert "data" not in response.json()


@pytest.mark.parametrize(
    ("method", "request_", "code"),
    [
        ("POST", {"json": {"query": ""}}, "QUERY_NOT_IN_SAFELIST"),
        ("GET", {"params": {"query": ""}}, "BAD_REQUEST"),
        ("GET", {"params": "query={__typename}&query={__typename}"}, "BAD_REQUEST"),
        ("GET", {"params": f"documentId={HASHED}&documentId=x"}, "BAD_REQUEST"),
        ("GET", {"params": {"documentId": HASHED, "query": "{a:__typename}"}}, "BAD_REQUEST"),
        ("POST", {"json": {"documentId": HASHED, "query": "{a:__typename}"}}, "BAD_REQUEST"),
        ("POST", {"json": [{"query": "{ __typename }"}]}, "BAD_REQUEST"),
        (
            "POST",
            {"json": {"query": "{ __typename }"}, "params": {"documentId": HASHED}},
            "QUERY_NOT_IN_SAFELIST",
        ),
        ("POST", {"json": {"documentId": ["{ __typename }"]}}, "BAD_REQUEST"),
        ("POST", {"json": {"documentId": "{ __typename }"}}, "PERSISTED_QUERY_NOT_FOUND"),
        (
            "POST",
            {"content": b'{"documentId": "twice", "query": "{a}", "query": null}'},
            "BAD_REQUEST",
        ),
        ("POST", {"content": b"query={__typename}"}, "BAD_REQUEST"),
        ("HEAD", {"params": {"query": "{ __typename }"}}, None),
    ],
)
def test_no_other_request_bypasses_the_check(
    only: httpx.Client, method: str, request_: dict[str, Any], code: str | None
) -> None:
    headers = {"content-type": "application/json"} if method == "POST" else {}
    response = only.request(method, "/graphql", headers=headers, **request_)
    if code is None:
        assert response.status_code == 403
    else:
        assert code_of(response) == code


@pytest.mark.parametrize(
    "parameters", [{"documentId": SHA256}, {"documentId": HASHED}, _persisted(SHA256)]
)
def test_trusted_documents_are_answered_if_trusted_only(
    only: httpx.Client, parameters: dict[str, Any]
) -> None:
    assert _post(only, **parameters).json() == _get(only, **parameters).json() == ANSWER


# Invalid files


def _mistakes(file: Path, disclosure: Disclosure | None = None) -> list[str]:
    settings = FrontendSettings(
        trusted=TrustedSettings(files=(file,)), disclosure=disclosure or Disclosure()
    )
    with pytest.raises(SettingsInvalid) as raised:
        read_persisted_documents(ServiceSettings(frontends=settings))
    lines = str(raised.value).splitlines()
    beginning = f"TRUSTED_DOCUMENTS, {file}: "
    assert all(line.startswith(beginning) for line in lines)
    return [line.removeprefix(beginning) for line in lines]


@pytest.mark.parametrize(
    ("content", "mistake"),
    [
        (b"", "is not valid JSON in line 1, column 1"),
        (b"[" * 100_000, "is not valid JSON"),
        (b'{"a": "\xff"}', "is not valid JSON"),
        (b"[]", "has no documents"),
        (b"{}", "has no documents"),
        (b'{"format": "apollo-persisted-query-manifest"}', "has no documents"),
        (b'{"": "{a}"}', "'': must be an id with a text"),
        (b'{"a": 1}', "'a': must be an id with a text"),
        (b'{"sha256:0": "{ __typename }"}', "'sha256:0': its text has the hash sha256:"),
    ],
)
def test_invalid_files(tmp_path: Path, content: bytes, mistake: str) -> None:
    file = tmp_path / "documents.json"
    file.write_bytes(content)
    (found,) = _mistakes(file)
    assert found.startswith(mistake)


def test_files_of_several_tools_are_used_side_by_side(folder: Path, tmp_path: Path) -> None:
    files = ",".join(str(folder / name) for name in ("by-id.json", "apollo.json"))
    with served(NO_DATABASE, TRUSTED_DOCUMENTS=files, TRUSTED_ONLY="on") as client:
        for document in (SHA1, HASHED):
            assert _post(client, documentId=document).json() == ANSWER


def test_an_id_with_different_texts_in_two_files(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(json.dumps({"twice": TYPENAME}))
    trusted = TrustedSettings(files=(folder / "by-id.json", other))
    with pytest.raises(SettingsInvalid) as raised:
        read_persisted_documents(ServiceSettings(frontends=FrontendSettings(trusted=trusted)))
    wanted = f"TRUSTED_DOCUMENTS, {other}: 'twice': this id has two texts"
    assert str(raised.value) == wanted


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert _mistakes(tmp_path / "none") == ["can't be read (it does not exist)"]
    assert _mistakes(tmp_path) == ["can't be read (it is a folder)"]


def test_all_mistakes_are_reported_together(tmp_path: Path) -> None:
    file = tmp_path / "documents.json"
    operations = [
        {"id": "good", "body": TYPENAME},
        {"id": "syntax", "body": "{"},
        {"id": "unknown", "body": "{ nix nope }"},
        {"id": "mutation", "body": "mutation { a }"},
        {"id": "empty", "body": ""},
        {"id": "good", "body": TWICE},
        {"body": TWICE},
        "x",
    ]
    file.write_text(json.dumps({**APOLLO, "operations": operations}))
    expected = [
        "'syntax': Syntax Error: Expected Name, found <EOF>.",
        "'unknown': Cannot query field 'nix' on type 'Query'. Query has: node, nodes, ",
        "'unknown': Cannot query field 'nope' on type 'Query'. Did you mean 'node' or 'nodes'?",
        "'mutation': The mutation operation is not supported by the schema.",
        "'empty': Syntax Error: Unexpected <EOF>.",
        "'good': this id has two texts",
        "None: must be an id with a text",
        "None: must be an id with a text",
    ]
    for found, beginning in zip(_mistakes(file), expected, strict=True):
        assert found.startswith(beginning)


def test_disclosure_applies_to_trusted_documents(tmp_path: Path) -> None:
    file = tmp_path / "documents.json"
    file.write_text(json.dumps({"a": "{ __schema { description } }"}))
    assert len(_mistakes(file, Disclosure(introspection=False))) == 1


def test_limits_apply_to_trusted_documents(tmp_path: Path) -> None:
    file = tmp_path / "documents.json"
    aliases = " ".join(f"a{n}: countries {{ totalCount }}" for n in range(16))
    file.write_text(json.dumps({"a": f"{{ {aliases} }}"}))
    (mistake,) = _mistakes(file)
    assert mistake.startswith("'a': ")
    assert "16" in mistake


def test_trusted_only_requires_a_file() -> None:
    frontends = FrontendSettings(trusted=TrustedSettings(only=True))
    with pytest.raises(SettingsInvalid, match="TRUSTED_DOCUMENTS must name a file"):
        read_persisted_documents(ServiceSettings(frontends=frontends))


@pytest.mark.parametrize("command", ["serve", "up"])
def test_the_service_does_not_start_with_an_invalid_file(tmp_path: Path, command: str) -> None:
    """The file is checked before anything is started."""
    file, data = tmp_path / "documents.json", tmp_path / "data"
    file.write_text('{"a": "{ nix }", "b": "{"}')
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
    first, second = done.stderr.splitlines()
    assert first.startswith(
        f"TRUSTED_DOCUMENTS, {file}: 'a': Cannot query field 'nix' on type 'Query'."
    )
    assert second.startswith(
        f"TRUSTED_DOCUMENTS, {file}: 'b': Syntax Error: Expected Name, found <EOF>."
    )
    assert not data.exists()
