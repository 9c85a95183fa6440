"""Plural, gender, accents and case of the catalogue's own names never change the first hit."""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_service.api.engine import Engine
from tests.api.asking import data_of

SEEDS = Path(__file__).parents[2] / "seeds"
FIRST = "query ($text: String!) { search(text: $text, first: 1) { relaxed nodes { id } } }"


def _names(folder: str) -> Iterator[str]:
    for file in sorted((SEEDS / folder).glob("*.yaml")):
        name = yaml.safe_load(file.read_text())["name"]
        if "es" in name:
            yield name["es"]


def _demonyms() -> Iterator[str]:
    for file in sorted((SEEDS / "countries").glob("*.yaml")):
        names = yaml.safe_load(file.read_text()).get("otherNames", {}).get("es", [])
        masculine = (n for n in names if n.endswith("o"))
        yield from (n for n in masculine if f"{n[:-1]}a" in names)


PREPOSITIONS = ("contra", "entre", "para", "sobre")
PRACTICES = {*_names("good-practices")}
NAMES = [
    name
    for name in (*_names("topics"), *_names("countries"), *list(_names("institutions"))[::4])
    if len(name.split()) <= 20  # the most words that a search may have
    and name not in PRACTICES  # of two with one name, either may be first
]


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _plural(text: str) -> str:
    return " ".join(map(_plural_of_word, text.split()))


def _plural_of_word(word: str) -> str:
    """Return a Spanish plural; short words, prepositions, acronyms and codes have none here."""
    bare = _bare(word)
    if len(bare) < 4 or bare in PREPOSITIONS or not bare[-2:].islower() or not bare.isalpha():
        return word
    if bare[-1] in "aeo":
        return f"{bare}s"
    if bare[-1] == "z":
        return f"{bare[:-1]}ces"
    return f"{bare}es" if bare[-1] in "dlnr" and bare[-2] in "aeiou" else word


async def _first(engine: Engine, text: str) -> Any:
    return (await data_of(engine, FIRST, {"text": text}))["search"]


@pytest.mark.parametrize("change", [str.upper, str.lower, _bare, _plural])
async def test_forms_of_names_find_the_same_first(
    catalogue_engine: Engine, change: Callable[[str], str]
) -> None:
    for name in NAMES:
        found = await _first(catalogue_engine, change(name))
        assert found["nodes"] == (await _first(catalogue_engine, name))["nodes"], name


async def test_names_find_their_entries_first(catalogue_engine: Engine) -> None:
    for file in sorted((SEEDS / "topics").glob("*.yaml")):
        name = yaml.safe_load(file.read_text())["name"]["es"]
        found = await _first(catalogue_engine, name)
        assert found == {"relaxed": False, "nodes": [{"id": f"Topic:{file.stem}"}]}, name


async def test_genders_of_demonyms_find_the_country_first(catalogue_engine: Engine) -> None:
    demonyms = [*_demonyms()]
    assert len(demonyms) > 10
    for demonym in demonyms:
        found = await _first(catalogue_engine, demonym)
        assert found["nodes"][0]["id"].startswith("Country:")
        for form in (f"{demonym[:-1]}a", f"{demonym}s", f"{demonym[:-1]}as"):
            assert await _first(catalogue_engine, form) == found, form


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60))
async def test_any_text_at_all_has_an_answer(catalogue_engine: Engine, text: str) -> None:
    await data_of(catalogue_engine, FIRST, {"text": text})


async def test_a_long_name_finds_its_entry_first(catalogue_engine: Engine) -> None:
    """As somebody pastes it: the Spanish one has 30 words."""
    practice = yaml.safe_load((SEEDS / "good-practices/gp-cri-mep-2019.yaml").read_text())
    for name in practice["name"].values():
        found = await _first(catalogue_engine, name)
        assert found == {"relaxed": False, "nodes": [{"id": "GoodPractice:gp-cri-mep-2019"}]}, name
