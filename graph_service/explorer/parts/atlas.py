"""The map of who learned from whom in Latin America and the Caribbean.

`map/source` builds the shapes of countries from Natural Earth. Countries beyond the frame have a
place at its edge, in their direction. Markers are moved apart until each can be touched, also those
of islands.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from graph_service.explorer.parts.country_flows import Flow, FlowLine, kind_of, touches
from graph_service.explorer.parts.facts import Node

RADIUS = 12.0
"""The radius of a marker, in units of the drawing: 24 px across on a phone of 320 px."""
GAP = 1.5
"""The least distance between two markers: a map of few countries has room for more."""
_STEPS = 300
_PULL = 0.03
_BENDS = (0.16, -0.24)
"""How far an arc bends to either side, as a part of the distance between its ends.

They differ, so that the arcs of two countries in both directions never coincide.
"""
_PARTS = [part / 10 for part in range(1, 10)]
_MARGIN = 1.7
_NARROWEST = 150
"""The width of a part of the map, in units of the drawing."""


@dataclass(frozen=True)
class Atlas:
    """What is drawn.

    Attributes:
        width: of the drawing, in its units.
        height: likewise.
        shapes: the path of each country within the frame, by ISO 3166 code.
        places: the centre of each country of the world, also beyond the frame.
    """

    width: float
    height: float
    shapes: Mapping[str, str]
    places: Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Marker:
    """The marker of a country.

    Attributes:
        x: of its centre.
        y: likewise.
        home_x: of the country, within the frame.
        home_y: likewise.
        is_apart: whether it stands apart from the country, and a line connects them.
    """

    x: float
    y: float
    home_x: float
    home_y: float
    is_apart: bool


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


class CloseUp(NamedTuple):
    """A part of the map around a few countries, in pixels.

    Attributes:
        scale: pixels per unit of the atlas.
        left: of the part, in units of the atlas.
        top: likewise.
        dots: the countries, by ISO 3166 code.
        arrows: their paths.
    """

    scale: float
    left: float
    top: float
    dots: Mapping[str, Marker]
    arrows: list[str]


@cache
def atlas() -> Atlas:
    """Return the shapes and places."""
    file = files("graph_service") / "explorer" / "map" / "countries.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    places = {code: (x, y) for code, (x, y) in found["places"].items()}
    return Atlas(found["width"], found["height"], found["shapes"], places)


@lru_cache(maxsize=16)
def markers(codes: tuple[str, ...], gap: float = GAP) -> Mapping[str, Marker]:
    """Return the markers of countries, moved apart; countries without a known place have none."""
    drawn = atlas()
    homes = {code: drawn.places[code] for code in codes if code in drawn.places}
    points = {code: list(_within(home)) for code, home in homes.items()}
    pairs = [(a, b) for i, a in enumerate(points) for b in list(points)[i + 1 :]]
    for step in range(_STEPS):
        pull = _PULL * (1 - step / _STEPS)
        for code, point in points.items():
            point[0] += (homes[code][0] - point[0]) * pull
            point[1] += (homes[code][1] - point[1]) * pull
        for a, b in pairs:
            _part(points[a], points[b], gap)
        for point in points.values():
            point[:] = _within((point[0], point[1]))
    return {code: _marker(points[code], homes[code]) for code in points}


def arc(start: Marker, end: Marker, others: Sequence[Marker] = ()) -> str:
    """Return the path of an arc from the edge of a marker to that of another.

    It bends to the side on which it passes under none of the others, if there is one.
    """
    dx, dy = end.x - start.x, end.y - start.y
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    sides = [(x - dy * bend, y + dx * bend) for bend in _BENDS]
    bend = min(sides, key=lambda bend: sum(_passes(start, bend, end, other) for other in others))
    (x1, y1), (x2, y2) = _towards(start, *bend), _towards(end, *bend)
    return f"M{x1:.1f} {y1:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {x2:.1f} {y2:.1f}"


def _passes(start: Marker, bend: tuple[float, float], end: Marker, other: Marker) -> bool:
    """Whether an arc passes under another marker."""
    for t in _PARTS:
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        x, y = a * start.x + b * bend[0] + c * end.x, a * start.y + b * bend[1] + c * end.y
        if math.dist((x, y), (other.x, other.y)) < RADIUS:
            return True
    return False


def stops_of(
    countries: Iterable[Node], flows: Sequence[Flow], chosen: str | None, gap: float = GAP
) -> list[Stop]:
    """Return all countries that have a place on the map."""
    by_code = {str(node["iso3"]): node for node in countries if node.get("iso3")}
    placed = markers(tuple(sorted(by_code)), gap)
    between = [flow for flow in flows if not flow.is_domestic]
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


def arcs_of(flows: Iterable[Flow], stops: Iterable[Stop], chosen: str | None) -> list[FlowLine]:
    """Return the lines of flows between two countries; those of the chosen country if any."""
    placed = {stop.country["id"]: stop.marker for stop in stops}
    found = []
    for flow in flows:
        start, end = placed.get(flow.origin["id"]), placed.get(flow.target["id"])
        if start is None or end is None or start == end or not touches(flow, chosen):
            continue
        others = [marker for marker in placed.values() if marker not in (start, end)]
        found.append(FlowLine(flow, arc(start, end, others), kind_of(flow, chosen)))
    return found


def close_up(codes: Sequence[str], arrows: Iterable[tuple[str, str]], pixels: float) -> CloseUp:
    """Return the part of the map that has these countries, or all of it if none has a place.

    Args:
        codes: ISO 3166 codes.
        arrows: from a country to another.
        pixels: the width of the drawing.
    """
    drawn = atlas()
    homes = {code: (m.home_x, m.home_y) for code, m in markers(tuple(sorted({*codes}))).items()}
    corners = [*homes.values()] or [(0, 0), (drawn.width, drawn.height)]
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*corners, strict=True))
    ratio = drawn.height / drawn.width
    width = max(right - left, (bottom - top) / ratio) * _MARGIN
    width = min(max(width, _NARROWEST), drawn.width)
    left = min(max((left + right - width) / 2, 0), drawn.width - width)
    top = min(max((top + bottom - width * ratio) / 2, 0), drawn.height - width * ratio)
    scale = pixels / width
    points = {code: ((x - left) * scale, (y - top) * scale) for code, (x, y) in homes.items()}
    dots = {code: Marker(*point, *point, is_apart=False) for code, point in points.items()}
    drawable = ((a, b) for a, b in dict.fromkeys(arrows) if a != b and a in dots and b in dots)
    return CloseUp(scale, left, top, dots, [arc(dots[a], dots[b]) for a, b in drawable])


def _marker(point: list[float], home: tuple[float, float]) -> Marker:
    home_x, home_y = _within(home, 0)
    is_apart = math.dist(point, (home_x, home_y)) > RADIUS and _within(home, 0) == home
    return Marker(round(point[0], 1), round(point[1], 1), home_x, home_y, is_apart)


def _part(one: list[float], other: list[float], gap: float) -> None:
    """Move two markers apart if there is less than a gap between them."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    distance = math.hypot(dx, dy)
    missing = 2 * RADIUS + gap - distance
    if missing <= 0:
        return
    x, y = (dx / distance, dy / distance) if distance else (1.0, 0.0)
    for point, sign in ((one, -1), (other, 1)):
        point[0] += sign * x * missing / 2
        point[1] += sign * y * missing / 2


def _within(point: tuple[float, float], margin: float = RADIUS + 1) -> tuple[float, float]:
    """Return a point, or the nearest one within the frame."""
    drawn = atlas()
    x, y = point
    return (
        min(max(x, margin), drawn.width - margin),
        min(max(y, margin), drawn.height - margin),
    )


def _towards(marker: Marker, x: float, y: float) -> tuple[float, float]:
    distance = math.dist((marker.x, marker.y), (x, y)) or 1.0
    part = RADIUS / distance
    return marker.x + (x - marker.x) * part, marker.y + (y - marker.y) * part
