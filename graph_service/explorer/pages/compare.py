"""Two countries, or two entries of another type, side by side.

/en/compare?left=cri&right=hnd, and /en/compare/good-practices?left=gp-cri-eri&right=gp-arg-145. The
operation selects what is compared. It is named like the address: `compare-good-practices`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.csv_lines import Cell
from graph_service.explorer.pages.page import Page, View
from graph_service.explorer.parts.address import Address, AddressInvalid
from graph_service.explorer.parts.facts import (
    Fact,
    Node,
    Section,
    cells_of,
    count_of,
    facet_counts,
    facet_values,
    nodes_of,
)
from graph_service.explorer.parts.operations import read_operation
from graph_service.explorer.parts.tables import SEPARATOR, Table, values_of
from graph_service.model.declare import NodeType
from graph_service.model.graph import RELATIONS
from graph_service.model.json import Json
from graph_service.model.types import COUNTRY, GOOD_PRACTICE, INSTITUTION, PROGRAMME

SIDES = ("left", "right")
TYPES = (GOOD_PRACTICE, INSTITUTION, PROGRAMME)
"""The types whose entries can be compared; countries have a page of their own."""
_MAX_SLUG = 200
_LISTS = {
    "practices": ("good-practices", "countries"),
    "hostedVisits": ("exchange-visits", "hostCountries"),
    "attendedVisits": ("exchange-visits", "visitorCountries"),
    "transfersGiven": ("knowledge-transfers", "originCountries"),
    "transfersReceived": ("knowledge-transfers", "targetCountries"),
}
"""What is compared, with the list of it and the filter of that list."""


@dataclass(frozen=True)
class Line:
    """A line of the comparison: what is counted, and for each country the number and its list."""

    label: str
    cells: tuple[tuple[int, Address], ...]


class ComparePage(Page):
    """Two countries side by side, or the form to choose them."""

    path = ("compare",)
    template = "compare.html"
    operation = read_operation("comparison")

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the codes of the two countries; empty ones name none."""
        return {side: self._code(address, side) for side in SIDES}

    def view(self, address: Address, data: Node) -> View:
        """Show the form, and the comparison of the chosen countries."""
        countries = _compared(data)
        title = address.gettext("Two countries side by side")
        return View(
            _names(countries, address) or title,
            {
                "compared": TYPES,
                "countries": countries,
                "choices": nodes_of(data["choices"]),
                "chosen": [address.value(side) or "" for side in SIDES],
                "lines": self._lines(address, countries),
                "themes": _themes(address, countries),
                "shared": data["shared"],
            },
        )

    def table(self, address: Address, data: Node) -> Table:
        """Return one row per line of the comparison."""
        countries = _compared(data)
        lines = [*self._lines(address, countries), *_themes(address, countries)]
        rows: list[tuple[Cell, ...]] = [
            (line.label, *(count for count, _ in line.cells)) for line in lines
        ]
        return Table(("counted", *(str(one["iso3"]) for one in countries)), tuple(rows))

    def _code(self, address: Address, side: str) -> str:
        slug = address.value(side) or ""
        if slug and not (slug.isascii() and slug.isalpha() and len(slug) == 3):
            raise AddressInvalid(
                address.gettext("“{value}” is not the code of a country, such as cri.", value=slug)
            )
        return slug.upper()

    def _lines(self, address: Address, countries: Sequence[Node]) -> list[Line]:
        relations = RELATIONS[COUNTRY.name]
        return [
            Line(
                relations[name].label.in_language(address.language),
                tuple(
                    (count_of(country[name]), address.to(folder, **{key: str(country["slug"])}))
                    for country in countries
                ),
            )
            for name, (folder, key) in _LISTS.items()
        ]


def _themes(address: Address, countries: Sequence[Node]) -> list[Line]:
    """Return the number of practices of each theme, in the order of the first country's."""
    labels: dict[str, str] = {}
    counts: list[Mapping[str, int]] = []
    for country in countries:
        values = facet_values(country["practices"])
        labels |= {str(value["value"]): str(value["label"]) for value in values}
        counts.append(facet_counts(country["practices"]))
    return [
        Line(
            label,
            tuple(
                (
                    count.get(name, 0),
                    address.to(
                        "good-practices", countries=str(country["slug"]), themes=name.lower()
                    ),
                )
                for country, count in zip(countries, counts, strict=True)
            ),
        )
        for name, label in labels.items()
    ]


@dataclass(frozen=True)
class Row:
    """A property or a relation of both entries.

    Attributes:
        name: of the property or the relation.
        label: its name for people.
        cells: what each entry has; None if nothing is known.
        shared: the entries to which both are related.
        common: the values that both have.
    """

    name: str
    label: str
    cells: tuple[Fact | Section | None, ...]
    shared: tuple[Node, ...]
    common: tuple[str, ...]


class CompareEntriesPage(Page):
    """Two entries of one type, or the form to choose them."""

    template = "compare-entries.html"

    def __init__(self, node_type: NodeType) -> None:
        self.path = ("compare", str(node_type.folder))
        self.operation = read_operation(f"compare-{node_type.folder}")
        self._type = node_type

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the slugs of the two entries, of which empty ones name none, and the words."""
        slugs = {side: (address.value(side) or "")[:_MAX_SLUG] for side in SIDES}
        return {**slugs, "text": address.text() or None}

    def view(self, address: Address, data: Node) -> View:
        """Show the form, and what is known of both entries."""
        entries = _compared(data)
        plural = self._type.plural_label.in_language(address.language)
        title = address.gettext("Compare: {type}", type=plural)
        return View(
            _names(entries, address) or title,
            {
                "node_type": self._type,
                "compared": TYPES,
                "entries": entries,
                "choices": _choices(data),
                "text": address.text(),
                "chosen": [address.value(side) or "" for side in SIDES],
                "rows": self._rows(data, address.language),
            },
        )

    def table(self, address: Address, data: Node) -> Table:
        """Return one row per property or relation; entries by their ids."""
        entries = _compared(data)
        rows: list[tuple[Cell, ...]] = [
            (row.name, row.label, *map(_text, row.cells))
            for row in self._rows(data, address.language)
        ]
        return Table(("field", "label", *(str(entry["id"]) for entry in entries)), tuple(rows))

    def _rows(self, data: Node, language: str) -> list[Row]:
        """Return what the operation selects of both entries, in its order."""
        entries = _compared(data)
        if len(entries) < len(SIDES):
            return []
        selected = self.operation.root.field(SIDES[0])
        found = [cells_of(selected, entry, self._type, language) for entry in entries]
        names = dict.fromkeys(name for cells in found for name in cells)
        return [self._row(name, tuple(cells.get(name) for cells in found)) for name in names]

    def _row(self, name: str, cells: tuple[Fact | Section | None, ...]) -> Row:
        (label, *_) = (cell.label for cell in cells if cell)
        nodes = [{str(n["id"]): n for n in _nodes(cell)} for cell in cells]
        shared = tuple(node for node_id, node in nodes[0].items() if node_id in nodes[1])
        values = [_values(cell) for cell in cells]
        common = tuple(value for value in values[0] if value in values[1])
        return Row(name, label, cells, shared, common)


def _compared(data: Node) -> list[Node]:
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
    found = {str(node["slug"]): node for node in (*nodes_of(data["choices"]), *_compared(data))}
    return sorted(found.values(), key=lambda node: str(node["name"]))


def _nodes(cell: Fact | Section | None) -> list[Node]:
    return [s.node for s in cell.statements] if isinstance(cell, Section) else []


def _values(cell: Fact | Section | None) -> list[str]:
    return list(map(str, values_of(cell.value))) if isinstance(cell, Fact) else []


def _text(cell: Fact | Section | None) -> Cell:
    if isinstance(cell, Fact):
        return SEPARATOR.join(_values(cell))
    return SEPARATOR.join(str(node["id"]) for node in _nodes(cell)) or None


PAGES = (ComparePage(), *(CompareEntriesPage(node_type) for node_type in TYPES))
