"""Further mistakes in files: one message each, in Spanish, at its place and with the remedy."""

import pytest

from graph_service.catalogue.files.labelled import with_labels
from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds

VISIT = """\
name: {es: Visita}
kind: MEETING
date: 2018
participants: 12
visitorCountries: [{slug: hnd, role: LEARNER}]
hostCountries: [cri]
sources: [iom]
"""
EMPTY = "no es un dato: escriba lo que se sabe o deje el campo vacío"


def message(seeds: Seeds, text: str) -> str:
    """Return the place and the message of the only problem, without the allowed values."""
    seeds.put("exchange-visits/xv.yaml", text)
    problem = with_labels(seeds.problem())
    shown, _semicolon, _allowed = problem.without_place(Language.ES).partition("; se admite")
    return f"{problem.place.line}:{problem.place.column}: {shown}"


@pytest.mark.parametrize(
    ("line", "written", "expected"),
    [
        ("date: 2018", "date: N/A", f'3:7: "N/A" en date (Fecha) {EMPTY}'),
        ("date: 2018", "date: desconocida", f'3:7: "desconocida" en date (Fecha) {EMPTY}'),
        ("date: 2018", "date: s/f", f'3:7: "s/f" en date (Fecha) {EMPTY}'),
        ("12", "n/d", f'4:15: "n/d" en participants (Participantes) {EMPTY}'),
        (
            "date: 2018",
            "date: [2018, 2019]",
            '3:7: una lista en date (Fecha); ¿quiso decir "2018/2019"?',
        ),
        (
            "date: 2018",
            "date: {desde: 2018, hasta: 2019}",
            '3:7: campos con nombre en date (Fecha); ¿quiso decir "2018/2019"?',
        ),
        (
            "12",
            '"12"',
            "4:15: el número 12 está entre comillas en participants (Participantes): quítelas",
        ),
        ("12", "[12]", '4:15: una lista en participants (Participantes); ¿quiso decir "12"?'),
        (
            "kind: MEETING",
            "kind: [MEETING]",
            '2:7: una lista en kind (Tipo); ¿quiso decir "MEETING"?',
        ),
        (
            "{es: Visita}",
            "Visita",
            '1:7: "Visita" en name (Nombre); ¿quiso decir "{es: Visita}"?',
        ),
        (
            "es: Visita",
            "es-HN: Visita",
            '1:8: idioma desconocido "es-HN" en name (Nombre); ¿quiso decir "es"?',
        ),
        (
            "es: Visita",
            "es: *Visita*",
            "1:19: no es YAML: un texto que empieza con * o & necesita comillas",
        ),
        (
            "{slug: hnd, role: LEARNER}",
            "{hnd: LEARNER}",
            (
                "5:20: campos con nombre, pero sin slug en visitorCountries[1] (Países visitantes);"
                ' ¿quiso decir "{slug: hnd, role: LEARNER}"?'
            ),
        ),
        (
            "{slug: hnd, role: LEARNER}",
            "{slug:hnd, role:LEARNER}",
            "5:21: falta un espacio después de los dos puntos",
        ),
        (
            "[cri]",
            "[cri pan]",
            (
                '6:17: no existe ningún país con el identificador "cri pan", en hostCountries[1]'
                ' (Países anfitriones); ¿quiso decir "cri, pan"?'
            ),
        ),
        (
            "hostCountries",
            "targetCountries",
            (
                '6:1: "targetCountries" es un campo de knowledge-transfers (Transferencias), no de'
                " exchange-visits (Visitas y encuentros)"
            ),
        ),
    ],
)
def test_a_mistake_has_one_message(seeds: Seeds, line: str, written: str, expected: str) -> None:
    assert line in VISIT
    assert message(seeds, VISIT.replace(line, written, 1)) == expected


def test_an_address_in_place_of_a_source_says_what_to_do(seeds: Seeds) -> None:
    seeds.put("exchange-visits/xv.yaml", VISIT.replace("[iom]", "[https://www.iom.int/x]"))
    assert (
        seeds.problem()
        .without_place(Language.ES)
        .endswith(
            "se admite: el identificador de una fuente: si ninguna tiene esta dirección, escriba en"
            " sources/ una entrada con ella, y aquí su identificador"
        )
    )


def test_a_list_of_one_is_not_one_entry(seeds: Seeds) -> None:
    seeds.institution("i", "[hnd]")
    assert seeds.problem().suggestion == "hnd"


@pytest.mark.parametrize("acronym", ["N/A", "s/d", "-"])
def test_a_placeholder_as_an_acronym(seeds: Seeds, acronym: str) -> None:
    seeds.institution("i", more=f'acronym: "{acronym}"\n')
    assert seeds.problem().without_place(Language.ES) == f'"{acronym}" en acronym {EMPTY}'


@pytest.mark.parametrize("acronym", ["ND", "TBA", "DPS/OEA", "A-TIP(S) Council"])
def test_acronyms_that_are_valid(seeds: Seeds, acronym: str) -> None:
    seeds.institution("i", more=f"acronym: {acronym}\n")
    assert seeds.problems() == []


@pytest.mark.parametrize(
    ("folder", "meant"),
    [
        ("visitas", "exchange-visits"),
        ("Buenas prácticas", "good-practices"),
        ("fontes", "sources"),
        ("exchange_visits", "exchange-visits"),
    ],
)
def test_a_folder_by_what_its_entries_are_called(seeds: Seeds, folder: str, meant: str) -> None:
    seeds.put(f"{folder}/x.yaml", VISIT)
    assert seeds.problem().suggestion == meant
