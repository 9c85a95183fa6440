"""Every query in the documents returns the answer below it."""

import json
import re
from pathlib import Path

import pytest

from graph_service.api.engine import Engine

ROOT = Path(__file__).parents[2]
PAIR = re.compile(r"```graphql\n(.*?)```\s+```json\n(.*?)\n```", re.DOTALL)
CURL = re.compile(r"```sh\ncurl .*?-d '(.*?)'\n```\s+```json\n(.*?)\n```", re.DOTALL)
PAGES = {
    page.name: page.read_text()
    for page in sorted(ROOT.glob("docs/*.md"))
    if page.name not in ("explorer.md", "recipes.md")  # test_explorer.py, test_recipes.py
}
_START, _END = "\n## History\n", "\n## Errors\n"
HISTORY = PAIR.findall(PAGES["graphql.md"].partition(_START)[2].partition(_END)[0])
"""The queries that need a second release: tests/docs/test_history.py runs them."""
GRAPHQL = [pair for text in PAGES.values() for pair in PAIR.findall(text) if pair not in HISTORY]
((BODY, ANSWER),) = CURL.findall((ROOT / "README.md").read_text())


@pytest.mark.parametrize(("query", "answer"), GRAPHQL)
async def test_pages(query: str, answer: str, catalogue_engine: Engine) -> None:
    outcome = await catalogue_engine.answer(query)
    assert json.dumps(outcome.body, indent=2, ensure_ascii=False) == answer


async def test_the_first_screen(catalogue_engine: Engine) -> None:
    outcome = await catalogue_engine.answer(json.loads(BODY)["query"])
    assert json.dumps(outcome.body, indent=2, ensure_ascii=False) == ANSWER


def test_every_query_of_the_pages_is_tested() -> None:
    tested = len(GRAPHQL) + len(HISTORY)
    assert tested == sum(text.count("```graphql") for text in PAGES.values())
    assert len(GRAPHQL) > len(HISTORY) > 0
