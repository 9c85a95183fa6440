"""Facets on the real catalogue; the expected numbers are counted in its files."""

from typing import Any

from graph_service.api.engine import Engine
from tests.api.asking import data_of


def _counts(facet: Any) -> dict[str, int]:
    return {value["value"]: value["count"] for value in facet["values"]}


OWN = """{
  top: goodPractices(where: {themes: {has: PROTECTION}, level: {eq: NATIONAL}}, first: 0) { ...F }
  in: goodPractices(where: {and: [{themes: {has: PROTECTION}}, {and: [{level: {eq: NATIONAL}}]}]},
    first: 0) { ...F }
  or: goodPractices(where: {or: [{themes: {has: PROTECTION}}], level: {eq: NATIONAL}}, first: 0) {
    ...F }
  not: goodPractices(where: {not: {not: {themes: {has: PROTECTION}}}, level: {eq: NATIONAL}},
    first: 0) { ...F }
  level: goodPractices(where: {level: {eq: NATIONAL}}, first: 0) { ...F }
  themes: goodPractices(where: {themes: {has: PROTECTION}}, first: 0) { ...F }
}
fragment F on GoodPracticeConnection { facets(by: [themes, level]) { values { value count } } }"""


async def test_a_facet_ignores_its_own_filter_at_the_top_and_in_and(
    catalogue_engine: Engine,
) -> None:
    data = {key: value["facets"] for key, value in (await data_of(catalogue_engine, OWN)).items()}
    themes_of_national, levels_of_protection = data["level"][0], data["themes"][1]
    assert len(themes_of_national["values"]) == 4
    assert len(levels_of_protection["values"]) > 1
    assert data["top"] == data["in"] == [themes_of_national, levels_of_protection]
    for combination in ("or", "not"):
        assert data[combination][1] == levels_of_protection
        counts = _counts(data[combination][0])
        assert counts["PROTECTION"] == max(counts.values()) < sum(counts.values())
        assert data[combination][0] != themes_of_national


async def test_facets_ignore_pages_and_cursors(catalogue_engine: Engine) -> None:
    query = """query ($after: String, $first: Int) {
      goodPractices(first: $first, after: $after, orderBy: [{name: DESC}]) {
        pageInfo { endCursor } facets(by: [themes]) { valueCount values { value count } } } }"""
    first = (await data_of(catalogue_engine, query, {"first": 3}))["goodPractices"]
    after = first["pageInfo"]["endCursor"]
    second = (await data_of(catalogue_engine, query, {"first": 7, "after": after}))["goodPractices"]
    assert first["facets"] == second["facets"]
    assert first["facets"][0]["valueCount"] == 4


async def test_years_of_all_entries(catalogue_engine: Engine) -> None:
    """Of a list without a condition, which Neo4j counts in an index."""
    query = (
        "{ exchangeVisits(first: 0) { facets(by: [date]) { valueCount values { value count } } } }"
    )
    (facet,) = (await data_of(catalogue_engine, query))["exchangeVisits"]["facets"]
    counts = _counts(facet)
    assert (counts["2018"], counts["../2018"], counts["2019"], counts["../2024"]) == (8, 5, 6, 6)


async def test_labels_values_and_years(catalogue_engine: Engine) -> None:
    """Mexico's training lasted from 2018-05-28 to 2018-06-01; Honduras's is known by 2018-10-09."""
    query = """{ country(by: {iso3: "HND"}) {
      attendedVisits(where: {slug: {eq: "xv-mex-triangulo-workshop"}}) {
      facets(by: [date, kind, hostCountries, kind]) { field valueCount
        values { value label(lang: PT) en: label(lang: EN) count } none: values(first: 0) { value }
      } }
      byYear: attendedVisits(where: {slug: {eq: "xv-hnd-cri-2018"}}) {
        facets(by: [date]) { valueCount values { value label(lang: PT) count } } } } }"""
    country = (await data_of(catalogue_engine, query))["country"]
    by_year = {"value": "../2018", "label": "até 2018", "count": 1}
    assert country["byYear"] == {"facets": [{"valueCount": 1, "values": [by_year]}]}
    facets = country["attendedVisits"]["facets"]
    assert [f["field"] for f in facets] == ["date", "kind", "hostCountries", "kind"]
    assert facets[1] == facets[3]
    assert [(f["valueCount"], f["values"], f["none"]) for f in facets[:3]] == [
        (1, [{"value": "2018", "label": "2018", "en": "2018", "count": 1}], []),
        (1, [{"value": "TRAINING", "label": "Capacitação", "en": "Training", "count": 1}], []),
        (1, [{"value": "mex", "label": "México", "en": "Mexico", "count": 1}], []),
    ]  # fmt: skip


async def test_fields_can_be_variables(catalogue_engine: Engine) -> None:
    query = """query ($by: [TopicFacet!]!, $first: Int, $last: TopicFacet! = scheme) {
      a: topics(first: 0) { facets(by: $by) { field values(first: $first) { value } } }
      b: topics(first: 0) { facets(by: [practices, $last]) { field } } }"""
    data = await data_of(catalogue_engine, query, {"by": ["scheme", "practices"], "first": 1})
    assert [f["field"] for f in data["a"]["facets"]] == ["scheme", "practices"]
    assert [len(f["values"]) for f in data["a"]["facets"]] == [1, 1]
    assert [f["field"] for f in data["b"]["facets"]] == ["practices", "scheme"]
    swapped = await data_of(catalogue_engine, query, {"by": ["practices", "scheme"], "first": None})
    assert [f["field"] for f in swapped["a"]["facets"]] == ["practices", "scheme"]


async def test_facets_over_several_types(catalogue_engine: Engine) -> None:
    """The sources of all entries that cite the IOM's article."""
    query = """{ source(by: {slug: "seed-iom-es"}) { citedBy { totalCount
      facets(by: [sources]) { values(first: 1) { value count } } } } }"""
    cited = (await data_of(catalogue_engine, query))["source"]["citedBy"]
    assert cited["facets"] == [{"values": [{"value": "seed-iom-es", "count": cited["totalCount"]}]}]
