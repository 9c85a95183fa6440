"""Search answers judged queries: the share with a right entry first, and among the first five."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph_service.api.engine import Engine

QUERIES = Path(__file__).parents[1] / "data" / "search"
FIRST = "query ($text: String!) { search(text: $text, first: 5) { relaxed nodes { id } } }"


@dataclass(frozen=True)
class Query:
    """A query, with the entries that a person wants, if the catalogue has any."""

    text: str
    wanted: Collection[str]


@dataclass(frozen=True)
class Answer:
    """The ids of the first five hits."""

    ids: list[str]
    relaxed: bool


def _queries(file: str) -> list[Query]:
    given: list[dict[str, Any]] = yaml.safe_load((QUERIES / file).read_text(encoding="utf-8"))
    return [
        Query(each["q"], () if each["relevant"] == "none" else each["relevant"][2])
        for each in given
    ]


async def _answer(engine: Engine, text: str) -> Answer:
    body: Any = (await engine.answer(FIRST, {"text": text})).body
    found = body["data"]["search"]
    return Answer([node["id"] for node in found["nodes"]], found["relaxed"])


@pytest.mark.parametrize(
    ("file", "at_first", "in_five"),
    [
        ("queries.yaml", 0.85, 0.95),
        ("unseen.yaml", 0.8, 0.9),
        ("typed.yaml", 0.8, 1.0),
        ("details.yaml", 0.75, 1.0),
    ],
)
async def test_judged_queries_find_what_people_want(
    catalogue_engine: Engine, file: str, at_first: float, in_five: float
) -> None:
    queries = [query for query in _queries(file) if query.wanted]
    answers = [(query, await _answer(catalogue_engine, query.text)) for query in queries]
    first = [query for query, answer in answers if {*answer.ids[:1]} & {*query.wanted}]
    among_five = [query for query, answer in answers if {*answer.ids} & {*query.wanted}]
    nothing = [query for query, answer in answers if not answer.ids]
    assert len(first) >= at_first * len(queries), [q for q in queries if q not in first]
    assert len(among_five) >= in_five * len(queries), [q for q in queries if q not in among_five]
    assert len(nothing) <= 0.05 * len(queries), nothing


@pytest.mark.parametrize("file", ["queries.yaml", "unseen.yaml", "typed.yaml"])
async def test_queries_without_an_answer_find_nothing_or_are_relaxed(
    catalogue_engine: Engine, file: str
) -> None:
    for query in _queries(file):
        if not query.wanted:
            answer = await _answer(catalogue_engine, query.text)
            assert answer.relaxed or not answer.ids, query


@pytest.mark.parametrize(
    ("text", "country"),
    [("visitas a Panamá", "pan"), ("who visited Ecuador", "ecu"), ("quem visitou Colômbia", "col")],
)
async def test_a_visit_in_the_other_direction_is_not_first_because_its_name_has_the_word(
    catalogue_engine: Engine, text: str, country: str
) -> None:
    operation = FIRST.replace(
        "{ id }", "{ id ... on ExchangeVisit { hostCountries { nodes { slug } } } }"
    )
    body: Any = (await catalogue_engine.answer(operation, {"text": text})).body
    first = body["data"]["search"]["nodes"][0]
    assert country in [host["slug"] for host in first["hostCountries"]["nodes"]], first


async def test_a_year_finds_the_visits_that_are_only_known_to_be_of_it_or_before(
    catalogue_engine: Engine,
) -> None:
    """The founding article of 9 October 2018 says that these three internships were held."""
    operation = """{ search(text: "pasantías 2018", types: [EXCHANGE_VISIT], first: 3) {
      edges { relaxed node { slug } } } }"""
    body: Any = (await catalogue_engine.answer(operation, {})).body
    edges = body["data"]["search"]["edges"]
    assert {edge["node"]["slug"] for edge in edges} == {
        "xv-gtm-arg-2018", "xv-hnd-cri-2018", "xv-pan-cri-2018"
    }  # fmt: skip
    assert not any(edge["relaxed"] for edge in edges)
