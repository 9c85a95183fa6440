"""Addresses like those that people visit most: each page, each list by one order or two filters.

Nothing needs to exist at them: they are for planning what the pages read before people visit them.

>>> [str(visit.address) for visit in visits() if visit.address.segments == ("topics",)][:4]
['/es/topics', '/en/topics', '/pt/topics', '/es/topics?text=example']
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from graph_service.explorer.pages import PAGES
from graph_service.explorer.pages.entries import EntryPage
from graph_service.explorer.pages.exchanges import ExchangesPage
from graph_service.explorer.pages.lists import ListPage
from graph_service.explorer.pages.news import NewsPage
from graph_service.explorer.pages.page import ANY, Page
from graph_service.explorer.pages.planning import PlanningPage
from graph_service.explorer.pages.search import SearchPage
from graph_service.explorer.pages.timeline import TimelinePage, TimelineYearPage
from graph_service.explorer.pages.two_countries import TwoCountriesPage
from graph_service.explorer.parts.address import Address, kebab_case
from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.explorer.parts.list_filters import filter_of
from graph_service.model.declare import NodeType, Property

_SLUG, _WORD, _YEAR = "example", "example", "2018"


class Visit(NamedTuple):
    """A visit of a page.

    Attributes:
        address: of the page.
        is_real: whether people find something there: it has no example of a slug or word.
        is_frequent: whether it is in the sitemap, or a search.
    """

    address: Address
    is_real: bool = False
    is_frequent: bool = False


def visits() -> Iterator[Visit]:
    """Yield the visits in all languages: pages without parameters first, then the others."""
    # By language, as two that are planned at once should have different statements.
    shown = [page for page in PAGES if not page.is_former]
    plain = [(page, _address(page, language)) for language in LANGUAGES for page in shown]
    for page, address in plain:
        is_whole = ANY not in page.path
        yield Visit(
            address,
            is_whole,
            is_frequent=is_whole or isinstance(page, EntryPage | TwoCountriesPage),
        )
    for language in LANGUAGES:  # there is no page: the words of the address are searched
        yield Visit(Address(language, (_SLUG,)), is_frequent=True)
    for page, address in plain:
        for name, value in _parameters(page):
            is_search = isinstance(page, SearchPage)
            yield Visit(address.with_values(name, (value,)), is_frequent=is_search)
    # In one language: beside those above, only statements without texts are new.
    for page, address in plain[: len(shown)]:
        filters = _filters(page) if isinstance(page, ListPage) else ()
        for first, second in combinations(filters, 2):
            both = address.with_values(first[0], (first[1],)).with_values(second[0], (second[1],))
            yield Visit(both)


def _address(page: Page, language: str) -> Address:
    example = _YEAR if isinstance(page, TimelineYearPage) else _SLUG
    return Address(language, tuple(example if part == ANY else part for part in page.path))


def _parameters(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the parameters that a page has, each with a value."""
    match page:
        case SearchPage():
            yield from (("text", _WORD), ("type", "topic"), ("countries", _SLUG), ("topics", _SLUG))
        case ListPage():
            yield "text", _WORD
            yield from _filters(page)
            yield from ((gap.parameter, gap.field) for gap in page.gaps)
            yield from (("sort", name) for name in page.orders if name != page.default_order)
        case ExchangesPage():
            yield from _filters(page)
        case PlanningPage() | NewsPage():
            yield "country", _SLUG
        case TimelinePage():
            yield from (("country", _SLUG), ("topic", _SLUG))


def _filters(page: ListPage | ExchangesPage) -> Iterator[tuple[str, str]]:
    """Yield the filters of a page, each with a value."""
    yield from ((name, _value(page.node_type, name)) for name in page.filters)


def _value(node_type: NodeType, name: str) -> str:
    """Return a value that a filter accepts."""
    declared = filter_of(node_type, name)
    if not isinstance(declared, Property):
        return _SLUG
    if declared.enum is not None:
        return kebab_case(next(iter(declared.vocabulary)).name)
    return _YEAR
