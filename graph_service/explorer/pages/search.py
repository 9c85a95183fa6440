"""The search of all types: /en/search?text=shelters, and the page for addresses without one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph_service.explorer.address import Address
from graph_service.explorer.documents import read_operation
from graph_service.explorer.facts import Node, nodes_of
from graph_service.explorer.page import AddressInvalid, Page, View, kebab_case
from graph_service.explorer.results import Result, results_of
from graph_service.explorer.tables import Table, entries_table
from graph_service.explorer.texts import translations
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json

_PAGE_SIZE = 20
_MAX_TEXT = 300
_TYPES = {kebab_case(t.name): t for t in ENTRY_TYPES}


class SearchPage(Page):
    """Results of a search, by relevance, with the number of results of each type."""

    path: tuple[str, ...] = ("search",)
    template = "search.html"
    listed = "search"

    def __init__(self) -> None:
        self.operation = read_operation("search")

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the words to search for, the types, and the page."""
        types = address.values("type")
        for name in types:
            if name not in _TYPES:
                gettext = translations(address.language).gettext
                message = gettext("There is no type “{type}”, only: {allowed}.")
                raise AddressInvalid(message.format(type=name, allowed=", ".join(_TYPES)))
        return {
            "text": _text(address),
            "types": [_TYPES[name].enum_name for name in types] or None,
            "first": _PAGE_SIZE,
            "after": address.value("after"),
        }

    def view(self, address: Address, data: Node) -> View:
        """Show the results."""
        gettext = translations(address.language).gettext
        found = data["search"]
        results = found if isinstance(found, Mapping) else {}
        text = _text(address)
        title = gettext("Search: {text}").format(text=text) if text else gettext("Search")
        info = results["pageInfo"]
        more = info["endCursor"] if isinstance(info, Mapping) and info["hasNextPage"] else None
        return View(
            title=title,
            values={
                "text": text,
                "results": results,
                "found": self._results(found, address),
                "kinds": _types(results["facets"], address),
                "more": address.with_values("after", (str(more),)) if more else None,
            },
        )

    def _results(self, found: Json, address: Address) -> list[Result]:
        node = self.operation.root.field("search").field("edges").field("node")
        return list(results_of(found, node, address.language))

    def table(self, _: Address, data: Node) -> Table:
        """Return the results, by relevance."""
        return entries_table((), [(node, {}) for node in nodes_of(data["search"])])


class NotFoundPage(SearchPage):
    """What readers get instead of a page that doesn't exist: entries with words of its address."""

    template = "not-found.html"

    def variables(self, address: Address) -> dict[str, Json]:
        """Search for the words of the address."""
        return {"text": _words(address), "types": None, "first": 5, "after": None}

    def view(self, address: Address, data: Node) -> View:
        """Show the entries that have these words."""
        return View(
            title=translations(address.language).gettext("There is no page at this address"),
            values={"text": _words(address), "found": self._results(data["search"], address)},
            status=404,
        )


def _text(address: Address) -> str:
    return (address.value("text") or "")[:_MAX_TEXT]


def _words(address: Address) -> str:
    """Return the words of the last part of an address, such as "cri eri" for gp-cri-eri."""
    words = re.findall(r"\w{3,}", address.segments[-1] if address.segments else "")
    return " ".join(words[:8])[:_MAX_TEXT]


def _types(facets: Json, address: Address) -> list[Mapping[str, object]]:
    """Return the types of the results with their numbers and the address of each."""
    (facet,) = facets if isinstance(facets, Sequence) else ({},)
    values = facet.get("values") if isinstance(facet, Mapping) else ()
    by_name = {t.enum_name: (name, t) for name, t in _TYPES.items()}
    found: list[Mapping[str, object]] = []
    for value in values if isinstance(values, Sequence) else ():
        if isinstance(value, Mapping):
            name, node_type = by_name[str(value["value"])]
            found.append(
                {
                    "label": node_type.plural_label.in_language(address.language),
                    "count": value["count"],
                    "address": address.toggled("type", name),
                    "is_chosen": name in address.values("type"),
                }
            )
    return found


PAGES = (SearchPage(),)
NOT_FOUND = NotFoundPage()
