"""What single fields and edges are based on, and since when edges hold."""

from tests.catalogue.checks.spanish import doubts, errors
from tests.catalogue.seeding import Seeds, edge

ASSUMED = """\
name: {es: kt}
basis: ASSUMED
practice: p
originInstitutions: [a]
targetInstitutions: [b]
events: [{stage: VISITED, position: 1}]
sources: [iom]
"""


def test_fields_with_a_basis_are_fields_of_the_entry(bodies: Seeds) -> None:
    bodies.practice("q", "[a]", "countries: [hnd]\ninferredFields: [owners, name, countries]\n")
    assert doubts(bodies) == []
    bodies.practice("q", "[a]", "countries: [hnd]\nassumedFields: [started, summary]\n")
    place = "good-practices/q.yaml:7:16"
    allowed = "se admite: countries, level, name, owners, sources, themes"
    assert errors(bodies) == [
        f'{place}: "{name}" en assumedFields no es un campo que tenga esta entrada; {allowed}'
        for name in ("started", "summary")
    ]


def test_an_assumed_transfer_says_which_edge_is_assumed(bodies: Seeds) -> None:
    bodies.put("knowledge-transfers/kt.yaml", ASSUMED)
    (found,) = doubts(bodies)
    assert "basis es ASSUMED, pero ninguna relación lo es" in found
    assumed = ASSUMED.replace("[b]", "[{slug: b, basis: ASSUMED}]")
    bodies.put("knowledge-transfers/kt.yaml", assumed)
    assert doubts(bodies) == []


def test_an_edge_ends_no_earlier_than_it_begins(bodies: Seeds) -> None:
    bodies.institution("c", "hnd", "governedBy: [{slug: a, since: 2019, until: 2024-02-26}]\n")
    assert doubts(bodies) == []
    found = edge(bodies.graph(), "GOVERNED_BY", "Institution:c", "Institution:a").properties
    assert (found["since"], found["until"]) == ("2019", "2024-02-26")
    bodies.institution("c", "hnd", "governedBy: [{slug: a, since: 2019, until: 2018}]\n")
    (error,) = errors(bodies)
    assert error.endswith(
        "2018 en governedBy[1].until es anterior a 2019 en governedBy[1].since: corrija una de las"
        " dos fechas"
    )


def test_a_role_has_a_basis_beside_that_of_the_attendance(bodies: Seeds) -> None:
    bodies.visit(
        "v",
        "hostInstitutions: [a]\n"
        "visitorInstitutions: [{slug: b, role: PEER, roleBasis: INFERRED}]\n",
    )
    found = edge(bodies.graph(), "ATTENDED_BY", "ExchangeVisit:v", "Institution:b").properties
    assert found == {
        "basis": "STATED",
        "role": "PEER",
        "roleBasis": "INFERRED",
        "sources": ["iom"],
    }
