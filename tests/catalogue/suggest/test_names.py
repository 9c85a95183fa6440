"""References by name, acronym, code or address lead to the slug of the entry."""

import pytest

from graph_service.catalogue.problems import Rule
from graph_service.catalogue.suggest.names import address_key, name_key
from tests.catalogue.seeding import Seeds


@pytest.fixture
def named(seeds: Seeds) -> Seeds:
    """Return entries that people call by several names."""
    seeds.put(
        "topics/hotline.yaml",
        "name: {es: Líneas de denuncia, en: Hotlines, pt: Disque-denúncia}\nscheme: SUBJECT\n",
    )
    for slug, extra in (
        ("hnd-cicesct", "acronym: CICESCT\nformerNames: [Comisión contra la explotación]\n"),
        ("gtm-mp", "acronym: MP\n"),
        ("per-mp", "acronym: MP\n"),
    ):
        seeds.put(
            f"institutions/{slug}.yaml",
            f"name: {{es: Institución {slug}}}\nkind: AGENCY\nlevel: NATIONAL\n"
            f"sources: [iom]\n{extra}",
        )
    seeds.put(
        "sources/oim-2018.yaml",
        "name: La OIM y Honduras\npublisher: OIM\nlanguage: ES\nreadExtent: FULL\n"
        "url: https://www.iom.int/es/news/honduras\n",
    )
    return seeds


def visit(seeds: Seeds, references: str) -> None:
    """Write a visit with references, one of which is unknown."""
    text = "name: {es: Visita}\nkind: MEETING\n"
    seeds.put("exchange-visits/xv.yaml", f"{text}{references}\n")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("topics: [líneas de denuncia]", "hotline"),
        ("topics: [Disque-denúncia]", "hotline"),
        ("topics: [Hotline]", "hotline"),
        ("topics: [línea de denuncias]", "hotline"),
        ("hostCountries: [Perú]", "per"),
        ("hostCountries: [HN]", "hnd"),
        ("hostCountries: ['340']", "hnd"),
        ("hostInstitutions: [CICESCT]", "hnd-cicesct"),
        ("hostInstitutions: [comision contra la explotacion]", "hnd-cicesct"),
    ],
)
def test_the_slug_is_suggested(named: Seeds, line: str, expected: str) -> None:
    visit(named, f"{line}\nsources: [iom]")
    problem = named.problem()
    assert (problem.rule, problem.suggestion) == (Rule.ENTRY_UNKNOWN, expected)


@pytest.mark.parametrize(
    "source",
    [
        "La OIM y Honduras",
        "http://iom.int/es/news/honduras/?utm_source=x#top",
        "www.iom.int/es/news/honduras",
    ],
)
def test_a_source_by_title_or_address(named: Seeds, source: str) -> None:
    visit(named, f"sources: ['{source}']")
    assert named.problem().suggestion == "oim-2018"


def test_a_name_that_several_entries_share(named: Seeds) -> None:
    visit(named, "hostInstitutions: [MP]\nsources: [iom]")
    problem = named.problem()
    assert (problem.suggestion, problem.allowed) == (None, ("gtm-mp", "per-mp"))


def test_an_unlike_name_has_no_suggestion(named: Seeds) -> None:
    visit(named, "topics: [zoología]\nsources: [iom]")
    assert named.problem().suggestion is None


def test_keys() -> None:
    assert name_key(" «Líneas de\tdenuncia».") == "lineas de denuncia"
    assert address_key("HTTPS://WWW.IOM.int/a/?utm_source=x&id=2#f") == "iom.int/a?id=2"
    assert address_key("http://[") == "http://["
