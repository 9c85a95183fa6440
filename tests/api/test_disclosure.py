"""INTROSPECTION=off hides the schema; `test_mistakes` tests SUGGESTIONS=off."""

from collections.abc import Iterator

import httpx
import pytest

from tests.api.serving import NO_DATABASE, served
from tests.api.test_requests import code_of

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
    with served(NO_DATABASE, INTROSPECTION="off") as client:
        yield client


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
