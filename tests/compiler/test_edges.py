"""`edge` in a condition: of the relation around it, wherever it stands."""

import pytest

from graph_service.compiler.compiler import Compiler
from graph_service.errors import BadUserInput
from graph_service.model.json import Json

COUNTED = '{ country(by: {slug: "x"}) { attendedVisits(where: %s) { totalCount } } }'


def test_a_condition_on_the_edge_of_a_list_is_on_the_edge_that_leads_to_it(
    compiler: Compiler,
) -> None:
    text = compiler.execution(COUNTED % "{edge: {role: {eq: LEARNER}}}").text
    (pattern,) = [line for line in text.splitlines() if "ATTENDED_BY" in line]
    assert "(n1)<-[e2:ATTENDED_BY]-(n2:ExchangeVisit) WHERE e2.role = $p[1]" in pattern


@pytest.mark.parametrize(
    ("where", "condition"),
    [
        ("{not: {edge: {role: {eq: PEER}}}}", "NOT coalesce(e2.role = $p[1], false)"),
        (
            '{or: [{edge: {role: {eq: PEER}}}, {slug: {eq: "a"}}]}',
            "coalesce((e2.role = $p[1]) OR (n2.slug = $p[2]), false)",
        ),
        (
            "{topics: {some: {edge: {basis: {eq: STATED}}}}}",
            "EXISTS { MATCH (n2)-[y1:ABOUT]->(x1:Topic) WHERE y1.basis = $p[1] }",
        ),
    ],
)
def test_the_edge_is_that_of_the_innermost_relation(
    where: str, condition: str, compiler: Compiler
) -> None:
    assert f"WHERE {condition} }}" in compiler.execution(COUNTED % where).text


@pytest.mark.parametrize("where", ["{edge: null}", "{edge: {role: {eq: null}}}"])
def test_nulls_fit_every_list(where: str, compiler: Compiler) -> None:
    query = "{ goodPractices(where: %s) { totalCount } }"
    assert compiler.execution(query % where).text == compiler.execution(query % "{id: null}").text
    related = '{countries: {some: {slug: {eq: "a"}, %s}}}'
    texts = {
        compiler.execution(query % (related % part)).text for part in (where[1:-1], "id: null")
    }
    assert len(texts) == 1


@pytest.mark.parametrize(
    "field",
    [
        "visitFlows(where: {edge: {basis: {eq: STATED}}}) { totalCount }",
        "exchangeVisits(where: {not: {edge: {basis: {eq: STATED}}}}) { totalCount }",
        """goodPractice(by: {slug: "a"}) {
          relatedPractices(where: {edge: {basis: {eq: STATED}}}) { totalCount } }""",
    ],
)
def test_lists_without_a_relation_refuse_conditions_on_edges(
    field: str, compiler: Compiler
) -> None:
    with pytest.raises(BadUserInput, match="No relation leads to this list"):
        compiler.execution(f"{{ {field} }}")


LIST = """fragment List on Page {
  totalCount pageInfo { endCursor } nodes { id ...Named } edges { cursor ...Said }
}
fragment Named on Entry { name }
fragment Said on Statement { basis basisLabel note sources { slug } }"""


def test_one_fragment_serves_every_list(compiler: Compiler) -> None:
    fields = (
        "countries", "changes", "releases", "entries", 'search(text: "a")',
        'country(by: {slug: "a"}) { attendedVisits { ...List } }',
    )  # fmt: skip
    for field in fields:
        selected = field if "{ ...List" in field else f"{field} {{ ...List }}"
        assert compiler.execution(f"{{ {selected} }} {LIST}").text


def test_an_item_that_no_relation_leads_to_states_nothing(compiler: Compiler) -> None:
    execution = compiler.execution(
        "{ countries { edges { node { slug } basis basisLabel note sources { slug } } } }"
    )
    assert "e1" not in execution.text
    edge: dict[str, Json] = {
        "node": {"slug": "x"}, "basis": None, "basisLabel": None, "note": None, "sources": [],
    }  # fmt: skip
    assert execution.response([[["x"]]]) == {"data": {"countries": {"edges": [edge]}}}


def test_a_note_can_be_filtered_on_an_entry_and_on_an_edge(compiler: Compiler) -> None:
    where = '{note: {contains: "A"}, owners: {some: {edge: {note: {isNull: false}}}}}'
    text = compiler.execution(f"{{ goodPractices(where: {where}) {{ totalCount }} }}").text
    in_each = "any(x IN [n1.noteEs, n1.noteEn, n1.notePt] WHERE x IS NOT NULL AND "
    assert f"{in_each}toLower(toString(x)) CONTAINS toLower($p[" in text
    assert "(y1.note IS NULL) = $p[" in text
