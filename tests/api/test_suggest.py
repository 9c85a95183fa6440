"""Suggestions while a user types; the expected ones are worked out by hand from the entries."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_service.api.engine import Engine
from graph_service.compiler.fields.suggest import _places
from graph_service.model.json import Json
from graph_service.model.storage import Value, stored_node
from graph_service.model.text import fold
from graph_service.model.types import COUNTRY, GOOD_PRACTICE, INSTITUTION, SOURCE, TOPIC
from graph_service.settings import DatabaseSettings
from tests.api.asking import data_of
from tests.graphs import create, run, wipe

ENTRIES: dict[Any, dict[str, dict[str, Value]]] = {
    COUNTRY: {
        "per": {"name": {"es": "Perú", "en": "Peru"}, "iso2": "PE", "iso3": "PER"},
        "hnd": {"name": {"es": "Honduras"}, "iso2": "HN", "iso3": "HND"},
        "slv": {"name": {"es": "El Salvador"}},
        "bra": {"name": {"es": "Brasil", "en": "Brazil"}},
    },
    TOPIC: {"ninez": {"name": {"es": "Niñez", "en": "Children", "pt": "Infância"}}},
    INSTITUTION: {
        "inm": {
            "name": {"es": "Instituto Nacional de Migración"},
            "acronym": "INM",
            "otherNames": {"es": ["La Migra"]},
        },
        "iom": {"name": {"es": "Organización (Migraciones)"}, "acronym": "OIM/IOM"},
        "ombudsman": {"name": {"es": "Defensoría del Pueblo (Perú)", "en": "Ombudsman of Peru"}},
    },
    GOOD_PRACTICE: {
        "course": {"name": {"es": "IOM, un curso"}},
        "peru": {"name": {"es": "Peruanos en el exterior"}},
        "nin": {"name": {"es": "Instituto para la nin\u0303ez y O'Higgins"}},
    },
    SOURCE: {"report": {"name": "La niñez en el Perú", "url": "https://example.org"}},
}
SUGGEST = """query ($prefix: String!, $types: [EntryType!], $first: Int) {
  suggest(prefix: $prefix, types: $types, first: $first) { id } }"""


@pytest.fixture(scope="module")
def entries(database_settings: DatabaseSettings) -> None:
    wipe(database_settings)
    for node_type, by_slug in ENTRIES.items():
        nodes = [stored_node(node_type, slug, values) for slug, values in by_slug.items()]
        create(database_settings, node_type.name, nodes)
    run(database_settings, "CALL db.awaitIndexes(60)")


async def _suggest(engine: Engine, query: str, **variables: Json) -> Any:
    return (await data_of(engine, query, variables))["suggest"]


async def _slugs(engine: Engine, prefix: str, **variables: Json) -> list[str]:
    found = await _suggest(engine, SUGGEST, prefix=prefix, **variables)
    return [suggestion["id"].partition(":")[2] for suggestion in found]


@pytest.mark.parametrize(
    ("prefix", "slugs"),
    [
        # The exact name, the names that begin with it, those with such a word; sources last.
        ("peru", ["per", "peru", "ombudsman", "report"]),
        ("PERÚ", ["per", "peru", "ombudsman", "report"]),
        ("per", ["per", "peru", "ombudsman", "report"]),
        ("p", ["per", "peru"]),  # a single letter begins names only
        ("niñ", ["ninez", "nin", "report"]),
        ("instituto nac", ["inm"]),
        ("nac insti", ["inm"]),
        ("instituto", ["nin", "inm"]),
        ("ministerio nac", []),
        ("inm", ["inm"]),  # an acronym
        ("i", ["nin", "course", "inm", "iom"]),
        ("la mig", ["inm", "iom"]),  # another name
        ("la", ["inm"]),  # a stop word begins another name, but is no word to find
        ("el", ["slv"]),
        ("el sal", ["slv"]),
        ("salv", ["slv"]),
        ("de", ["ombudsman"]),
        ("del pueblo", ["ombudsman"]),
        ("brazil", ["bra"]),  # in another language
        ("omb", ["ombudsman"]),
        ("higg", ["nin"]),
        ("o'h", ["hnd", "nin"]),
        ("iom", ["iom", "course"]),  # a part of an acronym
        ("oim", ["iom"]),
        ("HND", ["hnd"]),  # a code
        ("pe", ["per", "peru", "ombudsman", "report"]),
        ("hondurras", ["hnd"]),  # a wrong letter
        ("instiutto", ["nin", "inm"]),
        ("instiutto migra", ["inm"]),
        ("jonduras", []),  # the first one
        ("hodn", []),  # too short
        ("erú", []),
        ("", []),
        (" ", []),
        (' —*?"\\ ', []),
        ("nin~ OR *:*", ["ninez", "nin", "report"]),
        ("x" * 301, []),
        ("a " * 21, []),
    ],
)
@pytest.mark.usefixtures("entries")
async def test_best_first(engine: Engine, prefix: str, slugs: list[str]) -> None:
    assert await _slugs(engine, prefix) == slugs


@pytest.mark.usefixtures("entries")
async def test_types_and_first(engine: Engine) -> None:
    assert await _slugs(engine, "per", types=["SOURCE", "GOOD_PRACTICE"]) == ["peru", "report"]
    assert await _slugs(engine, "per", types=[]) == []
    assert await _slugs(engine, "per", types=None, first=None) == [
        "per", "peru", "ombudsman", "report",
    ]  # fmt: skip
    assert await _slugs(engine, "per", first=2) == ["per", "peru"]
    assert await _slugs(engine, "per", first=0) == []


@pytest.mark.parametrize(
    ("prefix", "lang", "shown"),
    [
        ("PERU", "ES", ("Country:per", "COUNTRY", "Perú", "Perú", ["Perú"])),
        ("inm", "ES", ("Institution:inm", "INSTITUTION", "Instituto Nacional de Migración", "INM",
                       ["INM"])),
        ("migr nac", "ES", ("Institution:inm", "INSTITUTION", "Instituto Nacional de Migración",
                            "Instituto Nacional de Migración", ["Nac", "Migr"])),
        ("hnd", "ES", ("Country:hnd", "COUNTRY", "Honduras", "HND", ["HND"])),
        ("iom", "ES", ("Institution:iom", "INSTITUTION", "Organización (Migraciones)", "OIM/IOM",
                       ["IOM"])),
        ("hondurras", "ES", ("Country:hnd", "COUNTRY", "Honduras", "Honduras", ["Honduras"])),
        ("chil", "EN", ("Topic:ninez", "TOPIC", "Children", "Children", ["Chil"])),
        ("chil", "ES", ("Topic:ninez", "TOPIC", "Niñez", "Children", ["Chil"])),
        ("infân", "EN", ("Topic:ninez", "TOPIC", "Children", "Infância", ["Infân"])),
        ("insti nin", "ES", ("GoodPractice:nin", "GOOD_PRACTICE",
                             "Instituto para la nin\u0303ez y O'Higgins",
                             "Instituto para la nin\u0303ez y O'Higgins", ["Insti", "nin\u0303"])),
        ("defensoria  del", "PT", ("Institution:ombudsman", "INSTITUTION",
                                   "Defensoría del Pueblo (Perú)", "Defensoría del Pueblo (Perú)",
                                   ["Defensoría del"])),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("entries")
async def test_what_is_shown(engine: Engine, prefix: str, lang: str, shown: Any) -> None:
    query = """query ($prefix: String!, $lang: Language!) {
      suggest(prefix: $prefix, lang: $lang, first: 1) {
        id type label matched ranges { from: start end } } }"""
    for _ in range(3):  # from the second time on, generated code shapes the rows
        (found,) = await _suggest(engine, query, prefix=prefix, lang=lang)
        parts = [found["matched"][part["from"] : part["end"]] for part in found["ranges"]]
        assert (found["id"], found["type"], found["label"], found["matched"], parts) == shown


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.sampled_from([*"añi *?~^:\"\\/()[]{}+-!&|<>=.'_\t\n0😀", "AND ", "OR ", " TO ", "per"]),
        max_size=30,
    ).map("".join)
)
@pytest.mark.usefixtures("entries")
async def test_any_text_has_an_answer(engine: Engine, prefix: str) -> None:
    await _slugs(engine, prefix)


@given(st.text(max_size=20))
def test_places_are_those_of_the_folded_text(text: str) -> None:
    """Also where folding makes several letters of one, or a letter of several."""
    assert "".join(char for char, _ in _places(text)) == fold(text)


def test_ranges_count_utf_16_code_units() -> None:
    from graph_service.compiler.fields.suggest import best_name

    assert best_name(["😀 ßtraße der Niñez"], "nin") == ("😀 ßtraße der Niñez", [(14, 17)])
