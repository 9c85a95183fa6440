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


@pytest.mark.parametrize(
    ("events", "stage", "date"),
    [
        # In use by 2017; the formal accession two years later doesn't set it back.
        ("IMPLEMENTED 2017, DECIDED 2019", "IMPLEMENTED", "2017"),
        ("IMPLEMENTED 2017, FEASIBILITY_ASSESSED 2020, VISITED 2021", "IMPLEMENTED", "2017"),
        ("VISITED 2018, FEASIBILITY_ASSESSED 2019, DECIDED 2020", "DECIDED", "2020"),
        ("PILOTED 2017, IMPLEMENTED 2018, IMPLEMENTED 2020", "IMPLEMENTED", "2018"),
        ("IMPLEMENTED 2017, DISCONTINUED 2019", "DISCONTINUED", "2019"),
        ("PLANNED 2017, NEVER_BEGUN 2019", "NEVER_BEGUN", "2019"),
        ("IMPLEMENTED 2017, DISCONTINUED 2019, PLANNED 2021", "PLANNED", "2021"),
        ("DISCONTINUED 2019, DISCONTINUED 2020", "DISCONTINUED", "2020"),
    ],
)
def test_no_formal_act_sets_a_transfer_back(
    bodies: Seeds, events: str, stage: str, date: str
) -> None:
    items = [item.split() for item in events.split(", ")]
    lines = [
        f"  - {{stage: {name}, position: {number}, date: {year}}}\n"
        for number, (name, year) in enumerate(items, start=1)
    ]
    bodies.transfer("kt", "p", "events:\n" + "".join(lines))
    graph = bodies.graph()
    kt = "KnowledgeTransfer:kt"
    assert (fact(graph, kt, "stage"), fact(graph, kt, "stageDate")) == (stage, date)


def test_the_stage_of_a_transfer_follows_its_events_by_position(bodies: Seeds) -> None:
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
    assert fact(graph, "StageEvent:kt-3", "nameEn") == "Piloted"
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


def test_the_programmes_of_a_transfer(bodies: Seeds) -> None:
    for slug in ("prog-a", "prog-b"):
        bodies.put(f"programmes/{slug}.yaml", f"name: {{es: {slug}}}\nsources: [iom]\n")
    bodies.visit("v", "programmes: [{slug: prog-a, sources: [s2]}, prog-b]\n")
    bodies.visit("w", "programmes: [prog-a]\n")
    bodies.transfer(
        "kt",
        "p",
        """\
        visits: [v, w]
        programmes: [{slug: prog-b, basis: INFERRED}]
        events: [{stage: IDENTIFIED, position: 1}]
        """,
    )
    graph, kt = bodies.graph(), "KnowledgeTransfer:kt"
    derived = edge(graph, "UNDER", kt, "Programme:prog-a")
    assert derived.properties == {"basis": "DERIVED", "sources": ["iom", "s2"]}
    assert edge(graph, "UNDER", kt, "Programme:prog-b").properties["basis"] == "INFERRED"
