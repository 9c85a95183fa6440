"""The pages of a site: one operation each, with answers worked out by hand from seeds/.

A file of `answers` has the variables, and the parts of the answer that are compared: keys that it
doesn't have may have any value, lists have as many items.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse

import graph_service
from graph_service.api.engine import Engine

OPERATIONS = Path(graph_service.__file__).parent / "explorer" / "operations"
ANSWERS = Path(__file__).parent / "answers"
PAGES = sorted(file.stem for file in OPERATIONS.glob("*.graphql"))
DOCS = Path(__file__).parents[2] / "docs" / "pages.md"


def differences(expected: Any, found: Any, path: str) -> list[str]:
    """Return how an answer differs from the expected parts."""
    match expected, found:
        case dict(), dict():
            return [
                text
                for key, value in expected.items()
                for text in differences(value, found.get(key), f"{path}.{key}")
            ]
        case list(), list() if len(expected) == len(found):
            pairs = enumerate(zip(expected, found, strict=True))
            return [
                text for i, (one, two) in pairs for text in differences(one, two, f"{path}[{i}]")
            ]
    return [] if expected == found else [f"{path}: {expected} expected, not {found}"]


@pytest.mark.parametrize("page", PAGES)
async def test_a_page_has_its_answer(page: str, catalogue_engine: Engine) -> None:
    case = json.loads((ANSWERS / f"{page}.json").read_text())
    result = await catalogue_engine.answer(
        (OPERATIONS / f"{page}.graphql").read_text(), case["variables"]
    )
    assert result.status == 200, result.body
    assert "errors" not in result.body
    assert differences(case["answer"], result.body["data"], page) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_one_operation_with_a_name(page: str) -> None:
    document = parse((OPERATIONS / f"{page}.graphql").read_text())
    (operation,) = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    assert operation.name is not None


def test_the_page_of_the_docs_lists_all() -> None:
    for page in PAGES:
        assert f"operations/{page}.graphql)" in DOCS.read_text()
