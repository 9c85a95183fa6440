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
from graph_service.explorer.pages.lists import ListPage
from graph_service.explorer.pages.page import ANY, Page
from graph_service.explorer.pages.search import SearchPage
from graph_service.explorer.pages.timeline import TimelineYearPage
from graph_service.explorer.pages.two_countries import TwoCountriesPage
from graph_service.explorer.parameters import EXAMPLE, EXAMPLE_YEAR, filters_of, parameters_of
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.languages import LANGUAGES


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
    plain = [(page, _address(page, language)) for language in LANGUAGES for page in PAGES]
    for page, address in plain:
        is_whole = ANY not in page.path
        yield Visit(
            address,
            is_whole,
            is_frequent=is_whole or isinstance(page, EntryPage | TwoCountriesPage),
        )
    for language in LANGUAGES:  # there is no page: the words of the address are searched
        yield Visit(Address(language, (EXAMPLE,)), is_frequent=True)
    for page, address in plain:
        for parameter in parameters_of(page):
            for value in parameter.visited:
                visited = address.with_values(parameter.name, (value,))
                yield Visit(visited, is_frequent=isinstance(page, SearchPage))
    # In one language: beside those above, only statements without texts are new.
    for page, address in plain[: len(PAGES)]:
        filters = filters_of(page) if isinstance(page, ListPage) else ()
        for one, other in combinations(filters, 2):
            visited = address.with_values(one.name, one.visited)
            yield Visit(visited.with_values(other.name, other.visited))


def _address(page: Page, language: str) -> Address:
    example = EXAMPLE_YEAR if isinstance(page, TimelineYearPage) else EXAMPLE
    return Address(language, tuple(example if part == ANY else part for part in page.path))
