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


def test_these_operations_and_pages_are_answered_and_no_others(service: httpx.Client) -> None:
    case: Any = json.loads((ANSWERS / "language.json").read_text())
    parameters = {"documentId": "language", "variables": json.dumps(case["variables"])}
    response = service.get("/graphql", params=parameters)
    assert differences(case["answer"], response.json()["data"], "language") == []
    other = service.post("/graphql", json={"query": "{ catalogue { licence } }"})
    assert other.json()["errors"][0]["extensions"]["code"] == "QUERY_NOT_IN_SAFELIST"
    assert "Release 1" in service.get("/en/releases").text


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
