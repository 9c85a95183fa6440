"""Files as people write them: each slip is one problem, with what to write instead."""

import pytest

from graph_service.catalogue.files.labelled import with_labels
from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds

VISIT = """\
name: {es: Visita}
kind: MEETING
date: 2018
visitorCountries: [{slug: hnd, role: LEARNER}]
hostCountries: [cri]
sources: [iom]
"""


@pytest.mark.parametrize(
    ("line", "written", "suggestion"),
    [
        ("name: {es: Visita}", "nombre: {es: Visita}", "name"),
        ("name: {es: Visita}", "name: {español: Visita}", "es"),
        ("kind: MEETING", "tipo: MEETING", "kind"),
        ("kind: MEETING", "kind: Reunión", "MEETING"),
        ("kind: MEETING", "kind: reunião", "MEETING"),
        ("sources: [iom]", "fuentes: [iom]", "sources"),
        ("hostCountries: [cri]", "países anfitriones: [cri]", "hostCountries"),
        ("hostCountries: [cri]", "hostCountries: [Costa Rica]", "cri"),
        ("slug: hnd", "identificador: hnd", "slug"),
        ("role: LEARNER", "role: Aprende", "LEARNER"),
        ("role: LEARNER", "papel: LEARNER", "role"),
        ("date: 2018", "date: octubre de 2018", "2018-10"),
        ("date: 2018", "date: 2018-13-01", "2018-01-13"),
        ("date: 2018", "date: 2018-2020", "2018/2020"),
        ("date: 2018", "date: {fecha: 2018}", "edtf"),
        ("date: 2018", "date: {edtf: 31/12/2018}", "2018-12-31"),
        ("date: 2018", "date: {edtf: 2018, qué indica: AT}", "qualifier"),
        ("date: 2018", "date: {edtf: 2018, qualifier: fecha del hecho}", "AT"),
    ],
)
def test_one_problem_says_what_to_write(
    seeds: Seeds, line: str, written: str, suggestion: str
) -> None:
    seeds.put("exchange-visits/xv.yaml", VISIT.replace(line, written))
    assert seeds.problem().suggestion == suggestion


def test_a_day_and_month_in_either_order(seeds: Seeds) -> None:
    seeds.put("exchange-visits/xv.yaml", VISIT.replace("2018", "9/10/2018"))
    assert seeds.problem().without_place(Language.ES) == (
        '"9/10/2018" en date no es una fecha; se admite: 2018-10-09 si es el 9 de octubre,'
        " 2018-09-10 si es el 10 de septiembre"
    )


@pytest.mark.parametrize(
    ("line", "written", "expected"),
    [
        ("name: {es: Visita}\n", "", 'falta el campo "name" (Nombre); escriba el título'),
        ("kind: MEETING\n", "", 'falta el campo "kind" (Tipo); se admite: INTERNSHIP (Pasantía), '),
        (
            "[cri]",
            "[costa]",
            'no existe ningún país con el identificador "costa", en hostCountries[1] (Países anf',
        ),
        (
            "role: LEARNER",
            "role: JEFE",
            'valor desconocido "JEFE" en visitorCountries[1].role (Papel); se admite: LEARNER (',
        ),
        ("2018", "{edtf: 2018, qualifier: X}", 'valor desconocido "X" en date.qualifier (Qué in'),
        (
            "{slug: hnd, role: LEARNER}",
            "hnd",
            "visitorCountries[1] (Países visitantes) sin role (Papel); escriba {slug: …, ",
        ),
        ("es: Visita", "fr: Visite", 'idioma desconocido "fr" en name (Nombre)'),
    ],
)
def test_labels_stand_beside_names_in_spanish(
    seeds: Seeds, line: str, written: str, expected: str
) -> None:
    file = seeds.put("exchange-visits/xv.yaml", VISIT.replace(line, written))
    problem = with_labels(seeds.problem())
    assert problem.without_place(Language.ES).startswith(expected)
    assert "(" not in problem.message.render(Language.EN)
    assert problem.place.file == str(file)


def test_messages_request_missing_values(seeds: Seeds) -> None:
    seeds.put("exchange-visits/xv.yaml", VISIT.replace("sources: [iom]\n", ""))
    assert with_labels(seeds.problem()).without_place(Language.ES) == (
        'falta el campo "sources" (Fuentes); escriba al menos un elemento: las fuentes citadas, por'
        " su identificador"
    )
