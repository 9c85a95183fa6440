"""Since when edges hold, and what a role is based on."""

from tests.catalogue.seeding import Seeds, edge


def test_an_edge_has_the_dates_of_its_link(seeds: Seeds) -> None:
    seeds.institution("a")
    seeds.institution("c", "hnd", "governedBy: [{slug: a, since: 2019, until: 2024-02-26}]\n")
    found = edge(seeds.graph(), "GOVERNED_BY", "Institution:c", "Institution:a").properties
    assert (found["since"], found["until"]) == ("2019", "2024-02-26")


def test_a_role_has_a_basis_beside_that_of_the_attendance(seeds: Seeds) -> None:
    seeds.institution("b")
    seeds.visit("v", "visitorInstitutions: [{slug: b, role: PEER, roleBasis: INFERRED}]\n")
    found = edge(seeds.graph(), "ATTENDED_BY", "ExchangeVisit:v", "Institution:b").properties
    assert found == {
        "basis": "STATED",
        "role": "PEER",
        "roleBasis": "INFERRED",
        "sources": ["iom"],
    }
