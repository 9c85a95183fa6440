"""Search: results, order, pages, and hostile texts.

Of searches whose words no entry has all: rare words, words in notes, and typing errors.
"""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_service.api.engine import Engine
from graph_service.compiler.fields.search.lucene import parsed
from graph_service.model.json import Json
from graph_service.model.ranking import RARITY
from graph_service.model.storage import StoredValue, Value, stored_node
from graph_service.model.types import GOOD_PRACTICE, INSTITUTION
from graph_service.settings import DatabaseSettings
from graph_service.store.derived import LINKING
from tests.api.asking import data_of
from tests.graphs import create, run, wipe

MANY = 1100
"""More than search pages over."""
COMMON_WORDS = RARITY[-1][0] + 1


Row = dict[str, StoredValue]


def _practice(slug: str, name: dict[str, str], summary: str = "", note: str = "") -> Row:
    values: dict[str, Value] = {"name": name}
    if summary:
        values["summary"] = {"es": summary}
    if note:
        values["note"] = {"es": note}
    return stored_node(GOOD_PRACTICE, slug, values)


def _institution(slug: str, name: str, others: list[str]) -> Row:
    return stored_node(INSTITUTION, slug, {"name": {"es": name}, "otherNames": {"es": others}})


@pytest.fixture(scope="module")
def entries(database_settings: DatabaseSettings) -> None:
    wipe(database_settings)
    practices = [
        _practice("a", {"es": "Protección de la niñez", "en": "Child protection"}),
        _practice("b", {"es": "Línea 145"}, "Atiende también a la niñez migrante."),
        _practice("c", {"pt": "Núcleo anti-tráfico O'Higgins"}),
        _practice("d", {"es": "No al tráfico"}),
        _practice("e", {"es": "Ley 26.364"}),
        *(_practice(f"m{i:04}", {"es": f"Campaña masiva {i % 7}"}) for i in range(MANY)),
        *(_practice(f"plan-{i}", {"es": "Plan nacional"}) for i in range(COMMON_WORDS)),
        _practice("orchid", {"es": "Invernadero"}, "Cultiva una orquídea."),
        _practice("exchange", {"es": "Intercambio de semillas"}),
        _practice("remark", {"es": "Taller"}, note="Con siembra y cosecha."),
        _practice("sowing", {"es": "Siembra directa"}),
    ]
    create(database_settings, "GoodPractice", practices)
    institutions = [_institution("x", "Secretaría de Niñez", ["SENAF", "Dirección masiva"])]
    create(database_settings, "Institution", institutions)
    fresh = "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"
    run(database_settings, f"MATCH (n:GoodPractice) {LINKING}", fresh)


async def _found(engine: Engine, text: str, types: list[str] | None = None) -> list[str]:
    """Return the hits with every word, which are the first ones."""
    query = """query ($text: String!, $types: [EntryType!]) {
      search(text: $text, types: $types, first: 100) { edges { relaxed node { slug } } } }"""
    data = await data_of(engine, query, {"text": text, "types": types})
    return [e["node"]["slug"] for e in data["search"]["edges"] if not e["relaxed"]]


RELAXED = """query ($text: String!, $types: [EntryType!]) {
  search(text: $text, types: $types, first: 100) { relaxed nodes { slug } } }"""


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("NINEZ", {"a", "b", "x"}),
        ("niñez migrante", {"b"}),
        ("protection", {"a"}),
        ("child niñez", {"a"}),
        ("senaf", {"x"}),
        ("anti-trafico", {"c"}),
        ("trafico", {"c", "d"}),
        ("o'higgins", {"c"}),
        ("o’higgins", {"c"}),
        ("higgins", {"c"}),
        ("364", {"e"}),
        ("ley 26.364", {"e"}),
        ("no trafico", {"c", "d"}),
        ("145", {"b"}),
        ("iñez", set()),
        ("", set()),
        (' — * " ', set()),
    ],
)
@pytest.mark.usefixtures("entries")
async def test_every_word_must_match(engine: Engine, text: str, slugs: set[str]) -> None:
    """ "No" is a stop word: it means “in the” in Portuguese."""
    assert set(await _found(engine, text)) == slugs


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("niñeces", {"a", "b", "x"}),  # plural
        ("protecciones", {"a"}),
        ("protections of a child", {"a"}),
        ("tráficos", {"c", "d"}),
        ("leyes", {"e"}),
        ("la protección de las niñeces", {"a"}),  # stop words
        ("de la", set()),  # only stop words
        ("secretarios", {"x"}),  # gender
        ("línea de niñez", {"b"}),
        ("telefónica", set()),
    ],
)
@pytest.mark.usefixtures("entries")
async def test_words_match_in_any_form(engine: Engine, text: str, slugs: set[str]) -> None:
    assert {*await _found(engine, text)} == slugs


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("niñ", {"a", "b", "x"}),  # the beginning of a word
        ("niñez espacial", {"a", "b", "x"}),  # one of two words
        ("protecsion", {"a"}),  # a wrong letter
        ("proteccoin", {"a"}),  # two letters swapped
        ("leu", set()),  # too short to be misspelt
        ("astronauta", set()),
    ],
)
@pytest.mark.usefixtures("entries")
async def test_otherwise_some_words_or_similar_ones(
    engine: Engine, text: str, slugs: set[str]
) -> None:
    body: Any = (await engine.answer(RELAXED, {"text": text})).body
    found = body["data"]["search"]
    assert {node["slug"] for node in found["nodes"]} == slugs
    assert found["relaxed"] is bool(slugs)


@pytest.mark.usefixtures("entries")
async def test_types_decide_whether_a_search_is_relaxed(engine: Engine) -> None:
    variables: dict[str, Json] = {"text": "niñez migrante", "types": ["INSTITUTION"]}
    body: Any = (await engine.answer(RELAXED, variables)).body
    assert body["data"]["search"] == {"relaxed": True, "nodes": [{"slug": "x"}]}
    body = (await engine.answer(RELAXED, {"text": "niñez migrante"})).body
    assert body["data"]["search"]["relaxed"] is False
    assert [node["slug"] for node in body["data"]["search"]["nodes"]] == ["b", "a", "x"]


@pytest.mark.usefixtures("entries")
async def test_names_rank_above_summaries(engine: Engine) -> None:
    assert (await _found(engine, "niñez"))[-1] == "b"


@pytest.mark.usefixtures("entries")
async def test_types(engine: Engine) -> None:
    assert await _found(engine, "niñez", ["INSTITUTION"]) == ["x"]
    assert await _found(engine, "niñez", []) == []
    assert await _found(engine, "masiva", ["INSTITUTION", "TOPIC"]) == ["x"]


PAGE = """query ($text: String!, $first: Int, $after: String, $types: [EntryType!]) {
  search(text: $text, first: $first, after: $after, types: $types) {
    truncated
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor score node { id __typename } }
  }
}"""


@pytest.mark.parametrize("types", [None, ["GOOD_PRACTICE"]])
@pytest.mark.usefixtures("entries")
async def test_pages_contain_the_thousand_best(engine: Engine, types: list[str] | None) -> None:
    found: list[tuple[float, str]] = []
    after = None
    while True:
        given: dict[str, Json] = {
            "text": "campana masiva",
            "first": 90,
            "after": after,
            "types": types,
        }
        body: Any = (await engine.answer(PAGE, given)).body
        page = body["data"]["search"]
        assert page["truncated"] is True
        assert page["pageInfo"]["hasPreviousPage"] is bool(found)
        edges = page["edges"]
        assert page["pageInfo"]["startCursor"] == edges[0]["cursor"]
        found += [(-edge["score"], edge["node"]["id"]) for edge in edges]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert len(set(found)) == len(found) == 1000
    assert found == sorted(found)


@pytest.mark.usefixtures("entries")
async def test_of_a_long_text_the_first_words_count(engine: Engine) -> None:
    """Beside words such as "de", the 21st is ignored; 300 characters are allowed."""
    for text, is_relaxed in (
        (f"{'de masiva ' * 19} nowhere", True),
        (f"{'de masiva ' * 20} nowhere", False),
        (f"masiva{' ' * 287}nowhere", True),
    ):
        body: Any = (await engine.answer(RELAXED, {"text": text})).body
        assert body["data"]["search"]["relaxed"] is is_relaxed
        assert len(body["data"]["search"]["nodes"]) == 100
    refused: Any = (await engine.answer(RELAXED, {"text": f"masiva{' ' * 288}nowhere"})).body
    assert "301 characters" in refused["errors"][0]["message"]
    assert await _found(engine, "é" * 300) == []


@pytest.mark.usefixtures("entries")
async def test_few_hits_with_every_word_are_followed_by_others(engine: Engine) -> None:
    query = """{ search(text: "protección niñez") { relaxed totalCount edges {
      relaxed node { slug } } } }"""
    found = (await data_of(engine, query))["search"]
    edges = [(edge["node"]["slug"], edge["relaxed"]) for edge in found["edges"]]
    assert edges == [("a", False), ("x", True), ("b", True)]
    assert (found["relaxed"], found["totalCount"]) == (False, 3)


async def test_twenty_different_words_have_an_answer(engine: Engine) -> None:
    """They have 357 keys of labels of up to seven words, in three languages."""
    words = [f"{first}{last}" for first in ("ma", "te", "ri", "so") for last in "bcdfg"]
    found = await data_of(engine, RELAXED, {"text": f"masiva {' '.join(words[1:])}"})
    assert found["search"]["nodes"]


async def _relaxed(engine: Engine, text: str) -> Any:
    query = """query ($text: String!) { search(text: $text, first: 3) {
      relaxed searchedInstead edges { node { slug } matchedBy { word how } } } }"""
    return (await data_of(engine, query, {"text": text}))["search"]


def _slugs(found: Any) -> list[str]:
    return [edge["node"]["slug"] for edge in found["edges"]]


@pytest.mark.usefixtures("entries")
async def test_a_rare_word_in_a_text_outweighs_a_common_one_in_a_name(engine: Engine) -> None:
    found = await _relaxed(engine, "plan orquídea")
    assert found["relaxed"]
    assert _slugs(found)[0] == "orchid"


@pytest.mark.parametrize(
    ("text", "instead", "slugs"),
    [
        ("¡Intercanbios!", "¡intercambio!", ["exchange"]),
        ("intercanbios de semyllas", "intercambio de semillas", ["exchange"]),
        ("SIENBRAS", "siembra", ["sowing", "remark"]),
        ("niñez migrrante", "niñez migrante", ["b", "a", "x"]),
    ],
)
@pytest.mark.usefixtures("entries")
async def test_a_similar_word_is_searched_instead_of_one_with_a_wrong_letter(
    engine: Engine, text: str, instead: str, slugs: list[str]
) -> None:
    found = await _relaxed(engine, text)
    assert (found["relaxed"], found["searchedInstead"]) == (True, instead)
    assert _slugs(found) == slugs
    how = {match["word"]: match["how"] for match in found["edges"][0]["matchedBy"]}
    assert how.pop("ninez", "WORD") == "WORD"
    assert {*how.values()} == {"TYPING_ERROR"}


@pytest.mark.usefixtures("entries")
async def test_a_word_that_entries_have_is_no_typing_error(engine: Engine) -> None:
    """`planes` of the plans, not of a word that differs from it by a letter."""
    found = await _relaxed(engine, "planes semyllas")
    how = {match["word"]: match["how"] for e in found["edges"] for match in e["matchedBy"]}
    assert how == {"planes": "STEM", "semyllas": "TYPING_ERROR"}


@pytest.mark.usefixtures("entries")
async def test_several_words_in_a_note_hide_no_better_hit(engine: Engine) -> None:
    found = await _relaxed(engine, "siembra y cosecha")
    assert found["relaxed"]
    assert _slugs(found) == ["sowing", "remark"]


@pytest.mark.usefixtures("entries")
async def test_a_single_word_in_a_note_is_a_match(engine: Engine) -> None:
    found = await _relaxed(engine, "cosechas")
    assert not found["relaxed"]
    assert _slugs(found) == ["remark"]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.sampled_from([*"añ *?~^:\"\\/()[]{}+-!&|<>=.'_\t\n0", "AND ", "OR ", "NOT ", " TO "]),
        max_size=30,
    ).map("".join)
)
@pytest.mark.usefixtures("entries")
async def test_no_text_is_parsed_as_query_syntax(engine: Engine, text: str) -> None:
    try:
        parsed(text)
    except ValueError:
        return
    outcome = await engine.answer(PAGE, {"text": text})
    assert "errors" not in outcome.body, outcome.body
