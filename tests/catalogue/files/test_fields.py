"""Values of fields, as the graph has them."""

import pytest

from tests.catalogue.seeding import Seeds, edge, fact


@pytest.mark.parametrize(
    ("written", "edtf", "earliest", "latest"),
    [
        ("2023", "2023", "2023-01-01", "2023-12-31"),
        ("2023-10", "2023-10", "2023-10-01", "2023-10-31"),
        ("2023-10-05", "2023-10-05", "2023-10-05", "2023-10-05"),
        ('"2023-10"', "2023-10", "2023-10-01", "2023-10-31"),
        ("{edtf: ../2018-10-09, qualifier: ON_OR_BEFORE}", "../2018-10-09", "None", "2018-10-09"),
    ],
)
def test_a_date_as_a_number_a_date_or_a_text(
    seeds: Seeds, written: str, edtf: str, earliest: str, latest: str
) -> None:
    seeds.institution("x", more=f"founded: {written}\n")
    graph = seeds.graph()
    assert fact(graph, "Institution:x", "founded") == edtf
    assert str(fact(graph, "Institution:x", "foundedEarliest")) == earliest
    assert str(fact(graph, "Institution:x", "foundedLatest")) == latest


def test_text_is_normalised_and_stripped(seeds: Seeds) -> None:
    seeds.institution("x", more='acronym: "  nin\\u0303ez  "\n')
    assert fact(seeds.graph(), "Institution:x", "acronym") == "niñez"


def test_an_edge_carries_its_own_basis_note_and_sources(seeds: Seeds) -> None:
    seeds.source("other")
    seeds.institution(
        "x",
        more="memberCountries:\n  - {slug: hnd, basis: ASSUMED, note: {en: N}, sources: [other]}\n",
    )
    found = edge(seeds.graph(), "HAS_MEMBER", "Institution:x", "Country:hnd")
    assert found.properties == {
        "basis": "ASSUMED",
        "note": "N",
        "noteEn": "N",
        "sources": ["other"],
    }
