"""Texts that were pasted or typed by mistake, each with its message in Spanish."""

import json
from pathlib import Path

import pytest
import yaml

from graph_service.catalogue.checks.findings import examine
from graph_service.catalogue.checks.lint_rules import LIKELY_MISTAKES
from graph_service.catalogue.problems import Problem, Rule
from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds
from tests.catalogue.tables.tables import a_csv, refused

ROOT = Path(__file__).parents[3]
DATA = Path(__file__).parent / "data"


def _mistakes() -> list[tuple[str, str]]:
    rows = yaml.safe_load((DATA / "mistakes.yaml").read_text(encoding="utf-8"))
    return [(row["text"], row["problem"]) for row in rows]


_IN_TEXTS = frozenset(
    (
        Rule.PERSONAL_DATA_LIKELY,
        Rule.DUPLICATE_LIKELY,
        Rule.REFERENCE_LIKELY,
        Rule.LANGUAGE_LIKELY,
        Rule.NAME_STYLE,
        Rule.TYPOGRAPHY,
    )
)


def found(seeds: Seeds, rules: frozenset[Rule] = _IN_TEXTS) -> list[Problem]:
    """Errors, and likely mistakes in texts."""
    findings = examine(seeds.folder)
    return [*findings.errors, *(p for p in findings.warnings if p.rule in rules)]


def in_spanish(problem: Problem) -> str:
    place = problem.place
    return f"{place.line}:{place.column} {problem.rule}: {problem.without_place(Language.ES)}"


def practice(seeds: Seeds, name: str, summary: str = "") -> None:
    """Write a practice; JSON's quotes are YAML's."""
    seeds.institution("i")
    more = f"summary: {{es: {json.dumps(summary)}}}\n" if summary else ""
    seeds.put(
        "good-practices/p.yaml",
        f"name: {{es: {json.dumps(name, ensure_ascii=False)}}}\nthemes: [PROTECTION]\n"
        f"level: NATIONAL\nsources: [iom]\nowners: [i]\n{more}",
    )


@pytest.mark.parametrize(("summary", "expected"), _mistakes())
def test_a_mistake_in_a_text(seeds: Seeds, summary: str, expected: str) -> None:
    practice(seeds, "Equipo de respuesta", summary)
    (problem,) = found(seeds)
    assert in_spanish(problem) == f"6:15 {expected}"
    assert problem.field == "summary.es"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "PROTOCOLO DE ATENCIÓN",
            "está en mayúsculas: escriba en mayúsculas solo las iniciales y las siglas",
        ),
        (
            "Protocolo de atención.",
            'termina con un signo de puntuación: quítelo; ¿quiso decir "Protocolo de atención"?',
        ),
        (
            "“Protocolo de atención”",
            'entre comillas: quítelas; ¿quiso decir "Protocolo de atención"?',
        ),
        (
            "protocolo de Atención",
            'empieza con minúscula: escriba mayúscula; ¿quiso decir "Protocolo de Atención"?',
        ),
    ],
)
def test_a_name_in_an_unusual_style(seeds: Seeds, name: str, expected: str) -> None:
    practice(seeds, name)
    (problem,) = found(seeds)
    assert in_spanish(problem).startswith("1:12 name-style: ")
    assert in_spanish(problem).endswith(expected)


@pytest.mark.parametrize(
    ("name", "summary"),
    [
        ("Red de ONG contra la trata en EE. UU.", "Campaña “¿Y si te pasara a ti?” en 12 países"),
        ("CONATT", "Atención a NNA: refugio, salud (física y mental), etc."),
        ("Pacto Panamá S.A.", "Línea 145; AT&T la opera. Trata < tráfico, según la ley"),
        ("XXX Reunión de Altas Autoridades", "Del 4 al 5 de julio - dos días - en Lima"),
        ("Mesa de Diálogo e Intercambio", "La Mesa (2018) pasó a Consejo [sic] #AquíEstoy * nota"),
        ("eMonitor de la Trata", "la red atiende en el sur"),
        ("Protocolo «Palermo»", "Coordinación por la CORETT y el “Comité de los 25”"),
        (
            "Programa “Track4TIP”",
            'Campaña "The Blue Heart of the UNODC" en Guatemala y El Salvador',
        ),
    ],
)
def test_unusual_but_correct_texts(seeds: Seeds, name: str, summary: str) -> None:
    practice(seeds, name, summary)
    assert found(seeds) == []


@pytest.mark.parametrize(
    ("language", "text", "seen"),
    [
        ("en", "Comisión Interinstitucional contra la Trata de Personas", "español"),
        ("en", "Comissão Nacional para o enfrentamento ao tráfico de pessoas", "portugués"),
        ("pt", "Comisión Interinstitucional contra la Trata y el Tráfico", "español"),
        ("es", "National commission against the trafficking of persons", "inglés"),
        ("es", "Comissão do governo com a sociedade", "portugués"),
    ],
)
def test_a_text_in_the_field_of_another_language(
    seeds: Seeds, language: str, text: str, seen: str
) -> None:
    seeds.put("topics/t.yaml", f"name: {{{language}: {text}}}\nscheme: SUBJECT\n")
    (problem,) = found(seeds)
    assert problem.rule == Rule.LANGUAGE_LIKELY
    assert f"parece estar en {seen}" in problem.message.render(Language.ES)


@pytest.mark.parametrize(
    ("note", "language", "expected"),
    [
        ("Los municipios de la provincia participaron en la reunión.", "EN", "español"),
        ("The excerpt does not name the host of the meeting.", "ES", "inglés"),
        ("A fonte não diz onde o encontro foi realizado em março.", "ES", "portugués"),
    ],
)
def test_a_note_in_another_language_than_stated(
    seeds: Seeds, note: str, language: str, expected: str
) -> None:
    remark = f"note: {note}\nnoteLanguage: {language}\n"
    seeds.put("topics/t.yaml", f"name: {{es: T}}\nscheme: SUBJECT\n{remark}")
    (problem,) = found(seeds)
    assert in_spanish(problem) == (
        f"3:7 language-likely: el texto de note parece estar en {expected}, pero noteLanguage dice"
        f" {language}: corrija uno de los dos"
    )


def test_notes_without_a_language_are_weak_spots(seeds: Seeds) -> None:
    """Of an entry once, although its disputed points have none either; of an event and a link."""
    practice(seeds, "Equipo de respuesta")
    seeds.transfer(
        "kt",
        "p",
        "targetCountries: [{slug: hnd, note: The host., noteLanguage: EN}, {slug: gtm, note: X.}]\n"
        "events:\n  - {stage: VISITED, position: 1, note: Once.}\n"
        "note: Twice.\ndisputed: [One, Two]\n",
    )
    findings = examine(seeds.folder)
    assert findings.errors == []
    languages = "se admite: ES (Español), EN (Inglés), PT (Portugués)"
    assert [
        p.render(Language.ES).partition("kt.yaml:")[2]
        for p in findings.warnings
        if p.rule is Rule.NO_LANGUAGE
    ] == [
        f"5:85: targetCountries[2].note sin targetCountries[2].noteLanguage; {languages}",
        f"7:41: events[1].note sin events[1].noteLanguage; {languages}",
        f"8:7: note sin noteLanguage; {languages}",
    ]


def test_texts_in_notes_events_and_links_have_their_places(seeds: Seeds) -> None:
    seeds.institution("i")
    seeds.practice("p", "[i]")
    seeds.transfer(
        "kt",
        "p",
        """\
        targetCountries: [{slug: hnd, note: "un&nbsp;viaje"}]
        events:
          - {stage: VISITED, position: 1, date: 2018, note: "<b>Sí</b>"}
        disputed:
          - Dos fechas
          - "TBD"
        """,
    )
    assert [f"{p.place.line}:{p.place.column} {p.field}" for p in found(seeds)] == [
        "5:37 targetCountries[1].note",
        "7:53 events[1].note",
        "10:5 disputed[2]",
    ]


REMEDY = "write what is known, or leave the field out"


def test_a_mistake_in_a_table_is_reported_with_its_cell(seeds: Seeds, tmp_path: Path) -> None:
    table = a_csv(
        tmp_path,
        "Identificador;Nombre (es);Nombre (en);Tipo;Nivel;Fuentes;Nota del editor\n"
        "a;Mesa de trabajo;<b>Work group</b>;Institución u oficina pública;Nacional;iom;TBD\n",
    )
    lines = refused(seeds, table, "institutions")
    assert [line.partition("; ")[0] for line in lines[:2]] == [
        'tabla.csv:C2: "<b>" in column "Nombre (en)" is HTML: write plain text',
        'tabla.csv:G2: "TBD" in column "Nota del editor" is a placeholder: ' + REMEDY,
    ]


def test_the_catalogue_has_no_likely_mistakes() -> None:
    findings = examine(ROOT / "seeds")
    assert [str(p) for p in findings.errors] == []
    assert [str(p) for p in findings.warnings if p.rule in LIKELY_MISTAKES] == []
