"""MODEL.md is complete, its tables are well-formed, and its links have targets."""

import re

from graph_service.model.enums import VOCABULARIES, Language
from graph_service.model.graph import PROPERTIES, RELATIONS, TYPES
from graph_service.model.kinds import KINDS
from graph_service.publish.files import published
from graph_service.publish.reference import EXAMPLES
from graph_service.publish.settings_and_errors import table

MODEL = published()["MODEL.md"]


def _section(name: str) -> str:
    match = re.search(rf"^### {name}\n(.*?)(?=^##)", MODEL, re.MULTILINE | re.DOTALL)
    assert match, f"no section {name}"
    return match[1]


def test_every_type_has_its_properties_and_relations() -> None:
    for name, node_type in TYPES.items():
        section = _section(name)
        assert node_type.description in section
        assert node_type.source in section
        for field in (*PROPERTIES[name], *RELATIONS[name]):
            assert f"\n| `{field}` |" in section


def test_every_vocabulary_has_its_terms_in_three_languages() -> None:
    for enum in VOCABULARIES:
        section = _section(enum.__name__)
        assert f"Source: {enum.__source__}." in section
        for term in enum:
            es, en, pt = term.value.label
            meaning = term.value.description
            assert f"\n| `{term.name}` | {en} | {es} | {pt} | {meaning} |" in section


def test_an_edge_has_its_direction_number_and_properties() -> None:
    (line,) = [x for x in _section("ExchangeVisit").splitlines() if "`visitorCountries`" in x]
    assert line == (
        "| `visitorCountries` | `-[:ATTENDED_BY]->` | [Country](#country) | any number |"
        " `role` ([ExchangeRole](#exchangerole), required), `roleBasis` ([Basis](#basis)) |"
        " The countries that came as visitors. |"
    )
    transfer = _section("KnowledgeTransfer")
    assert (
        "| `practice` | `-[:TRANSFERS]->` | [GoodPractice](#goodpractice) | exactly one |"
        in transfer
    )
    assert "| `events` | `-[:HAS_EVENT]->` | [StageEvent](#stageevent) | one or more |" in transfer
    assert "| `citedBy` | `<-[:CITES]-` | any entry | any number |" in _section("Source")


def test_every_row_has_as_many_cells_as_its_head() -> None:
    rows = re.findall(r"(?:^\|.*\n)+", MODEL, re.MULTILINE)
    assert len(rows) > 40
    for found in rows:
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in found.splitlines()}
        assert len(widths) == 1, found


def test_every_link_has_a_heading() -> None:
    headings = {h.lower().replace(" ", "-") for h in re.findall(r"^#+ (.*)$", MODEL, re.MULTILINE)}
    links = set(re.findall(r"\]\(#([^)]*)\)", MODEL))
    assert len(links) > 25
    assert links <= headings


def test_storage_examples_are_really_stored() -> None:
    assert "`z_nameKey: '\\nninez\\nchildhood\\n'`" in MODEL
    assert "| String, a code | `iso3: 'CRI'` |" in MODEL
    assert (
        "| PartialDate | `date: '2018-10'`, `dateEarliest: date('2018-10-01')`,"
        " `dateLatest: date('2018-10-31')`, `dateQualifier: 'AT'` |"
    ) in MODEL


def test_a_cell_can_hold_a_bar_and_a_line_break() -> None:
    assert (
        table(("a", "b"), [("x|y", "one\ntwo")])
        == "| a | b |\n| --- | --- |\n| x\\|y | one two |\n"
    )


def test_every_kind_has_an_example_of_how_it_is_stored() -> None:
    assert {prop.kind for prop, _ in EXAMPLES.values()} == set(KINDS)


def test_the_spanish_reference_says_everything_in_spanish() -> None:
    spanish = published()["MODEL.es.md"]
    meanings = [
        *(node_type.meaning for node_type in TYPES.values()),
        *(prop.meaning for name in TYPES for prop in PROPERTIES[name].values()),
        *(relation.meaning for name in TYPES for relation in RELATIONS[name].values()),
        *(term.value.meaning for enum in VOCABULARIES for term in enum if enum is not Language),
    ]
    assert [each.es for each in meanings if each.es not in spanish] == []
    assert [
        each.en for each in meanings if each.es != each.en and f"| {each.en} |" in spanish
    ] == []
    assert re.findall(r"(?m)^## (.*)", spanish) == [
        "Tipos",
        "Relaciones",
        "Vocabularios",
        "Conteos que salen mal",
        "En Neo4j",
    ]
    assert (
        "| `visitorCountries` | `-[:ATTENDED_BY]->` | [Country](#country) | cualquier n" in spanish
    )
    names = r"(?m)^### (\w+)$"
    assert re.findall(names, spanish) == re.findall(names, MODEL)
