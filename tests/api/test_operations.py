"""What case folders can't test: renamed entries, the release, introspection with data."""

from pathlib import Path

import pytest

from graph_service.api.engine import Engine
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json
from graph_service.settings import DatabaseSettings
from tests.api.asking import data_of
from tests.graphs import run

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def renamed(own_catalogue: DatabaseSettings) -> None:
    """The topic `data` was formerly called `registers` and `statistics`."""
    statement = "MATCH (t:Topic {slug: 'data'}) SET t.formerSlugs = $slugs"
    run(own_catalogue, statement, "CALL db.awaitIndexes(30)", slugs=["registers", "statistics"])


@pytest.mark.usefixtures("renamed")
async def test_former_slugs_still_work(engine: Engine) -> None:
    data = await data_of(
        engine,
        """{
          now: topic(by: {slug: "data"}) { slug }
          bySlug: topic(by: {slug: "statistics"}) { slug formerSlugs }
          byId: topic(by: {id: "Topic:registers"}) { slug }
          node(id: "Topic:statistics") { id }
          nodes(ids: ["Topic:registers", "Topic:data", "Topic:nothing"]) { id }
          ofAnotherType: country(by: {slug: "statistics"}) { slug }
          mixedUp: country(by: {id: "Topic:statistics"}) { slug }
          partOfOne: topic(by: {slug: "statistic"}) { slug }
        }""",
    )
    assert data == {
        "now": {"slug": "data"},
        "bySlug": {"slug": "data", "formerSlugs": ["registers", "statistics"]},
        "byId": {"slug": "data"},
        "node": {"id": "Topic:data"},
        "nodes": [{"id": "Topic:data"}, {"id": "Topic:data"}, None],
        "ofAnotherType": None,
        "mixedUp": None,
        "partOfOne": None,
    }


@pytest.mark.parametrize("slug", ["a OR b", "*", '"', "a:b", "\\", "", "registers OR statistics"])
@pytest.mark.usefixtures("renamed")
async def test_slugs_are_not_parsed_as_queries(engine: Engine, slug: str) -> None:
    query = """query ($s: String!, $i: ID!) {
      topic(by: {slug: $s}) { id } node(id: $i) { id } nodes(ids: [$i]) { id } }"""
    data = await data_of(engine, query, {"s": slug, "i": f"Topic:{slug}"})
    assert data == {"topic": None, "node": None, "nodes": [None]}


async def test_the_catalogue_counts_its_files(
    engine: Engine, own_catalogue: DatabaseSettings
) -> None:
    data = await data_of(
        engine,
        """{ catalogue { licence counts { type count }
             release { name loadedBy loadedAt checksum counts { count } } } }""",
    )
    files = {
        node_type.folder: len(list((SEEDS / node_type.folder).glob("*.yaml")))
        for node_type in ENTRY_TYPES
        if node_type.folder
    }
    counts = {item["type"]: item["count"] for item in data["catalogue"]["counts"]}
    assert counts == {
        "COUNTRY": files["countries"],
        "INSTITUTION": files["institutions"],
        "PROGRAMME": files["programmes"],
        "GOOD_PRACTICE": files["good-practices"],
        "TOPIC": files["topics"],
        "EXCHANGE_VISIT": files["exchange-visits"],
        "KNOWLEDGE_TRANSFER": files["knowledge-transfers"],
        "AGREEMENT": files["agreements"],
        "EVALUATION": files["evaluations"],
        "SOURCE": files["sources"],
    }
    assert data["catalogue"]["licence"] == "CC BY 4.0"
    release = data["catalogue"]["release"]
    assert release["name"].startswith("Release 1 (")
    assert len(release["checksum"]) == 64
    assert release["counts"] == [{"count": count} for count in counts.values()]


async def test_introspection_together_withdata_of(
    engine: Engine, own_catalogue: DatabaseSettings
) -> None:
    data = await data_of(
        engine,
        """query ($type: String!, $iso: String!) {
          ...Schema
          country(by: {iso3: $iso}) { __typename name }
          __typename
          place: __type(name: $type) { kind name }
        }
        fragment Schema on Query { __schema { queryType { name } } }""",
        {"type": "Country", "iso": "PAN"},
    )
    assert list(data) == ["__schema", "country", "__typename", "place"]
    assert data == {
        "__schema": {"queryType": {"name": "Query"}},
        "country": {"__typename": "Country", "name": "Panamá"},
        "__typename": "Query",
        "place": {"kind": "OBJECT", "name": "Country"},
    }


async def test_variables_in_lists_and_objects(
    engine: Engine, own_catalogue: DatabaseSettings
) -> None:
    query = """query ($one: String!, $none: String, $deep: [CountryWhere!]) {
      listed: countries(where: {iso3: {in: ["PAN", $one]}}) { nodes { iso3 } }
      absent: countries(where: {iso3: {eq: $none}}) { totalCount }
      either: countries(where: {or: $deep}) { nodes { iso3 } } }"""
    given: dict[str, Json] = {
        "one": "HND",
        "deep": [{"iso3": {"eq": "BRA"}}, {"name": {"eq": "peru", "lang": "EN"}}],
    }
    data = await data_of(engine, query, given)
    assert data["listed"] == {"nodes": [{"iso3": "HND"}, {"iso3": "PAN"}]}
    # Missing or null, it counts as not given, so no condition remains.
    assert data["absent"] == {"totalCount": 33}
    assert data["either"] == {"nodes": [{"iso3": "BRA"}, {"iso3": "PER"}]}
    nothing = await data_of(engine, query, {**given, "none": None})
    assert nothing["absent"] == {"totalCount": 33}
