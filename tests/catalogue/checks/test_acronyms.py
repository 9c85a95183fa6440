"""Two acronyms in the field of one, in Spanish."""

import pytest

from tests.catalogue.checks.spanish import doubts
from tests.catalogue.seeding import Seeds

REMEDY = (
    "escriba solo la de esta institución; la otra, si también se la llama así, en otherNames; otra"
    " institución es otra entrada"
)


@pytest.mark.parametrize("acronym", ["SVET, MP", "SVET; MP", "SVET y MP", "SVET / MP"])
def test_a_list_of_acronyms(seeds: Seeds, acronym: str) -> None:
    seeds.institution("gtm-svet", "gtm", f'acronym: "{acronym}"\n')
    assert doubts(seeds) == [
        (
            f'institutions/gtm-svet.yaml:6:10: "{acronym}" en acronym son dos siglas: {REMEDY};'
            ' ¿quiso decir "SVET"?'
        )
    ]


def test_a_slash_between_institutions(seeds: Seeds) -> None:
    seeds.institution("a", "gtm", "acronym: SVET/MP\n")
    seeds.institution("b", "gtm", "acronym: MP\n")
    assert doubts(seeds) == []
    seeds.institution("c", "gtm", "acronym: SVET\n")
    assert doubts(seeds) == [
        (
            f'institutions/a.yaml:6:10: "SVET/MP" en acronym son dos siglas: {REMEDY};'
            ' ¿quiso decir "SVET"?'
        )
    ]


@pytest.mark.parametrize("acronym", ["OIM/IOM", "J/TIP", "A-TIP(S) Council", "TIP Unit", "I+D"])
def test_one_acronym(seeds: Seeds, acronym: str) -> None:
    seeds.institution("a", "gtm", f"acronym: {acronym}\n")
    assert doubts(seeds) == []
