"""What happened, by year: /en/timeline, and /en/timeline/2018."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.csv_lines import Cell
from graph_service.explorer.pages.page import ANY, Page, View
from graph_service.explorer.parts.address import Address, AddressInvalid
from graph_service.explorer.parts.facts import Node, facet_counts, nodes_of
from graph_service.explorer.parts.operations import read_operation
from graph_service.explorer.parts.tables import Table
from graph_service.model.json import Json

SERIES = ("visits", "events", "agreements")
"""What is counted, by the name in the operation."""
_PERIODS = {"visits": "visitPeriods", "events": "eventPeriods", "agreements": "agreementPeriods"}
"""The name in the operation of the entries of a series whose date is a period, or has no year."""


@dataclass(frozen=True)
class Year:
    """A year of the timeline.

    Attributes:
        number: the year.
        counts: how much happened in it, by series.
        address: the page of the year.
        is_shown: whether the page is about it.
    """

    number: int
    counts: Mapping[str, int]
    address: Address
    is_shown: bool

    @property
    def total(self) -> int:
        """How much happened in it."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Bar:
    """A part of a column of the chart.

    Attributes:
        series: what it counts.
        x: of its left edge.
        y: of its upper edge, from the top.
        height: its height.
        is_shown: whether the page is about its year.
    """

    series: str
    x: int
    y: float
    height: float
    is_shown: bool


COLUMN = 12
_STEPS = tuple(digit * 10**power for power in range(9) for digit in (1, 2, 5))
HEIGHT = 60


def years_of(data: Node, address: Address, shown: int | None = None) -> tuple[Year, ...]:
    """Return all years from the first to the last one of which something is known."""
    counts = {
        series: {int(year): count for year, count in facet_counts(data[series]).items()}
        for series in SERIES
    }
    known = {year for found in counts.values() for year in found}
    return tuple(
        Year(
            number,
            {series: counts[series].get(number, 0) for series in SERIES},
            address.to("timeline", str(number)),
            number == shown,
        )
        for number in range(min(known, default=0), max(known, default=-1) + 1)
    )


def chart_of(years: Sequence[Year]) -> list[Bar]:
    """Return the bars of the chart, one column per year."""
    most = max((year.total for year in years), default=1) or 1
    found: list[Bar] = []
    for place, year in enumerate(years):
        top = float(HEIGHT)
        for series in SERIES:
            height = round(HEIGHT * year.counts[series] / most, 1)
            top -= height
            found.append(Bar(series, place * COLUMN, round(top, 1), height, year.is_shown))
    return [bar for bar in found if bar.height]


def ticks_of(years: Sequence[Year]) -> list[tuple[int, float]]:
    """Return the numbers of the scale, each with its place from the top: at most five."""
    most = max((year.total for year in years), default=0)
    step = next(step for step in _STEPS if step * 5 >= most)
    return [
        (number, round(HEIGHT - HEIGHT * number / most, 1))
        for number in range(step, most + 1, step)
    ]


class TimelinePage(Page):
    """All years, and what has no date."""

    path = ("timeline",)
    template = "timeline.html"
    operation = read_operation("timeline-years")

    def table(self, address: Address, data: Node) -> Table:
        """Return the years of which something is known, with how much."""
        years = [year for year in years_of(data, address) if year.total]
        rows = tuple((year.number, *(year.counts[name] for name in SERIES)) for year in years)
        return Table(("year", *SERIES), rows)

    def view(self, address: Address, data: Node) -> View:
        """Show the years."""
        title = address.gettext("What happened, by year")
        periods = {
            series: found
            for series, name in _PERIODS.items()
            if (found := [node for node in nodes_of(data[name]) if _is_beyond_a_year(node)])
        }
        values = _values(years_of(data, address), None, periods)
        return View(title=title, values=values)


class TimelineYearPage(Page):
    """One year."""

    path = ("timeline", ANY)
    template = "timeline.html"
    operation = read_operation("timeline")

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the year in the address.

        Raises:
            AddressInvalid: when it isn't a year.
        """
        text = address.segments[-1]
        if not (text.isascii() and text.isdecimal() and len(text) == 4):
            message = address.gettext("“{value}” is not a year such as 2018.", value=text)
            raise AddressInvalid(message)
        return {"year": int(text)}

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
        return View(title=title, values=_values(years, number, {}))


def _values(
    years: tuple[Year, ...], shown: int | None, periods: Mapping[str, Sequence[Node]]
) -> Mapping[str, object]:
    numbers = [year.number for year in years if year.total]
    return {
        "years": years,
        "periods": periods,
        "bars": chart_of(years),
        "ticks": ticks_of(years),
        "width": len(years) * COLUMN,
        "height": HEIGHT,
        "column": COLUMN,
        "year": shown,
        "before": max((n for n in numbers if shown and n < shown), default=None),
        "after": min((n for n in numbers if shown and n > shown), default=None),
    }


def _is_beyond_a_year(node: Node) -> bool:
    date = node["date"]
    return isinstance(date, Mapping) and date["year"] is None


PAGES = (TimelinePage(), TimelineYearPage())
