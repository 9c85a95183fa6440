"""The history of an entry: /en/good-practices/gp-cri-eri/history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from graph_service.explorer.address import Address
from graph_service.explorer.documents import read_operation
from graph_service.explorer.downloads import next_address
from graph_service.explorer.facts import Node, nodes_of
from graph_service.explorer.page import ANY, Page, View
from graph_service.explorer.pages.releases import changed_fields, release_number
from graph_service.explorer.tables import Table
from graph_service.explorer.texts import translations
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.ids import node_id, split_id
from graph_service.model.json import Json

_PAGE_SIZE = 50


class HistoryPage(Page):
    """What releases did to an entry of one type, the newest first."""

    template = "history.html"

    def __init__(self, node_type: NodeType, folder: str) -> None:
        self.path = (folder, ANY, "history")
        self.operation = read_operation("history")
        self._type = node_type

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the entry of the address, and the page of its history."""
        identity = node_id(self._type.name, address.segments[1])
        return {"id": identity, "first": _PAGE_SIZE, "after": address.value("after")}

    def view(self, address: Address, data: Node) -> View | None:
        """Show the changes; under a former slug, redirect to the present one."""
        entry = data["node"]
        if not isinstance(entry, Mapping):
            return None
        _, slug = split_id(str(entry["id"]))
        if slug != address.segments[1]:
            return View("", address=replace(address, segments=(self.path[0], slug, "history")))
        gettext = translations(address.language).gettext
        title = gettext("History of {name}").format(name=entry["name"])
        values = {
            "entry": entry,
            "changes": nodes_of(entry["history"]),
            "more": next_address(address, entry["history"]),
        }
        return View(title, values)

    def table(self, _: Address, data: Node) -> Table:
        """Return the changes of this page of the history."""
        entry = data["node"]
        changes = nodes_of(entry["history"]) if isinstance(entry, Mapping) else ()
        rows = [(release_number(one), str(one["kind"]), changed_fields(one)) for one in changes]
        return Table(("inRelease", "kind", "fields"), tuple(rows))


PAGES = tuple(
    HistoryPage(node_type, node_type.folder) for node_type in ENTRY_TYPES if node_type.folder
)
