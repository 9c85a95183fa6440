"""Entries that are there already under another slug, and slugs in notes that lead nowhere."""

import io
from pathlib import Path

import pytest

from graph_service.catalogue.checks.findings import examine
from graph_service.catalogue.commands.import_ import import_tables
from graph_service.catalogue.files.folder import TYPE_FOLDERS
from graph_service.catalogue.imports.read_tables import Table
from graph_service.catalogue.problems import Problem, Rule
from graph_service.console import Console
from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds
from tests.catalogue.tables.tables import a_csv, refused


def likely(seeds: Seeds, rule: Rule = Rule.DUPLICATE_LIKELY) -> list[Problem]:
    assert seeds.problems() == []
    return [p for p in examine(seeds.folder).warnings if p.rule == rule]


def institution(seeds: Seeds, slug: str, name: str, more: str = "country: hnd\n") -> None:
    seeds.put(
        f"institutions/{slug}.yaml",
        f"name: {{es: {name}}}\nkind: AGENCY\nlevel: NATIONAL\nsources: [iom]\n{more}",
    )


def test_an_institution_with_the_same_acronym_in_the_same_country(seeds: Seeds) -> None:
    institution(seeds, "a", "Comisión contra la Trata", "country: hnd\nacronym: CICESCT\n")
    institution(seeds, "b", "Comité Interinstitucional", "country: hnd\nacronym: CICESCT\n")
    institution(seeds, "c", "Consejo", "country: pan\nacronym: CICESCT\n")
    (problem,) = likely(seeds)
    assert (problem.place.file, problem.place.line) == (f"{seeds.folder}/institutions/b.yaml", 1)
    assert problem.message.render(Language.ES) == (
        f"b y a ({seeds.folder}/institutions/a.yaml:1) parecen ser lo mismo: tienen el mismo nombre"
        " o la misma sigla; si lo son, deje una sola con el contenido de las dos (seeds merge las"
        " une); si no, mencione una en la nota de la otra"
    )


def test_an_acronym_with_dots(seeds: Seeds) -> None:
    institution(seeds, "a", "Consejo contra la Trata", "country: hnd\nacronym: CONATT\n")
    institution(seeds, "b", "Comité Interinstitucional", "country: hnd\nacronym: C.O.N.A.T.T.\n")
    assert [problem.value for problem in likely(seeds)] == ["b"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Fiscalía contra la Trata de Personas", "Fiscalía Especial contra la Trata de Personas"),
        ("Comisión Nacional contra la Trata", "Comision nacional contra la trata."),
        ("Comisión Nacional contra la Trata", "Comisión Nacional de Trata"),
        ("Dirección de Niñez, Adolescencia y Familia", "Direccion de Ninez, Adolecencia y Familia"),
        ("Instituto Nacional de la Mujer Hondureña", "Instituto Nacional de las Mujeres Hondureña"),
    ],
)
def test_an_institution_with_nearly_the_same_name(seeds: Seeds, name: str, other: str) -> None:
    institution(seeds, "a", f'"{name}"')
    institution(seeds, "b", f'"{other}"')
    (problem,) = likely(seeds)
    assert " y a (" in problem.message.render(Language.ES)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Unidad de Trata de la Policía Nacional", "Unidad de Trata de la Fiscalía Nacional"),
        ("Segunda Fiscalía contra la Trata de Personas", "Fiscalía contra la Trata de Personas"),
        ("Primera Sala de Trata de Personas", "Tercera Sala de Trata de Personas"),
        ("Ministerio de la Mujer", "Ministerio de la Familia y la Mujer"),
        ("Casa Refugio Uno de Honduras", "Casa Refugio Dos de Honduras"),
    ],
)
def test_an_institution_with_another_name(seeds: Seeds, name: str, other: str) -> None:
    institution(seeds, "a", name)
    institution(seeds, "b", other)
    assert likely(seeds) == []


@pytest.mark.parametrize(
    "more",
    [
        "country: pan\n",
        "country: hnd\nnote: Not the same as a-one.\n",
        "country: hnd\nsucceeds: [a-one]\n",
    ],
)
def test_an_institution_that_differs_by_country_or_by_note(seeds: Seeds, more: str) -> None:
    institution(seeds, "a-one", "Comisión contra la Trata de Personas")
    institution(seeds, "b", "Comisión Nacional contra la Trata de Personas", more)
    assert likely(seeds) == []


def test_an_institution_is_compared_with_those_of_its_country(seeds: Seeds) -> None:
    """Also if an institution of another country, which is read first, has the same name."""
    institution(seeds, "a", "Comisión contra la Trata de Personas")
    institution(seeds, "b", "Comisión contra la Trata de Personas", "country: pan\n")
    institution(seeds, "c", "Comisión Nacional contra la Trata de Personas", "country: pan\n")
    (problem,) = likely(seeds)
    assert (problem.value, problem.message.values["other"]) == ("c", "b")


def visit(seeds: Seeds, slug: str, name: str, date: str) -> None:
    seeds.put(
        f"exchange-visits/{slug}.yaml",
        f"name: {{es: {name}}}\nkind: INTERNSHIP\nsources: [iom]\n{date}hostCountries: [cri]\n"
        "visitorCountries: [{slug: hnd, role: LEARNER}]\n",
    )


def test_a_visit_with_the_same_hosts_visitors_and_date(seeds: Seeds) -> None:
    visit(seeds, "a", "Pasantía en Costa Rica", "date: 2018-10\n")
    visit(seeds, "b", "Visita de estudio al ERI", "date: 2018-10\n")
    visit(seeds, "c", "Otra pasantía", "date: 2019-10\n")
    (problem,) = likely(seeds)
    assert "tienen los mismos anfitriones, visitantes y fecha" in problem.message.render(
        Language.ES
    )


def test_a_visit_whose_date_may_be_the_same_day(seeds: Seeds) -> None:
    visit(seeds, "a", "Pasantía en Costa Rica", "date: 2018/2018-10-09\n")
    visit(seeds, "b", "Visita de estudio al ERI", "date: 2018-10-09\n")
    visit(seeds, "c", "Otra pasantía", "date: 2018-10-10\n")
    (problem,) = likely(seeds)
    assert problem.place.file.endswith("/b.yaml")


def test_a_visit_of_a_series_has_another_number_or_date(seeds: Seeds) -> None:
    visit(seeds, "a", "II Encuentro de Puntos Focales de la Red", "date: 2018-10\n")
    visit(seeds, "b", "III Encuentro de Puntos Focales de la Red", "")
    visit(seeds, "c", "II Encuentro de Puntos Focales de la Red", "date: 2019\n")
    assert likely(seeds) == []


def test_a_transfer_with_the_same_practice_origin_and_recipients(seeds: Seeds) -> None:
    seeds.institution("i", country="cri")
    seeds.practice("p", "[i]")
    for slug in ("kt-eri-uno", "kt-eri-dos"):
        more = "originCountries: [cri]\ntargetCountries: [hnd]\n"
        seeds.transfer(slug, "p", f"{more}events: [{{stage: VISITED, position: 1}}]\n")
    (problem,) = likely(seeds)
    assert problem.value == "kt-eri-uno"
    assert "el mismo origen y los mismos destinatarios" in problem.message.render(Language.ES)


PRACTICE = "name: {{es: {}}}\nthemes: [PROTECTION]\nlevel: NATIONAL\nsources: [iom]\nowners: [i]\n"
AGREEMENT = "name: {{es: {}}}\nkind: INTER_INSTITUTIONAL\nsources: [iom]\nsignatories: [i]\n"


@pytest.mark.parametrize(
    ("folder", "text"),
    [
        (
            "good-practices",
            PRACTICE,
        ),
        ("agreements", AGREEMENT),
        ("programmes", "name: {{es: {}}}\nsources: [iom]\nleaders: [i]\n"),
        ("topics", "name: {{es: {}}}\nscheme: SUBJECT\n"),
        ("sources", "name: {}\npublisher: OIM\nlanguage: ES\nreadExtent: FULL\n"),
    ],
)
def test_other_types_with_nearly_the_same_name(seeds: Seeds, folder: str, text: str) -> None:
    seeds.institution("i")
    seeds.put(f"{folder}/a.yaml", text.format("Protocolo de atención a víctimas de trata"))
    seeds.put(f"{folder}/b.yaml", text.format("Protocolo Nacional de Atención a Víctimas de Trata"))
    (problem,) = likely(seeds)
    assert problem.value == "b"


def source(seeds: Seeds, slug: str, url: str) -> None:
    seeds.put(
        f"sources/{slug}.yaml",
        f"name: {slug}\npublisher: OIM\nlanguage: ES\nreadExtent: FULL\nurl: {url}\n",
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://www.iom.int/es/news",
        "https://iom.int/es/news",
        "https://www.iom.int/es/news/",
        "https://www.iom.int/es/news#top",
        "https://www.iom.int/es/news?utm_source=x&utm_medium=y",
        "https://WWW.iom.int/es/news?fbclid=IwAR0",
    ],
)
def test_a_source_with_the_same_address(seeds: Seeds, url: str) -> None:
    source(seeds, "a", "https://www.iom.int/es/news")
    source(seeds, "b", url)
    problem = seeds.problem()
    assert (problem.rule, problem.place.line) == ("address-taken", 5)
    assert problem.message.render(Language.ES) == (
        f'"{url}" en url es la misma página que la de la fuente a'
        f" ({seeds.folder}/sources/a.yaml:1), que ya existe: cite a y quite esta; si se citan las"
        " dos, únalas con: seeds merge sources/b sources/a"
    )


def test_addresses_that_differ_otherwise(seeds: Seeds) -> None:
    source(seeds, "a", "https://www.iom.int/es/news?id=1")
    source(seeds, "b", "https://www.iom.int/es/news?id=2")
    source(seeds, "c", "https://www.iom.int/ES/news?id=1")
    assert seeds.problems() == []


def test_a_duplicate_in_a_table_is_reported_with_its_cell(seeds: Seeds, tmp_path: Path) -> None:
    source(seeds, "a", "https://www.iom.int/es/news")
    table = a_csv(
        tmp_path,
        "Identificador;Nombre;Publicado por;Idioma;Lectura de la fuente;Dirección web\n"
        "b;Noticia;OIM;ES;FULL;http://iom.int/es/news/\n",
    )
    assert refused(seeds, table, "sources")[0].startswith("tabla.csv:F2: ")


@pytest.mark.parametrize(
    ("note", "value", "suggestion"),
    [
        ("Only by gp-nothing-here.", "gp-nothing-here", None),
        ("See xv-hnd-cri-2018", "xv-hnd-cri-2018", None),
        ("Lo dice cri-inexistente.", "cri-inexistente", None),
        ("See gp-equipo-old", "gp-equipo-old", "gp-equipo"),
        ("Others count it in (iom-coalicion-2018).", "iom-coalicion-2018", "iom-coalition-2018"),
    ],
)
def test_a_slug_in_a_note_that_leads_nowhere(
    seeds: Seeds, note: str, value: str, suggestion: str | None
) -> None:
    seeds.source("iom-coalition-2018")
    seeds.visit("xv-other", "hostCountries: [cri]\n")
    seeds.institution("i", more=f"disputed:\n  - Two readings.\n  - {note}\n")
    seeds.practice("gp-equipo", "[i]", "formerSlugs: [gp-equipo-old]\n")
    (problem,) = likely(seeds, Rule.REFERENCE_LIKELY)
    assert (problem.field, problem.place.line) == ("disputed[2]", 7)
    assert (problem.value, problem.suggestion) == (value, suggestion)
    shown = (
        f'"{value}" en disputed[2] no es el identificador de ninguna entrada: corríjalo o escriba'
        " la entrada"
    )
    assert problem.message.render(Language.ES) == shown


def test_known_slugs_and_words_with_hyphens_in_notes(seeds: Seeds) -> None:
    seeds.source("per-informe-2018")
    seeds.institution(
        "i",
        more="note: A per-capita, well-known and sub-national view (per-informe-2018); see"
        " https://example.org/gp-x and gp-y.pdf\n",
    )
    assert likely(seeds, Rule.REFERENCE_LIKELY) == []


def test_likely_mistakes_of_a_table_are_listed_with_their_cells(
    seeds: Seeds, tmp_path: Path
) -> None:
    institution(seeds, "a", "Comisión contra la Trata", "country: hnd\nacronym: CICESCT\n")
    table = a_csv(
        tmp_path,
        "Identificador;Sigla;Nombre (es);Tipo;Nivel;País;Fuentes\n"
        "b;CICESCT;Comité Interinstitucional;AGENCY;NATIONAL;hnd;iom\n",
    )
    shown = io.StringIO()
    tables = [Table(file=table, type=TYPE_FOLDERS["institutions"])]
    assert import_tables(tables, seeds.folder, Console(shown, language=Language.ES)) == 0
    first, *_others = shown.getvalue().splitlines()
    assert first.startswith(f"{table}:C2: b y a (")
