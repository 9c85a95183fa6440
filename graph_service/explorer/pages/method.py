"""Method and limits: how the catalogue is made, and what it can't say: /en/method."""

from __future__ import annotations

from graph_service.explorer.pages.page import Page, View
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node
from graph_service.explorer.parts.operations import read_operation
from graph_service.model.enums import Basis


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
        return View(title, {"bases": bases, "figures": data})


PAGES = (MethodPage(),)
