"""Replacing rules of graphql-core changes no error: each text breaks at most one rule."""

import pytest
from graphql import GraphQLSchema, parse, validate

from graph_service.compiler.compiler import Compiler
from graph_service.compiler.language.rules import RULES
from graph_service.errors import OperationInvalid
from graph_service.explorer.parts.operations import operation_names, read_operation
from tests.api_schema import api_schema

TEXTS = [
    "{ topics { totalCount } }",
    "{ topics @nix { totalCount } }",
    "{ topics @skip(if: true) @skip(if: false) { totalCount } }",
    "{ topics @skip { totalCount } }",
    "{ topics(first: $n) { totalCount } }",
    "query ($n: Int) { topics { totalCount } }",
    "query ($n: Int, $n: Int) { topics(first: $n) { totalCount } }",
    "query ($n: Topic) { topics(first: $n) { totalCount } }",
    "query ($n: String) { topics(first: $n) { totalCount } }",
    "{ topics { ...F } }",
    "{ topics { ... on Country { name } } }",
    "{ topics { ...F } } fragment F on TopicConnection { ...F }",
    "fragment F on TopicConnection { totalCount } { topics { totalCount } }",
    "fragment F on Topic { id } { topics { nodes { ...F } } } fragment F on Topic { slug }",
    "fragment F on Int { x } { topics { totalCount } }",
    "subscription { a b }",
    "mutation { a }",
    "{ topics { nix } }",
    "{ topics { totalCount } } query { topics { totalCount } }",
    '{ topics(where: {name: {eq: "$ @ ... fragment"}}) { totalCount } }',
]


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return api_schema()


@pytest.mark.parametrize("text", TEXTS)
def test_no_error_is_lost(schema: GraphQLSchema, text: str) -> None:
    document = parse(text)
    all_errors = [error.locations for error in validate(schema, document)]
    found = [error.locations for error in validate(schema, document, RULES)]
    assert found == all_errors
    assert bool(all_errors) == (text not in (TEXTS[0], TEXTS[-1]))


@pytest.mark.parametrize("name", operation_names())
def test_the_operations_of_pages_are_valid(schema: GraphQLSchema, name: str) -> None:
    """The service doesn't validate them."""
    assert validate(schema, parse(read_operation(name).text)) == []


def test_what_is_known_to_be_valid_is_not_validated(schema: GraphQLSchema) -> None:
    with pytest.raises(OperationInvalid):
        Compiler(schema).check("{ nix }")
    Compiler(schema, valid=["{ nix }"]).check("{ nix }")


def test_fragments_that_spread_each_other_are_refused_before_anything_is_expanded(
    schema: GraphQLSchema,
) -> None:
    """Each of these spreads all: a rule that follows every path would never end."""
    spreads = " ".join(f"...F{number}" for number in range(30))
    fragments = " ".join(f"fragment F{number} on Query {{ {spreads} }}" for number in range(30))
    with pytest.raises(OperationInvalid, match="Cannot spread fragment 'F0' within itself"):
        Compiler(schema).check(f"{{ __schema {{ ...F0 }} ...F0 }} {fragments}")
    cycle = "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"
    with pytest.raises(OperationInvalid, match="Cannot spread fragment 'A' within itself via 'B'"):
        Compiler(schema).check(cycle)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{ country(iso3: "HND") { id } }', "Unknown argument 'iso3'"),
        ("query @lang(is: EN) { topics { totalCount } }", "Unknown argument 'is'"),
        ('{ country(iso3: "HND", by: null) { id } }', "Unknown argument 'iso3'"),
        ("{ country { id } }", "Argument 'Query.country(by:)' of type 'CountryBy!' is required"),
    ],
)
def test_a_mistake_has_one_error(text: str, message: str, compiler: Compiler) -> None:
    with pytest.raises(OperationInvalid) as caught:
        compiler.execution(text)
    assert caught.value.problems[0].message.startswith(message)
    assert len(caught.value.problems) == (2 if "null" in text else 1)
