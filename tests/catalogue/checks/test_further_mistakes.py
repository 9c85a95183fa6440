"""Further mistakes of stewards in files: one message each, in Spanish."""

import pytest

from graph_service.catalogue.checks.findings import examine
from graph_service.catalogue.checks.lint_rules import LIKELY_MISTAKES
from graph_service.catalogue.files.labelled import with_labels
from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds

VISIT_FILE = """\
name: {es: Visita}
kind: MEETING
date: 2018
participants: 12
place: San José
visitorCountries: [{slug: hnd, role: LEARNER}]
hostCountries: [cri]
sources: [iom]
note: Una nota.
noteLanguage: ES
"""
INSTITUTION = """\
name: {es: Mesa de trabajo}
acronym: MT
kind: AGENCY
level: NATIONAL
country: hnd
otherNames: {es: [Mesa]}
sources: [iom]
"""
SOURCE = "name: Informe\npublisher: OIM\nlanguage: ES\nreadExtent: FULL\n"


def found(seeds: Seeds, file: str, text: str) -> list[str]:
    """Return the problems of a file, without the allowed values."""
    seeds.put(file, text)
    findings = examine(seeds.folder)
    listed = [*findings.errors, *(p for p in findings.warnings if p.rule in LIKELY_MISTAKES)]
    lines = (with_labels(p).render(Language.ES) for p in listed)
    return [line.partition(f"{file}:")[2].partition("; se admite: INTERN")[0] for line in lines]


@pytest.mark.parametrize(
    ("line", "written", "expected"),
    [
        (
            "{es: Visita}",
            "{es: Visita, a San José}",
            (
                '1:20: la coma antes de "a San José" en name (Nombre) termina el texto: ponga entre'
                " comillas un texto que tiene comas"
            ),
        ),
        (
            "kind: MEETING",
            "kind: MEETING, plenaria",
            (
                '2:7: "MEETING, plenaria" en kind (Tipo) son 2 valores, pero el campo admite uno'
                " solo: elíjalo; se admite: MEETING, PLENARY"
            ),
        ),
        (
            "visitorCountries: [{slug: hnd, role: LEARNER}]",
            "visitorCountries: {hnd: LEARNER}",
            (
                "6:19: campos con nombre en visitorCountries (Países visitantes) en lugar de una"
                " lista; se admite: una lista: cada valor en su línea, después de un guion y un"
                " espacio"
            ),
        ),
        (
            "hostCountries: [cri]",
            "hostCountries: cri",
            (
                '7:16: "cri" en hostCountries (Países anfitriones) no es una lista; ¿quiso decir'
                ' "[cri]"?; se admite: una lista: cada valor en su línea, después de un guion y un'
                " espacio"
            ),
        ),
        (
            "[cri]",
            "[cri\u200b]",
            (
                '7:17: "cri\\u200b" en hostCountries[1] (Países anfitriones) tiene un carácter que'
                ' no se ve (U+200B): bórrelo; ¿quiso decir "cri"?; se admite: el nombre de un'
                " archivo de countries/, sin .yaml"
            ),
        ),
        (
            "kind: MEETING",
            "kind: MEETING\u200b",
            (
                '2:7: "MEETING\\u200b" en kind (Tipo) tiene un carácter que no se ve (U+200B):'
                ' bórrelo; ¿quiso decir "MEETING"?'
            ),
        ),
        ("kind: MEETING", "kind: Otro", '2:7: valor desconocido "Otro" en kind (Tipo)'),
        (
            "date: 2018",
            "date: [2018-10]",
            '3:7: una lista en date (Fecha); ¿quiso decir "2018-10"?',
        ),
        (
            "date: 2018",
            "date: 2020/2018",
            (
                '3:7: "2020/2018" en date (Fecha) no es una fecha (termina antes de empezar);'
                ' ¿quiso decir "2018/2020"?'
            ),
        ),
        (
            "date: 2018",
            "date: 2018-10; 2019",
            (
                '3:7: "2018-10; 2019" en date (Fecha) no es una fecha; se admite: 2018-10/2019 si'
                " duró de una fecha a la otra; si fueron dos, una entrada para cada una"
            ),
        ),
        (
            "place: San José",
            "place: Por Zoom",
            (
                '5:8: "Por Zoom" en place (Lugar) no es un lugar: escriba VIRTUAL'
                " (Virtual) en modality"
            ),
        ),
        (
            "[{slug: hnd, role: LEARNER}]",
            "\n  - slug: hnd\n  - role: LEARNER",
            (
                '8:5: "role" en visitorCountries[2] (Países visitantes) empieza'
                " otro elemento: si es"
                " parte del anterior, escriba un espacio en lugar del guion"
            ),
        ),
        (
            "sources: [iom]",
            "sources: (iom)",
            (
                '8:10: "(iom)" en sources (Fuentes) no es una lista; ¿quiso decir "[iom]"?;'
                " se admite: una lista: cada valor en su línea, después de un guion y un espacio"
            ),
        ),
        (
            "sources: [iom]",
            "sources: [iom p. 12]",
            (
                '8:11: no existe ninguna fuente con el identificador "iom p. 12", en sources[1]'
                ' (Fuentes); ¿quiso decir "iom"?; se admite: el nombre de un archivo de sources/,'
                " sin .yaml"
            ),
        ),
        (
            "note: Una nota.",
            "note: {es: Una nota.}",
            (
                '9:7: campos con nombre en note (Nota del editor); ¿quiso decir "Una nota."?; se'
                " admite: texto"
            ),
        ),
        (
            "note: Una nota.",
            "note: Según la la ley.",
            '9:7: una palabra está dos veces seguidas en note (Nota del editor): "la la"',
        ),
    ],
)
def test_in_the_file_of_a_visit(seeds: Seeds, line: str, written: str, expected: str) -> None:
    assert line in VISIT_FILE
    text = VISIT_FILE.replace(line, written, 1)
    assert found(seeds, "exchange-visits/xv.yaml", text) == [expected]


@pytest.mark.parametrize(
    ("line", "written", "consequence"),
    [
        ("hostCountries: [cri]", "hostCountries: cri", "nobody"),
        ("hostCountries: [cri]", "países anfitriones: cri", "nobody"),
        ("visitorCountries: [{slug: hnd, role: LEARNER}]", "visitorCountries: hnd", "nobody"),
        ("date: 2018", "fecha: 2018", "no-date"),
        ("sources: [iom]", "fuentes: [iom]", "no-source"),
        ("noteLanguage: ES", "idioma de la nota: ES", "no-language"),
    ],
)
def test_a_field_with_a_mistake_is_not_missing(
    seeds: Seeds, line: str, written: str, consequence: str
) -> None:
    file = seeds.put("exchange-visits/xv.yaml", VISIT_FILE.replace(line, written, 1))
    findings = examine(seeds.folder)
    assert len(findings.errors) == 1
    of_file = [p.rule.value for p in findings.warnings if p.place.file == file.as_posix()]
    assert consequence not in of_file


@pytest.mark.parametrize(
    ("line", "written", "expected"),
    [
        ("{es: Mesa de trabajo}", "{es: MT}", None),
        *(
            (
                "{es: Mesa de trabajo}",
                f'{{es: "{name}"}}',
                (
                    '1:12: la sigla "MT" está en name.es (Nombre): escríbala solo en acronym;'
                    ' ¿quiso decir "Mesa de trabajo"?'
                ),
            )
            for name in ("Mesa de trabajo - MT", "Mesa de trabajo, MT", "MT: Mesa de trabajo")
        ),
        ("{es: Mesa de trabajo}", "{es: Mesa MT de trabajo}", None),
        ("{es: Mesa de trabajo}", "{es: Mesa de trabajo CMT}", None),
        (
            "acronym: MT",
            'acronym: "(MT)"',
            (
                "2:10: hay paréntesis alrededor de todo el texto en acronym (Sigla): quítelos;"
                ' ¿quiso decir "MT"?'
            ),
        ),
        (
            "acronym: MT",
            "acronym: M.T.",
            '2:10: acronym (Sigla) tiene puntos: quítelos; ¿quiso decir "MT"?',
        ),
        (
            "acronym: MT",
            "acronym: mt",
            '2:10: acronym (Sigla) está en minúsculas: escriba mayúsculas; ¿quiso decir "MT"?',
        ),
        ("acronym: MT", "acronym: InMujeres", None),
        (
            "acronym: MT",
            "acronym: Mesa de trabajo interinstitucional",
            (
                '2:10: "Mesa de trabajo interinstitucional" en acronym (Sigla) parece un nombre:'
                " escriba solo las siglas o deje el campo vacío"
            ),
        ),
        (
            "[Mesa]",
            '["Mesa; Grupo"]',
            (
                "6:19: hay varios nombres en otherNames.es[1] (Otros nombres): escriba cada uno"
                " como elemento de la lista"
            ),
        ),
        (
            "country: hnd",
            "country: Honduras y Costa Rica",
            (
                '5:10: "Honduras y Costa Rica" en country (País) son 2 entradas,'
                " pero el campo admite"
                " una sola: elíjala; se admite: hnd, cri"
            ),
        ),
    ],
)
def test_in_the_file_of_an_institution(
    seeds: Seeds, line: str, written: str, expected: str | None
) -> None:
    assert line in INSTITUTION
    text = INSTITUTION.replace(line, written, 1)
    assert found(seeds, "institutions/mt.yaml", text) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("line", "written", "meant"),
    [
        ("kind: AGENCY", "kind: ONG", "CIVIL_SOCIETY"),
        ("level: NATIONAL", "level: Local", "SUBNATIONAL"),
        ("level: NATIONAL", "level: municipal", "SUBNATIONAL"),
    ],
)
def test_other_words_for_a_term(seeds: Seeds, line: str, written: str, meant: str) -> None:
    (message,) = found(seeds, "institutions/mt.yaml", INSTITUTION.replace(line, written, 1))
    assert f'; ¿quiso decir "{meant}"?' in message


@pytest.mark.parametrize(
    ("line", "written", "expected"),
    [
        (
            "name: Informe",
            "name: Informe de 2018, https://www.iom.int/x",
            "1:7: name (Nombre) contiene una dirección web: quítela; la de una fuente va en url",
        ),
        (
            "language: ES",
            "url: https://1drv.ms/x\nlanguage: ES",
            (
                "3:6: la dirección de url (Dirección web) está acortada y puede dejar de"
                " funcionar: ábrala y copie la dirección de la página"
            ),
        ),
        (
            "language: ES",
            "language: castellano",
            (
                '3:11: valor desconocido "castellano" en language (Idioma); ¿quiso decir "ES"?; se'
                " admite: ES (Español), EN (Inglés), PT (Portugués)"
            ),
        ),
        (
            "readExtent: FULL",
            "readExtent: total",
            (
                '4:13: valor desconocido "total" en readExtent (Lectura de la fuente); ¿quiso decir'
                ' "FULL"?; se admite: FULL (Completa), EXCERPT (Extracto)'
            ),
        ),
    ],
)
def test_in_the_file_of_a_source(seeds: Seeds, line: str, written: str, expected: str) -> None:
    assert line in SOURCE
    assert found(seeds, "sources/s.yaml", SOURCE.replace(line, written, 1)) == [expected]
