"""All pages: one module per page, or per family of pages."""

from __future__ import annotations

from graph_service.explorer.page import Page
from graph_service.explorer.pages import (
    around,
    compare,
    compare_entries,
    embeds,
    entries,
    exchanges,
    history,
    home,
    lists,
    method,
    overview,
    releases,
    search,
    stories,
    timeline,
    transfers,
)
from graph_service.model.types import KNOWLEDGE_TRANSFER

ENTRIES = entries.entry_pages({KNOWLEDGE_TRANSFER.name: transfers.TransferPage})
NOT_FOUND = search.NOT_FOUND
_PAGES: tuple[Page, ...] = (
    *home.PAGES,
    *search.PAGES,
    *lists.PAGES,
    *ENTRIES,
    *around.around_pages(ENTRIES),
    *exchanges.PAGES,
    *overview.PAGES,
    *timeline.PAGES,
    *releases.PAGES,
    *stories.PAGES,
    *compare.PAGES,
    *compare_entries.PAGES,
    *history.PAGES,
    *method.PAGES,
)
PAGES: tuple[Page, ...] = (*_PAGES, *embeds.embed_pages(_PAGES))
"""The pages, each with its path, its operation and its template."""
