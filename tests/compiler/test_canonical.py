"""Operations that differ only in how they are written have the same statement."""

import pytest

from graph_service.api.types import build_schema
from graph_service.api.types.schema import core_schema
from graph_service.compiler.compiler import Compiler
from graph_service.model.json import Json

LITERALS = """{
  goodPractices(
    where: {
      name: {contains: "equipo"}, level: {in: [NATIONAL]}
      owners: {some: {node: {acronym: {eq: "X"}}}}
    }
    orderBy: [{name: ASC, lang: EN}], first: 3
  ) {
    totalCount
    nodes { slug name(lang: EN) owners(first: 2) { nodes { acronym } } topics { nodes { slug } } }
  }
}"""
VARIABLES = """query ($text: String!, $levels: [Level!], $who: InstitutionWhere, $order: [GoodPracticeOrder!],
    $n: Int, $m: Int, $l: Language!) {
  goodPractices(
    where: {owners: {some: {node: $who}}, level: {in: $levels}, name: {contains: $text}}
    first: $n, orderBy: $order
  ) {
    other: nodes { topics { nodes { slug } } owners(first: $m) { list: nodes { acronym } } name(lang: $l) slug }
    totalCount
  }
}"""  # noqa: E501
GIVEN: dict[str, Json] = {
    "text": "equipo",
    "levels": ["NATIONAL"],
    "who": {"acronym": {"eq": "X"}},
    "order": [{"name": "ASC", "lang": "EN"}],
    "n": 3,
    "m": 2,
    "l": "EN",
}


@pytest.fixture(scope="module")
def compiler() -> Compiler:
    return Compiler(core_schema(build_schema()))


def test_the_statement_does_not_depend_on_literals_aliases_or_order(compiler: Compiler) -> None:
    literal = compiler.execution(LITERALS)
    variable = compiler.execution(VARIABLES, GIVEN)
    assert literal.text == variable.text
    assert literal.parameters == variable.parameters


def test_the_statement_contains_no_values(compiler: Compiler) -> None:
    text = compiler.execution(LITERALS).text
    assert not [word for word in ("equipo", "NATIONAL", "'X'", " 3") if word in text]


def test_equal_literals_have_the_statement_of_different_variables(compiler: Compiler) -> None:
    literal = '{ country(by: {iso3: "HND"}) { a: practices(first: 1) { nodes { slug } } b: practices(first: 1) { nodes { slug } } } }'  # noqa: E501
    variable = 'query ($x: Int, $y: Int) { country(by: {iso3: "HND"}) { a: practices(first: $x) { nodes { slug } } b: practices(first: $y) { nodes { slug } } } }'  # noqa: E501
    assert compiler.execution(literal).text == compiler.execution(variable, {"x": 1, "y": 2}).text


def test_a_plan_is_reused_for_other_values(compiler: Compiler) -> None:
    first = compiler.execution(VARIABLES, GIVEN)
    second = compiler.execution(VARIABLES, {**GIVEN, "text": "línea", "n": 7})
    assert second.text == first.text
    assert {"linea", 8} <= set(map(str, second.parameters.values())) | {8}
    assert 8 in second.parameters.values()


def test_a_plan_is_not_reused_for_another_plan_key(compiler: Compiler) -> None:
    query = "query ($w: GoodPracticeWhere) { goodPractices(where: $w) { totalCount } }"
    none = compiler.execution(query, {"w": None})
    by_name = compiler.execution(query, {"w": {"name": {"eq": "a"}}})
    by_slug = compiler.execution(query, {"w": {"slug": {"eq": "a"}}})
    assert len({none.text, by_name.text, by_slug.text}) == 3


def test_include_and_skip_determine_the_columns(compiler: Compiler) -> None:
    query = """query ($all: Boolean!) { goodPractices { nodes {
        slug owners @include(if: $all) { totalCount } note @skip(if: $all) } } }"""
    assert "OWNED_BY" in compiler.execution(query, {"all": True}).text
    text = compiler.execution(query, {"all": False}).text
    assert "OWNED_BY" not in text
    assert ".note" in text
