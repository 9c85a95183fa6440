"""The visits for which the warm-up plans: each is a page, and its operation compiles."""

import pytest

from graph_service.compiler.compiler import Compiler
from graph_service.explorer.pages import PAGES
from graph_service.explorer.pages.search import NOT_FOUND
from graph_service.explorer.parts.address import parse_address
from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.explorer.site import Site
from graph_service.explorer.visits import visits
from tests.api_schema import api_schema

CACHED_PLANS = 1_000
"""How many plans Neo4j keeps by default (server.memory.query_cache.per_db_cache_num_entries)."""


def test_all_pages_are_visited_in_all_languages_first() -> None:
    site = Site()
    addresses = [address for address, *_ in visits()]
    plain = [address for address in addresses if not address.query]
    found = {(site.find(address), address.language) for address in plain}
    shown = [None, *PAGES]  # None: an unknown address
    assert found == {(page, language) for page in shown for language in LANGUAGES}
    assert addresses[: len(plain)] == plain


def test_people_find_something_at_real_addresses() -> None:
    real = [address for address, is_real, _ in visits() if is_real]
    assert {(), ("overview",), ("good-practices",)} <= {address.segments for address in real}
    assert not [a for a in real if a.query or {"example", "2018"} & {*a.segments}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_are_visited_by_each_filter_and_order(language: str) -> None:
    found = {str(a) for a, *_ in visits() if a.language == language and a.segments == ("topics",)}
    assert found == {
        f"/{language}/topics{query}"
        for query in (
            "",
            "?text=example",
            "?scheme=subject",
            "?sort=practices",
            "?sort=visits",
            "?sort=scheme",
        )
    }


def test_lists_are_visited_by_each_pair_of_filters_once() -> None:
    pairs = [a.query for a, *_ in visits() if a.segments == ("evaluations",) and len(a.query) == 2]
    assert [{name for name, _ in pair} for pair in pairs] == [{"kind", "verdict"}]


def test_their_statements_fit_into_the_cache_of_neo4j() -> None:
    site, compiler, statements = Site(), Compiler(api_schema()), set()
    for address, *_ in visits():
        assert parse_address(str(address).partition("?")[0], "") is not None
        page = site.find(address) or NOT_FOUND
        given = {**page.variables(address), "lang": address.language.upper()}
        statements.update(compiler.execution(page.operation.text, given).texts)
    assert 100 < len(statements) < CACHED_PLANS / 2
