"""Who learned from whom: the pairs of countries in an answer, as rows, a matrix and a drawing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_service.explorer.address import Address
from graph_service.explorer.atlas import Marker, arc, markers
from graph_service.explorer.facts import Node, nodes_of
from graph_service.model.json import Json

SHADES = 4
"""The number of shades of a matrix."""


@dataclass(frozen=True)
class Flow:
    """What one country gave to another, or what it hosted for it.

    Attributes:
        origin: the country that gave, or the host.
        target: the country that received, or the visitor.
        count: the number of transfers or visits.
        learning: the visits in which all visitors came to learn.
        teaching: the visits in which all visitors came as experts or advisers.
        address: the list of the transfers or visits that are counted.
        shade: 1 to SHADES, the darker the more.
    """

    origin: Node
    target: Node
    count: int
    learning: int
    teaching: int
    address: Address
    shade: int

    @property
    def pair(self) -> tuple[Json, Json]:
        """The ids of both ends."""
        return self.origin["id"], self.target["id"]

    @property
    def mutual(self) -> int:
        """The visits among peers, with several roles, or with unknown ones."""
        return self.count - self.learning - self.teaching


@dataclass(frozen=True)
class Matrix:
    """All flows by their ends.

    Attributes:
        origins: the rows.
        targets: the columns.
        cells: the flows by the ids of both ends.
    """

    origins: tuple[Node, ...]
    targets: tuple[Node, ...]
    cells: Mapping[tuple[Json, Json], Flow]


@dataclass(frozen=True)
class Stop:
    """A country on the map.

    Attributes:
        country: the country.
        code: its ISO 3166 code.
        marker: where it is drawn.
        gave: the total of its flows to other countries.
        received: the total of its flows from other countries.
        is_chosen: whether the page is about this country.
    """

    country: Node
    code: str
    marker: Marker
    gave: int
    received: int
    is_chosen: bool


@dataclass(frozen=True)
class Arc:
    """A flow on the map.

    Attributes:
        flow: the flow.
        path: its line, as SVG.
        width: of the line.
        kind: "gave" or "received" from the chosen country's view, "other" without one.
    """

    flow: Flow
    path: str
    width: float
    kind: str


def flows_of(data: Node, list_address: Callable[[Node, Node], Address]) -> list[Flow]:
    """Return the flows between countries in an answer.

    Args:
        data: the answer, with `flows`; of visits also with `learning` and `teaching`.
        list_address: the list of the transfers or visits between two countries.
    """
    pairs = [node for node in nodes_of(data["flows"]) if _country(node, "from")]
    learning, teaching = (_counts(data.get(name)) for name in ("learning", "teaching"))
    most = max((_count(pair) for pair in pairs), default=1)
    found = []
    for pair in pairs:
        origin, target, count = _country(pair, "from"), _country(pair, "to"), _count(pair)
        key = origin["id"], target["id"]
        found.append(
            Flow(
                origin,
                target,
                count,
                learning.get(key, 0),
                teaching.get(key, 0),
                list_address(origin, target),
                math.ceil(SHADES * count / most),
            )
        )
    return found


def matrix_of(flows: Sequence[Flow]) -> Matrix:
    """Return the matrix of flows, its rows and columns by name."""
    origins = {str(flow.origin["name"]): flow.origin for flow in flows}
    targets = {str(flow.target["name"]): flow.target for flow in flows}
    return Matrix(
        tuple(origins[name] for name in sorted(origins)),
        tuple(targets[name] for name in sorted(targets)),
        {flow.pair: flow for flow in flows},
    )


def stops_of(countries: Iterable[Node], flows: Sequence[Flow], chosen: str | None) -> list[Stop]:
    """Return all countries that have a place on the map."""
    by_code = {str(node["iso3"]): node for node in countries if node.get("iso3")}
    placed = markers(tuple(sorted(by_code)))
    between = [flow for flow in flows if flow.origin["id"] != flow.target["id"]]
    return [
        Stop(
            node,
            code,
            placed[code],
            sum(flow.count for flow in between if flow.origin["id"] == node["id"]),
            sum(flow.count for flow in between if flow.target["id"] == node["id"]),
            node["slug"] == chosen,
        )
        for code, node in sorted(by_code.items())
        if code in placed
    ]


def arcs_of(flows: Iterable[Flow], stops: Iterable[Stop], chosen: str | None) -> list[Arc]:
    """Return the lines of flows between two countries; those of the chosen country if any."""
    placed = {stop.country["id"]: stop.marker for stop in stops}
    found = []
    for flow in flows:
        start, end = placed.get(flow.origin["id"]), placed.get(flow.target["id"])
        if start is None or end is None or start == end or not touches(flow, chosen):
            continue
        width = round(0.6 + math.sqrt(flow.count) * 0.6, 1)
        found.append(Arc(flow, arc(start, end), width, kind_of(flow, chosen)))
    return found


def kind_of(flow: Flow, chosen: str | None) -> str:
    """Return "gave" or "received" from the chosen country's view, "other" without one."""
    return {flow.origin["slug"]: "gave", flow.target["slug"]: "received"}.get(chosen, "other")


def touches(flow: Flow, chosen: str | None) -> bool:
    """Whether a flow begins or ends in the chosen country; every flow does if there is none."""
    return chosen is None or chosen in (flow.origin["slug"], flow.target["slug"])


def _counts(connection: Json) -> Mapping[tuple[Json, Json], int]:
    return {
        (_end(node, "from")["key"], _end(node, "to")["key"]): _count(node)
        for node in nodes_of(connection)
    }


def _end(node: Node, side: str) -> Node:
    end = node[side]
    return end if isinstance(end, Mapping) else {}


def _country(node: Node, side: str) -> Node:
    country = _end(node, side).get("country")
    return country if isinstance(country, Mapping) else {}


def _count(node: Node) -> int:
    count = node["count"]
    return count if isinstance(count, int) else 0
