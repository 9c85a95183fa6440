"""The releases of the catalogue, and what they did to entries.

/en/releases, and /en/good-practices/gp-cri-eri/history.
"""

from __future__ import annotations

from graph_service.csv_lines import Cell
from graph_service.explorer.pages.page import ANY, Page, View, next_address
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import (
    Node,
    count_of,
    counts_by_type,
    nodes_of,
    number_in,
    object_in,
    objects_in,
)
from graph_service.explorer.parts.operations import read_operation
from graph_service.explorer.parts.tables import Table
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.ids import node_id
from graph_service.model.json import Json

_RELEASES = 20
_PAGE_SIZE = 50
_UNCHANGED: Node = {}


class ReleasesPage(Page):
    """All releases, the newest first, each with what it changed."""

    path = ("releases",)
    template = "releases.html"
    feed = "feed.xml"
    listed = "releases"
    operation = read_operation("releases")

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the page of the list."""
        return {"first": _RELEASES, "after": address.value("after")}

    def view(self, address: Address, data: Node) -> View:
        """Show the releases with what each of them counts."""
        title = address.gettext("Releases of the catalogue")
        releases = nodes_of(data["releases"])
        values = {
            "releases": [(one, _counts(one, address.language)) for one in releases],
            "more": next_address(address, data["releases"]),
        }
        return View(title, values)

    def table(self, _: Address, data: Node) -> Table:
        """Return one row per changed entry and release; one for a release that changed none."""
        columns = ("number", "loadedAt", "checksum", "changes", "id", "name", "kind", "fields")
        rows: list[tuple[Cell, ...]] = [
            (
                number_in(one["number"]),
                str(one["loadedAt"]),
                str(one["checksum"]),
                count_of(one["changes"]),
                *(str(change.get(name, "")) for name in ("entryId", "name", "kind")),
                _changed_fields(change),
            )
            for one in nodes_of(data["releases"])
            for change in (nodes_of(one["changes"]) or (_UNCHANGED,))
        ]
        return Table(columns, tuple(rows))


class HistoryPage(Page):
    """What releases did to an entry of one type, the newest first."""

    template = "history.html"
    operation = read_operation("history")
    entry = "node"

    def __init__(self, node_type: NodeType, folder: str) -> None:
        self.path = (folder, ANY, "history")
        self._type = node_type

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the entry of the address, and the page of its history."""
        identity = node_id(self._type.name, address.segments[1])
        return {"id": identity, "first": _PAGE_SIZE, "after": address.value("after")}

    def place(self, address: Address, data: Node) -> Address | None:
        """Return the address of the entry if no release has changed it: its page says so."""
        place, entry = super().place(address, data), self.entry_in(data)
        return place.parent() if place and entry["updatedIn"] == entry["addedIn"] else place

    def view(self, address: Address, data: Node) -> View:
        """Show the changes."""
        entry = self.entry_in(data)
        title = address.gettext("History of {name}", name=entry["name"])
        values = {
            "entry": entry,
            "changes": nodes_of(entry["history"]),
            "more": next_address(address, entry["history"]),
        }
        return View(title, values)

    def table(self, _: Address, data: Node) -> Table:
        """Return the changes of this page of the history."""
        rows = [
            (number_in(object_in(one["release"])["number"]), str(one["kind"]), _changed_fields(one))
            for one in nodes_of(self.entry_in(data)["history"])
        ]
        return Table(("inRelease", "kind", "fields"), tuple(rows))


def _changed_fields(change: Node) -> str:
    """Return the names of the fields that a change concerns, as one text."""
    return "; ".join(str(field["name"]) for field in objects_in(change.get("fields")))


def _counts(release: Node, language: str) -> list[tuple[str, Json]]:
    """Return the types of entries with their numbers."""
    counts = counts_by_type(release["counts"])
    return [(node_type.plural_label.in_language(language), count) for node_type, count in counts]


PAGES = (
    ReleasesPage(),
    *(HistoryPage(node_type, node_type.folder) for node_type in ENTRY_TYPES if node_type.folder),
)
