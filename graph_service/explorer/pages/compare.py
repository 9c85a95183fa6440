"""Two countries side by side: /en/compare?left=cri&right=hnd."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.csv_lines import Cell
from graph_service.explorer.address import Address
from graph_service.explorer.documents import read_operation
from graph_service.explorer.facts import Node, facet_values, nodes_of
from graph_service.explorer.page import AddressInvalid, Page, View
from graph_service.explorer.pages.compare_entries import SIDES, TYPES, compared_in
from graph_service.explorer.tables import Table
from graph_service.explorer.texts import translations
from graph_service.model.graph import RELATIONS
from graph_service.model.json import Json
from graph_service.model.types import COUNTRY

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

    def __init__(self) -> None:
        self.operation = read_operation("comparison")

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the codes of the two countries; empty ones name none."""
        return {side: self._code(address, side) for side in SIDES}

    def view(self, address: Address, data: Node) -> View:
        """Show the form, and the comparison of the chosen countries."""
        gettext = translations(address.language).gettext
        countries = compared_in(data)
        names = [str(country["name"]) for country in countries]
        title = gettext("Two countries side by side")
        if len(countries) == len(SIDES):
            title = gettext("{left} and {right}").format(left=names[0], right=names[1])
        return View(
            title,
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
        countries = compared_in(data)
        lines = [*self._lines(address, countries), *_themes(address, countries)]
        rows: list[tuple[Cell, ...]] = [
            (line.label, *(count for count, _ in line.cells)) for line in lines
        ]
        return Table(("counted", *(str(one["iso3"]) for one in countries)), tuple(rows))

    def _code(self, address: Address, side: str) -> str:
        slug = address.value(side) or ""
        if slug and not (slug.isascii() and slug.isalpha() and len(slug) == 3):
            gettext = translations(address.language).gettext
            message = gettext("“{value}” is not the code of a country, such as cri.")
            raise AddressInvalid(message.format(value=slug))
        return slug.upper()

    def _lines(self, address: Address, countries: Sequence[Node]) -> list[Line]:
        relations = RELATIONS[COUNTRY.name]
        return [
            Line(
                relations[name].label.in_language(address.language),
                tuple(
                    (_total(country[name]), address.to(folder, **{key: str(country["slug"])}))
                    for country in countries
                ),
            )
            for name, (folder, key) in _LISTS.items()
        ]


def _themes(address: Address, countries: Sequence[Node]) -> list[Line]:
    """Return the number of practices of each theme, in the order of the first country's."""
    labels: dict[str, str] = {}
    counts: list[dict[str, int]] = []
    for country in countries:
        found = {str(v["value"]): v for v in facet_values(country["practices"])}
        labels |= {name: str(value["label"]) for name, value in found.items()}
        counts.append({name: _number(value["count"]) for name, value in found.items()})
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


def _total(connection: Json) -> int:
    return _number(connection["totalCount"]) if isinstance(connection, Mapping) else 0


def _number(value: Json) -> int:
    return value if isinstance(value, int) else 0


PAGES = (ComparePage(),)
