"""The explorer's operations as trusted documents: schema/operations.json and docs/pages.md."""

import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from graphql import ExecutableDefinitionNode, parse

from graph_service.settings import DatabaseSettings
from tests.api.serving import served
from tests.conftest import ROOT
from tests.explorer.test_operations import ANSWERS, DOCS, OPERATIONS, PAGES, differences

MANIFEST = ROOT / "schema" / "operations.json"
PAGE = DOCS.read_text()


@pytest.fixture(scope="module")
def service(catalogue: DatabaseSettings) -> Iterator[httpx.Client]:
    """A service that runs nothing but these operations."""
    with served(catalogue, TRUSTED_DOCUMENTS=str(MANIFEST), TRUSTED_ONLY="on") as client:
        yield client


def test_all_operations_of_pages_are_in_the_file() -> None:
    texts = {page: (OPERATIONS / f"{page}.graphql").read_text() for page in PAGES}
    assert json.loads(MANIFEST.read_text()) == texts


def test_a_name_belongs_to_one_operation_or_fragment() -> None:
    """Tools that generate code or manifests read all documents together."""
    documents = map(parse, json.loads(MANIFEST.read_text()).values())
    names = Counter(
        definition.name.value
        for document in documents
        for definition in document.definitions
        if isinstance(definition, ExecutableDefinitionNode) and definition.name
    )
    assert len(names) > 43
    assert {name for name, number in names.items() if number > 1} == set()


@pytest.mark.parametrize("page", ["language", "autocomplete", "identifier"])
def test_an_operation_is_answered_by_its_name(page: str, service: httpx.Client) -> None:
    case: Any = json.loads((ANSWERS / f"{page}.json").read_text())
    parameters = {"documentId": page, "variables": json.dumps(case["variables"])}
    response = service.get("/graphql", params=parameters)
    assert response.status_code == 200, response.text
    assert differences(case["answer"], response.json()["data"], page) == []


def test_no_other_operation_is_answered_but_pages_are(service: httpx.Client) -> None:
    response = service.post("/graphql", json={"query": "{ catalogue { licence } }"})
    assert response.json()["errors"][0]["extensions"]["code"] == "QUERY_NOT_IN_SAFELIST"
    page = service.get("/en/releases")
    assert page.status_code == 200
    assert "Release 1" in page.text


@pytest.mark.http
def test_the_command_of_the_page_prints_what_stands_below_it(service: httpx.Client) -> None:
    ((command, printed),) = re.findall(r"```sh\n(.*?)```\n\n```json\n(.*?)\n```", PAGE, re.DOTALL)
    done = subprocess.run(
        ["/bin/sh", "-e"],
        input=command,
        env={"SERVICE": str(service.base_url).rstrip("/"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.rstrip("\n") == printed
