"""All pages: one module per page, or per family of pages; `page` has what they are."""

from __future__ import annotations

from graph_service.explorer.pages import (
    details,
    embeds,
    entries,
    exchanges,
    home,
    lists,
    news,
    overview,
    planning,
    releases,
    search,
    stories,
    timeline,
    two_countries,
)
from graph_service.explorer.pages.page import Page

_PAGES: tuple[Page, ...] = (
    *home.PAGES,
    *search.PAGES,
    *lists.PAGES,
    *entries.PAGES,
    *exchanges.PAGES,
    *overview.PAGES,
    *details.PAGES,
    *timeline.PAGES,
    *news.PAGES,
    *releases.PAGES,
    *stories.PAGES,
    *two_countries.PAGES,
    *planning.PAGES,
    *home.METHOD,
)
PAGES: tuple[Page, ...] = (*_PAGES, *(embeds.EmbedPage(page) for page in _PAGES if page.parts))
"""The pages, each with its path, its operation and its template."""
