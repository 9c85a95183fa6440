"""Planning visits: /en/planning?country=gtm, what a team needs to know before its next visits.

It fits on one printed page or two, so each part shows a few rows, and says how many it leaves out.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph_service.csv_lines import Cell
from graph_service.explorer.pages.page import ChosenCountryPage, View
from graph_service.explorer.pages.two_countries import is_bare
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node, count_of, nodes_of, object_in
from graph_service.explorer.parts.operations import read_operation
from graph_service.explorer.parts.reach import Reach, last_day, reaches_of
from graph_service.explorer.parts.tables import SEPARATOR, Table, date_cells
from graph_service.model.enums import TransferPhase
from graph_service.model.json import Json

_SEEN, _TOPICS = 6, 6
"""Rows of practices, and topics."""
_COLUMNS = (
    "topic", "practicesCount", "id", "name", "countries", "bodies", "websites", "lastVisitors",
    "lastVisitorsDate", "lastVisitorsDateQualifier",
)  # fmt: skip
_BEFORE_USE = (None, TransferPhase.EXPLORATION.name, TransferPhase.PREPARATION.name)


@dataclass(frozen=True)
class Host:
    """A practice that its country could show.

    Attributes:
        practice: as the operation selects it.
        bodies: its operators; its owners if no source names any.
        visitors: the countries of others to which it was shown last.
        date: when that was; None if no date is known.
    """

    practice: Node
    bodies: Node
    visitors: tuple[Node, ...]
    date: Json


class PlanningPage(ChosenCountryPage):
    """What a country needs to plan visits, or the form to choose it."""

    path = ("planning",)
    template = "planning.html"
    operation = read_operation("planning")

    def view(self, address: Address, data: Node) -> View:
        """Show the form, and what is known for the chosen country."""
        country = object_in(data.get("country"))
        values: dict[str, object] = {"country": country, "choices": nodes_of(data["choices"])}
        if not country:
            return View(address.gettext("Plan visits"), values)
        reaches, offers = _waiting(country)[:_SEEN], _offers(data)
        values |= {"reaches": reaches, "topics": offers[:_TOPICS], "others": offers[_TOPICS:]}
        return View(address.gettext("Plan visits: {country}", country=country["name"]), values)

    def table(self, _: Address, data: Node) -> Table:
        """Return one row per possible host."""
        rows = [
            (str(topic["id"]), count_of(topic["hosts"]), *_cells(host))
            for topic, hosts in (_offers(data) if data.get("country") else ())
            for host in hosts
        ]
        return Table(_COLUMNS, tuple(rows))


def _waiting(country: Node) -> list[Reach]:
    """Return what the country saw and didn't begin to use, the oldest last fact first."""
    known = [node for key in ("received", "attended", "hosted") for node in nodes_of(country[key])]
    found = [r for r in reaches_of(country["reachedBy"], known) if r.edge["phase"] in _BEFORE_USE]
    return sorted(found, key=lambda reach: last_day(reach.edge["lastKnown"]) or dt.date.max)


def _offers(data: Node) -> list[tuple[Node, list[Host]]]:
    """Return the topics with possible hosts: those of which the country has nothing first.

    Then those with most hosts, and not by name: a page shows the first few, in any language.
    """
    country = object_in(data["country"])
    found = [topic for topic in nodes_of(data["topics"]) if count_of(topic["hosts"])]
    found.sort(
        key=lambda topic: (
            not is_bare(topic, country, "country"),
            -count_of(topic["hosts"]),
            str(topic["slug"]),
        )
    )
    return [(topic, [*map(_host, nodes_of(topic["hosts"]))]) for topic in found]


def _host(practice: Node) -> Host:
    operators = object_in(practice["operators"])
    bodies = operators if count_of(operators) else object_in(practice["owners"])
    own = {country["id"] for country in nodes_of(practice["countries"])}
    for visit in nodes_of(practice["shownAt"]):
        visitors = [node for node in nodes_of(visit["visitorCountries"]) if node["id"] not in own]
        if visitors:
            return Host(practice, bodies, tuple(visitors), visit["date"])
    return Host(practice, bodies, (), None)


def _cells(host: Host) -> tuple[Cell, ...]:
    bodies, countries = nodes_of(host.bodies), nodes_of(host.practice["countries"])
    lists = (countries, "id"), (bodies, "name"), (bodies, "website"), (host.visitors, "id")
    joined = (SEPARATOR.join(str(n[key]) for n in nodes if n[key]) or None for nodes, key in lists)
    return str(host.practice["id"]), str(host.practice["name"]), *joined, *date_cells(host.date)


PAGES = (PlanningPage(),)
