"""Every kind of view of the explorer, at the address of an example: from the declared pages."""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.explorer.pages import PAGES
from graph_service.explorer.pages.page import ANY, Page
from graph_service.model.graph import ENTRY_TYPES

_EXAMPLES = {
    **{str(node_type.folder): node_type.example for node_type in ENTRY_TYPES},
    "timeline": "2018",
    "stories": "prog-pasantias-piloto",
}
"""What stands for ANY in the path of a page, by the part before it."""
_SECOND = "per"
"""What stands for a second ANY: another country."""
_PARAMETERS = {
    "search": "text=albergue",
    "planning": "country=gtm",
}
"""The parameters without which a page shows only its form."""


def example_of(page: Page) -> str:
    """Return the path and the query of an example of a page, without its language.

    Raises:
        KeyError: if a path has a part for which there is no example yet.
    """
    path = ""
    for before, part in zip(("", *page.path), page.path, strict=False):
        is_second = before == ANY
        path += f"/{part if part != ANY else _SECOND if is_second else _EXAMPLES[before]}"
    parameters = _PARAMETERS.get("/".join(page.path))
    return f"{path}?{parameters}" if parameters else path


def name_of(page: Page) -> str:
    """Return the name of a kind of page: good-practices-x-history."""
    return "-".join("x" if part == ANY else part for part in page.path) or "home"


_UNCHANGED = "history.html"
"""No release has changed an entry of the seeds, so their histories are redirects."""
SHOWN = [page for page in PAGES if page.template != _UNCHANGED]
"""The pages that are shown, not only an address that leads elsewhere."""
VIEWS: Mapping[str, str] = {name_of(page): example_of(page) for page in SHOWN}
"""The example of each of them, by name."""


def _one_per_template() -> dict[str, str]:
    """Return the example of the first page of each template: the layouts there are."""
    found: dict[str, Page] = {}
    for page in SHOWN:
        found.setdefault(page.template, page)
    return {name_of(page): example_of(page) for page in found.values()}


PROBLEMS = {"not-found": "/topics/none", "invalid": "/topics?sort=none"}
"""Addresses that are answered by a page of an error."""
NOTHING_FOUND = {"empty-list": "/topics?text=zzzz", "empty-search": "/search?text=zzzz"}
"""Addresses at which there is nothing to show."""
LAYOUTS: Mapping[str, str] = {**_one_per_template(), **NOTHING_FOUND, **PROBLEMS}
"""An example of each layout."""
ALL: Mapping[str, str] = {**VIEWS, **NOTHING_FOUND, **PROBLEMS}
"""An example of each declared page, and the pages of errors."""
