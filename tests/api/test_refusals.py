"""Rejected operations: their messages, codes and paths."""

from typing import Any

import pytest

from graph_service.api.engine import Engine
from graph_service.settings import DatabaseSettings


@pytest.mark.parametrize(
    ("operation", "line", "column"),
    [
        ("{ countries(first: {}) { totalCount } }", 1, 20),
        ("{ countries(first: []) { totalCount } }", 1, 20),
        ('{\n  search(text: ["a"]) { truncated } }', 2, 16),
        ('{ nodes(ids: ["a", ["b"]]) { id } }', 1, 20),
        ('{ countries(first: "x") { totalCount } }', 1, 20),
    ],
)
async def test_an_invalid_value_is_reported_with_its_location(
    operation: str, line: int, column: int, engine: Engine, own_catalogue: DatabaseSettings
) -> None:
    body: Any = (await engine.answer(operation)).body
    assert [e["locations"] for e in body["errors"]] == [[{"line": line, "column": column}]]


NULLS = [
    "query ($x: Language = ES) @lang(prefer: $x) { countries { nodes { name } } }",
    "query ($x: Boolean = true) { countries { totalCount @include(if: $x) } }",
    "query ($x: Boolean = true) { countries { ... @skip(if: $x) { totalCount } } }",
    'query ($x: ID = "Topic:a") { node(id: $x) { id } }',
    'query ($x: ID = "Topic:a") { nodes(ids: [$x]) { id } }',
    "query ($x: FlowKey = COUNTRY) { transferFlows(by: $x) { nodes { count } } }",
    "query ($x: CountryFacet = subregion) { countries { facets(by: [$x]) { field } } }",
    "query ($x: CountryWhere = {}) { countries(where: {and: [$x]}) { totalCount } }",
]


@pytest.mark.parametrize("operation", NULLS)
async def test_null_for_a_variable_that_has_a_default(
    operation: str, engine: Engine, own_catalogue: DatabaseSettings
) -> None:
    """The default makes the variable valid for a non-null position; null itself is rejected."""
    assert "errors" not in (await engine.answer(operation)).body
    outcome = await engine.answer(operation, {"x": None})
    body: Any = outcome.body
    assert outcome.status == 400
    (error,) = body["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "variable": "x"}


def _nested(depth: int, leaf: str, step: str) -> str:
    for _ in range(depth):
        leaf = step.replace("…", leaf)
    return leaf


SELECTED = "parts(first: 1) { nodes { … } }"
FILTERED = "{parts: {some: …}}"


async def test_relations_may_be_nested_ten_deep(
    engine: Engine, own_catalogue: DatabaseSettings
) -> None:
    for depth, status in ((10, 200), (11, 400), (60, 400)):
        for operation in (
            "{ programmes { nodes { " + _nested(depth, "slug", SELECTED) + " } } }",
            "{ programmes(where: " + _nested(depth, "{}", FILTERED) + ") { totalCount } }",
        ):
            outcome = await engine.answer(operation)
            body: Any = outcome.body
            assert outcome.status == status, body
            if status == 400:
                (error,) = body["errors"]
                assert error["extensions"]["code"] == "LIMIT_EXCEEDED"


async def test_a_cursor_of_another_order_is_rejected(
    engine: Engine, own_catalogue: DatabaseSettings
) -> None:
    page = "{ goodPractices(first: 1, orderBy: [{name: %s}]%s) { pageInfo { endCursor } } }"
    body: Any = (await engine.answer(page % ("ASC", ""))).body
    cursor = body["data"]["goodPractices"]["pageInfo"]["endCursor"]
    outcome: Any = (await engine.answer(page % ("DESC", f', after: "{cursor}"'))).body
    assert "belongs to the list 'GoodPractice by name es ASC'" in outcome["errors"][0]["message"]


async def test_too_many_ids(engine: Engine, own_catalogue: DatabaseSettings) -> None:
    ids = [f"Topic:t{number}" for number in range(101)]
    for operation, variables in (
        ("query ($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": ids}),
        ("{ nodes(ids: [%s]) { id } }" % ('"x" ' * 101), {}),
        ("{ nodes(ids: [%s]) { __typename } }" % ('"ChangeLog:1" ' * 101), {}),
    ):
        outcome = await engine.answer(operation, variables)
        body: Any = outcome.body
        assert outcome.status == 400
        assert "101 ids are too many; request 100 at a time" in body["errors"][0]["message"]


async def test_a_search_text_has_at_most_300_characters(
    engine: Engine, own_catalogue: DatabaseSettings
) -> None:
    """As in the forms of pages. Characters count, not bytes."""
    for field in (
        "search(text: $t) { totalCount }",
        "countries(where: {not: {text: $t}}) { totalCount }",
        "topics(where: {text: $t}, orderBy: {relevance: ASC}) { nodes { id } }",
        "programmes(where: {parts: {some: {text: $t}}}) { totalCount }",
    ):
        for length, status in ((300, 200), (301, 400), (60_000, 400)):
            text = "á" * length
            as_variable = await engine.answer(f"query ($t: String!) {{ {field} }}", {"t": text})
            outcome = await engine.answer("{" + field.replace("$t", f'"{text}"') + "}")
            assert as_variable.body == outcome.body
            body: Any = outcome.body
            assert outcome.status == status, body
            if status == 400:
                (error,) = body["errors"]
                assert error["message"] == (
                    f"The text of a search has {length:,} characters, more than the limit of 300:"
                    " search for fewer words."
                )
                assert error["extensions"] == {
                    "code": "LIMIT_EXCEEDED",
                    "limit": "searchText",
                    "found": length,
                    "allowed": 300,
                }


async def test_every_invalid_variable_is_reported(
    engine: Engine, own_catalogue: DatabaseSettings
) -> None:
    query = (
        "query ($a: Int!, $b: Language!) { goodPractices(first: $a) { nodes { name(lang: $b) } } }"
    )
    body: Any = (await engine.answer(query, {"a": "x", "b": "DE"})).body
    assert len(body["errors"]) == 2
    assert {error["extensions"]["code"] for error in body["errors"]} == {"BAD_USER_INPUT"}


async def test_a_null_in_a_non_null_field(engine: Engine, own_catalogue: DatabaseSettings) -> None:
    """After a manual change of the graph: an error, and the nearest nullable field is null."""
    from tests.graphs import run

    run(own_catalogue, "MATCH (c:Country {iso3: 'HND'}) SET c.iso2 = null")
    try:
        query = """{ ok: country(by: {iso3: "PAN"}) { iso2 }
            broken: country(by: {iso3: "HND"}) { name code: iso2 } }"""
        outcome = await engine.answer(query)
    finally:
        run(own_catalogue, "MATCH (c:Country {iso3: 'HND'}) SET c.iso2 = 'HN'")
    assert outcome.status == 200
    assert outcome.body == {
        "data": {"ok": {"iso2": "PA"}, "broken": None},
        "errors": [
            {
                "message": "Cannot return null for non-nullable field Country.iso2.",
                "path": ["broken", "code"],
                "extensions": {"code": "NULL_VALUE"},
            }
        ],
    }


async def test_nulls_in_nested_non_null_fields(
    engine: Engine, own_catalogue: DatabaseSettings
) -> None:
    """Each time, the nearest nullable field is null; paths start at the root."""
    from tests.graphs import run

    run(own_catalogue, "MATCH (c:Country {iso3: 'HND'}) SET c.iso2 = null")
    try:
        query = """{
          nodes(ids: ["Country:hnd", "Country:pan", "Country:hnd"]) {
            ... on Country { code: iso2 } }
          institutions(where: {country: {iso3: {eq: "HND"}}}, first: 1) {
            list: nodes { country { name code: iso2 } } } }"""
        outcome = await engine.answer(query)
    finally:
        run(own_catalogue, "MATCH (c:Country {iso3: 'HND'}) SET c.iso2 = 'HN'")
    body: Any = outcome.body
    assert body["data"] == {
        "nodes": [None, {"code": "PA"}, None],
        "institutions": {"list": [{"country": None}]},
    }
    assert [error["path"] for error in body["errors"]] == [
        ["nodes", 0, "code"],
        ["nodes", 2, "code"],
        ["institutions", "list", 0, "country", "code"],
    ]
