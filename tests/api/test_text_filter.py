"""`where: {text}`: the words of a search as a condition on any list."""

import pytest

from graph_service.api.engine import Engine
from graph_service.model.enums import InstitutionKind
from graph_service.model.json import Json
from graph_service.model.storage import Value, stored_node
from graph_service.model.types import GOOD_PRACTICE, INSTITUTION
from graph_service.settings import DatabaseSettings
from tests.api.asking import data_of
from tests.graphs import create, run, wipe

PRACTICES: dict[str, dict[str, Value]] = {
    "a": {"name": {"es": "Protección de la niñez", "en": "Child protection"}},
    "b": {"name": {"es": "Línea 145"}, "summary": {"pt": "Atende também a infância migrante."}},
    "c": {"name": {"es": "Albergue O'Higgins"}, "summary": {"es": "Casa de la niña"}},
}
INSTITUTIONS: dict[str, dict[str, Value]] = {
    "x": {"name": {"es": "Secretaría"}, "acronym": "SENAF", "kind": InstitutionKind.MINISTRY},
    "y": {"name": {"es": "Dirección"}, "kind": InstitutionKind.CIVIL_SOCIETY},
}
OWNERS = {"a": "x", "b": "x", "c": "y"}
WHERE = "query ($where: GoodPracticeWhere) { goodPractices(where: $where) { nodes { slug } } }"


@pytest.fixture(scope="module")
def entries(database_settings: DatabaseSettings) -> None:
    wipe(database_settings)
    for node_type, entries in ((GOOD_PRACTICE, PRACTICES), (INSTITUTION, INSTITUTIONS)):
        nodes = [stored_node(node_type, slug, values) for slug, values in entries.items()]
        create(database_settings, node_type.name, nodes)
    for practice, owner in OWNERS.items():
        run(
            database_settings,
            "MATCH (p:GoodPractice {slug: $practice}), (i:Institution {slug: $owner})"
            " CREATE (p)-[:OWNED_BY {basis: 'STATED'}]->(i)",
            practice=practice,
            owner=owner,
        )


async def _practices(engine: Engine, where: Json) -> str:
    data = await data_of(engine, WHERE, {"where": where})
    return "".join(node["slug"] for node in data["goodPractices"]["nodes"])


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("niñez", "a"),
        ("NINECES", "a"),  # plural, without accents
        ("la niña", "c"),  # stop words
        ("child", "a"),
        ("protection niñez", "a"),  # words of two languages
        ("migrantes", "b"),  # of a summary
        ("linea infancia", "b"),  # of the name and the summary
        ("prot", "a"),  # the beginning of a word
        ("higgins", "c"),
        ("o'higg", "c"),
        ("145", "b"),
        ("niñez " * 20 + "145", "a"),  # the first 20 words count
        ("iñez", ""),
        ('"niñez" AND (*:*', "a"),
        ("", "abc"),
        (" — * ", "abc"),
        (None, "abc"),
    ],
)
@pytest.mark.usefixtures("entries")
async def test_every_word_must_match(engine: Engine, text: Json, slugs: str) -> None:
    """As what the list begins with, and as a condition like others."""
    assert await _practices(engine, {"text": text}) == slugs
    if text is not None:
        assert await _practices(engine, {"or": [{"text": text}]}) == slugs
        keyed: Json = {"text": text, "slug": {"in": ["a", "b", "c"]}}
        assert await _practices(engine, keyed) == slugs


@pytest.mark.parametrize(
    ("text", "slugs", "instead"),
    [
        ("niñez 145", "ab", None),  # some of the words
        ("niñez " * 19 + "145", "ab", None),
        ("protecsion", "a", "protección"),
        ("niñez espacial", "a", None),
        ("astronauta", "", None),
    ],
)
@pytest.mark.usefixtures("entries")
async def test_at_the_top_of_a_root_list_words_may_be_missing(
    engine: Engine, text: str, slugs: str, instead: str | None
) -> None:
    query = WHERE.replace("{ nodes", "{ relaxed searchedInstead nodes")
    found = (await data_of(engine, query, {"where": {"text": text}}))["goodPractices"]
    assert "".join(node["slug"] for node in found["nodes"]) == slugs
    assert (found["relaxed"], found["searchedInstead"]) == (bool(slugs), instead)
    assert await _practices(engine, {"or": [{"text": text}]}) == ""


@pytest.mark.parametrize(
    ("where", "slugs"),
    [
        ({"text": "niñez", "name": {"contains": "protec"}}, "a"),
        ({"text": "niñez", "name": {"contains": "línea"}}, ""),
        ({"not": {"text": "niñez"}}, "bc"),
        ({"or": [{"text": "higgins"}, {"text": "145"}]}, "bc"),
        ({"and": [{"text": "protection"}, {"text": "niñez"}]}, "a"),
        ({"owners": {"some": {"text": "senaf"}}}, "ab"),
        ({"owners": {"none": {"text": "senaf"}}}, "c"),
        ({"owners": {"some": {"text": "ministerios"}}}, "ab"),  # label of a term
        ({"text": "145", "owners": {"some": {"text": "ministry"}}}, "b"),
        ({"text": "145", "owners": {"some": {"slug": {"eq": "x"}}}}, "b"),
        ({"text": "145", "owners": {"single": {"slug": {"eq": "y"}}}}, ""),
        ({"text": "prot 145", "owners": {"some": {"slug": {"eq": "x"}}}}, "ba"),
        ({"text": "145", "not": {"text": "linea"}}, ""),
    ],
)
@pytest.mark.usefixtures("entries")
async def test_other_conditions(engine: Engine, where: Json, slugs: str) -> None:
    assert await _practices(engine, where) == slugs


@pytest.mark.usefixtures("entries")
async def test_everything_about_a_list(engine: Engine) -> None:
    query = """query ($text: String!, $after: String) {
      goodPractices(
        where: {text: $text}, orderBy: [{name: DESC}], first: 1, after: $after
      ) {
        totalCount
        pageInfo { hasNextPage hasPreviousPage endCursor }
        nodes { slug owners(where: {text: "Secretarías"}) { totalCount nodes { slug } } }
        facets(by: [owners]) { values { value count } }
      }
    }"""
    first = (await data_of(engine, query, {"text": "de la o lín"}))["goodPractices"]
    assert first["totalCount"] == 1
    assert first["pageInfo"]["hasNextPage"] is False
    assert first["nodes"] == [{"slug": "b", "owners": {"totalCount": 1, "nodes": [{"slug": "x"}]}}]
    assert first["facets"] == [{"values": [{"value": "x", "count": 1}]}]
    both: dict[str, Json] = {"text": "niñ"}
    page = (await data_of(engine, query, both))["goodPractices"]
    # "Niña" has the stem of "niñ", of which "niñez" only begins with it.
    assert (page["totalCount"], page["nodes"][0]["slug"]) == (2, "c")
    assert page["pageInfo"]["hasNextPage"] is True
    assert page["facets"] == [{"values": [{"value": "x", "count": 1}, {"value": "y", "count": 1}]}]
    after = page["pageInfo"]["endCursor"]
    page = (await data_of(engine, query, {**both, "after": after}))["goodPractices"]
    assert (page["totalCount"], page["nodes"][0]["slug"]) == (2, "a")
    assert page["pageInfo"]["hasPreviousPage"] is True


@pytest.mark.parametrize(
    ("order", "slugs"),
    [
        # The word is the whole name of a, a part of the name of c, and in the summary of b.
        ("DESC", "acb"),
        ("ASC", "bca"),
    ],
)
async def test_an_order_by_relevance(
    engine: Engine, database_settings: DatabaseSettings, order: str, slugs: str
) -> None:
    wipe(database_settings)
    practices: dict[str, dict[str, Value]] = {
        "a": {"name": {"es": "Albergues"}},
        "b": {"name": {"es": "Red"}, "summary": {"es": "Tiene un albergue."}},
        "c": {"name": {"es": "Albergue para mujeres"}},
        "d": {"name": {"es": "Red de mujeres"}},
    }
    nodes = [stored_node(GOOD_PRACTICE, slug, values) for slug, values in practices.items()]
    create(database_settings, GOOD_PRACTICE.name, nodes)
    query = """query ($text: String!, $after: String, $order: Direction) {
      goodPractices(where: {text: $text}, orderBy: [{relevance: $order}], first: 1, after: $after) {
        nodes { slug } pageInfo { hasNextPage hasPreviousPage endCursor } } }"""
    found, after = "", None
    for number in range(3):
        variables: dict[str, Json] = {"text": "ALBERGUE", "after": after, "order": order}
        page = (await data_of(engine, query, variables))["goodPractices"]
        found += page["nodes"][0]["slug"]
        info = page["pageInfo"]
        assert (info["hasNextPage"], info["hasPreviousPage"]) == (number < 2, number > 0)
        after = info["endCursor"]
    assert found == slugs
