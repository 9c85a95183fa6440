"""The recipes of CONTRIBUTING.md for the model: what they declare works everywhere.

A copy of the project gets the declarations (tests/project_copy.py). Nothing else is changed; then
its own commands publish, create templates, import these once they are filled in, check, plan, load,
serve and export.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from textwrap import dedent

import httpx
import jsonschema
import pytest
from openpyxl import load_workbook
from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from ruamel.yaml import YAML

from graph_service.model.indexes import constraint_statements
from graph_service.settings import DatabaseSettings
from tests.api.serving import served
from tests.graphs import run, wipe
from tests.project_copy import copy_project, fill_templates, run_commands

BASE_IRI = "https://good-practices.invalid/"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of the project."""
    folder = tmp_path_factory.mktemp("copy")
    copy_project(folder)
    return folder


@pytest.fixture(scope="module")
def published(copy: Path) -> Path:
    """The copy, published, with its templates."""
    templates = [
        f"seeds template --type {kind} --lang {language} -o {kind}-{language}.xlsx"
        for kind in ("programmes", "lessons")
        for language in ("es", "en", "pt")
    ]
    run_commands(copy, "publish", "publish --check", "seeds check", *templates)
    return copy


def _rows(file: Path, sheet: int) -> list[list[object]]:
    return [list(row) for row in load_workbook(file).worksheets[sheet].values]


@pytest.mark.parametrize(
    ("language", "programme", "lesson"),
    [
        (
            "es",
            ["Código del donante", "Objetivo (es)", "Objetivo (en)", "Objetivo (pt)",
             "Códigos de socios", "Presupuesto", "Evaluado", "Aprobado", "Aprobado: qué indica",
             "Página", "Alcance"],
            ["Identificador", "Nombre (es)", "Nombre (en)", "Nombre (pt)", "Nivel",
             "Programas", "Probada en", "Fuentes",
             "Nota del editor (es)", "Nota del editor (en)", "Nota del editor (pt)",
             "Campos deducidos", "Campos supuestos",
             "Discrepancias (es)", "Discrepancias (en)", "Discrepancias (pt)",
             "Identificadores anteriores"],
        ),
        (
            "en",
            ["Donor code", "Aim (es)", "Aim (en)", "Aim (pt)", "Partner codes", "Budget",
             "Evaluated", "Approved", "Approved: qualifier", "Page", "Reach"],
            ["Slug", "Name (es)", "Name (en)", "Name (pt)", "Level", "Programmes",
             "Tested in", "Sources",
             "Editor's note (es)", "Editor's note (en)", "Editor's note (pt)",
             "Inferred fields", "Assumed fields",
             "Disputed (es)", "Disputed (en)", "Disputed (pt)", "Former slugs"],
        ),
        (
            "pt",
            ["Código do doador", "Objetivo (es)", "Objetivo (en)", "Objetivo (pt)",
             "Códigos de parceiros", "Orçamento", "Avaliado", "Aprovado", "Aprovado: qualificador",
             "Página", "Alcance"],
            ["Identificador", "Nome (es)", "Nome (en)", "Nome (pt)", "Nível",
             "Programas", "Testada em", "Fontes",
             "Nota do editor (es)", "Nota do editor (en)", "Nota do editor (pt)",
             "Campos inferidos", "Campos supostos",
             "Divergências (es)", "Divergências (en)", "Divergências (pt)",
             "Identificadores anteriores"],
        ),
    ],
)  # fmt: skip
def test_templates_have_their_columns(
    published: Path, language: str, programme: list[str], lesson: list[str]
) -> None:
    header, *_ = _rows(published / f"programmes-{language}.xlsx", 0)
    assert header[9:20] == programme
    assert _rows(published / f"lessons-{language}.xlsx", 0) == [lesson]


def test_the_help_sheet_explains_the_columns(published: Path) -> None:
    explained = {row[0]: row[1:4] for row in _rows(published / "programmes-en.xlsx", 1)}
    assert explained["Budget"] == [None, "The budget in dollars.", "0-9999999"]
    assert explained["Reach"] == [
        None,
        "The level of its aims.",
        "one of: Local, Subnational, National, Binational, Regional, Global",
    ]
    explained = {row[0]: row[1:4] for row in _rows(published / "lessons-es.xlsx", 1)}
    assert explained["Nivel"][0] == "sí"
    assert explained["Programas"][1] == "Los programas en que se aprendió la lección."
    assert explained["Programas"][2] == (
        "identificadores de programmes/, separados por punto y coma; después de cada uno puede ir,"
        " entre paréntesis y separado por comas: Sustento=Lo dice la fuente/Se deduce/Se supone,"
        ' Cita textual="…", Nota del editor.es/en/pt="…",'
        ' Fuentes=… …. Ejemplo: prog-iom-knowledge-network (Se deduce, Nota del editor.es="…")'
    )


@pytest.fixture(scope="module")
def imported(published: Path) -> Path:
    """The copy, with the entries of its templates."""
    fill_templates(published)
    tables = "seeds import programmes-en.xlsx lessons-es.xlsx"
    run_commands(published, tables, "seeds check")
    return published


def test_rows_of_a_table_become_entry_files(imported: Path) -> None:
    seeds = imported / "seeds"
    assert (seeds / "programmes/prog-one.yaml").read_text() == dedent("""\
        # yaml-language-server: $schema=../../schema/seeds/programmes.schema.json
        name:
          en: One
        donorCode: AID-7
        aim:
          en: To learn
        partnerCodes:
          - P1
          - P2
        budget: 250000
        evaluated: true
        approved: 2021-05
        page: https://example.org/one
        reach: LOCAL
        sources:
          - seed-iom-es
        """)
    assert (seeds / "lessons/lesson-translate-early.yaml").read_text() == dedent("""\
        # yaml-language-server: $schema=../../schema/seeds/lessons.schema.json
        name:
          es: Traducir pronto
        level: LOCAL
        programmes:
          - prog-one
          - {slug: prog-two, basis: INFERRED}
        testedIn:
          - {slug: hnd, year: 2022}
        sources:
          - seed-iom-es
        """)


@pytest.mark.parametrize(
    ("folder", "slug", "wrong"),
    [
        ("programmes", "prog-one", {"donorCode": 7}),
        ("programmes", "prog-one", {"budget": -1}),
        ("programmes", "prog-one", {"reach": "WORLD"}),
        ("lessons", "lesson-translate-early", {"level": None}),
        ("lessons", "lesson-translate-early", {"testedIn": [{"slug": "hnd", "year": "soon"}]}),
    ],
)
def test_editors_check_entries(
    imported: Path, folder: str, slug: str, wrong: Mapping[str, object]
) -> None:
    schema = json.loads((imported / f"schema/seeds/{folder}.schema.json").read_text())
    validator = jsonschema.Draft202012Validator(schema)
    yaml = YAML(typ="safe", pure=True)
    entry = yaml.load(imported / f"seeds/{folder}/{slug}.yaml")
    validator.validate(entry)
    assert not validator.is_valid({**entry, **wrong})


FORMATS = ("csv", "jsonl", "graphml", "json-ld", "cypher")


@pytest.fixture(scope="module")
def loaded(imported: Path, database_settings: DatabaseSettings) -> Iterator[Path]:
    """The copy, its catalogue loaded, its exports written; its indexes are removed at the end."""
    wipe(database_settings)
    exports = [f"export --format {name} {name}" for name in FORMATS]
    commands = ("seeds plan", "seeds load", *exports)
    output = run_commands(imported, *commands, **database_settings.environ())
    (imported / "output.txt").write_text(output)
    yield imported
    run(database_settings, *_removals((imported / "schema/constraints.cypher").read_text()))
    wipe(database_settings)


def _removals(constraints: str) -> Iterator[str]:
    """Return the statements that drop the indexes which the model itself doesn't have."""
    ours = {f"{statement};" for statement in constraint_statements().values()}
    for line in constraints.splitlines():
        found = re.match(r"CREATE (?:\w+ )?(CONSTRAINT|INDEX) (\w+)", line)
        if found and line not in ours:
            yield f"DROP {found[1]} {found[2]} IF EXISTS"


def test_a_plan_names_the_entries(loaded: Path) -> None:
    output = (loaded / "output.txt").read_text()
    assert '  + programmes/prog-one  "One"\n' in output
    assert '  + lessons/lesson-translate-early  "Traducir pronto"\n' in output
    assert "9 entries (1 country, 2 programmes, 2 lessons, 4 sources).\n" in output


@pytest.fixture(scope="module")
def service(loaded: Path, database_settings: DatabaseSettings) -> Iterator[httpx.Client]:
    """The copy's service, over its catalogue."""
    with chdir(loaded), served(database_settings) as client:
        yield client


def test_graphql_filters_orders_and_counts_by_a_property(service: httpx.Client) -> None:
    query = """{
      programmes(where: {donorCode: {startsWith: "AID"}}, orderBy: [{donorCode: ASC}]) {
        nodes {
          slug donorCode aim(lang: PT) partnerCodes budget evaluated approved { edtf } page reach
          lessons { edges { basis node { id } } }
        }
        facets(by: [reach, approved, lessons]) {
          field values { value label(lang: PT) count }
        }
      }
    }"""
    two: dict[str, object] = {
        "slug": "prog-two", "donorCode": "aid-12", "aim": None, "partnerCodes": [], "budget": None,
        "evaluated": None, "approved": {"edtf": "2020"}, "page": None, "reach": "NATIONAL",
        "lessons": {"edges": [
            {"basis": "STATED", "node": {"id": "Lesson:lesson-plan-ahead"}},
            {"basis": "INFERRED", "node": {"id": "Lesson:lesson-translate-early"}},
        ]},
    }  # fmt: skip
    one: dict[str, object] = {
        "slug": "prog-one", "donorCode": "AID-7", "aim": "To learn", "partnerCodes": ["P1", "P2"],
        "budget": 250000, "evaluated": True, "approved": {"edtf": "2021-05"},
        "page": "https://example.org/one", "reach": "LOCAL",
        "lessons": {"edges": [
            {"basis": "STATED", "node": {"id": "Lesson:lesson-translate-early"}},
        ]},
    }  # fmt: skip
    assert service.post("/graphql", json={"query": query}).json()["data"] == {
        "programmes": {
            "nodes": [two, one],
            "facets": [
                {"field": "reach", "values": [
                    {"value": "LOCAL", "label": "Local", "count": 1},
                    {"value": "NATIONAL", "label": "Nacional", "count": 1},
                ]},
                {"field": "approved", "values": [
                    {"value": "2020", "label": "2020", "count": 1},
                    {"value": "2021", "label": "2021", "count": 1},
                ]},
                {"field": "lessons", "values": [
                    {"value": "lesson-translate-early", "label": "Traducir pronto", "count": 2},
                    {"value": "lesson-plan-ahead", "label": "Planear", "count": 1},
                ]},
            ],
        }
    }  # fmt: skip


def test_graphql_filters_orders_and_counts_by_a_type_and_its_edges(service: httpx.Client) -> None:
    query = """{
      all: lessons(orderBy: [{level: DESC}]) {
        nodes { slug }
        facets(by: [level, programmes]) { field values { value count } }
      }
      tested: lessons(
        where: {
          level: {eq: LOCAL}
          programmes: {some: {donorCode: {eq: "aid-7"}}}
          testedIn: {some: {edge: {year: {gte: 2022}}}}
        }
      ) { nodes { name testedIn { edges { year node { iso2 } } } sources { slug } } }
      lesson(by: {slug: "lesson-plan-ahead"}) { id level }
      node(id: "Lesson:lesson-translate-early") { __typename }
      search(text: "traducir", types: [LESSON]) { nodes { id } }
      vocabulary(enum: "Level") { values { value } }
    }"""
    assert service.post("/graphql", json={"query": query}).json()["data"] == {
        "all": {
            "nodes": [{"slug": "lesson-plan-ahead"}, {"slug": "lesson-translate-early"}],
            "facets": [
                {"field": "level", "values": [
                    {"value": "LOCAL", "count": 1}, {"value": "REGIONAL", "count": 1},
                ]},
                {"field": "programmes", "values": [
                    {"value": "prog-two", "count": 2}, {"value": "prog-one", "count": 1},
                ]},
            ],
        },
        "tested": {"nodes": [{
            "name": "Traducir pronto",
            "testedIn": {"edges": [{"year": 2022, "node": {"iso2": "HN"}}]},
            "sources": [{"slug": "seed-iom-es"}],
        }]},
        "lesson": {"id": "Lesson:lesson-plan-ahead", "level": "REGIONAL"},
        "node": {"__typename": "Lesson"},
        "search": {"nodes": [{"id": "Lesson:lesson-translate-early"}]},
        "vocabulary": [{"values": [
            {"value": "LOCAL"}, {"value": "SUBNATIONAL"}, {"value": "NATIONAL"},
            {"value": "BINATIONAL"}, {"value": "REGIONAL"}, {"value": "GLOBAL"},
        ]}],
    }  # fmt: skip


def _table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_csv_has_the_declarations(loaded: Path) -> None:
    one, two = _table(loaded / "csv/nodes-Programme.csv")
    assert (one["donorCode"], two["donorCode"]) == ("AID-7", "aid-12")
    assert one.items() >= {
        ("aim", "To learn"), ("aimEs", ""), ("aimEn", "To learn"), ("partnerCodes", "P1|P2"),
        ("budget", "250000"), ("evaluated", "true"), ("approvedEarliest", "2021-05-01"),
        ("approvedLatest", "2021-05-31"), ("page", "https://example.org/one"), ("reach", "LOCAL"),
    }  # fmt: skip
    assert [row["level"] for row in _table(loaded / "csv/nodes-Lesson.csv")] == [
        "REGIONAL",
        "LOCAL",
    ]
    assert _table(loaded / "csv/edges-TESTED_IN.csv") == [{
        "sourceId": "Lesson:lesson-translate-early", "targetId": "Country:hnd", "year": "2022",
        "basis": "STATED", "quote": "", "note": "", "noteEs": "", "noteEn": "", "notePt": "",
        "sources": "seed-iom-es",
    }]  # fmt: skip


def test_json_lines_have_the_declarations(loaded: Path) -> None:
    lines = (loaded / "jsonl/nodes.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines if "lesson-translate" in line] == [{
        "type": "Lesson", "id": "Lesson:lesson-translate-early", "slug": "lesson-translate-early",
        "name": {"es": "Traducir pronto"}, "level": "LOCAL",
    }]  # fmt: skip


def test_graphml_and_cypher_have_the_declarations(loaded: Path) -> None:
    graphml = (loaded / "graphml/graph.graphml").read_text()
    assert '<data key="node.donorCode">AID-7</data>' in graphml
    assert (
        '<data key="edge.type">TESTED_IN</data><data key="edge.label">TESTED_IN</data>' in graphml
    )
    cypher = (loaded / "cypher/graph.cypher").read_text()
    assert "donorCode: 'AID-7'" in cypher
    assert "z_donorCodeKey: '\\u000aaid-7\\u000a'" in cypher
    assert "MATCH (a:Lesson {id: row[0]}) MATCH (b:Programme {id: row[1]})" in cypher


def test_json_ld_has_the_declarations(loaded: Path) -> None:
    graph = Graph().parse(loaded / "json-ld/catalogue.jsonld")
    one, lesson = (
        URIRef(f"{BASE_IRI}{x}") for x in ("Programme/prog-one", "Lesson/lesson-plan-ahead")
    )
    terms = Namespace(f"{BASE_IRI}terms#")
    assert (one, terms.donorCode, Literal("AID-7")) in graph
    assert (lesson, RDF.type, terms.Lesson) in graph
    assert (lesson, DCTERMS.title, Literal("Planear", lang="es")) in graph
    assert set(graph.objects(terms.donorCode, RDFS.comment)) == {
        Literal("The donor's code for the programme.", lang="en")
    }
    local = URIRef(f"{BASE_IRI}vocabulary/Level/LOCAL")
    assert (local, SKOS.prefLabel, Literal("Local", lang="pt")) in graph


def test_browser_draws_the_type(loaded: Path, service: httpx.Client) -> None:
    style = (loaded / "schema/browser/style.grass").read_text()
    rule = dedent("""\
        node.Lesson {
          color: #9911FF;
          border-color: #730DBF;
          text-color-internal: #FFFFFF;
          diameter: 50px;
          caption: "{name}";
        }
        """)
    assert rule in style
    assert service.get("/browser/style.grass").text == style
    assert "una lección" in service.get("/browser/guia.html").text
    assert "a lesson" in service.get("/browser/guide.html").text
