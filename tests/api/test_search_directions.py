"""Searches for visits and transfers to a country or from it, for notes, and for narrower terms."""

from typing import Any

import pytest

from graph_service.api.engine import Engine
from graph_service.model.edges import EDGES
from graph_service.model.enums import ExchangeKind
from graph_service.model.search_meaning import End
from graph_service.model.storage import Value, stored_node
from graph_service.model.types import (
    COUNTRY,
    EXCHANGE_VISIT,
    GOOD_PRACTICE,
    KNOWLEDGE_TRANSFER,
    TOPIC,
)
from graph_service.settings import DatabaseSettings
from graph_service.store.derived import LINKING
from tests.api.asking import data_of
from tests.graphs import create, run, wipe

QUERY = """query ($text: String!) { search(text: $text) { relaxed edges { node { id }
  matchedBy { word how } fragments { field language text } } } }"""


@pytest.fixture(scope="module", autouse=True)
def entries(database_settings: DatabaseSettings) -> None:
    """Panama visited Peru, Peru visited Panama; a practice went from Peru to Panama, and back."""
    settings = database_settings
    wipe(settings)
    countries = {"pan": {"es": "Panamá", "en": "Panama"}, "per": {"es": "Perú", "en": "Peru"}}
    rows = [stored_node(COUNTRY, slug, {"name": name}) for slug, name in countries.items()]
    create(settings, "Country", rows)
    ends = {"a": ("pan", "per"), "b": ("per", "pan")}
    # "a" goes from Panama to Peru; as names are equal, it would be first without directions.
    visit: dict[str, Value] = {"name": {"es": "Viaje"}, "kind": ExchangeKind.INTERNSHIP}
    transfer: dict[str, Value] = {"name": {"es": "Modelo"}}
    for node_type, values, edges in (
        (EXCHANGE_VISIT, visit, ("ATTENDED_BY", "HOSTED_BY")),
        (KNOWLEDGE_TRANSFER, transfer, ("FROM", "TO")),
    ):
        rows = [stored_node(node_type, slug, values) for slug in ends]
        create(settings, node_type.name, rows)
        for slug, (start, end) in ends.items():
            for edge, country in zip(edges, (start, end), strict=True):
                match = f"MATCH (n:{node_type.name} {{slug: '{slug}'}})"
                run(
                    settings,
                    f"{match}, (m:Country {{slug: '{country}'}}) CREATE (n)-[:{edge}]->(m)",
                )
    practices: dict[str, dict[str, Value]] = {
        "noted": {
            "name": {"es": "Guía"},
            "note": {"en": "Signed in Niagara."},
        },
        "told": {"name": {"es": "Folleto"}, "summary": {"en": "About Niagara."}},
        "about": {"name": {"es": "Protocolo"}},
        "named": {"name": {"es": "Hoteles"}},
    }
    rows = [stored_node(GOOD_PRACTICE, slug, values) for slug, values in practices.items()]
    create(settings, "GoodPractice", rows)
    topic: dict[str, Value] = {
        "name": {"es": "Turismo"},
        "otherNames": {"es": ["Recreo"]},
        "includes": {"es": ["Hoteles"]},
    }
    create(settings, "Topic", [stored_node(TOPIC, "tourism", topic)])
    run(settings, "MATCH (n:GoodPractice {slug: 'about'}), (m:Topic) CREATE (n)-[:ABOUT]->(m)")
    run(
        settings,
        f"MATCH (n:GoodPractice|ExchangeVisit|KnowledgeTransfer) {LINKING}",
        "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()",
    )


async def _edges(engine: Engine, text: str) -> Any:
    return (await data_of(engine, QUERY, {"text": text}))["search"]["edges"]


async def _first(engine: Engine, text: str) -> str:
    return str((await _edges(engine, text))[0]["node"]["id"])


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("quién visitó Perú", "ExchangeVisit:a"),
        ("quién visitó Panamá", "ExchangeVisit:b"),
        ("visits to Peru", "ExchangeVisit:a"),
        ("visitas de Perú", "ExchangeVisit:b"),
        ("visitas de Perú a Panamá", "ExchangeVisit:b"),
        ("pasantías de Panamá en el Perú", "ExchangeVisit:a"),
        ("estágios no Panamá", "ExchangeVisit:b"),
        ("who learned from Peru", "KnowledgeTransfer:b"),
        ("who learned from Panama", "KnowledgeTransfer:a"),
        ("qué aprendió Panamá de Perú", "KnowledgeTransfer:b"),
        ("qué aprendió Perú", "KnowledgeTransfer:a"),
        ("prácticas que recibió Panamá", "KnowledgeTransfer:b"),
        ("practices received by Peru", "KnowledgeTransfer:a"),
        ("practices shared by Peru", "KnowledgeTransfer:b"),
        ("qué compartió Panamá", "KnowledgeTransfer:a"),
        ("transferencias hacia Panamá", "KnowledgeTransfer:b"),
        ("qué le enseñó Perú a Panamá", "KnowledgeTransfer:b"),
        ("qué adaptó Panamá", "KnowledgeTransfer:b"),
        ("what Panama took over from Peru", "KnowledgeTransfer:b"),
        ("o que o Panamá aprendeu com o Peru", "KnowledgeTransfer:b"),
    ],
)
async def test_the_words_before_a_country_say_at_which_end_it_is(
    engine: Engine, text: str, first: str
) -> None:
    assert await _first(engine, text) == first


async def test_a_country_without_a_direction_finds_both_alike(engine: Engine) -> None:
    for text in ("visitas entre Perú y Panamá", "modelo Perú"):
        edges = await _edges(engine, text)
        assert [edge["node"]["id"].split(":")[1] for edge in edges[:2]] == ["a", "b"]


async def test_notes_are_found_after_other_texts(engine: Engine) -> None:
    told, noted = await _edges(engine, "niagara")
    assert (told["node"]["id"], noted["node"]["id"]) == ("GoodPractice:told", "GoodPractice:noted")
    assert noted["matchedBy"] == [{"word": "niagara", "how": "WORD"}]
    fragment = {"field": "note", "language": "EN", "text": "Signed in Niagara."}
    assert noted["fragments"] == [fragment]


async def test_narrower_terms_find_a_topic_and_its_entries_after_names(engine: Engine) -> None:
    found = [edge["node"]["id"] for edge in await _edges(engine, "hoteles")]
    assert found == ["GoodPractice:named", "Topic:tourism", "GoodPractice:about"]
    found = [edge["node"]["id"] for edge in await _edges(engine, "recreo")]
    assert found == ["Topic:tourism", "GoodPractice:about"]


def test_the_edges_of_each_end_are_declared() -> None:
    to_countries = {edge.name for edge in EDGES if edge.target is COUNTRY}
    assert to_countries.issuperset(name for end in End for name in end.value)
