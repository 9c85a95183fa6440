"""Two countries: /en/countries/gtm/hnd, what is known between them and of both.

The countries are in the order of their slugs; the other order redirects to this one, and so does
the form to choose them, /en/compare?left=hnd&right=gtm.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from graph_service.csv_lines import Cell
from graph_service.explorer.pages.page import ANY, Page, View
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node, count_of, nodes_of, object_in
from graph_service.explorer.parts.operations import read_operation
from graph_service.explorer.parts.reach import last_day
from graph_service.explorer.parts.tables import SEPARATOR, Table, date_cells
from graph_service.explorer.parts.topics import has_body
from graph_service.model.ids import split_id
from graph_service.model.json import Json
from graph_service.model.types import COUNTRY

SIDES = ("left", "right")
_COLUMNS = ("type", "id", "name", "date", "dateQualifier", "from", "to", "stage", "topic")
_ENDS = ("hostCountries", "visitorCountries")
_DATES = ("date", "lastKnown", "signed")


class ChooseCountriesPage(Page):
    """The form to choose two countries, which leads to the page of both."""

    path = ("compare",)
    template = "compare.html"
    operation = read_operation("compare-countries")

    def variables(self, address: Address) -> dict[str, Json]:
        """Look both up by their slugs; an empty one names no country."""
        return {side: (address.value(side) or "").lower() for side in SIDES}

    def place(self, address: Address, data: Node) -> Address | None:
        """Return the address of the page of both, once two are chosen."""
        return _place_of_both(address, data) or address

    def view(self, address: Address, _: Node) -> View:
        """Show the form."""
        countries = COUNTRY.plural_label.in_language(address.language)
        title = address.gettext("Compare: {type}", type=countries)
        return View(title, {"chosen": {side: address.value(side) for side in SIDES}})

    def table(self, _: Address, data: Node) -> Table:
        """Return the countries to choose from."""
        countries = nodes_of(data["choices"])
        return Table(("slug", "name"), tuple((str(c["slug"]), str(c["name"])) for c in countries))


class TwoCountriesPage(Page):
    """What is known between two countries, and of both."""

    path = (str(COUNTRY.folder), ANY, ANY)
    template = "two-countries.html"
    operation = read_operation("two-countries")

    def variables(self, address: Address) -> dict[str, Json]:
        """Look both up by the slugs in the address."""
        return dict(zip(SIDES, address.segments[1:], strict=True))

    def place(self, address: Address, data: Node) -> Address | None:
        """Return the address with the slugs in order; None unless there are two countries."""
        return _place_of_both(address, data)

    def view(self, address: Address, data: Node) -> View:
        """Show the facts by kind."""
        left, right = countries = _compared(data)
        met = [(_hosts(visit), visit) for visit in _met(data)]
        alone = [{left["id"]}, {right["id"]}]
        return View(
            address.gettext("{left} and {right}", left=left["name"], right=right["name"]),
            {
                "countries": countries,
                "visits": [[visit for hosts, visit in met if hosts == one] for one in alone],
                "meetings": [visit for hosts, visit in met if hosts not in alone],
                "differences": [*_differences(data)],
            },
        )

    def table(self, _: Address, data: Node) -> Table:
        """Return one row per fact; a practice with a topic is one that only one country has."""
        left = object_in(data["left"])
        of_both = ("agreements", "practices", "networks", "programmes")
        rows = [_row(visit, [nodes_of(visit[key]) for key in _ENDS]) for visit in _met(data)]
        rows += [
            _row(node, ((origin,), (target,)))
            for origin, target in permutations(_compared(data), 2)
            for node in nodes_of(origin["given"])
        ]
        rows += [_row(node) for name in of_both for node in nodes_of(left[name])]
        rows += [
            _row(practice, ((has,), ()), str(topic["id"]))
            for has, _other, topics in _differences(data)
            for topic, practices in topics
            for practice in practices
        ]
        return Table(_COLUMNS, tuple(rows))


def is_bare(topic: Node, country: Node, side: str) -> bool:
    """Whether the catalogue has no practice, body or agreement of a country on a topic.

    Args:
        topic: with the practices of the country and the visits that led to an agreement of it.
        country: with the kinds of its institutions.
        side: what the keys of those practices and visits begin with.
    """
    counted = count_of(topic[f"{side}Own"]) + count_of(topic[f"{side}Agreed"])
    return not counted and not has_body(topic, country)


def _compared(data: Node) -> list[Node]:
    """Return the countries on both sides, as far as they were found."""
    return [country for side in SIDES if isinstance(country := data[side], Mapping)]


def _place_of_both(address: Address, data: Node) -> Address | None:
    """Return the address of the page of two countries in their order; None unless both differ."""
    slugs = sorted({str(country["slug"]) for country in _compared(data)})
    if len(slugs) < len(SIDES):
        return None
    kept = tuple((name, value) for name, value in address.query if name not in SIDES)
    return replace(address, segments=(str(COUNTRY.folder), *slugs), query=kept)


def _hosts(visit: Node) -> set[Json]:
    return {country["id"] for country in nodes_of(visit["hostCountries"])}


def _met(data: Node) -> list[Node]:
    """Return the visits in which both took part, the newest first; a visit may be in both lists."""
    left = object_in(data["left"])
    found = {v["id"]: v for key in ("hosted", "attended") for v in nodes_of(left[key])}
    return sorted(found.values(), key=lambda v: last_day(v["date"]) or dt.date.min, reverse=True)


def _differences(data: Node) -> Iterator[tuple[Node, Node, list[tuple[Node, Sequence[Node]]]]]:
    """Yield the country that has practices, the other, and the topics on which that has nothing.

    Nothing was searched for outside the region.
    """
    for side, other_side in (SIDES, SIDES[::-1]):
        other = object_in(data[other_side])
        topics = [
            (topic, nodes_of(topic[side]))
            for topic in nodes_of(data["topics"])
            if nodes_of(topic[side]) and is_bare(topic, other, other_side)
        ]
        if other["inRegion"]:
            yield object_in(data[side]), other, topics


def _row(
    node: Node, ends: Iterable[Sequence[Node]] = ((), ()), topic: str | None = None
) -> tuple[Cell, ...]:
    identity = str(node["id"])
    (date, *_) = (*(node[key] for key in _DATES if node.get(key)), None)
    ids = (SEPARATOR.join(str(end["id"]) for end in nodes) or None for nodes in ends)
    stage = str(node["stageLabel"]) if "stageLabel" in node else None
    return split_id(identity)[0], identity, str(node["name"]), *date_cells(date), *ids, stage, topic


PAGES = (ChooseCountriesPage(), TwoCountriesPage())
