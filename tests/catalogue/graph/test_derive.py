"""The values and edges that the loader derives."""

import pytest

from tests.catalogue.seeding import Seeds, edge, fact, targets

VISIT = "ExchangeVisit:v"


@pytest.fixture
def bodies(seeds: Seeds) -> Seeds:
    """Four bodies in three countries, one without a country, and a practice."""
    seeds.institution("cri-eri", "cri")
    seeds.institution("hnd-a", "hnd")
    seeds.institution("hnd-b", "hnd")
    seeds.institution("pan-a", "pan")
    seeds.institution("iom-body", more="memberCountries: [arg, chl]\n")
    seeds.practice("p", "[cri-eri]")
    seeds.source("s2")
    return seeds


def test_a_host_country_from_the_institution(bodies: Seeds) -> None:
    bodies.visit("v", "hostInstitutions: [{slug: cri-eri, sources: [s2]}]\n")
    found = edge(bodies.graph(), "HOSTED_BY", VISIT, "Country:cri")
    assert found.properties == {"basis": "DERIVED", "sources": ["s2"]}


def test_a_stated_country_is_not_derived(bodies: Seeds) -> None:
    bodies.visit(
        "v", "hostInstitutions: [cri-eri]\nhostCountries: [{slug: cri, basis: INFERRED}]\n"
    )
    found = edge(bodies.graph(), "HOSTED_BY", VISIT, "Country:cri")
    assert found.properties["basis"] == "INFERRED"


def test_a_country_is_derived_beside_a_different_stated_one(bodies: Seeds) -> None:
    bodies.visit("v", "hostInstitutions: [cri-eri]\nhostCountries: [pan]\n")
    graph = bodies.graph()
    assert edge(graph, "HOSTED_BY", VISIT, "Country:pan").properties["basis"] == "STATED"
    assert edge(graph, "HOSTED_BY", VISIT, "Country:cri").properties["basis"] == "DERIVED"


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (("LEARNER", "LEARNER"), "LEARNER"),
        (("OBSERVER", "OBSERVER"), "OBSERVER"),
        (("LEARNER", "EXPERT"), "PEER"),
        (("OBSERVER", "LEARNER"), "PEER"),
    ],
)
def test_a_visiting_country_has_the_role_of_its_bodies(
    bodies: Seeds, roles: tuple[str, str], expected: str
) -> None:
    bodies.visit(
        "v",
        f"""\
        visitorInstitutions:
          - {{slug: hnd-a, role: {roles[0]}}}
          - {{slug: hnd-b, role: {roles[1]}, sources: [s2]}}
        """,
    )
    found = edge(bodies.graph(), "ATTENDED_BY", VISIT, "Country:hnd")
    assert found.properties == {"basis": "DERIVED", "role": expected, "sources": ["iom", "s2"]}


def test_member_countries_of_a_body_are_not_derived(bodies: Seeds) -> None:
    bodies.visit(
        "v",
        "hostInstitutions: [iom-body]\nvisitorInstitutions: [{slug: iom-body, role: PEER}]\n"
        "modality: IN_PERSON\n",
    )
    graph = bodies.graph()
    assert targets(graph, "HOSTED_BY", VISIT) == ["Institution:iom-body"]
    assert targets(graph, "ATTENDED_BY", VISIT) == ["Institution:iom-body"]
    assert targets(graph, "HELD_IN", VISIT) == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("modality: IN_PERSON\nhostCountries: [pan]\n", {"Country:pan": "DERIVED"}),
        ("modality: IN_PERSON\nhostInstitutions: [cri-eri]\n", {"Country:cri": "DERIVED"}),
        (
            "modality: IN_PERSON\nhostInstitutions: [hnd-a, hnd-b]\nhostCountries: [hnd]\n",
            {"Country:hnd": "DERIVED"},
        ),
        ("modality: IN_PERSON\nhostInstitutions: [cri-eri, pan-a]\n", {}),
        ("modality: VIRTUAL\nhostCountries: [pan]\n", {}),
        ("modality: HYBRID\nhostCountries: [pan]\n", {}),
        ("hostCountries: [pan]\n", {}),
        ("modality: IN_PERSON\nhostCountries: [pan]\nheldIn: []\n", {}),
        ("modality: IN_PERSON\nhostCountries: [pan]\nheldIn: [esp]\n", {"Country:esp": "STATED"}),
        ("modality: IN_PERSON\n", {}),
    ],
)
def test_the_venue_of_a_visit(bodies: Seeds, more: str, expected: dict[str, str]) -> None:
    bodies.visit("v", more)
    graph = bodies.graph()
    found = {
        t: edge(graph, "HELD_IN", VISIT, t).properties["basis"]
        for t in targets(graph, "HELD_IN", VISIT)
    }
    assert found == expected


def test_the_countries_of_a_transfer(bodies: Seeds) -> None:
    bodies.transfer(
        "kt",
        "p",
        """\
        originInstitutions: [cri-eri, iom-body]
        targetInstitutions: [hnd-a, hnd-b, pan-a]
        targetCountries: [pan]
        events: [{stage: IDENTIFIED, position: 1}]
        """,
    )
    graph = bodies.graph()
    kt = "KnowledgeTransfer:kt"
    assert targets(graph, "FROM", kt) == [
        "Country:cri",
        "Institution:cri-eri",
        "Institution:iom-body",
    ]
    assert edge(graph, "FROM", kt, "Country:cri").properties["basis"] == "DERIVED"
    assert edge(graph, "TO", kt, "Country:hnd").properties["basis"] == "DERIVED"
    assert edge(graph, "TO", kt, "Country:pan").properties["basis"] == "STATED"


def test_the_stage_of_a_transfer_is_that_of_its_last_event_by_position(bodies: Seeds) -> None:
    bodies.source("s3")
    bodies.transfer(
        "kt",
        "p",
        """\
        events:
          - {stage: PILOTED, position: 3, date: 2020-05, sources: [s2], takenBy: [hnd-a]}
          - {stage: IMPLEMENTED, position: 1, date: 2019}
          - stage: DISCONTINUED
            position: 2
            basis: INFERRED
            takenBy: [{slug: hnd-a, sources: [s3]}]
        """,
    )
    graph = bodies.graph()
    kt = "KnowledgeTransfer:kt"
    assert fact(graph, kt, "stage") == "PILOTED"
    assert fact(graph, kt, "phase") == "IMPLEMENTATION"
    assert fact(graph, kt, "stageDate") == "2020-05"
    assert str(fact(graph, kt, "stageDateLatest")) == "2020-05-31"
    assert fact(graph, "StageEvent:kt-3", "name") == "En prueba piloto"
    assert fact(graph, "StageEvent:kt-2", "slug") == "kt-2"
    assert edge(graph, "HAS_EVENT", kt, "StageEvent:kt-3").properties == {
        "basis": "STATED",
        "sources": ["s2"],
    }
    assert edge(graph, "HAS_EVENT", kt, "StageEvent:kt-2").properties == {
        "basis": "INFERRED",
        "sources": ["iom"],
    }
    event = "StageEvent:kt-3"
    assert edge(graph, "TAKEN_BY", event, "Institution:hnd-a").properties["sources"] == ["s2"]
    assert targets(graph, "CITES", event) == ["Source:s2"]
    event = "StageEvent:kt-2"
    assert edge(graph, "TAKEN_BY", event, "Institution:hnd-a").properties["sources"] == ["s3"]
    assert targets(graph, "CITES", event) == []


def test_an_undated_last_event_leaves_the_stage_undated(bodies: Seeds) -> None:
    bodies.transfer(
        "kt",
        "p",
        "events: [{stage: VISITED, position: 1, date: 2018}, {stage: DECIDED, position: 2}]\n",
    )
    assert fact(bodies.graph(), "KnowledgeTransfer:kt", "stageDate") is None


def test_an_edge_without_sources_has_those_of_its_entry(bodies: Seeds) -> None:
    graph = bodies.graph()
    found = edge(graph, "IN_COUNTRY", "Institution:cri-eri", "Country:cri")
    assert found.properties == {"basis": "STATED", "sources": ["iom"]}
    cited = edge(graph, "CITES", "Institution:cri-eri", "Source:iom")
    assert cited.properties == {"basis": "STATED"}
