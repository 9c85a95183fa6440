"""Settings that hide the schema: introspection and suggestions."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from graph_service.compiler.compiler import Compiler
from graph_service.errors import OperationInvalid
from graph_service.settings import Disclosure
from tests.api.serving import NO_DATABASE, served
from tests.api.test_requests import code_of
from tests.api_schema import api_schema

HINT = "Did you mean"
HINTED: list[tuple[str, dict[str, Any]]] = [
    ("{ countrys { totalCount } }", {}),
    ("{ node(id: 1) { iso3 } }", {}),
    ('{ node(id: "x") { ... on Contry { id } } }', {}),
    ('{ country(by: {iso3: "PER"}) { nam } }', {}),
    ('{ country(bye: {iso3: "PER"}) { id } }', {}),
    ('{ country(by: {iso: "PER"}) { id } }', {}),
    ("{ countries @skip(iff: true, if: true) { totalCount } }", {}),
    ('{ country(by: {iso3: "PER"}) { name(lang: EM) } }', {}),
    ('{ country(by: {iso3: "PER"}) { name(lang: "ES") } }', {}),
    ("query ($x: Languag) { __typename }", {}),
    ("query ($x: Language = EM) { countries { nodes { name(lang: $x) } } }", {}),
    ("query ($x: Language) { countries { nodes { name(lang: $x) } } }", {"x": "EM"}),
    ("query ($x: CountryWhere) { countries(where: $x) { totalCount } }", {"x": {"nam": {}}}),
    ("query ($x: CountryBy!) { country(by: $x) { id } }", {"x": {"iso": "PER"}}),
    (
        "query ($x: [CountryOrder!]) { countries(orderBy: $x) { totalCount } }",
        {"x": [{"nam": "ASC"}]},
    ),
]
INTROSPECTIONS = [
    "{ __schema { queryType { name } } }",
    '{ __type(name: "Country") { name } }',
    "{ a: __schema { __typename } }",
    "{ ... { ...F } } fragment F on Query { __schema { types { name } } }",
    "query ($no: Boolean = false) { __schema @include(if: $no) { description } }",
    "query A { __typename } query B { __schema { description } }",
    "{ nope __schema { description } }",
    "fragment Unused on Query { __schema { description } } { __typename }",
]


@pytest.fixture(scope="module")
def silent() -> Iterator[httpx.Client]:
    with served(NO_DATABASE, INTROSPECTION="off", SUGGESTIONS="off") as client:
        yield client


def _messages(compiler: Compiler, text: str, variables: dict[str, Any]) -> list[str]:
    with pytest.raises(OperationInvalid) as raised:
        compiler.execution(text, variables)
    return [error.message for error in raised.value.problems]


def test_errors_have_no_suggestions_if_off() -> None:
    """Each of these errors has a suggestion if they are on, so this test can fail."""
    schema = api_schema()
    verbose, silent = Compiler(schema), Compiler(schema, disclosure=Disclosure(suggestions=False))
    unhinted = []
    for text, variables in HINTED:
        messages, without = (_messages(each, text, variables) for each in (verbose, silent))
        if messages == without:
            unhinted.append((text, messages))
        for message, short in zip(messages, without, strict=True):
            assert HINT not in short
            assert message.startswith(short.removesuffix("."))
    assert unhinted == []


def test_responses_have_no_suggestions_if_off(silent: httpx.Client) -> None:
    for text, variables in HINTED:
        response = silent.post("/graphql", json={"query": text, "variables": variables})
        assert response.status_code == 400
        assert HINT not in response.text


@pytest.mark.parametrize("text", INTROSPECTIONS)
def test_introspection_is_rejected_if_off(silent: httpx.Client, text: str) -> None:
    for response in (
        silent.post("/graphql", json={"query": text}),
        silent.get("/graphql", params={"query": text}),
    ):
        assert response.status_code == 400
        codes = {error["extensions"]["code"] for error in response.json()["errors"]}
        assert codes == {"INTROSPECTION_DISABLED"}
        assert "data" not in response.json()


def test_typename_is_not_introspection(silent: httpx.Client) -> None:
    response = silent.post("/graphql", json={"query": "{ __typename }"})
    assert response.json() == {"data": {"__typename": "Query"}}


def test_the_sdl_is_not_served_if_off(silent: httpx.Client) -> None:
    response = silent.get("/schema.graphql")
    assert (response.status_code, code_of(response)) == (404, "NOT_FOUND")
