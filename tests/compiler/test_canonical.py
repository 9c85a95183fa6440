"""Operations that differ only in how they are written have the same statement."""

import pytest

from graph_service.compiler.compiler import Compiler
from graph_service.model.json import Json

LITERALS = """{
  goodPractices(
    where: {
      name: {contains: "equipo"}, level: {in: [NATIONAL]}
      owners: {some: {acronym: {eq: "X"}}}
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
    where: {owners: {some: $who}, level: {in: $levels}, name: {contains: $text}}
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


def test_the_statement_does_not_depend_on_literals_aliases_or_order(compiler: Compiler) -> None:
    literal = compiler.execution(LITERALS)
    variable = compiler.execution(VARIABLES, GIVEN)
    assert literal.text == variable.text
    assert literal.parameters == variable.parameters


REPORTED = "a: countries(where: {id: {eq: %s}}) { nodes { id } } b: countries(where: {id: {eq: %s}}) { nodes { id } }"  # noqa: E501
SORTED = "institutions(where: {kind: {eq: %s}}, orderBy: {slug: ASC}) { totalCount nodes { id } }"
UNSORTED = "b: institutions(where: {kind: {eq: %s}}) { totalCount nodes { id } }"


@pytest.mark.parametrize(
    ("of_type", "value", "lists", "others"),
    [
        ("ID", "Country:hnd", REPORTED, REPORTED),
        ("InstitutionKind", "MINISTRY", f"{SORTED} {UNSORTED}", f"{UNSORTED} {SORTED}"),
    ],
)
def test_equal_conditions_have_the_statement_of_different_ones(
    compiler: Compiler, of_type: str, value: str, lists: str, others: str
) -> None:
    stated = f'"{value}"' if of_type == "ID" else value
    literal = f"query @reportNotFound {{ {lists % (stated, stated)} }}"
    head = f"query ($x: {of_type}!, $y: {of_type}!) @reportNotFound"
    variable = f"{head} {{ {others % ('$x', '$y')} }}"
    statement = compiler.execution(variable, {"x": value, "y": value}).text
    assert compiler.execution(literal).text == statement


def test_two_lists_of_one_text_have_a_statement_whatever_their_order(compiler: Compiler) -> None:
    statements = set()
    for number in range(20):
        lists = [
            f'worst: countries(where: {{text: "{number}"}}, orderBy: {{relevance: ASC}}) {{ nodes {{ id }} }}',  # noqa: E501
            f'best: countries(where: {{text: "{number}"}}) {{ nodes {{ id }} }}',
        ]
        ordered = sorted(lists, reverse=number % 2 == 0)
        statements.add(compiler.execution(f"{{ {' '.join(ordered)} }}").text)
    assert len(statements) == 1


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
    assert {"linea", 8} <= set(map(str, second.parameters["p"])) | {8}
    assert 8 in second.parameters["p"]


def test_a_plan_is_not_reused_for_another_plan_key(compiler: Compiler) -> None:
    query = "query ($w: GoodPracticeWhere) { goodPractices(where: $w) { totalCount } }"
    none = compiler.execution(query, {"w": None})
    by_name = compiler.execution(query, {"w": {"name": {"eq": "a"}}})
    by_slug = compiler.execution(query, {"w": {"slug": {"eq": "a"}}})
    assert len({none.text, by_name.text, by_slug.text}) == 3


COUNTED = """a: goodPractices(where: {level: {eq: $level}, themes: {has: $theme}}, first: 5) {
    totalCount nodes { slug } facets(by: [countries, level, status, topics]) { valueCount } }"""
ALONE = """b: goodPractices(where: {level: {eq: $other}, themes: {has: $theme}}) {
    facets(by: [status]) { valueCount } }"""
FILTERS = {"level": "NATIONAL", "other": "GLOBAL", "theme": "PROTECTION"}


def _faceted(compiler: Compiler, *lists: str) -> str:
    types = {"level": "Level", "other": "Level", "theme": "Theme"}
    declared = ", ".join(f"${n}: {t}" for n, t in types.items() if f"${n}" in " ".join(lists))
    return compiler.execution(f"query ({declared}) {{ {' '.join(lists)} }}", FILTERS).text


def test_a_condition_stands_once_for_a_page_its_count_and_its_facets(compiler: Compiler) -> None:
    """The facet of `level` has a condition of its own, without that filter."""
    text = _faceted(compiler, COUNTED)
    assert text.count("IN n1.themes") == 2
    assert text.count("n1.level = ") == 1


def test_what_is_shared_does_not_depend_on_the_order_of_lists(compiler: Compiler) -> None:
    """`b` has a single facet, whose condition is equal, but for its parameters."""
    text = _faceted(compiler, COUNTED, ALONE)
    assert text == _faceted(compiler, ALONE, COUNTED)
    assert text.count("IN n1.themes") == 3


def test_include_and_skip_determine_the_columns(compiler: Compiler) -> None:
    query = """query ($all: Boolean!) { goodPractices { nodes {
        slug owners @include(if: $all) { totalCount } note @skip(if: $all) } } }"""
    assert "OWNED_BY" in compiler.execution(query, {"all": True}).text
    text = compiler.execution(query, {"all": False}).text
    assert "OWNED_BY" not in text
    assert ".note" in text


@pytest.mark.parametrize(
    "where",
    [
        '{and: [{name: {contains: "a"}}, {level: {eq: NATIONAL}}], status: {eq: ACTIVE}}',
        '{and: [{and: [{status: {eq: ACTIVE}}, {level: {eq: NATIONAL}, name: {contains: "a"}}]}]}',
        '{or: [{name: {contains: "a"}}], level: {eq: NATIONAL}, status: {eq: ACTIVE}}',
    ],
)
def test_conditions_that_are_joined_otherwise_have_one_statement(
    compiler: Compiler, where: str
) -> None:
    plain = '{name: {contains: "a"}, level: {eq: NATIONAL}, status: {eq: ACTIVE}}'
    first, other = (f"{{ goodPractices(where: {w}) {{ totalCount }} }}" for w in (plain, where))
    assert compiler.execution(other).text == compiler.execution(first).text


IN_A_LANGUAGE = """query ($lang: Language!, $first: Int) @lang(prefer: $lang) {
  country(by: {iso3: "HND"}) {
    name nameLanguage otherNames
    practices(orderBy: [{transfersCount: DESC}, {name: ASC}], first: $first) { nodes { name } }
  }
  goodPractices(where: {level: {eq: NATIONAL}}, orderBy: [{name: ASC}]) {
    nodes { name } facets(by: [countries]) { values { label } }
  }
}"""


def test_a_statement_serves_all_languages(compiler: Compiler) -> None:
    """So Neo4j plans the pages once, not once for each of their languages."""
    languages = {"ES": "Es", "EN": "En", "PT": "Pt"}
    executions = {x: compiler.execution(IN_A_LANGUAGE, {"lang": x}) for x in languages}
    assert len({tuple(execution.texts) for execution in executions.values()}) == 1
    for language, suffix in languages.items():
        assert executions[language].parameters["in"] == suffix


def test_an_index_in_the_order_of_a_language_is_used(compiler: Compiler) -> None:
    """Of nodes, and of the edges of a long list, by the first key; a stated language is kept."""
    whole = "query ($l: Language!) @lang(prefer: $l) { goodPractices(orderBy: [{name: ASC}]) { nodes { name(lang: PT) } } }"  # noqa: E501
    text = compiler.execution(whole, {"l": "EN"}).text
    assert "ORDER BY n1.z_nameKeyEn, n1.id" in text
    assert "n1.namePt" in text
    of_topic = 'query ($l: Language!) @lang(prefer: $l) { topic(by: {slug: "x"}) { practices(orderBy: [{name: ASC}]) { nodes { slug } } } }'  # noqa: E501
    assert "z_listKeyEs" in compiler.execution(of_topic, {"l": "ES"}).text
    no_language = "{ goodPractices { nodes { name } } }"
    assert "in" not in compiler.execution(no_language).parameters
