"""The directive @lang: one default for the texts, labels and orders of an operation."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph_service.api.engine import Engine
from graph_service.api.schema import build_schema, core_schema
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from tests.api.serving import served

# Of seeds/countries/bra.yaml and the vocabulary Subregion.
ANSWERS = {"ES": ("Brasil", "América del Sur"), "EN": ("Brazil", "South America")}
FIELDS = '{ country(by: {iso3: "BRA"}) { name subregionLabel } }'
LITERAL = f"query @lang(prefer: EN) {FIELDS}"
VARIABLE = f"query ($lang: Language!) @lang(prefer: $lang) {FIELDS}"


@pytest.fixture(scope="module")
def service(
    catalogue: DatabaseSettings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A service that also has the operation with a variable as a persisted document."""
    file: Path = tmp_path_factory.mktemp("documents") / "documents.json"
    file.write_text(json.dumps({"brazil": VARIABLE}))
    with served(catalogue, TRUSTED_DOCUMENTS=str(file)) as client:
        yield client


def _data(language: str) -> Any:
    name, label = ANSWERS[language]
    return {"country": {"name": name, "subregionLabel": label}}


@pytest.mark.parametrize("by", ["query", "documentId"])
def test_each_language_has_its_own_answer_in_the_cache(service: httpx.Client, by: str) -> None:
    text = VARIABLE if by == "query" else "brazil"
    tags = set()
    for language in ("ES", "EN", "ES", "EN"):  # the second time, from the cache
        answer = service.get(
            "/graphql", params={by: text, "variables": json.dumps({"lang": language})}
        )
        assert answer.json()["data"] == _data(language)
        assert "accept-language" not in answer.headers["vary"].lower()
        tags.add(answer.headers["etag"])
    assert len(tags) == 2


def test_a_literal_is_a_language_too(service: httpx.Client) -> None:
    assert service.post("/graphql", json={"query": LITERAL}).json()["data"] == _data("EN")
    other = service.post("/graphql", json={"query": LITERAL.replace("EN", "ES")})
    assert other.json()["data"] == _data("ES")


def test_each_operation_of_a_document_has_its_own_language(service: httpx.Client) -> None:
    document = f"query A @lang(prefer: EN) {FIELDS} query B {FIELDS}"
    for name, language in (("A", "EN"), ("B", "ES")):
        request = {"query": document, "operationName": name}
        assert service.post("/graphql", json=request).json()["data"] == _data(language)


async def test_execute_answers_in_the_language(
    catalogue_database: Database,
) -> None:
    schema = build_schema()
    schema.engine = Engine(core_schema(schema), Reader(catalogue_database, deadline=10))
    assert (await schema.execute(LITERAL)).data == _data("EN")
    assert (await schema.execute(VARIABLE, {"lang": "ES"})).data == _data("ES")


def test_a_cursor_belongs_to_the_language_of_its_order(service: httpx.Client) -> None:
    listed = "{ topics(orderBy: [{name: ASC}], first: 1 AFTER) { pageInfo { endCursor } } }"
    first = {"query": f"query @lang(prefer: EN) {listed.replace('AFTER', '')}"}
    cursor = service.post("/graphql", json=first).json()["data"]["topics"]["pageInfo"]["endCursor"]
    further = listed.replace("AFTER", f'after: "{cursor}"')
    for language, status in (("EN", 200), ("ES", 400)):
        query = f"query @lang(prefer: {language}) {further}"
        assert service.post("/graphql", json={"query": query}).status_code == status


async def test_types_of_entries_have_labels(catalogue_engine: Engine) -> None:
    query = """query @lang(prefer: PT) {
      catalogue { counts { type typeLabel en: typeLabel(lang: EN) } }
      suggest(prefix: "hondur", lang: ES, first: 1) { type typeLabel }
    }"""
    data: Any = (await catalogue_engine.answer(query)).body["data"]
    counts = {each.pop("type"): each for each in data["catalogue"]["counts"]}
    assert counts["GOOD_PRACTICE"] == {"typeLabel": "Boa prática", "en": "Good practice"}
    assert data["suggest"] == [{"type": "COUNTRY", "typeLabel": "País"}]
