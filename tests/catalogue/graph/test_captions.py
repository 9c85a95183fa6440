"""The short captions of visits, transfers and institutions."""

from __future__ import annotations

import re

import pytest

from tests.catalogue.seeding import Seeds, fact


def _with_roles(found: re.Match[str]) -> str:
    ends = (f"{{slug: {slug}, role: PEER}}" for slug in found[2].split(", "))
    return f"{found[1]}[{', '.join(ends)}]"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("hostCountries: [cri]\nvisitorCountries: [hnd]\ndate: 2018-10\n", "HND → CRI 2018"),
        ("hostCountries: [cri]\nvisitorCountries: [pan, hnd]\n", "HND, PAN → CRI"),
        ("hostCountries: [cri]\nvisitorCountries: [pan, hnd, arg]\n", "ARG +2 → CRI"),
        ("hostCountries: [cri, pan]\nvisitorCountries: [pan, cri]\ndate: 2020\n", "CRI, PAN 2020"),
        ("visitorCountries: [hnd]\ndate: 2018/2019\n", "HND → …"),
        ("hostInstitutions: [cri-eri]\nvisitorInstitutions: [hnd-a]\n", "HND → CRI"),
        ("hostInstitutions: [regional]\n", "… → …"),
    ],
)
def test_a_visit_says_who_went_where_and_when(seeds: Seeds, more: str, expected: str) -> None:
    seeds.institution("cri-eri", "cri")
    seeds.institution("hnd-a", "hnd")
    seeds.institution("regional")
    seeds.visit("v", re.sub(r"(?<=visitor)(\w+: )\[(.*)\]", _with_roles, more))
    assert fact(seeds.graph(), "ExchangeVisit:v", "caption") == expected


def test_a_transfer_says_from_where_to_where(seeds: Seeds) -> None:
    seeds.institution("hnd-a", "hnd")
    seeds.practice("p", "[hnd-a]")
    ends = "originInstitutions: [hnd-a]\ntargetCountries: [pan]\n"
    seeds.transfer("t", "p", f"{ends}events: [{{stage: VISITED, position: 1}}]\n")
    assert fact(seeds.graph(), "KnowledgeTransfer:t", "caption") == "HND → PAN"


def test_an_institution_has_its_acronym_or_its_name(seeds: Seeds) -> None:
    seeds.institution("long", more="acronym: LONG\n")
    seeds.institution("short")
    graph = seeds.graph()
    assert fact(graph, "Institution:long", "caption") == "LONG"
    assert fact(graph, "Institution:short", "caption") == "short"
