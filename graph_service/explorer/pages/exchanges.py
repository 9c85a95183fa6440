"""Who learned from whom: /en/exchanges?phase=implementation&country=per, and /en/exchanges/visits.

The parameters are those of the lists of transfers and visits, so each number links to its list.
`country` shows one country's part. Visits have a map only for one country.
"""

from __future__ import annotations

from dataclasses import replace

from graph_service.csv_lines import Cell
from graph_service.explorer.pages.embeds import FRAME, Embed, embed_address
from graph_service.explorer.pages.page import Page, View
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.atlas import drawing_of
from graph_service.explorer.parts.country_flows import (
    Flow,
    cases_of,
    flows_of,
    matrix_of,
    touches,
)
from graph_service.explorer.parts.facts import Node, count_of, nodes_of, object_in
from graph_service.explorer.parts.list_filters import facets_of, filter_value
from graph_service.explorer.parts.operations import read_operation
from graph_service.explorer.parts.tables import Table, date_cells
from graph_service.model.declare import NodeType
from graph_service.model.graph import FACETS
from graph_service.model.json import Json
from graph_service.model.types import EXCHANGE_VISIT, KNOWLEDGE_TRANSFER

_COLUMNS = ("from", "fromName", "to", "toName", "count")
_ROLES = ("learning", "teaching", "mutual")
_PHASE_COLUMNS = ("phase", "lastKnown", "lastKnownQualifier")


class ExchangesPage(Page):
    """The flows of one type between countries."""

    template = "exchanges.html"

    def __init__(
        self, path: tuple[str, ...], operation: str, node_type: NodeType, ends: tuple[str, str]
    ) -> None:
        """Declare the page.

        Args:
            path: its path.
            operation: the name of its operation.
            node_type: what is counted.
            ends: the filters of its list by the countries at both ends.
        """
        self.path = path
        self.operation = read_operation(operation)
        self.node_type = node_type
        self._ends = ends
        is_visit = node_type is EXCHANGE_VISIT
        self.parts = ("matrix", "table", "map") if is_visit else ("map", "matrix", "table")
        facets = FACETS[node_type.name]
        self.filters = tuple(name for name in self.operation.variables if name in facets)
        (self._date,) = (name for name in self.filters if name in ("date", "stageDate"))

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the filters, and the country, which only what is counted is filtered by."""
        filters = {name: filter_value(self.node_type, name, address) for name in self.filters}
        chosen = address.value("country")
        return {**filters, "country": [chosen] if chosen else None}

    def table(self, address: Address, data: Node) -> Table:
        """Return the pairs of countries, those of one country if the address has one."""
        chosen = address.value("country")
        flows = [flow for flow in self._flows(address, data) if touches(flow, chosen)]
        is_visit = self.node_type is EXCHANGE_VISIT
        columns, cells = (_ROLES, _role_cells) if is_visit else (_PHASE_COLUMNS, _phase_cells)
        return Table((*_COLUMNS, *columns), tuple((*_ends(flow), *cells(flow)) for flow in flows))

    def view(self, address: Address, data: Node) -> View:
        """Show the figures, the table, the matrix and the map."""
        counted, chosen = data["counted"], address.value("country")
        flows = self._flows(address, data)
        countries = nodes_of(data["countries"])
        shown = [flow for flow in flows if touches(flow, chosen)]
        title = {
            KNOWLEDGE_TRANSFER: address.gettext("Who learned from whom"),
            EXCHANGE_VISIT: address.gettext("Who visited whom"),
        }[self.node_type]
        matrix = matrix_of(flows)
        return View(
            title=title,
            values={
                "embeds": self._embeds(address, data, len(shown), len(matrix.origins)),
                "node_type": self.node_type,
                "facets": facets_of(
                    self.node_type, object_in(data["paired"]).get("facets"), address
                ),
                "filters": self.filters,
                "flows": shown,
                "matrix": matrix,
                "countries": countries,
                "chosen": next((c for c in countries if c["slug"] == chosen), None),
                "drawing": drawing_of(countries, flows if self._has_map(address) else [], chosen),
                "is_dated": bool(address.values(self._date)),
                "undated": count_of(data["undated"]),
                "undated_list": self._undated(address),
                "counted": count_of(counted),
                "paired": count_of(data["paired"]),
                "counted_list": self._list(address),
                "ends": self._lists_by_end(address, chosen) if chosen else (),
                **(self._cases(address, data, chosen) if "withoutOrigins" in data else {}),
            },
        )

    def _has_map(self, address: Address) -> bool:
        """Whether the page has a map: all visits would be too many lines for one."""
        return self.node_type is not EXCHANGE_VISIT or address.value("country") is not None

    def _cases(self, address: Address, data: Node, chosen: str | None) -> dict[str, object]:
        """Return the transfers between governments, and the lists of those that can't be drawn."""
        origin, target = self._ends
        endless = {}
        for end, other in ((origin, target), (target, origin)):
            more = ((other, chosen),) if chosen else ()
            endless[end] = self._list(address, ("without", end), *more)
        return {"cases": cases_of(data, self._list(address)), "endless": endless}

    def _embeds(self, address: Address, data: Node, pairs: int, origins: int) -> list[Embed]:
        """Return the parts for other sites, each as high as its rows or its drawing."""
        kept, row = ("country", *self.filters), 43 if self.node_type is EXCHANGE_VISIT else 72
        fixed = replace(address, query=tuple(pair for pair in address.query if pair[0] in kept))
        found = {
            "map": (address.gettext("Map"), 550),
            "matrix": (address.gettext("Matrix"), 27 * (origins + 1) + 60),
            "table": (address.gettext("Table"), row * (pairs + 2)),
        }
        return [
            Embed(label, embed_address(fixed, part, data), height + FRAME)
            for part, (label, height) in found.items()
            if part != "map" or self._has_map(address)
        ]

    def _flows(self, address: Address, data: Node) -> list[Flow]:
        def list_address(origin: Node, target: Node) -> Address:
            ends = zip(self._ends, (str(origin["slug"]), str(target["slug"])), strict=True)
            return self._list(address, *ends)

        return flows_of(data, list_address)

    def _list(self, address: Address, *more: tuple[str, str]) -> Address:
        """Return the list of the counted entries, with the filters of the page and others."""
        kept = tuple((name, value) for name, value in address.query if name in self.filters)
        folder = str(self.node_type.folder)
        return replace(address.to(folder), query=(*kept, *more))

    def _lists_by_end(self, address: Address, country: str) -> list[tuple[str, Address]]:
        """Return the lists of what has a country at one end, with the names of the ends."""
        relations = FACETS[self.node_type.name]
        return [
            (
                relations[end].label.in_language(address.language),
                self._list(address, (end, country)),
            )
            for end in self._ends
        ]

    def _undated(self, address: Address) -> Address:
        plain = self._list(address.with_values(self._date, ()))
        return plain.with_values("without", (self._date,))


def _ends(flow: Flow) -> tuple[Cell, ...]:
    return (*_identity(flow.origin), *_identity(flow.target), flow.count)


def _role_cells(flow: Flow) -> tuple[Cell, ...]:
    return flow.learning, flow.teaching, flow.mutual


def _phase_cells(flow: Flow) -> tuple[Cell, ...]:
    return (str(flow.phase["phaseLabel"]), *date_cells(flow.phase["lastKnown"]))


def _identity(country: Node) -> tuple[str, str]:
    return str(country["id"]), str(country["name"])


PAGES = (
    ExchangesPage(
        ("exchanges",),
        "transfer-flows",
        KNOWLEDGE_TRANSFER,
        ("originCountries", "targetCountries"),
    ),
    ExchangesPage(
        ("exchanges", "visits"),
        "visit-flows",
        EXCHANGE_VISIT,
        ("hostCountries", "visitorCountries"),
    ),
)
