"""The cost of operations, calculated by hand from the weights in docs/http.md."""

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType

from graph_service.compiler.compiler import Compiler
from graph_service.errors import LimitExceeded
from graph_service.model.json import Json
from tests.api_schema import api_schema

NESTED = "query ($n: Int, $m: Int = 4) { programmes(first: $n) { nodes { parts(first: $m)"
COSTS: list[tuple[str, dict[str, Json], int]] = [
    # A count is planned once; all entries of a type count as 100.
    ("{ topics { totalCount } }", {}, 1_000 + 100 * 10),
    # A list as well; each of its rows has two values.
    ("{ topics(first: 7) { nodes { id slug } } }", {}, 1_000 + 100 * 10 + 7 * 2),
    ("{ topics { nodes { id } } }", {}, 1_000 + 100 * 10 + 20),
    ("{ topics(last: 3) { edges { node { id } } } }", {}, 1_000 + 100 * 10 + 3),
    # A value that is selected twice is read once.
    ("{ topics { nodes { id a: id } nodes { b: id } } }", {}, 1_000 + 100 * 10 + 20),
    # Nested pages multiply, wherever their sizes come from.
    (NESTED + " { nodes { id } } } } }", {"n": 5}, 2_000 + 1_000 + 5 * (10 + 4)),
    (NESTED + " { nodes { id } } } } }", {"n": 5, "m": 100}, 2_000 + 1_000 + 5 * (10 + 100)),
    (NESTED + " { nodes { id } } } } }", {}, 2_000 + 1_000 + 20 * (10 + 4)),
    (NESTED + " { totalCount } } } }", {"n": 5}, 2_000 + 1_000 + 5 * 10),
    (NESTED + " { nodes { id } } } } }", {"n": 0}, 2_000 + 1_000),
    # A comparison weighs 3, and a quantifier 20, for each of 100; a list of texts is one.
    ('{ topics(where: {slug: {eq: "a"}}) { totalCount } }', {}, 1_000 + 100 * (10 + 3)),
    ('{ topics(where: {slug: {in: ["a", "b"]}}) { totalCount } }', {}, 1_000 + 100 * (10 + 3)),
    # A list with a text is a search; what else it is filtered by is a list of its own.
    ('{ topics(where: {text: "a"}) { totalCount } }', {}, 2_000 + 1_000 + 10),
    (
        '{ topics(where: {text: "a", slug: {eq: "a"}}) { totalCount } }',
        {},
        3_000 + 1_000 + 10 + 100 * (10 + 3),
    ),
    (
        '{ topics(where: {practices: {some: {slug: {eq: "a"}}}}) { totalCount } }',
        {},
        2_000 + 100 * (10 + 20 + 3),
    ),
    (
        "query ($w: TopicWhere) { topics(where: $w) { totalCount } }",
        {"w": {"or": [{"practices": {"none": {}}}, {"not": {"slug": {"eq": "a"}}}]}},
        2_000 + 100 * (10 + 20 + 3),
    ),
    # A facet counts all, then lists 5 values with a label.
    (
        "{ goodPractices { facets(by: [level]) { values(first: 5) { label count } } } }",
        {},
        1_000 + 100 * 50 + 5 * 2,
    ),
    # Entries by id: each with its id, and the id that was requested.
    ('{ nodes(ids: ["Topic:a", "Topic:b"]) { id } }', {}, 1_000 + 10 + 2 * 2),
    ('{ topic(by: {slug: "a"}) { id slug } }', {}, 1_000 + 10 + 2),
    # Changes are a list like others, whose order needs no comparison of the client's.
    ("{ changes(from: 2) { nodes { kind number } } }", {}, 1_000 + 100 * (10 + 3) + 20 * 2),
    ("{ releases(first: 5) { nodes { number } } }", {}, 1_000 + 100 * 10 + 5),
    # The history of an entry is a list for each entry; each change has its number and kind.
    (
        "{ topics(first: 5) { nodes { history(first: 3) { nodes { kind } } } } }",
        {},
        2_000 + 100 * 10 + 5 * (10 + 3),
    ),
    # Entries of all types are planned like four lists; a row has its type and its values.
    ("{ entries(first: 5) { nodes { slug } } }", {}, 4_000 + 100 * 10 + 5 * (1 + 1)),
    # Suggestions, too; the label and the id of each are values.
    ('{ suggest(prefix: "a", first: 5) { id label } }', {}, 4_000 + 1_000 + 5 * 2),
    ('{ suggest(prefix: "a") { id } }', {}, 4_000 + 1_000 + 10),
    # A flow: two ends of one value each, and a count; all pairs cost 50 for each of 100 nodes.
    (
        "{ transferFlows(first: 50) { nodes { count from { key } to { key } } } }",
        {},
        1_000 + 100 * 50 + 50 * 3,
    ),
    ("{ visitFlows { totalCount } }", {}, 1_000 + 100 * 50),
    # At most a page of transfers in each flow.
    (
        "{ transferFlows(first: 50) { nodes { transfers(first: 10) { nodes { id } } } } }",
        {},
        2_000 + 100 * 50 + 50 * (10 + 10),
    ),
    # An order by relevance weighs 10 for each of 100, as the condition does.
    (
        '{ topics(where: {text: "a"}, orderBy: [{relevance: DESC}], first: 5) { nodes { id } } }',
        {},
        2_000 + 1_000 + 10 + 5,
    ),
    # Excluded fields cost nothing.
    (
        "query ($x: Boolean!) { topics { totalCount nodes @include(if: $x) { id } } }",
        {"x": False},
        1_000 + 100 * 10,
    ),
    ("{ __typename }", {}, 0),
]


@pytest.mark.parametrize(("text", "variables", "cost"), COSTS)
def test_cost(text: str, variables: dict[str, Json], cost: int, compiler: Compiler) -> None:
    assert compiler.execution(text, variables).cost == cost
    again = compiler.cached_execution(text, variables)
    assert again is not None
    assert again.cost == cost


def test_deeply_nested_pages_are_rejected(compiler: Compiler) -> None:
    text = (
        "query ($n: Int = 100) { topics(first: 100) { nodes { practices(first: 100) { nodes {"
        " countries(first: $n) { nodes { id } } } } } } }"
    )
    # Three lists; 100 rows with a list; 10,000 rows with a list, and n values.
    assert compiler.execution(text, {"n": 7}).cost == 3_000 + 1_000 + 1_000 + 10_000 * 17
    with pytest.raises(LimitExceeded) as caught:
        compiler.execution(text)
    assert caught.value.message == (
        "The operation costs 1,105,000, more than the limit of 200,000: use shorter pages in nested"
        " lists, fewer counts, facets and conditions, or several requests."
    )
    assert caught.value.details == {"limit": "cost", "found": 1_105_000, "allowed": 200_000}
    with pytest.raises(LimitExceeded):  # though its plan is cached
        compiler.cached_execution(text, {"n": 100})


def test_introspection_costs_the_values_of_its_lists(compiler: Compiler) -> None:
    """Each type is listed once, so below all types a list counts with its mean length."""
    types = api_schema().type_map.values()
    objects = [t for t in types if isinstance(t, GraphQLObjectType | GraphQLInterfaceType)]
    lengths = [len(t.fields) for t in objects]
    for text, values in (
        ("{ __schema { types { name } } }", 2 + len(types)),
        ("{ __schema { types { fields { name } } } }", 2 + len(types) + sum(lengths)),
        ('{ __type(name: "Topic") { fields { name } } }', 2 + max(lengths)),
    ):
        assert compiler.execution(text).cost == values
