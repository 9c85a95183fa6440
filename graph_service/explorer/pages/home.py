"""What the catalogue is: the first page, /en/method and /en/about.

The first page leads to the pages by questions, and to a country: /en?country=gtm is its page. The
others say how the catalogue is made and what it can't say, and whom to write to.
"""

from __future__ import annotations

from functools import partial

from graph_service.explorer.pages.page import Page, View
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.atlas import drawing_of
from graph_service.explorer.parts.country_flows import cases_of, flows_of
from graph_service.explorer.parts.facts import Node, counts_by_type, nodes_of, object_in
from graph_service.explorer.parts.ledger import ledger
from graph_service.explorer.parts.operations import read_operation
from graph_service.model.enums import Basis
from graph_service.model.types import COUNTRY, KNOWLEDGE_TRANSFER


class HomePage(Page):
    """The first page."""

    path = ()
    template = "home.html"
    operation = read_operation("home")

    def place(self, address: Address, data: Node) -> Address:
        """Return the page of the country that was picked, if there is one."""
        picked = address.value("country") or ""
        slugs = [country["slug"] for country in nodes_of(data["countries"])]
        return address.to(str(COUNTRY.folder), picked) if picked in slugs else address

    def view(self, address: Address, data: Node) -> View:
        """Show the questions, and the map of who learned from whom."""
        flows = flows_of(data, partial(_transfers, address))
        return View(
            title=address.gettext("Good practices against trafficking"),
            values={
                "counts": {
                    t.name: n for t, n in counts_by_type(object_in(data["catalogue"])["counts"])
                },
                "cases": cases_of(data, address.to(str(KNOWLEDGE_TRANSFER.folder))),
                "drawing": drawing_of(nodes_of(data["countries"]), flows, None),
            },
        )


def _transfers(address: Address, origin: Node, target: Node) -> Address:
    """Return the list of the transfers between two countries."""
    ends = {"originCountries": str(origin["slug"]), "targetCountries": str(target["slug"])}
    return address.to(str(KNOWLEDGE_TRANSFER.folder), **ends)


class MethodPage(Page):
    """Method and limits, in short."""

    path = ("method",)
    template = "method.html"
    operation = read_operation("method")

    def view(self, address: Address, data: Node) -> View:
        """Show the text with the figures of the present release."""
        title = address.gettext("Method and limits")
        bases = [
            (basis.label(address.language), basis.value.meaning.in_language(address.language))
            for basis in Basis
        ]
        stages = ledger([], address.language, with_ends=True)
        return View(title, {"bases": bases, "stages": stages, "figures": data})


class AboutPage(Page):
    """Who publishes the catalogue, how to correct an entry, and how often entries are checked."""

    path = ("about",)
    template = "about.html"
    operation = read_operation("about")

    def view(self, address: Address, data: Node) -> View:
        """Show the text with the number of entries that were checked, and when."""
        return View(address.gettext("About"), {"checks": data})


PAGES = (HomePage(),)
METHOD = (MethodPage(), AboutPage())
