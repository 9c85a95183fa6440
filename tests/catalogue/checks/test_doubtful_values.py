"""Values that seem to belong elsewhere, in Spanish."""

import pytest

from tests.catalogue.checks.spanish import doubts, errors
from tests.catalogue.seeding import Seeds

VISIT = "hostInstitutions: [a]\nvisitorInstitutions: [{slug: b, role: LEARNER}]\n"
SOURCE = "name: S\npublisher: OIM\nlanguage: ES\nreadExtent: FULL\n"
XV = "exchange-visits/xv.yaml"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "date: 2018-10\nparticipants: 2018\n",
            "7:15: 2018 en participants es también el año de date: corríjalo, salvo que sea cierto",
        ),
        ("date: 2018/2020\nparticipants: 2019\n", None),
        ("participants: 2018\n", None),
        (
            'place: "14.0723, -87.1921"\n',
            '6:8: "14.0723, -87.1921" en place son coordenadas: escriba el nombre del lugar',
        ),
        (
            "place: 14° 4' N, 87° 11' O\n",
            "6:8: \"14° 4' N, 87° 11' O\" en place son coordenadas: escriba el nombre del lugar",
        ),
        ("place: 25 de Mayo\n", None),
    ],
)
def test_of_a_visit(bodies: Seeds, lines: str, expected: str | None) -> None:
    bodies.visit("xv", VISIT + lines)
    assert doubts(bodies) == ([f"{XV}:{expected}"] if expected else [])


def test_the_address_of_a_map_as_a_place(bodies: Seeds) -> None:
    bodies.visit("xv", f"{VISIT}place: https://maps.example.org/x\n")
    assert errors(bodies) == [
        (
            f'{XV}:6:8: "https://maps.example.org/x" en place es una dirección web: escriba aquí un'
            " nombre o un título"
        )
    ]


@pytest.mark.parametrize("slug", ["2018", "2018-10", "2018-10-09"])
def test_a_slug_that_a_spreadsheet_made_a_date(bodies: Seeds, slug: str) -> None:
    bodies.put(f"sources/{slug}.yaml", SOURCE)
    assert doubts(bodies) == [
        (
            f'sources/{slug}.yaml:1:1: el identificador "{slug}" es solo un número o una fecha:'
            " elija uno que diga de qué entrada se trata"
        )
    ]


def test_a_source_that_was_read_before_it_was_published(bodies: Seeds) -> None:
    source = f"{SOURCE}readOn: 2020-01-02\n"
    bodies.put("sources/s.yaml", f"{source}published: 2020-03\n")
    bodies.put("sources/t.yaml", f"{source}published: 2020\n")
    assert errors(bodies) == [
        (
            "sources/s.yaml:5:9: 2020-01-02 en readOn es anterior a 2020-03 en published: corrija"
            " una de las dos fechas"
        )
    ]
