"""The releases of the catalogue, and what they did to entries: /en/releases, /en/changes."""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.explorer.address import Address
from graph_service.explorer.documents import read_operation
from graph_service.explorer.downloads import next_address
from graph_service.explorer.facts import Node, nodes_of, objects_in
from graph_service.explorer.page import Page, View
from graph_service.explorer.tables import Table
from graph_service.explorer.texts import translations
from graph_service.model.graph import TYPES
from graph_service.model.json import Json

_PAGE_SIZE = 50
_BY_NAME = {node_type.enum_name: node_type for node_type in TYPES.values()}


class ReleasesPage(Page):
    """All releases, the newest first."""

    path = ("releases",)
    template = "releases.html"
    listed = "releases"

    def __init__(self) -> None:
        self.operation = read_operation("releases")

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the page of the list."""
        return {"first": _PAGE_SIZE, "after": address.value("after")}

    def view(self, address: Address, data: Node) -> View:
        """Show the releases with what each of them counts."""
        title = translations(address.language).gettext("Releases of the catalogue")
        releases = nodes_of(data["releases"])
        values = {
            "releases": [(one, _counts(one["counts"], address.language)) for one in releases],
            "more": next_address(address, data["releases"]),
        }
        return View(title, values)

    def table(self, _: Address, data: Node) -> Table:
        """Return the releases."""
        columns = ("number", "loadedAt", "checksum", "changes")
        rows = [
            (
                _number(one["number"]),
                str(one["loadedAt"]),
                str(one["checksum"]),
                _number(_mapping(one["changes"])["totalCount"]),
            )
            for one in nodes_of(data["releases"])
        ]
        return Table(columns, tuple(rows))


class ChangesPage(Page):
    """What releases did to entries, the newest first."""

    path = ("changes",)
    template = "changes.html"
    listed = "changes"

    def __init__(self) -> None:
        self.operation = read_operation("changes")

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the page of the list, and after which release it ends."""
        since = address.value("from") or ""
        number = int(since) if since.isascii() and since.isdecimal() and len(since) < 9 else None
        return {"from": number, "first": _PAGE_SIZE, "after": address.value("after")}

    def view(self, address: Address, data: Node) -> View:
        """Show the changes."""
        title = translations(address.language).gettext("What changed")
        changes = data["changes"]
        values = {"changes": nodes_of(changes), "more": next_address(address, changes)}
        return View(title, values)

    def table(self, _: Address, data: Node) -> Table:
        """Return one row per changed entry and release."""
        rows = [
            (
                release_number(one),
                str(one["entryId"]),
                str(one["name"]),
                str(one["kind"]),
                changed_fields(one),
            )
            for one in nodes_of(data["changes"])
        ]
        return Table(("inRelease", "id", "name", "kind", "fields"), tuple(rows))


def release_number(change: Node) -> int | None:
    """Return the number of the release that made a change."""
    return _number(_mapping(change["release"])["number"])


def changed_fields(change: Node) -> str:
    """Return the names of the fields that a change concerns, as one text."""
    return "; ".join(str(field["name"]) for field in objects_in(change["fields"]))


def _counts(counts: Json, language: str) -> list[tuple[str, object]]:
    """Return the types of entries with their numbers."""
    found: list[tuple[str, object]] = []
    for item in objects_in(counts):
        node_type = _BY_NAME.get(str(item["type"]))
        if node_type and node_type.folder:
            found.append((node_type.plural_label.in_language(language), item["count"]))
    return found


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def _number(value: Json) -> int | None:
    return value if isinstance(value, int) else None


PAGES = (ReleasesPage(), ChangesPage())
