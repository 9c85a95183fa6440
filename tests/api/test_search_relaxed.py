"""Searches whose words no entry has all: rare words, words in notes, and typing errors."""

from typing import Any

import pytest

from graph_service.api.engine import Engine
from graph_service.model.ranking import RARITY
from graph_service.model.storage import Value, stored_node
from graph_service.model.types import GOOD_PRACTICE
from graph_service.settings import DatabaseSettings
from graph_service.store.linking import LINKING
from tests.graphs import create, run, wipe

COMMON_WORDS = RARITY[-1][0] + 1


@pytest.fixture(scope="module", autouse=True)
def entries(database_settings: DatabaseSettings) -> None:
    settings = database_settings
    wipe(settings)
    practices: dict[str, dict[str, Value]] = {
        f"plan-{number}": {"name": {"es": "Plan nacional"}} for number in range(COMMON_WORDS)
    }
    practices |= {
        "orchid": {"name": {"es": "Invernadero"}, "summary": {"es": "Cultiva una orquídea."}},
        "exchange": {"name": {"es": "Intercambio de semillas"}},
        "remark": {"name": {"es": "Taller"}, "note": "Con siembra y cosecha."},
        "sowing": {"name": {"es": "Siembra directa"}},
    }
    rows = [stored_node(GOOD_PRACTICE, slug, values) for slug, values in practices.items()]
    create(settings, "GoodPractice", rows)
    fresh = "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"
    run(settings, f"MATCH (n:GoodPractice) {LINKING}", fresh)


async def _found(engine: Engine, text: str) -> Any:
    query = """query ($text: String!) { search(text: $text, first: 3) {
      relaxed edges { node { slug } matchedBy { word how } } } }"""
    body: Any = (await engine.answer(query, {"text": text})).body
    assert "errors" not in body, body
    return body["data"]["search"]


def _slugs(found: Any) -> list[str]:
    return [edge["node"]["slug"] for edge in found["edges"]]


async def test_a_rare_word_in_a_text_outweighs_a_common_one_in_a_name(engine: Engine) -> None:
    found = await _found(engine, "plan orquídea")
    assert found["relaxed"]
    assert _slugs(found)[0] == "orchid"


@pytest.mark.parametrize("text", ["intercanbios", "intercanbios de semyllas", "SIENBRAS"])
async def test_a_wrong_letter_in_another_form_is_forgiven(engine: Engine, text: str) -> None:
    found = await _found(engine, text)
    assert found["relaxed"]
    assert _slugs(found) == ["sowing" if text == "SIENBRAS" else "exchange"]
    assert {match["how"] for match in found["edges"][0]["matchedBy"]} == {"TYPING_ERROR"}


async def test_a_word_that_entries_have_is_no_typing_error(engine: Engine) -> None:
    """`planes` of the plans, not of a word that differs from it by a letter."""
    found = await _found(engine, "planes semyllas")
    how = {match["word"]: match["how"] for e in found["edges"] for match in e["matchedBy"]}
    assert how == {"planes": "STEM", "semyllas": "TYPING_ERROR"}


async def test_several_words_in_a_note_hide_no_better_hit(engine: Engine) -> None:
    found = await _found(engine, "siembra y cosecha")
    assert found["relaxed"]
    assert _slugs(found) == ["sowing", "remark"]


async def test_a_single_word_in_a_note_is_a_match(engine: Engine) -> None:
    found = await _found(engine, "cosechas")
    assert not found["relaxed"]
    assert _slugs(found) == ["remark"]
