"""Null counts as not given: a list filtered by nothing but nulls is the whole list.

Two operations with the same statement and parameters have the same answer. What a null would do if
it were compared is seen in the statement, so nothing here needs a database.
"""

from collections.abc import Mapping

import pytest
from graphql import parse_value, value_from_ast_untyped

from graph_service.compiler.compiler import Compiler
from graph_service.errors import BadUserInput
from graph_service.model.json import Json


def statement(
    compiler: Compiler, arguments: str, declared: str = "", **variables: Json
) -> tuple[str, Mapping[str, object]]:
    """Return the statement of a list, with its parameters."""
    text = f"query {declared} {{ goodPractices{arguments} {{ nodes {{ id }} totalCount }} }}"
    execution = compiler.execution(text, variables)
    return execution.text, execution.parameters


NOTHING = [
    "null",
    "{}",
    "{name: null}",
    "{name: {}}",
    "{name: {eq: null}}",
    "{name: {contains: null, lang: EN}}",
    "{name: {lang: EN}}",
    "{name: {in: null, isNull: null, startsWith: null}}",
    "{level: {eq: null}, started: {possiblyIn: null}, themes: {hasAny: null, isEmpty: null}}",
    "{note: {contains: null}, updatedAt: {lt: null}, id: {eq: null}}",
    "{not: null}",
    "{not: {name: {eq: null}}}",
    "{not: {not: {level: {in: null}}}}",
    "{and: null, or: null}",
    "{and: []}",
    "{and: [{name: {eq: null}}, {slug: {in: null}}]}",
    "{or: [{name: {contains: null}}, {summary: {contains: null}}]}",
    "{or: [{not: {slug: {eq: null}}}]}",
    "{countries: null}",
    "{countries: {}}",
    "{countries: {some: null}}",
    "{countries: {some: {id: null}}}",
    "{countries: {some: {id: null, edge: null}}}",
    "{countries: {some: {slug: {eq: null}}}}",
    "{countries: {none: {subregion: {in: null}}}}",
    "{countries: {all: {inRegion: {eq: null}}, single: {edge: {basis: {eq: null}}}}}",
    "{owners: {some: {country: {iso3: {eq: null}}}}}",
    "{owners: {none: {country: {not: {institutions: {some: {id: null}}}}}}}",
]


@pytest.mark.parametrize("where", NOTHING)
def test_nothing_but_nulls_filters_nothing(where: str, compiler: Compiler) -> None:
    assert statement(compiler, f"(where: {where})") == statement(compiler, "")


PARTS = [
    ("{name: {eq: null, contains: \"x\"}}", '{name: {contains: "x"}}'),
    ('{name: {eq: null}, slug: {eq: "x"}}', '{slug: {eq: "x"}}'),
    ('{or: [{name: {eq: null}}, {slug: {eq: "x"}}]}', '{or: [{slug: {eq: "x"}}]}'),
    ('{and: [{name: {eq: null}}, {slug: {eq: "x"}}]}', '{slug: {eq: "x"}}'),
    ('{not: {name: {eq: null}, slug: {eq: "x"}}}', '{not: {slug: {eq: "x"}}}'),
    (
        '{countries: {some: {slug: {eq: "x"}, edge: {basis: {eq: null}}}, none: null}}',
        '{countries: {some: {slug: {eq: "x"}}}}',
    ),
    ("{owners: {some: {country: {}, acronym: {eq: null}}}}",
     "{owners: {some: {country: {}}}}"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "same"), PARTS)
def test_values_other_than_null_still_count(where: str, same: str, compiler: Compiler) -> None:
    found = statement(compiler, f"(where: {where})")
    assert found == statement(compiler, f"(where: {same})")
    assert found != statement(compiler, "")


@pytest.mark.parametrize(
    "where",
    [
        "{countries: {some: {}}}",
        "{countries: {some: {edge: {}}}}",
        "{countries: {none: {}}}",
        "{owners: {some: {country: {}}}}",
        "{not: {}}",
        "{or: []}",
        "{slug: {in: []}}",
        "{status: {isNull: true}}",
        "{status: {isNull: false}}",
    ],
)
def test_empty_values_count_unlike_null(where: str, compiler: Compiler) -> None:
    assert statement(compiler, f"(where: {where})") != statement(compiler, "")


VARIABLES = [
    ("$x: String", "{name: {contains: $x}}"),
    ("$x: String", "{not: {countries: {some: {slug: {eq: $x}}}}}"),
    ("$x: [Level!]", "{level: {in: $x}}"),
    ("$x: TextFilter", "{or: [{name: $x}, {summary: $x}]}"),
    ("$x: TextFilter", "{not: {name: $x}}"),
    ("$x: CountryRelation", "{not: {countries: $x}}"),
    ("$x: CountryWhere", "{not: {countries: {some: $x}}}"),
    ("$x: EdgeWhere", "{not: {countries: {some: {edge: $x}}}}"),
    ("$x: GoodPracticeWhere", "{not: {not: $x}}"),
    ("$x: [GoodPracticeWhere!]", "{and: $x, or: $x}"),
    ("$x: GoodPracticeWhere", "$x"),
    ("$x: Language", "{name: {contains: null, lang: $x}}"),
]


@pytest.mark.parametrize(("declared", "where"), VARIABLES)
def test_variables(declared: str, where: str, compiler: Compiler) -> None:
    """Whether a variable is null or absent makes no difference."""
    whole = statement(compiler, "")
    assert statement(compiler, f"(where: {where})", f"({declared})", x=None) == whole
    assert statement(compiler, f"(where: {where})", f"({declared})") == whole


@pytest.mark.parametrize("where", [w for w in NOTHING if w != "null"])
def test_nulls_inside_a_variable(where: str, compiler: Compiler) -> None:
    value: Json = value_from_ast_untyped(parse_value(where))
    found = statement(compiler, "(where: $x)", "($x: GoodPracticeWhere)", x=value)
    assert found == statement(compiler, "")


def test_orders(compiler: Compiler) -> None:
    declared, order = "($name: Direction, $slug: Direction)", "(orderBy: [{name: $name, lang: EN},"
    order += " {slug: $slug}])"
    by_slug = statement(compiler, "(orderBy: [{slug: DESC}])")
    for name in ({"name": None}, {}):
        assert statement(compiler, order, declared, slug="DESC", **name) == by_slug
        assert statement(compiler, order, declared, **name) == statement(compiler, "")
    assert statement(compiler, "(orderBy: null)") == statement(compiler, "")
    with pytest.raises(BadUserInput, match="one key"):
        statement(compiler, "(orderBy: [{lang: EN}])")


def test_facets(compiler: Compiler) -> None:
    """A facet ignores the filter of its own field, and what is null in the others."""

    def facets(where: str) -> str:
        text = "{ goodPractices(where: %s, first: 0) { facets(by: [level]) { valueCount } } }"
        return compiler.execution(text % where).text

    nulls = "{name: {contains: null}, and: [{level: {eq: NATIONAL}, not: {slug: {eq: null}}}]}"
    assert facets(nulls) == facets("null")


def test_flows_and_relations(compiler: Compiler) -> None:
    for text in (
        "{ transferFlows(by: COUNTRY%s) { nodes { count } } }",
        "{ countries { nodes { practices%s { nodes { id } } } } }",
        "{ releases { nodes { changes%s { nodes { id } } } } }",
    ):
        where = "where: {not: {slug: {eq: null}}}"
        by = f", {where}" if "by" in text else f"({where})"
        assert compiler.execution(text % by).text == compiler.execution(text % "").text


def test_other_arguments(compiler: Compiler) -> None:
    whole = compiler.execution("{ entries { nodes { id } } changes { nodes { id } } }")
    nulls = compiler.execution(
        "{ entries(types: null, updatedSince: null, first: null, after: null) { nodes { id } }"
        " changes(from: null, to: null, where: null, last: null, before: null) { nodes { id } } }"
    )
    assert (nulls.text, nulls.parameters) == (whole.text, whole.parameters)
