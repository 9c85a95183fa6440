"""Who learned from whom: the pairs of countries in an answer, as rows, a matrix and a ring.

The ring is a chord diagram: countries on a circle, and a ribbon per pair. Every country has an
equal part of it, so that all codes can be read; the arc within it, and the ribbons that begin and
end there, are as wide as the numbers. A ribbon ends in a point at the country that received. The
centre is at 0, 0. The map is in `atlas`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node, nodes_of, number_in, object_in
from graph_service.model.json import Json

SHADES = 4
"""The number of shades of a matrix."""
RING_SIZE = 340
"""The width and height of the drawing."""
_RADIUS = 130.0
_BAND = 6.0
"""How thick the ring is."""
_TIP = 9.0
"""How far a ribbon's point reaches beyond its shoulders."""
_TEXT = 153.0
_FILLED = 0.85
"""The part of its place that the country with most exchanges fills."""


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
    def is_domestic(self) -> bool:
        """Whether it begins and ends in the same country, so that no drawing shows it."""
        return self.origin["id"] == self.target["id"]

    @property
    def width(self) -> float:
        """The width of its line on the map."""
        return round(0.6 + math.sqrt(self.count) * 0.6, 1)

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
class Arc:
    """A country on the ring: its arc, and the place of its code."""

    country: Node
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class FlowLine:
    """A flow in a drawing: its path, and "gave", "received" or "other" as `kind_of` says."""

    flow: Flow
    path: str
    kind: str


@dataclass(frozen=True)
class Chords:
    """The ring."""

    arcs: tuple[Arc, ...]
    ribbons: tuple[FlowLine, ...]


def flows_of(data: Node, list_address: Callable[[Node, Node], Address]) -> list[Flow]:
    """Return the flows between countries in an answer.

    Args:
        data: the answer, with `flows`; of visits also with `learning` and `teaching`.
        list_address: the list of the transfers or visits between two countries.
    """
    pairs = [node for node in nodes_of(data["flows"]) if _country(node, "from")]
    learning, teaching = (_counts(data.get(name)) for name in ("learning", "teaching"))
    most = max((number_in(pair["count"]) for pair in pairs), default=1)
    found = []
    for pair in pairs:
        origin, target = _country(pair, "from"), _country(pair, "to")
        key, count = (origin["id"], target["id"]), number_in(pair["count"])
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


def kind_of(flow: Flow, chosen: str | None) -> str:
    """Return "gave" or "received" from the chosen country's view, "other" without one."""
    return {flow.origin["slug"]: "gave", flow.target["slug"]: "received"}.get(chosen, "other")


def touches(flow: Flow, chosen: str | None) -> bool:
    """Whether a flow begins or ends in the chosen country; every flow does if there is none."""
    return chosen is None or chosen in (flow.origin["slug"], flow.target["slug"])


def chords_of(flows: Sequence[Flow], chosen: str | None) -> Chords:
    """Return the diagram of the flows between two countries; those within one are left out."""
    between = [flow for flow in flows if not flow.is_domestic]
    countries = {str(node["slug"]): node for f in between for node in (f.origin, f.target)}
    order = {slug: place for place, slug in enumerate(sorted(countries))}
    ends = {slug: _ends_of(slug, between, order) for slug in order}
    most = max((sum(f.count for f, _ in found) for found in ends.values()), default=1)
    part = 2 * math.pi / max(len(order), 1)
    unit = _FILLED * part / most
    spans: dict[tuple[int, str], tuple[float, float]] = {}
    arcs: list[Arc] = []
    for slug, found in ends.items():
        middle = part * order[slug]
        angle = middle - unit * sum(flow.count for flow, _ in found) / 2
        start = angle
        for flow, side in found:
            spans[id(flow), side] = (angle, angle + unit * flow.count)
            angle += unit * flow.count
        x, y = _point(middle, _TEXT)
        arcs.append(Arc(countries[slug], _band(start, angle), x, y))
    ribbons = tuple(
        FlowLine(f, _ribbon(spans[id(f), "from"], spans[id(f), "to"]), kind_of(f, chosen))
        for f in between
    )
    return Chords(tuple(arcs), ribbons)


def _counts(connection: Json) -> Mapping[tuple[Json, Json], int]:
    return {
        (object_in(node["from"])["key"], object_in(node["to"])["key"]): number_in(node["count"])
        for node in nodes_of(connection)
    }


def _country(node: Node, side: str) -> Node:
    return object_in(object_in(node[side]).get("country"))


def _ends_of(slug: str, flows: Sequence[Flow], order: Mapping[str, int]) -> list[tuple[Flow, str]]:
    """Return the flows of a country in an order in which its ribbons don't cross each other."""
    found: list[tuple[int, Flow, str]] = []
    for flow in flows:
        origin, target = str(flow.origin["slug"]), str(flow.target["slug"])
        if slug in (origin, target):
            other, side = (target, "from") if slug == origin else (origin, "to")
            found.append((-(order[other] - order[slug]) % len(order), flow, side))
    return [(flow, side) for _, flow, side in sorted(found, key=lambda end: (end[0], end[2]))]


def _band(start: float, end: float) -> str:
    """Return the arc of a country between two angles, as a line to be stroked."""
    x1, y1 = _point(start, _RADIUS + _BAND / 2)
    x2, y2 = _point(end, _RADIUS + _BAND / 2)
    return f"M{x1} {y1}A{_RADIUS + _BAND / 2} {_RADIUS + _BAND / 2} 0 0 1 {x2} {y2}"


def _ribbon(origin: tuple[float, float], target: tuple[float, float]) -> str:
    """Return the shape from one span of the ring to another, with a point at its end."""
    (x1, y1), (x2, y2) = (_point(angle, _RADIUS) for angle in origin)
    (x3, y3), (x5, y5) = (_point(angle, _RADIUS - _TIP) for angle in target)
    x4, y4 = _point(sum(target) / 2, _RADIUS)
    return (
        f"M{x1} {y1}A{_RADIUS:g} {_RADIUS:g} 0 0 1 {x2} {y2}"
        f"Q0 0 {x3} {y3}L{x4} {y4} {x5} {y5}Q0 0 {x1} {y1}Z"
    )


def _point(angle: float, radius: float) -> tuple[float, float]:
    """Return a point of a circle; the angle 0 is above, and angles grow clockwise."""
    return round(radius * math.sin(angle), 1), round(-radius * math.cos(angle), 1)
