"""What isn't found: null, and with `@reportNotFound` an error, too. Codes in lower case are found.

Honduras is seeds/countries/hnd.yaml, with the codes HN, HND and 340; nothing has the other keys.
"""

from typing import Any

import pytest

from graph_service.api.engine import Engine
from graph_service.model.enums import VOCABULARIES
from graph_service.model.graph import TYPES
from tests.api.asking import data_of

VOCABULARY_NAMES = ", ".join(vocabulary.__name__ for vocabulary in VOCABULARIES)
LOOKUPS: list[tuple[str, Any, str]] = [
    ('country(by: {iso3: "XXX"}) { name }', None, 'No country has the iso3 "XXX".'),
    ('country(by: {iso2: "xx"}) { name }', None, 'No country has the iso2 "xx".'),
    ('goodPractice(by: {slug: "none"}) { id }', None, 'No good practice has the slug "none".'),
    (
        'topic(by: {id: "Country:hnd"}) { id }',
        None,
        'No topic has the id "Country:hnd". An id is the type and the slug: Topic:SLUG.',
    ),
    (
        'node(id: "Country:none") { id }',
        None,
        'No country has the id "Country:none". An id is the type and the slug: Country:SLUG.',
    ),
    (
        'node(id: "Contry:hnd") { id }',
        None,
        f"There is no type \"Contry\". Did you mean 'Country'? The types are: {', '.join(TYPES)}.",
    ),
    (
        'node(id: "hnd") { id }',
        None,
        '"hnd" is not an id: an id is a type and a slug, as in Country:hnd.',
    ),
    ("release(number: 99) { name }", None, "No release has the number 99."),
    (
        'vocabulary(enum: "Levl") { name }',
        [],
        f"There is no vocabulary \"Levl\". Did you mean 'Level'? There are: {VOCABULARY_NAMES}.",
    ),
]


@pytest.mark.parametrize(("field", "nothing", "message"), LOOKUPS, ids=[x[0] for x in LOOKUPS])
async def test_a_lookup_that_finds_nothing(
    field: str, nothing: Any, message: str, catalogue_engine: Engine
) -> None:
    """Beside it, what is found is as ever; from the second time on, generated code shapes rows."""
    fields = f'ok: country(by: {{iso3: "HND"}}) {{ iso2 }} missing: {field}'
    data = {"ok": {"iso2": "HN"}, "missing": nothing}
    for _ in range(3):
        without = await catalogue_engine.answer(f"query {{ {fields} }}")
        assert without.body == {"data": data}
        result = await catalogue_engine.answer(f"query @reportNotFound {{ {fields} }}")
        assert result.status == 200
        assert result.body == {
            "data": data,
            "errors": [
                {"message": message, "path": ["missing"], "extensions": {"code": "NOT_FOUND"}}
            ],
        }


async def test_nodes_of_which_some_are_found(catalogue_engine: Engine) -> None:
    query = """query ($ids: [ID!]!) @reportNotFound {
      nodes(ids: $ids) { id }
    }"""
    variables = {"ids": ["Country:hnd", "Country:none", "none", "Country:hnd"]}
    for _ in range(3):
        body: Any = (await catalogue_engine.answer(query, variables)).body
        found = {"id": "Country:hnd"}
        assert body["data"] == {"nodes": [found, None, None, found]}
        assert [error["path"] for error in body["errors"]] == [["nodes", 1], ["nodes", 2]]
        assert {error["extensions"]["code"] for error in body["errors"]} == {"NOT_FOUND"}
        assert body["errors"][0]["message"] == 'No country has the id "Country:none".'


async def test_everything_is_found(catalogue_engine: Engine) -> None:
    """Empty lists that were not looked up are not reported."""
    query = """query @reportNotFound {
      country(by: {slug: "hnd"}) { iso3 practices(where: {slug: {in: []}}) { nodes { id } } }
      goodPractices(where: {slug: {startsWith: "none"}}) { nodes { id } }
      knowledgeTransfers(where: {practice: {slug: {eq: "gp-cri-eri"}}}, first: 0) { totalCount }
      vocabulary { name }
    }"""
    for _ in range(3):
        data = await data_of(catalogue_engine, query)
        assert data["country"]["iso3"] == "HND"
        assert len(data["vocabulary"]) == len(VOCABULARIES)


async def test_a_condition_with_keys_that_no_node_has(catalogue_engine: Engine) -> None:
    """In a list, a list of an entry, and flows; at every depth, and with facets."""
    query = """query ($slugs: [String!]) @reportNotFound {
      goodPractices(
        where: {topics: {some: {slug: {in: $slugs}}}, not: {countries: {some: {iso3: {eq: "xyz"}}}}}
        first: 0
      ) { facets(by: [level]) { field } }
      country(by: {iso3: "HND"}) { agreements(where: {id: {eq: "Agreement:x"}}) { totalCount } }
      visitFlows(where: {hostCountries: {some: {iso2: {in: ["CR", "QQ"]}}}}) { totalCount }
    }"""
    for _ in range(3):
        body: Any = (await catalogue_engine.answer(query, {"slugs": ["shelter", "none"]})).body
        assert body["data"]["goodPractices"] == {"facets": [{"field": "level"}]}
        assert {(*error["path"], error["message"]) for error in body["errors"]} == {
            ("goodPractices", 'No topic has the slug "none".'),
            ("goodPractices", 'No country has the iso3 "XYZ".'),
            ("country", "agreements", 'No agreement has the id "Agreement:x".'),
            ("visitFlows", 'No country has the iso2 "QQ".'),
        }
        assert len(body["errors"]) == 4


LOWER = [
    '{ country(by: {iso2: "hn"}) { slug } }',
    '{ country(by: {iso3: "hnd"}) { slug } }',
    '{ countries(where: {iso2: {eq: "hn"}}) { nodes { slug } } }',
    '{ countries(where: {iso3: {in: ["hnd", "Hnd"]}}) { nodes { slug } } }',
    '{ countries(where: {iso3: {startsWith: "hn"}}) { nodes { slug } } }',
    '{ countries(where: {iso3: {contains: "hnd"}}) { nodes { slug } } }',
]


@pytest.mark.parametrize("query", LOWER)
async def test_codes_in_lower_case(query: str, catalogue_engine: Engine) -> None:
    data: Any = (await catalogue_engine.answer(query)).body["data"]
    found = data.get("country") or data["countries"]["nodes"]
    assert found in ({"slug": "hnd"}, [{"slug": "hnd"}])


async def test_names_of_vocabularies_in_any_case(catalogue_engine: Engine) -> None:
    for name in ("ExchangeKind", "exchangekind", "EXCHANGEKIND"):
        body: Any = (
            await catalogue_engine.answer(f'{{ vocabulary(enum: "{name}") {{ name }} }}')
        ).body
        assert body["data"] == {"vocabulary": [{"name": "ExchangeKind"}]}
