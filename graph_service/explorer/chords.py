"""A chord diagram of who learned from whom: countries on a ring, and a ribbon per pair.

Every country has an equal part of the ring, so that all codes can be read; the arc within it, and
the ribbons that begin and end there, are as wide as the numbers. A ribbon ends in a point at the
country that received. The centre is at 0, 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.explorer.facts import Node
from graph_service.explorer.flows import Flow, kind_of

SIZE = 340
"""The width and height of the drawing."""
_RING = 130.0
_BAND = 6.0
"""How thick the ring is."""
_TIP = 9.0
"""How far a ribbon's point reaches beyond its shoulders."""
_TEXT = 153.0
_FILLED = 0.85
"""The part of its place that the country with most exchanges fills."""


@dataclass(frozen=True)
class Arc:
    """A country on the ring: its arc, and the place of its code."""

    country: Node
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Ribbon:
    """A flow: its shape, and "gave", "received" or "other" from the chosen country's view."""

    flow: Flow
    path: str
    kind: str


@dataclass(frozen=True)
class Chords:
    """The diagram."""

    arcs: tuple[Arc, ...]
    ribbons: tuple[Ribbon, ...]


def chords_of(flows: Sequence[Flow], chosen: str | None) -> Chords:
    """Return the diagram of the flows between two countries; those within one are left out."""
    between = [flow for flow in flows if flow.origin["id"] != flow.target["id"]]
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
        Ribbon(f, _ribbon(spans[id(f), "from"], spans[id(f), "to"]), kind_of(f, chosen))
        for f in between
    )
    return Chords(tuple(arcs), ribbons)


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
    x1, y1 = _point(start, _RING + _BAND / 2)
    x2, y2 = _point(end, _RING + _BAND / 2)
    return f"M{x1} {y1}A{_RING + _BAND / 2} {_RING + _BAND / 2} 0 0 1 {x2} {y2}"


def _ribbon(origin: tuple[float, float], target: tuple[float, float]) -> str:
    """Return the shape from one span of the ring to another, with a point at its end."""
    (x1, y1), (x2, y2) = (_point(angle, _RING) for angle in origin)
    (x3, y3), (x5, y5) = (_point(angle, _RING - _TIP) for angle in target)
    x4, y4 = _point(sum(target) / 2, _RING)
    return (
        f"M{x1} {y1}A{_RING:g} {_RING:g} 0 0 1 {x2} {y2}"
        f"Q0 0 {x3} {y3}L{x4} {y4} {x5} {y5}Q0 0 {x1} {y1}Z"
    )


def _point(angle: float, radius: float) -> tuple[float, float]:
    """Return a point of a circle; the angle 0 is above, and angles grow clockwise."""
    return round(radius * math.sin(angle), 1), round(-radius * math.cos(angle), 1)
