"""What happened, by year: /en/timeline, and /en/timeline/2018."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph_service.csv_lines import Cell
from graph_service.explorer.pages.page import ANY, Page, View
from graph_service.explorer.parts.address import Address, AddressInvalid
from graph_service.explorer.parts.facts import (
    Node,
    counts_by_year,
    facet_counts,
    nodes_of,
    object_in,
)
from graph_service.explorer.parts.list_filters import YEAR
from graph_service.explorer.parts.operations import read_operation
from graph_service.explorer.parts.tables import Table
from graph_service.model.json import Json

SERIES = ("visits", "events", "agreements")
"""What is counted, by the name in the operation."""


@dataclass(frozen=True)
class Year:
    """A year of the timeline.

    Attributes:
        number: the year.
        counts: how much happened in it for sure, by series.
        by: how much more is known to have happened by its end, by series.
        address: the page of the year.
        is_shown: whether the page is about it.
    """

    number: int
    counts: Mapping[str, int]
    by: Mapping[str, int]
    address: Address
    is_shown: bool

    @property
    def total(self) -> int:
        """How much happened in it, or by its end."""
        return sum(self.counts.values()) + sum(self.by.values())


def years_of(data: Node, address: Address, shown: int | None = None) -> tuple[Year, ...]:
    """Return all years from the last to the first one of which something is known."""
    counts = {series: counts_by_year(facet_counts(data[series])) for series in SERIES}
    known = {int(year) for found in counts.values() for year in found}
    return tuple(
        Year(
            number,
            {series: counts[series].get(str(number), (0, 0))[0] for series in SERIES},
            {series: counts[series].get(str(number), (0, 0))[1] for series in SERIES},
            replace(address, segments=("timeline", str(number)), format=""),
            number == shown,
        )
        for number in range(max(known, default=-1), min(known, default=0) - 1, -1)
    )


class TimelinePage(Page):
    """All years, and what has no date."""

    path: tuple[str, ...] = ("timeline",)
    template = "timeline.html"
    operation = read_operation("timeline-years")

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the country and the topic that the timeline is filtered by, each in a list."""
        given = {name: address.value(name) for name in ("country", "topic")}
        return {name: [slug] if slug else None for name, slug in given.items()}

    def table(self, address: Address, data: Node) -> Table:
        """Return the years of which something is known, with how much."""
        years = [year for year in years_of(data, address) if year.total]
        rows = tuple((y.number, *y.counts.values(), *y.by.values()) for y in years)
        return Table(("year", *SERIES, *(f"{series}By" for series in SERIES)), rows)

    def view(self, address: Address, data: Node) -> View:
        """Show the years."""
        title = address.gettext("What happened, by year")
        others = {series: _not_to_a_year(data[f"other{series.capitalize()}"]) for series in SERIES}
        values = _values(address, years_of(data, address), None)
        return View(title, {**values, "not_to_a_year": others})


class TimelineYearPage(TimelinePage):
    """One year."""

    path = ("timeline", ANY)
    operation = read_operation("timeline")

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the year in the address, and what the timeline is filtered by.

        Raises:
            AddressInvalid: when it isn't a year.
        """
        text = address.segments[-1]
        if not YEAR.fullmatch(text):
            message = address.gettext("“{value}” is not a year such as 2018.", value=text)
            raise AddressInvalid(message)
        return {"year": int(text), **super().variables(address)}

    def table(self, _: Address, data: Node) -> Table:
        """Return what happened in the year; of a step, the transfer."""
        rows: list[tuple[Cell, ...]] = []
        for series in SERIES:
            for node in nodes_of(data[series]):
                entry, date = node.get("transfer", node), node["date"]
                if isinstance(entry, Mapping) and isinstance(date, Mapping):
                    detail = node.get("stageLabel") or node.get("kindLabel")
                    shown = (str(entry["id"]), str(entry["name"]), str(detail))
                    rows.append((series, *shown, str(date["edtf"]), str(date["qualifier"])))
        return Table(("series", "id", "name", "kind", "date", "dateQualifier"), tuple(rows))

    def view(self, address: Address, data: Node) -> View:
        """Show the year among the others."""
        number = int(address.segments[-1])
        title = address.gettext("What happened in {year}", year=number)
        years = years_of(data, address, number)
        return View(title, _values(address, years, number))


def _not_to_a_year(connection: Json) -> list[Node]:
    """Return what is dated, but neither in a single year nor by the end of one; the last first."""
    dates = [(node, object_in(node["date"])) for node in nodes_of(connection)[::-1]]
    return [n for n, d in dates if d and not d["year"] and (d["earliest"] or not d["latest"])]


def _values(address: Address, years: tuple[Year, ...], shown: int | None) -> Mapping[str, object]:
    known = [year for year in years if year.total]
    return {
        "years": years,
        "most": max((count for year in years for count in year.counts.values()), default=0),
        "all_years": replace(address, segments=("timeline",)),
        "year": shown,
        "before": next((year for year in known if shown and year.number < shown), None),
        "after": next((year for year in known[::-1] if shown and year.number > shown), None),
    }


PAGES = (TimelinePage(), TimelineYearPage())
