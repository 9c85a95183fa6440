"""Two practices side by side, and the form to choose two.

/en/compare/good-practices?left=gp-cri-eri&right=gp-arg-145. The operation selects what is compared.
Two countries have a page of their own, to which /en/compare?left=cri&right=hnd redirects.
Institutions and programmes could be compared once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph_service.csv_lines import Cell
from graph_service.explorer.pages.page import Page, View
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Fact, Node, Section, cells_of, nodes_of
from graph_service.explorer.parts.operations import read_operation
from graph_service.explorer.parts.tables import SEPARATOR, Table, values_of
from graph_service.model.declare import NodeType
from graph_service.model.json import Json
from graph_service.model.types import COUNTRY, GOOD_PRACTICE, INSTITUTION, PROGRAMME

SIDES = ("left", "right")
_MAX_SLUG = 200


Row = tuple[str, str, Sequence[Fact | Section | None]]
"""A property or a relation of both entries: its name, its label, and what each entry has."""


class CompareEntriesPage(Page):
    """Two entries of one type, or the form to choose them."""

    template = "compare.html"

    def __init__(self, node_type: NodeType) -> None:
        self.path = ("compare", str(node_type.folder))
        self.operation = read_operation(f"compare-{node_type.folder}")
        self._type = node_type
        self._has_text = "text" in self.operation.variables

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the slugs of the two entries, of which empty ones name none, and the words."""
        slugs = {side: (address.value(side) or "")[:_MAX_SLUG].lower() for side in SIDES}
        return {**slugs, "text": address.text() or None} if self._has_text else dict(slugs)

    def view(self, address: Address, data: Node) -> View:
        """Show the form, and what is known of both entries."""
        entries = compared(data)
        plural = self._type.plural_label.in_language(address.language)
        title = address.gettext("Compare: {type}", type=plural)
        return View(
            _names(entries, address) or title,
            {
                "node_type": self._type,
                "entries": entries,
                "choices": _choices(data),
                "text": address.text() if self._has_text else None,
                "chosen": [address.value(side) or "" for side in SIDES],
                "rows": self._rows(data, address.language),
            },
        )

    def table(self, address: Address, data: Node) -> Table:
        """Return one row per property or relation; entries by their ids."""
        entries = compared(data)
        rows: list[tuple[Cell, ...]] = [
            (name, label, *map(_text, cells))
            for name, label, cells in self._rows(data, address.language)
        ]
        return Table(("field", "label", *(str(entry["id"]) for entry in entries)), tuple(rows))

    def _rows(self, data: Node, language: str) -> list[Row]:
        """Return what the operation selects of both entries, in its order."""
        entries = compared(data)
        if len(entries) < len(SIDES):
            return []
        selected = self.operation.root.field(SIDES[0])
        found = [cells_of(selected, entry, self._type, language) for entry in entries]
        labels = {name: cell.label for cells in found for name, cell in cells.items()}
        return [(name, label, [c.get(name) for c in found]) for name, label in labels.items()]


class ChooseCountriesPage(CompareEntriesPage):
    """The form to choose two countries, which leads to the page of both."""

    def __init__(self) -> None:
        super().__init__(COUNTRY)
        self.path = ("compare",)

    def place(self, address: Address, data: Node) -> Address | None:
        """Return the address of the page of two countries, once both are chosen."""
        slugs = sorted({str(country["slug"]) for country in compared(data)})
        return place_of_both(address, slugs) if len(slugs) == len(SIDES) else address


class FormerComparisonPage(ChooseCountriesPage):
    """Leads to the entry that was chosen first, else to the list."""

    is_former = True

    def __init__(self, node_type: NodeType) -> None:
        super().__init__()
        self.path = ("compare", str(node_type.folder))

    def place(self, address: Address, _: Node) -> Address | None:
        """Return the address of the entry, or of the list."""
        return address.to(self.path[1], *address.values(SIDES[0])[:1])


def place_of_both(address: Address, slugs: Sequence[str]) -> Address:
    """Return the address of the page of two countries, in the same language and format."""
    kept = tuple((name, value) for name, value in address.query if name not in SIDES)
    return replace(address, segments=(str(COUNTRY.folder), *slugs), query=kept)


def compared(data: Node) -> list[Node]:
    """Return the entries on both sides, as far as they were found."""
    return [entry for side in SIDES if isinstance(entry := data[side], Mapping)]


def _names(entries: Sequence[Node], address: Address) -> str | None:
    """Return the names of both entries, as a title; None unless both were found."""
    if len(entries) < len(SIDES):
        return None
    left, right = (str(entry["name"]) for entry in entries)
    return address.gettext("{left} and {right}", left=left, right=right)


def _choices(data: Node) -> list[Node]:
    """Return the entries that have the words, and the chosen ones, by name."""
    found = {str(node["slug"]): node for node in (*nodes_of(data["choices"]), *compared(data))}
    return sorted(found.values(), key=lambda node: str(node["name"]))


def _text(cell: Fact | Section | None) -> Cell:
    match cell:
        case Fact(value=value):
            return SEPARATOR.join(map(str, values_of(value)))
        case Section(statements=statements):
            return SEPARATOR.join(str(one.node["id"]) for one in statements) or None
    return None


PAGES = (
    CompareEntriesPage(GOOD_PRACTICE),
    ChooseCountriesPage(),
    FormerComparisonPage(INSTITUTION),
    FormerComparisonPage(PROGRAMME),
)
