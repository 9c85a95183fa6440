"""The sources of edges: one subquery reads each once, whatever cites it and how often."""

from collections.abc import Sequence
from typing import Any

import pytest

from graph_service.compiler.compiler import Compiler
from graph_service.compiler.execution import Execution
from graph_service.model.json import Json

A: Json = ["a", ["Art"]]
B: Json = ["b", ["Book"]]
ART, BOOK = {"name": "Art"}, {"name": "Book"}
PRACTICES = '{ topic(by: {slug: "x"}) { practices { edges { sources { name } } } } }'


def _complete(execution: Execution, row: Sequence[Json]) -> Sequence[Json] | None:
    """Return the row of a request from that of its first statement; None if there are more."""
    steps = execution.steps()
    next(steps)
    try:
        steps.send(row)
    except StopIteration as end:
        found: Sequence[Json] = end.value
        return found
    return None


def _data(compiler: Compiler, operation: str, rows: Json, *sources: Json) -> Any:
    """Return the data of an operation that reads one column of rows, and these sources."""
    execution = compiler.execution(operation)
    row = _complete(execution, [rows, list(sources)])
    assert row is not None, "there is one statement"
    return execution.response(row)["data"]


def test_sources_are_sorted_by_id_and_shared(compiler: Compiler) -> None:
    operation = """{ goodPractice(by: {slug: "x"}) {
      owners { edges { sources { name } } } topics { edges { sources { name } } } } }"""
    owners: Json = [[["b", "a"]], [["a"]]]
    topics: Json = [[["a"]], [None], [[]]]
    found = _data(compiler, operation, [[topics, owners]], A, B)["goodPractice"]
    assert found["owners"]["edges"] == [{"sources": [ART, BOOK]}, {"sources": [ART]}]
    assert found["topics"]["edges"] == [{"sources": [ART]}, {"sources": []}, {"sources": []}]


def test_a_slug_without_a_source_is_left_out_and_a_repeated_one_is_repeated(
    compiler: Compiler,
) -> None:
    found = _data(compiler, PRACTICES, [[[[["b", "gone", "b", "a"]]]]], A, B)
    assert found["topic"]["practices"]["edges"] == [{"sources": [ART, BOOK, BOOK]}]


def test_an_entry_that_is_not_there_has_no_edges(compiler: Compiler) -> None:
    former = _complete(compiler.execution(PRACTICES), [[], []])
    assert former is None, "it is looked for among former slugs"


def test_each_list_has_the_values_that_it_selects(compiler: Compiler) -> None:
    operation = """{ goodPractice(by: {slug: "x"}) {
      owners { edges { sources { name slug } } } topics { edges { sources { url name } } } } }"""
    text = compiler.execution(operation).text
    assert text.count("MATCH (n:Source {slug: slug})") == 1
    assert "[n.slug, [n.name, n.slug, n.url]]" in text
    source: Json = ["a", ["Art", "a", "https://a.org"]]
    found = _data(compiler, operation, [[[[["a"]]], [[["a"]]]]], source)["goodPractice"]
    assert found["owners"]["edges"] == [{"sources": [{"name": "Art", "slug": "a"}]}]
    assert found["topics"]["edges"] == [{"sources": [{"url": "https://a.org", "name": "Art"}]}]


def test_lists_at_all_depths_have_their_sources(compiler: Compiler) -> None:
    operation = """{
      topics { nodes { practices { edges { sources { name } node {
        owners { edges { sources { name } } } } } } } }
      country(by: {slug: "x"}) { institutions { edges { sources { name } } } } }"""
    execution = compiler.execution(operation)
    assert "[[c0_0, 0, 0], [c0_1, 0, 0]] AS place" in execution.text
    assert "[[c0_0, 0, 1, 0]] AS place" in execution.text
    topics: Json = [[[[["b"], [[["a"]]]]]]]
    institutions: Json = [[[[["a", "b"]]]]]
    row = _complete(execution, [topics, institutions, [A, B]])
    assert row is not None
    data: Any = execution.response(row)["data"]
    (practice,) = data["topics"]["nodes"][0]["practices"]["edges"]
    assert practice == {"sources": [BOOK], "node": {"owners": {"edges": [{"sources": [ART]}]}}}
    assert data["country"]["institutions"]["edges"] == [{"sources": [ART, BOOK]}]


@pytest.mark.parametrize(
    "operation",
    [
        pytest.param(
            """{ topic(by: {slug: "x"}) {
              practices { edges { sources { name history { totalCount } } } } } }""",
            id="with lists of their own",
        ),
        pytest.param(
            """{ search(text: "x") { nodes {
              ... on Topic { practices { edges { sources { name } } } } } } }""",
            id="below an entry of any type",
        ),
        pytest.param(
            """{ topics { facets(by: [scheme]) { values { count } } nodes {
              practices { edges { sources { name } } } } } }""",
            id="beside facets",
        ),
    ],
)
def test_other_sources_are_read_where_they_are_cited(compiler: Compiler, operation: str) -> None:
    text = compiler.execution(operation).text
    assert "UNWIND e" in text
    assert "AS cited" not in text
