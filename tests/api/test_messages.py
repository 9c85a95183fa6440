"""Messages show no Python, only the beginning of a value, and what a request must be."""

import httpx
import pytest

from graph_service.model.json import Json

PYTHON = ("None", "True", "False", "{'", "['", "Traceback", "<class", "Exception")
VALUES: dict[str, Json] = {
    "null": None,
    "true": True,
    "object": {"a": None, "b": True, "c": False, "d": {"e": None}},
    "list": [None, True, {"a": False}],
    "number": 1.5,
    "text": "x",
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize(
    "declared",
    ["Int!", "String!", "ID!", "Boolean!", "DateTime!", "[Level!]!", "CountryBy!", "TextFilter!"],
)
def test_no_message_has_python_in_it(
    declared: str, value: Json, offline_service: httpx.Client
) -> None:
    """Values in messages are written as in JSON."""
    query = f"query ($x: {declared}) {{ __typename @include(if: true) }}"
    uses = {
        "Int!": "goodPractices(first: $x) { totalCount }",
        "String!": "search(text: $x) { truncated }",
        "ID!": "node(id: $x) { id }",
        "Boolean!": "goodPractices @include(if: $x) { totalCount }",
        "DateTime!": "entries(updatedSince: $x) { totalCount }",
        "[Level!]!": "goodPractices(where: {level: {in: $x}}) { totalCount }",
        "CountryBy!": "country(by: $x) { id }",
        "TextFilter!": "countries(where: {name: $x}) { totalCount }",
    }
    query = f"query ($x: {declared}) {{ {uses[declared]} }}"
    response = offline_service.post("/graphql", json={"query": query, "variables": {"x": value}})
    for error in response.json().get("errors", ()):
        assert [word for word in PYTHON if word in error["message"]] == [], error["message"]


def test_a_message_shows_only_the_beginning_of_a_value(offline_service: httpx.Client) -> None:
    query = "query ($n: Int) { goodPractices(first: $n) { totalCount } }"
    sent = {"query": query, "variables": {"n": "x" * 10_000}}
    message = offline_service.post("/graphql", json=sent).json()["errors"][0]["message"]
    assert len(message) < 200
    sent["variables"] = {"n": dict.fromkeys(map(str, range(500)), 1)}
    message = offline_service.post("/graphql", json=sent).json()["errors"][0]["message"]
    assert "an object of 500 values" in message
    filtered = "query ($w: TopicWhere) { topics(where: $w) { totalCount } }"
    sent = {"query": filtered, "variables": {"w": {"x" * 10_000: 1}}}
    assert len(offline_service.post("/graphql", json=sent).json()["errors"][0]["message"]) < 500


def test_requests_that_are_no_operations(offline_service: httpx.Client) -> None:
    """Batches, variables as a text, a mutation by GET, a wrong name, an absent document."""
    one = {"query": "query A { __typename }"}
    messages = {
        "operationName": (one | {"operationName": "B"}, 'No operation is named "B". It can be: A.'),
        "variables": (
            one | {"variables": '{"a": 1}'},
            '"variables" must be an object or null: send the object itself, not JSON in a string.',
        ),
        "query": ({"variables": {}}, '"query" must be a string: the GraphQL document.'),
    }
    for name, (sent, message) in messages.items():
        response = offline_service.post("/graphql", json=sent)
        assert response.json()["errors"][0]["message"] == message, name
    assert "data" in offline_service.post("/graphql", json=one | {"variables": None}).json()
    found = offline_service.get("/graphql", params={"query": "mutation { a }"})
    assert (found.status_code, found.json()["errors"][0]["message"]) == (
        405,
        "GET accepts only queries, and the schema has nothing else.",
    )
