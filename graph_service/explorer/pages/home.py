"""What the catalogue is: the first page, /en/method and /en/about.

The first page says how much there is, and has three questions with their answers. The others say
how the catalogue is made and what it can't say, and whom to write to.
"""

from __future__ import annotations

from functools import partial

from graph_service.explorer.pages.page import Page, View
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.atlas import RADIUS, arcs_of, atlas, stops_of
from graph_service.explorer.parts.country_flows import flows_of, learning_of
from graph_service.explorer.parts.facts import Node, count_of, counts_by_type, nodes_of, object_in
from graph_service.explorer.parts.operations import read_operation
from graph_service.model.enums import Basis
from graph_service.model.types import EXCHANGE_VISIT, KNOWLEDGE_TRANSFER

_FLOWS = 8
_PRACTICES = 10


class HomePage(Page):
    """The first page."""

    path = ()
    template = "home.html"
    operation = read_operation("home")

    def view(self, address: Address, data: Node) -> View:
        """Show the counts by type and the answers."""
        counts = counts_by_type(object_in(data["catalogue"])["counts"])
        flows = flows_of(data, partial(_transfers, address))
        stops = stops_of(nodes_of(data["countries"]), flows, None)
        between = [flow for flow in flows if not flow.is_domestic]
        practices = sorted(
            nodes_of(data["goodPractices"]),
            key=lambda practice: -count_of(practice["reachedCountries"]),
        )
        title = address.gettext("Good practices against trafficking")
        return View(
            title=title,
            values={
                "counts": [
                    {
                        "type": node_type,
                        "label": node_type.plural_label.in_language(address.language),
                        "count": count,
                        "address": address.to(str(node_type.folder)),
                    }
                    for node_type, count in counts
                ],
                "practices": practices[:_PRACTICES],
                "learning": learning_of(data, address.to(str(KNOWLEDGE_TRANSFER.folder))),
                "flows": between[:_FLOWS],
                "stops": [stop for stop in stops if stop.gave or stop.received],
                "arcs": arcs_of(between, stops, None),
                "atlas": atlas(),
                "radius": RADIUS,
                "outcomes": _outcomes(data, address),
            },
        )


def _transfers(address: Address, origin: Node, target: Node) -> Address:
    """Return the list of the transfers between two countries."""
    ends = {"originCountries": str(origin["slug"]), "targetCountries": str(target["slug"])}
    return address.to(str(KNOWLEDGE_TRANSFER.folder), **ends)


def _outcomes(data: Node, address: Address) -> list[tuple[str, int, Address | None]]:
    """Return what is known to have come of all visits: in words, their number, and their list."""
    visits, followed, implemented = (
        count_of(data[name]) for name in ("visits", "followed", "implemented")
    )
    folder = str(EXCHANGE_VISIT.folder)
    return [
        (address.gettext("Part of a transfer that was implemented"), implemented, None),
        (address.gettext("Part of a transfer that came less far"), followed - implemented, None),
        (
            address.gettext("No transfer known"),
            visits - followed,
            address.to(folder, without="transfers"),
        ),
    ]


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
