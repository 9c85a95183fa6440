"""The first page: what this is, how much there is, and three questions with their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from graph_service.explorer.address import Address
from graph_service.explorer.atlas import RADIUS, atlas
from graph_service.explorer.documents import read_operation
from graph_service.explorer.facts import Node, count_of, nodes_of
from graph_service.explorer.flows import arcs_of, flows_of, stops_of
from graph_service.explorer.page import Page, View
from graph_service.explorer.texts import translations
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json
from graph_service.model.types import EXCHANGE_VISIT, KNOWLEDGE_TRANSFER

_FLOWS = 8
_BY_NAME = {t.enum_name: t for t in ENTRY_TYPES}


class HomePage(Page):
    """The first page."""

    path = ()
    template = "home.html"

    def __init__(self) -> None:
        self.operation = read_operation("home")

    def view(self, address: Address, data: Node) -> View:
        """Show the counts by type and the answers."""
        catalogue = data["catalogue"]
        flows = flows_of(data, partial(_transfers, address))
        stops = stops_of(nodes_of(data["countries"]), flows, None)
        between = [flow for flow in flows if flow.origin["id"] != flow.target["id"]]
        counts = catalogue["counts"] if isinstance(catalogue, Mapping) else ()
        title = translations(address.language).gettext("Good practices against trafficking")
        return View(
            title=title,
            values={
                "counts": _counts(counts, address),
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
    gettext = translations(address.language).gettext
    visits, followed, implemented = (
        count_of(value) if isinstance(value := data[name], Mapping) else 0
        for name in ("visits", "followed", "implemented")
    )
    folder = str(EXCHANGE_VISIT.folder)
    return [
        (gettext("Part of a transfer that was implemented"), implemented, None),
        (gettext("Part of a transfer that came less far"), followed - implemented, None),
        (gettext("No transfer known"), visits - followed, address.to(folder, without="transfers")),
    ]


def _counts(counts: Json, address: Address) -> list[Mapping[str, object]]:
    """Return the types that have lists, with the number of their entries."""
    found: list[Mapping[str, object]] = []
    for item in counts if isinstance(counts, Sequence) else ():
        node_type = _BY_NAME.get(str(item["type"])) if isinstance(item, Mapping) else None
        if node_type and node_type.folder and isinstance(item, Mapping):
            found.append(
                {
                    "type": node_type,
                    "label": node_type.plural_label.in_language(address.language),
                    "count": item["count"],
                    "address": address.to(node_type.folder),
                }
            )
    return found


PAGES = (HomePage(),)
